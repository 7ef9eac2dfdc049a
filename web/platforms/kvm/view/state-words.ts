/** How a host and a guest stand, in a word. */
import type { StateWord } from '../../../model/world-view.ts';
import type { Standing } from '../migration/standing.ts';
import { MEANING } from '../migration/states.ts';
import type { Host } from '../objects/world.ts';

export const hostWord = ({ state }: Host): StateWord =>
  state === 'up' ? { word: 'up', tone: 'good' } : { word: 'down', tone: 'bad' };

export function guestWord({ guest, move, state, lost }: Standing): StateWord {
  if (lost) return { word: 'lost', tone: 'bad' };
  if (move) return { word: state === 'completed' ? 'settling' : state, tone: MEANING[state].tone };
  return { word: guest.state, tone: guest.state === 'running' ? 'good' : 'quiet' };
}

/** On the host that has the other part of it. */
export const shadowWord = ({ host, move }: Standing): StateWord =>
  host === move?.record.to ? { word: 'leaving', tone: 'busy' } : { word: 'arriving', tone: 'busy' };
