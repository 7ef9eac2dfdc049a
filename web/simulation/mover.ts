/** One migration on its way through the engine, and the record that it leaves. */
import type { Engine, EngineEvent, Migration } from '../engine/engine.ts';
import type { MigrationConfig } from '../model/migration.ts';
import type { DowntimePart, MoveRecord, MoveStatus, Samples, Sync } from '../model/recording.ts';
import { ns, type VirtualNs } from '../model/units.ts';

const COLUMNS = [
  'atNs',
  'sentBytes',
  'remainingBytes',
  'redirtiedBytes',
  'thresholdBytes',
  'bandwidthBytesPerSecond',
] as const;

export class Mover {
  readonly config: MigrationConfig;
  readonly migration: Migration;
  readonly #rows: number[][] = [];
  readonly #syncs: Sync[] = [];
  #stop: EngineEvent | null = null;
  #end: EngineEvent | null = null;
  #redirtied = 0;

  constructor(engine: Engine, config: MigrationConfig) {
    this.config = config;
    this.migration = engine.start(config);
    const { memoryBytes } = config.guest;
    this.#rows.push([0, 0, memoryBytes, 0, 0, 0]);
  }

  /** Runs to `until` since the migration's start; true when the migration has ended. */
  run(until: VirtualNs): boolean {
    for (const event of this.migration.run(until)) this.#take(event);
    return this.migration.ended;
  }

  #take(event: EngineEvent): void {
    const { pageBytes } = this.config.guest;
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = event.values;
    const { at } = event;
    if (event.kind === 'window') this.#rows.push([at, a, b, c * pageBytes, d, e]);
    if (event.kind === 'sync') {
      this.#rows.push([at, e, a * pageBytes, this.#redirtied, c, d]);
      this.#redirtied += b * pageBytes;
      this.#rows.push([at, e, (a + b) * pageBytes, this.#redirtied, c, d]);
      this.#syncs.push({
        number: this.#syncs.length + 1,
        at,
        unsentPages: a,
        newDirtyPages: b,
        remainingBytes: (a + b) * pageBytes,
        thresholdBytes: c,
        bandwidthBytesPerSecond: d,
        sentBytes: e,
        stopped: f === 1,
      });
    }
    if (event.kind === 'stopped') this.#stop = event;
    if (event.kind === 'completed' || event.kind === 'cancelled') this.#end = event;
    if (event.kind === 'completed') {
      const last = this.#rows.at(-1) ?? [];
      this.#rows.push([b, d, 0, this.#redirtied, last[4] ?? 0, last[5] ?? 0]);
      this.#rows.push([at, d, 0, this.#redirtied, last[4] ?? 0, last[5] ?? 0]);
    }
    if (event.kind === 'cancelled') {
      const last = this.#rows.at(-1) ?? [];
      this.#rows.push([at, a, b * pageBytes, this.#redirtied, last[4] ?? 0, last[5] ?? 0]);
    }
  }

  /** @param startNs when the migration began in the run's virtual time */
  record(partition: string, from: string, to: string, startNs: VirtualNs): MoveRecord {
    const { guest } = this.config;
    const end = this.#end;
    const completed = end?.kind === 'completed';
    const endAt = end?.at ?? this.migration.now;
    const [stopped = 0, ramDone = 0, resumed = 0] = end?.values ?? [];
    const status: MoveStatus = completed ? 'completed' : end ? 'cancelled' : 'unfinished';
    const shift = (at: number) => ns(startNs + at);
    return {
      partition,
      from,
      to,
      startNs,
      endNs: shift(Math.max(endAt, completed ? resumed : 0)),
      stoppedNs: completed || this.#stop ? shift(this.#stop?.at ?? stopped) : null,
      resumedNs: completed ? shift(resumed) : null,
      pageBytes: guest.pageBytes,
      totalPages: guest.memoryBytes / guest.pageBytes,
      syncs: this.#syncs.map((sync) => ({ ...sync, at: shift(sync.at) })),
      samples: this.#samples(startNs),
      traceWraps: this.#traceWraps(startNs, endAt),
      fingerprint: this.migration.fingerprint,
      outcome: {
        status,
        totalNs: endAt,
        downtimeNs: ns(completed ? endAt - stopped : 0),
        downtimeParts: completed ? this.#parts(stopped, ramDone, resumed, endAt) : [],
        heartbeatGapNs: ns(completed ? resumed - stopped : 0),
        sentBytes: this.migration.sentBytes,
        normalPages: this.migration.normalPages,
        zeroPages: this.migration.zeroPages,
        syncCount: this.migration.syncCount,
        resentPages: this.migration.resentPages,
      },
    };
  }

  /** The parts of the reported downtime; they sum to it. */
  #parts(stopped: number, ramDone: number, resumed: number, endAt: number): DowntimePart[] {
    const { machine } = this.config;
    const sync = this.#syncs.at(-1)?.at ?? stopped;
    const parts: [string, number][] = [
      ['Stopping the partition', sync - stopped],
      ['Last pages', ramDone - sync],
    ];
    const rest = endAt - ramDone;
    const start = endAt >= resumed ? Math.min(rest, machine.resumeNs) : 0;
    parts.push(['Device state', rest - start]);
    if (start > 0) parts.push(['Starting on the destination', start]);
    return parts.map(([label, length]) => ({ label, durationNs: ns(length) }));
  }

  #samples(startNs: VirtualNs): Samples {
    const samples = {} as Samples;
    COLUMNS.forEach((name, column) => {
      samples[name] = Float64Array.from(
        this.#rows,
        (row) => (row[column] ?? 0) + (column === 0 ? startNs : 0),
      );
    });
    return samples;
  }

  /** Replay leaves the last frame for the loop's first one at these moments. */
  #traceWraps(startNs: VirtualNs, endAt: number): VirtualNs[] {
    const { trace, guestStartNs } = this.config;
    if (!trace) return [];
    let settled = 0;
    for (let i = 0; i < trace.loopFrame; i++) settled += trace.frameNs[i] ?? 0;
    const period = trace.durationNs - settled;
    const wraps: VirtualNs[] = [];
    const first = guestStartNs;
    let at = trace.durationNs;
    if (at < first) at += Math.ceil((first - at) / period) * period;
    for (; at <= first + endAt; at += period) wraps.push(ns(startNs + at - first));
    return wraps;
  }
}
