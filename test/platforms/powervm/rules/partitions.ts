import { amounts, type Lpar } from '../../../../web/platforms/powervm/objects/lpar.ts';
import type { Vios } from '../../../../web/platforms/powervm/objects/vios.ts';
import { SOURCE, TARGET, type Trial } from './trial.ts';
import { anyFor } from './vioses.ts';

const slot = { drcIndex: '21010002', description: 'Ethernet', assigned: true };
const port = { name: 'lhea0', inEtherChannel: true };
const profile = ({ profiles }: Lpar, desired: number): Partial<Lpar> => ({
  profiles: profiles.map((each) => ({ ...each, memoryMb: amounts(desired, 2048, 16_384) })),
});

export const PARTITION_TRIALS: readonly Trial[] = [
  {
    rule: 'lpar-env-supported',
    fails: { lpar: { env: 'vioserver' } },
    says: /partition of type vioserver/,
    border: { lpar: { env: 'os400', restrictedIo: true } },
  },
  {
    rule: 'lpar-state-supported',
    fails: { lpar: { state: 'Open Firmware' } },
    says: /app01 is in state Open Firmware; an active move asks for Running/,
    border: { lpar: { state: 'Running' } },
  },
  {
    rule: 'lpar-not-crashed',
    fails: { lpar: { crashed: true } },
    says: /kernel of app01 has crashed/,
    border: { lpar: { crashed: true, state: 'Not Activated' }, request: { type: 'inactive' } },
  },
  {
    rule: 'lpar-activated-once',
    type: 'inactive',
    fails: { lpar: { activatedOnce: false } },
    says: /app01 was never activated/,
    border: { lpar: { activatedOnce: true } },
  },
  {
    rule: 'lpar-not-migrating',
    fails: { lpar: { migrationState: 'Migration Failed' } },
    says: /another move \(Migration Failed\)/,
    border: { lpar: { migrationState: 'Not Migrating' } },
  },
  {
    rule: 'lpar-not-mgmt-partition',
    fails: { lpar: { managementPartition: true } },
    says: /management partition of P770-A/,
    border: { source: { novalink: true }, target: { novalink: true } },
  },
  {
    rule: 'lpar-no-physical-io',
    fails: { lpar: { physicalSlots: [slot] } },
    says: /dedicated adapters: 21010002 \(Ethernet\)/,
    border: { lpar: { physicalSlots: [{ ...slot, assigned: false }] } },
  },
  {
    rule: 'lpar-physical-io-inactive',
    type: 'inactive',
    fails: { lpar: { physicalSlots: [slot] } },
    says: /stay behind: 21010002/,
    severity: 'warning',
    border: { lpar: { physicalSlots: [] } },
  },
  {
    rule: 'lpar-no-lhea',
    fails: { lpar: { lheaPorts: [{ ...port, inEtherChannel: false }] } },
    says: /host Ethernet adapter ports: lhea0/,
    border: { lpar: { lheaPorts: [port, port, port, port] } },
  },
  {
    rule: 'lpar-no-sriov',
    fails: { lpar: { sriovPorts: ['1/0'] } },
    says: /SR-IOV ports directly: 1\/0/,
    border: { lpar: { sriovPorts: ['1/0'] }, options: { migrateSriov: 2 } },
    at: 'warning',
  },
  {
    rule: 'lpar-no-hca',
    fails: { lpar: { hcaAdapters: ['hca1'] } },
    says: /InfiniBand adapters: hca1/,
    severity: 'warning',
    border: { lpar: { hcaAdapters: ['hca1'] }, request: { blocking: 'all' } },
    at: 'error',
  },
  {
    rule: 'all-io-virtualised',
    fails: { lpar: { physicalSlots: [slot], scsi: [], eth: [] } },
    says: /dedicated adapters only/,
    border: { lpar: { physicalSlots: [slot], scsi: [] } },
  },
  {
    rule: 'adapters-desired',
    fails: { lpar: ({ eth }) => ({ eth: eth.map((each) => ({ ...each, required: true })) }) },
    says: /required adapters: Ethernet in slot 10/,
    border: { lpar: ({ eth }) => ({ eth: eth.map((each) => ({ ...each, required: false })) }) },
  },
  {
    rule: 'adapters-not-any-client',
    fails: { sourceVios: ({ scsiServers }) => ({ scsiServers: anyFor(scsiServers) }) },
    says: /slot 2 of vios1, which serves slot 12 of app01, is open to any client/,
    border: {
      sourceVios: ({ scsiServers, nextFreeSlot }): Partial<Vios> => ({
        scsiServers: [
          ...scsiServers,
          ...anyFor(scsiServers).map((each) => ({ ...each, slot: nextFreeSlot! })),
        ],
      }),
    },
  },
  {
    rule: 'lpar-not-service-partition',
    fails: { source: { serviceLpar: 'app01' } },
    says: /app01 is the service partition of P770-A/,
    border: { source: { serviceLpar: 'vios1' } },
  },
  {
    rule: 'lpar-no-open-console',
    fails: { lpar: { consoleOpen: true } },
    says: /console session of app01 is open/,
    border: { lpar: { consoleOpen: true }, options: { openConsole: 'warn' } },
    at: 'warning',
  },
  {
    rule: 'lpar-no-redundant-err-path',
    fails: { lpar: { redundantErrPath: true } },
    says: /redundant error path/,
    border: {
      lpar: { redundantErrPath: true, state: 'Not Activated' },
      request: { type: 'inactive' },
    },
  },
  {
    rule: 'workload-group',
    fails: { lpar: { workGroup: '3' } },
    says: /workload group 3/,
    border: { lpar: { affinityGroup: '3' } },
  },
  {
    rule: 'lpar-not-io-host',
    fails: { lpar: { serverSlots: [20] } },
    says: /virtual server adapters \(slots 20\)/,
    severity: 'warning',
    border: { lpar: { serverSlots: [] } },
  },
  {
    rule: 'vserial-defaults-only',
    fails: { lpar: ({ serial }) => ({ serial: [...serial, { slot: 2, role: 'client' }] }) },
    says: /serial adapters in slots 2/,
    severity: 'warning',
    border: { lpar: { serial: [{ slot: 1, role: 'client' }] } },
  },
  {
    rule: 'profile-name-valid',
    fails: { options: { profileName: 'x'.repeat(32) } },
    says: /has 32 characters/,
    border: { options: { profileName: 'x'.repeat(31) } },
  },
  {
    rule: 'profile-overwrite',
    fails: { options: { profileName: 'default_profile' } },
    says: /default_profile of app01 will be overwritten/,
    severity: 'warning',
    border: { options: { profileName: 'default_profile2' } },
  },
  {
    rule: 'inactive-policy',
    type: 'inactive',
    fails: { lpar: (lpar) => profile(lpar, 4096), source: { inactivePolicy: 'prof' } },
    says: /8192 MB in its configuration and 4096 MB in the profile/,
    severity: 'warning',
    border: { lpar: (lpar) => profile(lpar, 8192), source: { inactivePolicy: 'prof' } },
  },
  {
    rule: 'lpar-rmc-active',
    fails: { lpar: { rmcState: 'inactive' } },
    says: /RMC connection of app01 is inactive/,
    border: { lpar: { rmcState: 'inactive', env: 'os400' } },
  },
  {
    rule: 'lpar-dlpar-capable',
    fails: { lpar: { dlparMemory: false } },
    says: /does not allow memory to be changed/,
    border: { lpar: { dlparIo: false } },
  },
  {
    rule: 'lpar-os-level',
    fails: {
      lpar: { osVersion: 'AIX 5.2' },
      source: { generation: 'POWER6' },
      target: { generation: 'POWER6' },
    },
    says: /AIX 5\.2; mobility needs 5\.3/,
    border: {
      lpar: { osVersion: 'AIX 5.3 5300-06-00-0000' },
      source: { generation: 'POWER6' },
      target: { generation: 'POWER6' },
    },
    at: 'warning',
  },
  {
    rule: 'os-dr-veto',
    fails: { lpar: { osVeto: 'oracle_check: backup running' } },
    says: /oracle_check/,
    border: { lpar: { osVeto: null } },
  },
  {
    rule: 'lpar-ibmi-restricted-io',
    fails: { lpar: { env: 'os400', restrictedIo: false } },
    says: /not in restricted I\/O mode/,
    border: { lpar: { env: 'os400', restrictedIo: true } },
  },
  {
    rule: 'suspend-ibmi-same-system',
    type: 'suspended',
    fails: { lpar: { env: 'os400' } },
    says: /only be resumed on P770-A/,
    border: { lpar: { env: 'aixlinux' } },
  },
  {
    rule: 'cluster-heartbeat',
    fails: { lpar: { cluster: { product: 'PowerHA', toleranceS: 0.9 } } },
    says: /PowerHA on app01 puts up with 0\.9 s/,
    severity: 'warning',
    border: { lpar: { cluster: { product: 'PowerHA', toleranceS: 1 } } },
  },
];

