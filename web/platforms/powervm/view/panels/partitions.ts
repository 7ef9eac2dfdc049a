/** Logical partitions, with those on their way at both ends. */
import type { Panel, Row } from '../../../../model/world-view.ts';
import { isShadow, labelOf, type Scene } from '../../mobility/scene.ts';
import type { Lpar } from '../../objects/lpar.ts';
import { cell, gib, lparWord, state, units } from '../words.ts';
import { column } from './column.ts';

export const partitionsPanel = (
  scene: Scene,
  offersOf: (lpar: Lpar, label: string) => Row['offers'],
): Panel => ({
  id: 'partitions',
  title: 'Partitions',
  about:
    'Logical partitions. One on its way stands on both servers; the shadow is the one that does not run.',
  columns: [
    column('name', 'Name'),
    column('server', 'Server'),
    column('id', 'Id', 'number', true),
    column('state', 'State', 'state'),
    column('migration', 'Migration state', 'text', true),
    column('memory', 'Memory', 'number'),
    column('processors', 'Processors', 'number'),
    column('os', 'Operating system', 'text', true),
    column('rmc', 'RMC', 'text', true),
  ],
  rows: scene.world.lpars.map((lpar): Row => {
    const label = labelOf(scene, lpar);
    const shadow = isShadow(scene, lpar);
    return {
      id: `${lpar.system}/${lpar.name}`,
      cells: {
        name: cell(shadow ? `${lpar.name} (shadow)` : lpar.name),
        server: cell(lpar.system),
        id: cell(String(lpar.id)),
        state: state(lparWord(lpar.state)),
        migration: cell(lpar.migrationState, lpar.migrationState === 'Migration Failed' ? 'bad' : 'quiet'),
        memory: cell(gib(lpar.runningMemoryMb)),
        processors: cell(
          lpar.procMode === 'dedicated' ? `${lpar.procs.desired}` : units(lpar.procUnits.desired),
        ),
        os: cell(lpar.osVersion),
        rmc: cell(lpar.rmcState, lpar.rmcState === 'active' ? 'good' : 'quiet'),
      },
      offers: shadow ? [] : offersOf(lpar, label),
      details: partitionDetails(lpar),
    };
  }),
  offers: [],
});

const partitionDetails = (lpar: Lpar): Row['details'] => [
  ['Profile', lpar.currentProfile ?? 'none'],
  ['Memory', `${gib(lpar.memoryMb.min)} / ${gib(lpar.memoryMb.desired)} / ${gib(lpar.memoryMb.max)}`],
  ['Processor pool', lpar.procPool],
  ['Compatibility mode', `${lpar.compatCurrent} (${lpar.compatDesired})`],
  ['vSCSI', lpar.scsi.map(({ slot, vios }) => `slot ${slot} by ${vios}`).join(', ') || 'none'],
  [
    'Fibre Channel',
    lpar.fc.map(({ slot, vios, wwpns }) => `slot ${slot} by ${vios}, ${wwpns.join(' / ')}`).join(', ') ||
      'none',
  ],
  [
    'Ethernet',
    lpar.eth.map(({ slot, pvid, vlans }) => `slot ${slot}, VLAN ${[pvid, ...vlans].join(', ')}`).join('; ') ||
      'none',
  ],
  ['Writes', `${lpar.load.dirtyMbPerSecond} MiB/s in ${gib(lpar.load.hotSetMb)}`],
];
