/** The decision at a sync, with its numbers: why the migration went on, or why it stopped. */
import type { MoveRecord, Sync } from '../model/recording.ts';
import { NS_PER_MS, type VirtualNs } from '../model/units.ts';
import { bytes, digits, rate, span } from './format.ts';
import { syncAt } from './moment.ts';
import { switchesOver } from './phases.ts';

export interface Why {
  title: string;
  /** What stands between asterisks is strong. */
  lines: string[];
}

export function whyAt(move: MoveRecord, at: VirtualNs, downtimeLimitMs: number): Why | null {
  const sync = syncAt(move, at);
  // Where nothing of the memory crosses, a sync decides nothing.
  if (!sync || move.outcome.sentBytes === 0) return null;
  const unsent = sync.unsentPages * move.pageBytes;
  const anew = sync.newDirtyPages * move.pageBytes;
  const sum = `${bytes(unsent)} unsent + ${bytes(anew)} dirtied anew = *${bytes(sync.remainingBytes)}*.`;
  if (sync.number === 1)
    return {
      title: 'Why everything has to cross',
      lines: [
        `The first sync marks all *${bytes(sync.remainingBytes)}* as waiting. No speed has been measured yet, so nothing is decided.`,
      ],
    };
  if (sync.stopped)
    return {
      title: `The last sync, number ${sync.number}`,
      lines: [
        sum,
        `It is taken while ${move.partition} stands still, so nothing can be dirtied after it. ${move.outcome.postcopy ? `The rest follows once it runs on ${move.to}.` : 'The rest crosses now, and then it is over.'}`,
      ],
    };
  const limit =
    sync.thresholdBytes > 0
      ? `The limit is ${rate(sync.bandwidthBytesPerSecond)} × ${span(downtimeLimitMs * NS_PER_MS)} = *${bytes(sync.thresholdBytes)}*.`
      : 'No speed has been measured yet, so there is no limit to compare with.';
  if (switchesOver(sync))
    return {
      title: `Why it stopped after sync ${sync.number}`,
      lines: [sum, limit, 'It fits: the rest can cross within the pause. So: switch over.'],
    };
  return {
    title: `Why it went on after sync ${sync.number}`,
    lines: [sum, limit, `So: another round.${shrink(move, sync)}`],
  };
}

function shrink(move: MoveRecord, sync: Sync): string {
  const before = move.syncs[move.syncs.indexOf(sync) - 1];
  if (!before || before.remainingBytes === 0) return '';
  const ratio = sync.remainingBytes / before.remainingBytes;
  if (ratio > 0.95) return ' The round before left no less, so rounds alone may never be enough.';
  return ` That is ${digits(ratio * 100, 0)} % of what was left one round earlier.`;
}