const ibmi = { env: 'os400', restrictedIo: true } as const;
const sriov = (...adapters: number[]) => ({
  sriovPorts: adapters.map((adapter) => ({ adapter, port: 0, freePercent: 20 })),
});
const vnic = { slot: 20, capacityPercent: 20, backing: [{ vios: 'vios1', adapter: 1, port: 0 }] };

export const NETWORK_TRIALS: readonly Trial[] = [
  {
    rule: 'net-via-sea',
    fails: { lpar: ({ eth }) => ({ eth: eth.map((each) => ({ ...each, vlans: [20] })) }) },
    says: /VLAN 20 of app01 on ETHERNET0 is bridged by no VIOS of P770-A/,
    border: {
      lpar: ({ eth }) => ({ eth: eth.map((each) => ({ ...each, vlans: [20] })) }),
      sourceVios: ({ trunks }) => ({ trunks: trunks.map((trunk) => ({ ...trunk, vlans: [20] })) }),
    },
  },
  {
    rule: 'tgt-vlan-bridged',
    fails: {
      described: { vlan: 20 },
      targetVioses: ({ trunks }) => ({ trunks: trunks.map((t) => ({ ...t, vlans: [] })) }),
    },
    says: /VLAN 20 of app01 on ETHERNET0 is bridged by no VIOS of P780-B/,
    border: {
      described: { vlan: 20 },
      targetVioses: ({ trunks }) => ({ trunks: trunks.map((t) => ({ ...t, vlans: [] })) }),
      options: { vlanBridge: 2 },
    },
    at: 'warning',
  },
  {
    rule: 'pvid-of-nonpvid-trunk',
    fails: {
      targetVios: ({ trunks, seas }) => ({
        trunks: [
          ...trunks,
          { slot: 90, pvid: 1, vlans: [], vswitch: 'ETHERNET0', priority: 1, sea: seas[0]!.name },
        ],
      }),
    },
    says: /port VLAN 1 of the adapter in slot 10 of app01 is that of the secondary trunk in slot 90/,
    border: {
      targetVios: ({ trunks, seas }) => ({
        trunks: [
          ...trunks,
          { slot: 90, pvid: 2, vlans: [], vswitch: 'ETHERNET0', priority: 1, sea: seas[0]!.name },
        ],
      }),
    },
  },
  {
    rule: 'vlan-ibmi-both',
    fails: { lpar: ({ eth }) => ({ ...ibmi, eth: eth.map((each) => ({ ...each, vlans: [30] })) }) },
    says: /has no VLAN 30 for the IBM i partition app01/,
    severity: 'warning',
    border: { lpar: ({ eth }) => ({ eth: eth.map((each) => ({ ...each, vlans: [30] })) }) },
  },
  {
    rule: 'tgt-vswitch',
    fails: { target: { virtualSwitches: ['ETHERNET1'] } },
    says: /virtual switch ETHERNET0, which P780-B does not have/,
    border: { target: { virtualSwitches: ['ETHERNET1', 'ETHERNET0'] } },
  },
  {
    rule: 'same-l2-segment',
    fails: { target: { segment: 'other' } },
    says: /P770-A is on the network lan, P780-B on other/,
    border: { target: { segment: 'other' }, lpar: { eth: [] } },
  },
  {
    rule: 'vsi-match',
    fails: {
      target: { vsiCapable: false },
      lpar: ({ eth }) => ({ eth: eth.map((each) => ({ ...each, vsi: 'profile' })) }),
    },
    says: /VSI profile on the adapter in slot 10/,
    border: { target: { vsiCapable: false } },
  },
  {
    rule: 'vnic-config',
    fails: { lpar: { vnics: [{ ...vnic, capacityPercent: 21 }] }, target: sriov(1) },
    says: /1 virtual NIC, for which/,
    border: { lpar: { vnics: [vnic] }, target: sriov(1) },
  },
  {
    rule: 'mac-unique',
    fails: {
      others: [{ name: 'app02', system: TARGET }],
      lpar: ({ eth }) => ({ eth: eth.map((each) => ({ ...each, mac: '02004000010A' })) }),
    },
    says: /app02 on P780-B has the MAC address/,
    border: { others: [{ name: 'app02', system: SOURCE, eth: [] }] },
  },
];
