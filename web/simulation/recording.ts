/** What is left behind when a run is complete. */
import type { MoveRecord, Recording } from '../model/recording.ts';
import { MODEL_VERSION } from '../model/scenario.ts';
import type { VirtualNs } from '../model/units.ts';
import type { Fleet } from './fleet.ts';

type Rest = Omit<Recording, 'durationNs' | 'moves' | 'loads' | 'fingerprint' | 'modelVersion'>;

export const recordingOf = (
  fleet: Fleet,
  moves: MoveRecord[],
  durationNs: VirtualNs,
  rest: Rest,
): Recording => ({
  ...rest,
  durationNs,
  moves,
  loads: fleet.loads(durationNs),
  fingerprint: fingerprintOf(moves),
  modelVersion: MODEL_VERSION,
});

/** When moves and the work after them are over. */
export const endsOf = (moves: readonly MoveRecord[]): VirtualNs[] =>
  moves.flatMap(({ endNs, tasks = [] }) => [endNs, ...tasks.map(({ toNs }) => toNs)]);

/** The moves' hashes and moments, folded to eight hex digits (FNV-1a). */
function fingerprintOf(moves: readonly MoveRecord[]): string {
  let hash = 0x811c9dc5;
  for (const character of moves
    .map((m) => `${m.partition}>${m.to}@${m.startNs}:${m.fingerprint}`)
    .join(';')) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  const hex = hash.toString(16).padStart(8, '0');
  return `${hex.slice(0, 4)}·${hex.slice(4)}`;
}
