/** What the engine tells of its counters on the way, kept as columns. */
import type { EngineEvent } from '../engine/engine.ts';
import type { Counts } from '../model/recording.ts';
import type { VirtualNs } from '../model/units.ts';

type Row = readonly number[];

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
    const column = (rows: readonly Row[], index: number, shift = 0): Float64Array =>
      Float64Array.from(rows, (row) => (row[index] ?? 0) + shift);
    const rows = this.#rows;
    return {
      atNs: column(rows, 0, startNs),
      normalPages: column(rows, 1),
      zeroPages: column(rows, 2),
      packetBytes: column(rows, 3),
      requests: column(rows, 4),
      compressedPages: column(rows, 5),
      compressedBytes: column(rows, 6),
      dirtyPagesPerSecond: column(rows, 7),
      ...(this.#deltas.length > 0
        ? {
            deltas: {
              pages: column(this.#deltas, 0),
              bytes: column(this.#deltas, 1),
              misses: column(this.#deltas, 2),
              overflows: column(this.#deltas, 3),
            },
          }
        : {}),
    };
  }
}
