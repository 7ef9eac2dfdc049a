/** How many moves run already. */
import { sourced } from '../ground.ts';
import { act, type Failure, fix, type Rule, spot, TYPES } from '../rule.ts';
import { atBothEnds, type End } from '../server/ends.ts';
import { moversAt } from './mover.ts';

const ofSystem = (type: 'active' | 'inactive'): Rule => {
  const [supported, running] =
    type === 'active'
      ? (['activeMovesSupported', 'activeMovesInProgress'] as const)
      : (['inactiveMovesSupported', 'inactiveMovesInProgress'] as const);
  return {
    id: `concurrency-system-${type}`,
    types: type === 'active' ? TYPES.A : TYPES.I,
    looks: [`S.${supported}`, `S.${running}`, `T.${supported}`, `T.${running}`],
    severity: 'error',
    about: `Both servers can take part in one more ${type} move.`,
    reason: 'Each server supports so many moves at once and no more.',
    ground: type === 'active' ? sourced('nova', 'validation') : sourced('validation', 'ivm'),
    *check(c) {
      yield* atBothEnds(c, (system): Failure | null =>
        system[running] < system[supported]
          ? null
          : {
              on: [spot(system, running), spot(system, supported)],
              message: `${system.name} supports ${system[supported]} ${type} ${system[supported] === 1 ? 'move' : 'moves'} at once, and ${system[running]} are in progress.`,
              remedy: 'Wait until one has ended.',
            },
      );
    },
  };
};

/** Moves that a mover can be told to serve. */
const MOST = 8;

const ofMover: Rule = {
  id: 'concurrency-msp',
  types: TYPES.A,
  looks: ['SV.movesInProgress', 'TV.movesInProgress', 'SV.tunables', 'TV.tunables'],
  severity: 'error',
  about: 'A mover at each end can take one more move.',
  reason: 'cfg_msp_lpm_ops of vioslpm0 bounds how many moves a mover serves at once.',
  ground: sourced('tunables'),
  *check(c) {
    const ends: End[] = ['source', 'target'];
    for (const end of ends) {
      const movers = moversAt(c, end);
      const [first] = movers;
      if (!first || movers.some((vios) => vios.movesInProgress < vios.tunables.movesAtOnce)) continue;
      yield {
        on: [
          spot(first, 'movesInProgress'),
          ...movers.slice(1).map((vios) => spot(vios, 'movesInProgress')),
          ...movers.map((vios) => spot(vios, 'tunables')),
        ],
        message: `Every mover of ${c[end].name} is busy (${movers.map((vios) => `${vios.name} with ${vios.movesInProgress} of ${vios.tunables.movesAtOnce}`).join(', ')}).`,
        remedy: 'Wait until a move has ended, raise cfg_msp_lpm_ops, or make another VIOS a mover.',
        ...(first.movesInProgress < MOST && {
          fix: fix(
            `Let ${first.name} of ${first.system} serve ${first.movesInProgress + 1} moves at once`,
            act(first, 'tune', { movesAtOnce: first.movesInProgress + 1 }),
          ),
        }),
      };
    }
  },
};

export const CONCURRENCY_RULES: readonly Rule[] = [ofSystem('active'), ofSystem('inactive'), ofMover];
