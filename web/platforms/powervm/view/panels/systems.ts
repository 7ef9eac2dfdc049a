/** The servers that the consoles manage. */
import type { Panel, Row } from '../../../../model/world-view.ts';
import type { Scene } from '../../mobility/scene.ts';
import { balanceOffer, systemOffers } from '../offers.ts';
import { bar, cell, gib, state, systemWord, units } from '../words.ts';
import { column } from './column.ts';

export const systemsPanel = (scene: Scene): Panel => ({
  id: 'systems',
  title: 'Systems',
  about:
    'The servers that the consoles manage, and how many moves each can take part in. Moving is for planned work: it is no disaster recovery, and does not replace PowerHA.',
  columns: [
    column('name', 'Name'),
    column('state', 'State', 'state'),
    column('model', 'Model', 'text', true),
    column('generation', 'Processor'),
    column('memory', 'Memory', 'bar'),
    column('processors', 'Processors', 'bar'),
    column('moves', 'Active moves', 'number'),
    column('lmb', 'LMB', 'number', true),
    column('console', 'Console', 'text', true),
  ],
  rows: scene.world.systems.map((system): Row => {
    const memory = system.configurableMemoryMb - system.availableMemoryMb;
    const procs = system.configurableProcUnits - system.availableProcUnits;
    return {
      id: system.name,
      cells: {
        name: cell(system.name),
        state: state(systemWord(system.state)),
        model: cell(system.typeModel),
        generation: cell(system.generation),
        memory: bar(memory, system.configurableMemoryMb, `${gib(system.availableMemoryMb)} free`),
        processors: bar(procs, system.configurableProcUnits, `${units(system.availableProcUnits)} free`),
        moves: cell(`${system.activeMovesInProgress} of ${system.activeMovesSupported}`),
        lmb: cell(`${system.lmbMb} MB`),
        console: cell(system.console),
      },
      offers: systemOffers(scene, system),
      details: [
        ['Firmware', system.firmware],
        ['PowerVM edition', system.edition],
        ['Inactive moves', `${system.inactiveMovesInProgress} of ${system.inactiveMovesSupported}`],
        ['Compatibility modes', system.compatModes.join(', ')],
        ['Processor pools', system.procPools.map(({ name }) => name).join(', ')],
        ['Service partition', system.serviceLpar ?? 'none'],
      ],
    };
  }),
  offers: [balanceOffer(scene)],
});
