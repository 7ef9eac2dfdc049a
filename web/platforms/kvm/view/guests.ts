/** The table of guests. */
import type { Panel } from '../../../model/world-view.ts';
import { ORDINARY } from '../objects/memory.ts';
import { roughSize } from '../objects/sizes.ts';
import type { Guest } from '../objects/world.ts';
import { cell, column } from './cells.ts';
import type { Desk } from './desk.ts';
import { guestWord } from './state-words.ts';

export function guestsPanel(desk: Desk): Panel {
  return {
    id: 'guests',
    title: 'Guests',
    about: 'Virtual machines, where they run, and what decides where they can go.',
    columns: [
      ...[column('name', 'Guest'), column('host', 'Host'), column('state', 'State', 'state')],
      ...[column('memory', 'Memory', 'number'), column('vcpus', 'Virtual CPUs', 'number')],
      ...[
        column('cpu', 'CPU'),
        column('machine', 'Machine', 'text', true),
        column('disks', 'Disks', 'text', true),
      ],
    ],
    offers: [],
    rows: desk.scene.standings.map((standing) => {
      const { guest, host } = standing;
      const { word, tone } = guestWord(standing);
      return {
        id: guest.name,
        cells: {
          name: cell(guest.name),
          host: cell(host),
          state: cell(word, tone),
          memory: cell(roughSize(guest.memory)),
          vcpus: cell(String(guest.vcpus)),
          cpu: cell(guest.cpu),
          machine: cell(guest.machineType),
          disks: cell(guest.disks.join(', ') || 'none'),
        },
        offers: desk.deedsFor(standing).offers,
        details: detailsOf(guest),
      };
    }),
  };
}

const detailsOf = (guest: Guest): [string, string][] => [
  ...(guest.about ? [['What runs in it', guest.about] as [string, string]] : []),
  ['Features on top', guest.cpuExtra.join(', ') || 'none'],
  ['Pages of the host', guest.hugePages > ORDINARY ? roughSize(guest.hugePages) : 'ordinary ones'],
  ['Networks', guest.networks.join(', ') || 'none'],
  ['Devices passed through', devices(guest)],
  ['Dirty log', guest.dirtyRing > 0 ? `ring of ${guest.dirtyRing} entries` : 'bitmap'],
  ...(guest.obstacles.length > 0
    ? [['What stands in the way', guest.obstacles.join(', ')] as [string, string]]
    : []),
];

function devices({ vfio, vfioDevices }: Guest): string {
  if (vfio === 'none') return 'none';
  const how = { plain: 'cannot migrate', migratable: 'can migrate', failover: 'unplugged for the move' }[
    vfio
  ];
  return `${vfioDevices}, ${how}`;
}
