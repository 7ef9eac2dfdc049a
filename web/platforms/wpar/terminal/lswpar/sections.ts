/**
 * What `lswpar` knows of a partition on a system, section by section, under the names of its delimited output. Names and
 * order are from output of a running system, and from tools that read it.
 */
import { broadcastOf, maskOf } from '../../objects/address.ts';
import { fileSystemsOf } from '../../objects/file-systems.ts';
import { limitsText } from '../../objects/resources.ts';
import type { Copy, Wpar } from '../../objects/wpar.ts';
import { STATE_INFO } from '../../states/states.ts';

/** Of an object: one record, or one for each of its file systems, addresses, devices. */
export type Record_ = Readonly<Record<string, string>>;

export interface Listed {
  wpar: Wpar;
  copy: Copy;
}

const yesNo = (value: boolean): string => (value ? 'yes' : 'no');
const limit = (value: number | null): string => (value === null ? 'unlimited' : String(value));

export const letterOf = ({ copy }: Listed): string => STATE_INFO[copy.state].letter;
const typeOf = ({ wpar }: Listed): string => (wpar.kind === 'system' ? 'S' : 'A');

const GENERAL = (listed: Listed): Record_[] => {
  const { wpar } = listed;
  return [
    {
      name: wpar.name,
      state: letterOf(listed),
      type: typeOf(listed),
      rootvgwpar: 'no',
      hostname: wpar.hostname,
      routing: 'no',
      vipwpar: '',
      directory: wpar.kind === 'system' ? wpar.directory : '/',
      owner: wpar.owner,
      script: wpar.script,
      auto: yesNo(wpar.auto),
      privateusr: yesNo(wpar.privateUsr),
      checkpointable: yesNo(wpar.checkpointable),
      application: wpar.application,
      ostype: '',
      xwparipc: 'no',
      architecture: '',
      uuid: wpar.uuid,
    },
  ];
};

const RESOURCES = (listed: Listed): Record_[] => {
  const { name, resources } = listed.wpar;
  return [
    {
      name,
      state: letterOf(listed),
      active: yesNo(resources.active),
      rset: resources.resourceSet,
      shares_cpu: limit(resources.processorShares),
      cpu: limitsText(resources.processorLimits),
      shares_memory: limit(resources.memoryShares),
      memory: limitsText(resources.memoryLimits),
      procvirtmem: limit(resources.perProcessVirtualBytes),
      totalvirtmem: limit(resources.totalVirtualBytes),
      totalprocesses: limit(resources.processes),
      totalthreads: limit(resources.threads),
      totalptys: limit(resources.terminals),
      totallargepages: limit(resources.largePages),
      pct_msgids: `${resources.messageQueuesPercent}%`,
      pct_semids: `${resources.semaphoresPercent}%`,
      pct_shmids: `${resources.sharedMemoryPercent}%`,
      pct_pinmem: `${resources.pinnedMemoryPercent}%`,
    },
  ];
};

const MOUNTS = ({ wpar }: Listed): Record_[] =>
  fileSystemsOf(wpar).map(({ mountPoint, device, vfs, node, options }) => ({
    name: wpar.name,
    mountpoint: mountPoint,
    device,
    vfs,
    nodename: node,
    options,
  }));

const NETWORK = ({ wpar }: Listed): Record_[] =>
  wpar.address
    ? [
        {
          name: wpar.name,
          interface: wpar.address.adapter,
          address: wpar.address.address,
          mask_prefix: maskOf(wpar.address.prefix),
          broadcast: broadcastOf(wpar.address),
        },
      ]
    : [];

/** What every partition has. */
export const PSEUDO_DEVICES = [
  ...[
    '/dev/null',
    '/dev/tty',
    '/dev/console',
    '/dev/zero',
    '/dev/clone',
    '/dev/sad',
    '/dev/xti/tcp',
    '/dev/xti/tcp6',
  ],
  ...['/dev/xti/udp', '/dev/xti/udp6', '/dev/xti/unixdg', '/dev/xti/unixst', '/dev/error', '/dev/errorctl'],
  ...['/dev/audit', '/dev/nvram'],
];

const DEVICES = ({ wpar }: Listed): Record_[] =>
  [...PSEUDO_DEVICES.map((name) => [name, 'pseudo']), ...wpar.devices.map((name) => [name, 'disk'])].map(
    ([devname = '', devtype = '']) => ({
      name: wpar.name,
      devname,
      devtype,
      vdevname: '',
      devstatus: 'EXPORTED',
      devid: '',
      rootvg: devtype === 'disk' ? 'no' : '',
      adapter: '',
    }),
  );

/** Of many more: the ones that matter here. */
export const PRIVILEGES = ['PV_AU_', 'PV_DAC_', 'PV_FS_MOUNT', 'PV_KER_NFS', 'PV_PROC_CKPT'];

const SECURITY = (listed: Listed): Record_[] => [
  { name: listed.wpar.name, state: letterOf(listed), privs: PRIVILEGES.join(',') },
];

export interface Section {
  fields: readonly string[];
  records(listed: Listed): Record_[];
}

const section = (fields: string, records: Section['records']): Section => ({
  fields: fields.split(' '),
  records,
});

/** By the letter that asks for it; '' asks for none. */
export const SECTIONS: Readonly<Record<string, Section>> = {
  '': section('name state type hostname directory rootvgwpar', GENERAL),
  G: section(
    'name state type rootvgwpar hostname routing vipwpar directory owner script auto privateusr checkpointable application ostype xwparipc architecture uuid',
    GENERAL,
  ),
  R: section(
    'name state active rset shares_cpu cpu shares_memory memory procvirtmem totalvirtmem totalprocesses totalthreads totalptys totallargepages pct_msgids pct_semids pct_shmids pct_pinmem',
    RESOURCES,
  ),
  M: section('name mountpoint device vfs nodename options', MOUNTS),
  N: section('name interface address mask_prefix broadcast', NETWORK),
  D: section('name devname devtype vdevname devstatus devid rootvg adapter', DEVICES),
  S: section('name state privs', SECURITY),
};
