/** Workload Partitions. */
import { showQuantity } from '../../../../model/quantities.ts';
import type { Panel } from '../../../../model/world-view.ts';
import { fileSystemsOf } from '../../objects/file-systems.ts';
import { effectOn, limitsText } from '../../objects/resources.ts';
import { systemOf, type WparWorld } from '../../objects/world.ts';
import type { Wpar } from '../../objects/wpar.ts';
import type { Session } from '../../session/session.ts';
import { STATE_INFO } from '../../states/states.ts';
import { applicationForm, createForm, restoreOffer } from '../create.ts';
import { partitionOffers } from '../offers.ts';
import { cell, listed, STATE_TONES, shownState } from '../words.ts';

export const partitionsPanel = (world: WparWorld, sessions: readonly Session[]): Panel => ({
  id: 'partitions',
  title: 'Workload Partitions',
  about: 'Every partition that the manager knows, where it believes it to be, and the state that it is in.',
  columns: [
    { id: 'name', label: 'Partition', kind: 'text', minor: false },
    { id: 'state', label: 'State', kind: 'state', minor: false },
    { id: 'system', label: 'Managed system', kind: 'text', minor: false },
    { id: 'type', label: 'Type', kind: 'text', minor: false },
    { id: 'memory', label: 'State size', kind: 'number', minor: false },
    { id: 'group', label: 'Group', kind: 'text', minor: true },
    { id: 'address', label: 'Address', kind: 'text', minor: true },
    { id: 'files', label: 'Files', kind: 'text', minor: true },
  ],
  rows: world.wpars.map((wpar) => {
    const state = shownState(world, wpar);
    return {
      id: wpar.name,
      cells: {
        name: cell(wpar.name),
        state: cell(state, STATE_TONES[state]),
        system: cell(
          listed(
            wpar.copies.map(({ system }) => system),
            wpar.home ?? 'none',
          ),
        ),
        type: cell(wpar.kind === 'system' ? 'System' : 'Application'),
        memory: cell(showQuantity(wpar.stateBytes, 'size')),
        group: cell(wpar.group ?? ''),
        address: cell(wpar.address?.address ?? 'none'),
        files: cell(filesText(wpar)),
      },
      offers: partitionOffers(world, wpar, sessions),
      details: details(world, wpar),
    };
  }),
  offers: [
    {
      id: 'create',
      label: 'New…',
      call: null,
      form: createForm(world),
      refused: noSystems(world),
      confirm: null,
    },
    {
      id: 'run',
      label: 'New application…',
      call: null,
      form: applicationForm(world),
      refused: noSystems(world),
      confirm: null,
    },
    restoreOffer(world),
  ],
});

const noSystems = ({ systems }: WparWorld): string | null =>
  systems.length === 0 ? 'There is no managed system.' : null;

const filesText = ({ storage }: Wpar): string =>
  storage.kind === 'nfs' ? `${storage.server}:${storage.path}` : 'local disks';

function details(world: WparWorld, wpar: Wpar): [string, string][] {
  const { resources, address } = wpar;
  const system = systemOf(world, wpar.home);
  return [
    ['State', STATE_INFO[shownState(world, wpar)].about],
    ...(wpar.copies.length > 1
      ? [
          ['On two systems', wpar.copies.map((copy) => `${copy.state} on ${copy.system}`).join(', ')] as [
            string,
            string,
          ],
        ]
      : []),
    ['Lock', wpar.task === null ? 'free' : `held by task ${wpar.task}`],
    [
      'Checkpoint',
      wpar.checkpointable ? 'enabled' : 'not enabled: it can be neither paused nor moved while it runs',
    ],
    ['Directory', `${wpar.directory}, its root`],
    ...(wpar.kind === 'application' ? [['Command', wpar.application] as [string, string]] : []),
    [
      'File systems',
      listed(
        fileSystemsOf(wpar).map(
          ({ mount, device, vfs, node }) => `${mount} ${vfs} ${node ? `${node}:` : ''}${device}`,
        ),
      ),
    ],
    [
      'Network',
      address
        ? `${wpar.hostname}, ${address.address}/${address.prefix} on ${address.adapter}`
        : 'none: only clogin leads in',
    ],
    ['Level', wpar.level ?? 'no files yet'],
    [
      'Resource controls',
      resources.active
        ? [
            `processors ${limitsText(resources.processorLimits)}`,
            `memory ${limitsText(resources.memoryLimits)}`,
            ...(system ? effectOn(resources, system) : []),
          ].join('; ')
        : 'off',
    ],
    ['Programs', `${wpar.threads} threads, ${wpar.processors} processors`],
    ['Devices', listed(wpar.devices, 'pseudo devices only')],
    ['UUID', wpar.uuid],
  ];
}
