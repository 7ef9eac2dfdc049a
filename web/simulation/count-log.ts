/** What the engine tells of its counters on the way, kept as columns. */
import type { EngineEvent } from '../engine/engine.ts';
import type { Counts, DeltaCounts } from '../model/recording.ts';
import type { VirtualNs } from '../model/units.ts';

type Row = readonly number[];

const COUNTS = [
  ...['atNs', 'normalPages', 'zeroPages', 'packetBytes', 'requests', 'compressedPages', 'compressedBytes'],
  'dirtyPagesPerSecond',
] as (keyof Counts)[];
const DELTAS = ['pages', 'bytes', 'misses', 'overflows'] as const;

/** Columns with these names; what is added to the first one is the moment at which its times begin. */
export const columnsOf = <N extends string>(
  names: readonly N[],
  rows: readonly Row[],
  startNs = 0,
): Record<N, Float64Array> =>
  Object.fromEntries(
    names.map((name, i) => {
      const offset = name === 'atNs' ? startNs : 0;
      const column = new Float64Array(rows.length);
      for (let k = 0; k < rows.length; k++) column[k] = (rows[k]?.[i] ?? 0) + offset;
      return [name, column];
    }),
  ) as Record<N, Float64Array>;

export class CountLog {
  readonly #rows: Row[] = [];
  readonly #deltas: Row[] = [];
  #dirtyRate = 0;

  take({ kind, at, values }: EngineEvent): void {
    if (kind === 'window') this.#dirtyRate = values[5] ?? 0;
    if (kind === 'counted') this.#rows.push([at, ...values, this.#dirtyRate]);
    if (kind === 'counted-deltas') this.#deltas.push(values);
  }

  /** @param startNs when the migration began in the run's virtual time */
  counts(startNs: VirtualNs): Counts {
    const counts = columnsOf(COUNTS, this.#rows, startNs) as Omit<Counts, 'deltas'>;
    if (this.#deltas.length === 0) return counts;
    const deltas: DeltaCounts = columnsOf(DELTAS, this.#deltas);
    return { ...counts, deltas };
  }
}
