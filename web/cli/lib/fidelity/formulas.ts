/**
 * What the two formulas say of a measured run. Both know plain pre-copy alone: sizes, the pace of the writes, one
 * bandwidth, the downtime limit, and when the run was given up.
 */
import type { MigrationConfig } from '../../../model/migration.ts';
import type { Guest } from '../../../model/scenario.ts';
import { NS_PER_S } from '../../../model/units.ts';
import { type FormulaAnswer, geometricSeries } from '../../../simulation/cases/geometric.ts';
import { saturatingSeries } from '../../../simulation/cases/saturating.ts';

export interface FormulaOutcome {
  total_time_s: number | null;
  transferred_bytes: number;
}

export interface Formulas {
  series: FormulaOutcome;
  saturating: FormulaOutcome;
}

/** Bytes on the wire for a page that holds data, and for a zero page: 8 bytes of header, and the page or one byte. */
const PAGE_HEADER_BYTES = 8;
const ZERO_PAGE_BYTES = 9;

export const pageWireBytes = (guest: Guest): number => guest.pageBytes + PAGE_HEADER_BYTES;

export function formulasFor(config: MigrationConfig): Formulas {
  const { guest, tuning } = config;
  const filled = guest.filled.reduce((sum, { first, end }) => sum + end - first, 0);
  const zeroPages = guest.memoryBytes / guest.pageBytes - filled;
  const pageBytes = pageWireBytes(guest);
  const bytesPerSecond = bandwidthOf(config);
  const common = {
    bytes: filled * pageBytes + zeroPages * ZERO_PAGE_BYTES,
    bytesPerSecond,
    downtimeLimitS: tuning.downtimeLimitMs / 1000,
  };
  const writes = writesPerSecond(guest);
  const capS = config.timeCapNs > 0 ? config.timeCapNs / NS_PER_S : Infinity;
  const ended = (answer: FormulaAnswer): FormulaOutcome =>
    answer.totalS <= capS
      ? { total_time_s: answer.totalS, transferred_bytes: answer.bytes }
      : { total_time_s: null, transferred_bytes: bytesPerSecond * capS };
  const { workload } = guest;
  return {
    series: ended(geometricSeries({ ...common, dirtiedBytesPerSecond: writes * pageBytes })),
    saturating: ended(
      saturatingSeries({ ...common, pageWireBytes: pageBytes, workload, writesPerSecond: writes }),
    ),
  };
}

/** What the pages can be sent with: the rate limit, the link or the local socket, whichever is less. */
export function bandwidthOf(
  { tuning, machine }: MigrationConfig,
  limit = tuning.maxBandwidthBytesPerSecond,
): number {
  const limits = [limit, machine.linkBytesPerSecond].filter((each) => each > 0);
  return Math.min(machine.localBytesPerSecond, ...limits);
}

/** As the guest's timer really ticks; a guest that writes in bursts is taken by its average. */
function writesPerSecond({ workload, pace }: Guest): number {
  if (!('writesPerSecond' in workload)) return 0;
  const period = pace.burstOnTicks + pace.burstOffTicks;
  const duty = pace.burstOffTicks > 0 ? pace.burstOnTicks / period : 1;
  return (workload.writesPerSecond * pace.tickHz * duty) / 1000;
}
