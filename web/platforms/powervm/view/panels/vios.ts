/** Virtual I/O servers and what they do as movers. */
import type { Panel, Row } from '../../../../model/world-view.ts';
import type { Course } from '../../course/course.ts';
import { moverLimit } from '../../mobility/limits.ts';
import type { Scene } from '../../mobility/scene.ts';
import { freeSlots } from '../../objects/vios.ts';
import { viosOffers } from '../offers.ts';
import { bar, cell, lparWord, state, yesNo } from '../words.ts';
import { column } from './column.ts';

export const viosPanel = (scene: Scene, { constants }: Pick<Course, 'constants'>): Panel => ({
  id: 'vios',
  title: 'VIOS and movers',
  about:
    'Virtual I/O servers. Movers stream the memory of running partitions; each serves so many moves at once.',
  columns: [
    column('name', 'Name'),
    column('server', 'Server'),
    column('state', 'State', 'state'),
    column('level', 'Level'),
    column('mover', 'Mover'),
    column('moves', 'Moves', 'bar'),
    column('link', 'Link', 'number', true),
    column('slots', 'Free slots', 'number', true),
    column('rmc', 'RMC', 'text', true),
  ],
  rows: scene.world.vioses.map((vios): Row => {
    const most = moverLimit(vios, constants);
    const speed = Math.max(0, ...vios.addresses.map(({ mbitPerSecond }) => mbitPerSecond));
    return {
      id: `${vios.system}/${vios.name}`,
      cells: {
        name: cell(vios.name),
        server: cell(vios.system),
        state: state(lparWord(vios.state)),
        level: cell(vios.level),
        mover: yesNo(vios.msp),
        moves: vios.msp ? bar(vios.movesInProgress, most, `${vios.movesInProgress} of ${most}`) : cell('–'),
        link: cell(speed > 0 ? `${speed} Mbit/s` : ''),
        slots: cell(String(freeSlots(vios))),
        rmc: cell(vios.rmcState, vios.rmcState === 'active' ? 'good' : 'warn'),
      },
      offers: viosOffers(vios),
      details: [
        ['Level of concurrency', String(vios.tunables.concurrencyLevel)],
        ['Addresses', vios.addresses.map(({ address }) => address).join(', ') || 'none'],
        [
          'Bridged VLANs',
          [...new Set(vios.trunks.flatMap(({ pvid, vlans }) => [pvid, ...vlans]))].join(', ') || 'none',
        ],
        [
          'Fibre Channel ports',
          vios.fcPorts
            .map(({ name, freeSlots: free, slots }) => `${name} ${free} of ${slots} free`)
            .join(', ') || 'none',
        ],
        ['Left-over adapters', vios.orphans.join(', ') || 'none'],
      ],
    };
  }),
  offers: [],
});
