/** What the engine tells of its counters on the way, kept as columns. */
import type { EngineEvent } from '../engine/engine.ts';
import type { Counts } from '../model/recording.ts';
import type { VirtualNs } from '../model/units.ts';
import { Table } from './table.ts';

const COUNTS = [
  ...['atNs', 'normalPages', 'zeroPages', 'packetBytes', 'requests', 'compressedPages', 'compressedBytes'],
  'dirtyPagesPerSecond',
] as (keyof Counts)[];
const DELTAS = ['pages', 'bytes', 'misses', 'overflows'] as const;

export class CountLog {
  readonly #counts = new Table(COUNTS);
  readonly #deltas = new Table(DELTAS);
  #dirtyRate = 0;

  take({ kind, at, values }: EngineEvent): void {
    if (kind === 'window') this.#dirtyRate = values[5] ?? 0;
    if (kind === 'counted') this.#counts.add([at, ...values, this.#dirtyRate]);
    if (kind === 'counted-deltas') this.#deltas.add(values);
  }

  /** @param startNs when the migration began in the run's virtual time */
  counts(startNs: VirtualNs): Counts {
    const counts = this.#counts.columns(startNs) as Omit<Counts, 'deltas'>;
    return this.#deltas.rows === 0 ? counts : { ...counts, deltas: this.#deltas.columns() };
  }
}
