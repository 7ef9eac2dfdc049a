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
  const { workload } = config.guest;
  const writes = writesPerSecond(config.guest);
  const input = {
    ...inputOf(config),
    pageWireBytes: pageWireBytes(config.guest),
    workload,
    writesPerSecond: writes,
  };
  return { series: seriesFor(config, writes), saturating: ended(config, saturatingSeries(input)) };
}

/** @param pagesPerSecond that the guest dirties, whatever its workload says */
export const seriesFor = (config: MigrationConfig, pagesPerSecond: number): FormulaOutcome =>
  ended(
    config,
    geometricSeries({
      ...inputOf(config),
      dirtiedBytesPerSecond: pagesPerSecond * pageWireBytes(config.guest),
    }),
  );

function inputOf(config: MigrationConfig) {
  const { guest, tuning } = config;
  const filled = guest.filled.reduce((sum, { first, end }) => sum + end - first, 0);
  const zeroPages = guest.memoryBytes / guest.pageBytes - filled;
  return {
    bytes: filled * pageWireBytes(guest) + zeroPages * ZERO_PAGE_BYTES,
    bytesPerSecond: bandwidthOf(config),
    downtimeLimitS: tuning.downtimeLimitMs / 1000,
  };
}

function ended(config: MigrationConfig, answer: FormulaAnswer): FormulaOutcome {
  const capS = config.timeCapNs > 0 ? config.timeCapNs / NS_PER_S : Infinity;
  return answer.totalS <= capS
    ? { total_time_s: answer.totalS, transferred_bytes: answer.bytes }
    : { total_time_s: null, transferred_bytes: bandwidthOf(config) * capS };
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
