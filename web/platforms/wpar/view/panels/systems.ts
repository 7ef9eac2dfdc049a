/** Managed Systems. */
import { call } from '../../../../model/call.ts';
import { showQuantity } from '../../../../model/quantities.ts';
import type { Panel } from '../../../../model/world-view.ts';
import { MANAGER, timeText } from '../../calls/things.ts';
import { utilisation } from '../../objects/load.ts';
import { hostedBy, type WparWorld } from '../../objects/world.ts';
import { keepsFromPowerOff } from '../../placement/evacuate.ts';
import { offer, systemOffers } from '../hosts.ts';
import { cell, listed, rounded, systemState } from '../words.ts';

export const systemsPanel = (world: WparWorld): Panel => ({
  id: 'systems',
  title: 'Managed Systems',
  about:
    'AIX systems that the manager drives through their agents. They share /usr with their partitions, so their levels matter.',
  columns: [
    { id: 'name', label: 'System', kind: 'text', minor: false },
    { id: 'state', label: 'Agent', kind: 'state', minor: false },
    { id: 'level', label: 'AIX', kind: 'text', minor: false },
    { id: 'processors', label: 'Processors', kind: 'bar', minor: false },
    { id: 'memory', label: 'Memory', kind: 'bar', minor: false },
    { id: 'partitions', label: 'Partitions', kind: 'number', minor: false },
    { id: 'model', label: 'Model', kind: 'text', minor: true },
    { id: 'image', label: 'Clone image', kind: 'text', minor: true },
  ],
  rows: world.systems.map((system) => {
    const { processorPercent, memoryPercent } = utilisation(world, system);
    const { word, tone } = systemState(system);
    const keeps = keepsFromPowerOff(world, system.name);
    return {
      id: system.name,
      cells: {
        name: cell(system.name),
        state: cell(word, tone),
        level: cell(system.level),
        processors: cell(`${Math.round(processorPercent)} %`, 'quiet', processorPercent / 100),
        memory: cell(`${Math.round(memoryPercent)} %`, 'quiet', memoryPercent / 100),
        partitions: cell(hostedBy(world, system.name).length),
        model: cell(system.model),
        image: cell(system.image ?? 'none'),
      },
      offers: systemOffers(world, system),
      details: [
        [
          'Processors',
          `${system.processors} × ${system.processorClass}, ${system.processorMHz} MHz${system.features.length > 0 ? `, ${system.features.join(', ')}` : ''}`,
        ],
        ['Memory', showQuantity(system.memoryBytes, 'size')],
        [
          'Filesets',
          Object.entries(system.filesets)
            .map(([name, level]) => `${name} ${level}`)
            .join(', '),
        ],
        [
          'Adapters',
          listed(system.adapters.map(({ name, address, prefix }) => `${name} ${address}/${prefix}`)),
        ],
        ['Hardware profile', system.profile],
        [
          'Clock',
          system.clockOffsetMs === 0
            ? 'in step'
            : `${system.clockOffsetMs > 0 ? 'ahead' : 'behind'} by ${timeText(Math.abs(system.clockOffsetMs))}`,
        ],
        [
          'Own programs',
          `${rounded(system.own.processors)} processors, ${showQuantity(system.own.memoryBytes, 'size')}`,
        ],
        ['Safe to switch off', keeps.length === 0 ? 'yes' : `no: ${keeps.join(' ')}`],
      ],
    };
  }),
  offers: [offer('discover', 'Discover', call(MANAGER, 'discover'))],
});
