/** One migration on its way through the engine, and the record that it leaves. */
import type { Engine, EngineEvent, Failure, Migration } from '../engine/engine.ts';
import type { MidMoveChange, MigrationConfig } from '../model/migration.ts';
import type {
  DowntimePart,
  MoveOutcome,
  MoveRecord,
  MoveStatus,
  PageFault,
  Samples,
  SpeedChange,
  Sync,
  ThrottleStep,
} from '../model/recording.ts';
import { ns, type VirtualNs } from '../model/units.ts';

const COLUMNS = [
  'atNs',
  'sentBytes',
  'remainingBytes',
  'redirtiedBytes',
  'thresholdBytes',
  'bandwidthBytesPerSecond',
] as const;

const ENDS: ReadonlySet<EngineEvent['kind']> = new Set(['completed', 'cancelled', 'failed', 'lost']);

export class Mover {
  readonly config: MigrationConfig;
  readonly migration: Migration;
  readonly #rows: number[][] = [];
  readonly #syncs: Sync[] = [];
  #stop: EngineEvent | null = null;
  #end: EngineEvent | null = null;
  #switched: EngineEvent | null = null;
  #redirtied = 0;
  readonly #throttle: ThrottleStep[] = [];
  readonly #speed: SpeedChange[] = [];
  readonly #faults: PageFault[] = [];
  readonly #changes: MidMoveChange[];

  constructor(engine: Engine, config: MigrationConfig) {
    this.config = config;
    this.migration = engine.start(config);
    this.#changes = [...(config.changes ?? [])].sort((a, b) => a.at - b.at);
    const { memoryBytes } = config.guest;
    this.#rows.push([0, 0, memoryBytes, 0, 0, 0]);
  }

  /** Runs to `until` since the migration's start; true when the migration has ended. */
  run(until: VirtualNs): boolean {
    while (this.#changes[0] && this.#changes[0].at < until) {
      const { at, ...settings } = this.#changes.shift() as MidMoveChange;
      this.#runTo(at);
      this.migration.change(settings);
    }
    this.#runTo(until);
    return this.migration.ended;
  }

  #runTo(until: VirtualNs): void {
    for (const event of this.migration.run(until)) this.#take(event);
  }

  /** These act at `at`, which has not been passed, and tell whether they had an effect. */
  cancel(at: VirtualNs): boolean {
    this.run(at);
    return this.#took(this.migration.cancel(at));
  }
  fail(at: VirtualNs, what: Failure): boolean {
    this.run(at);
    return this.#took(this.migration.fail(at, what));
  }
  recover(at: VirtualNs): boolean {
    this.run(at);
    return this.#took(this.migration.recover(at));
  }
  askPostcopy(at: VirtualNs): boolean {
    this.run(at);
    return this.migration.askPostcopy();
  }

  #took(effect: boolean): boolean {
    this.#runTo(this.migration.now);
    return effect;
  }

  /** When the partition stopped on the source, as far as that has been computed; since the migration's start. */
  get stoppedNs(): VirtualNs | null {
    return this.#stop?.at ?? null;
  }

  /** When post-copy told the destination to run the partition, likewise. */
  get switchedNs(): VirtualNs | null {
    return this.#switched?.at ?? null;
  }

  get completed(): boolean {
    return this.#end?.kind === 'completed';
  }

  /** When everything was over on both hosts, likewise. */
  get endedNs(): VirtualNs | null {
    if (!this.#end) return null;
    const [, , resumed = 0] = this.#end.values;
    return this.#end.kind === 'completed' ? ns(Math.max(this.#end.at, resumed)) : this.#end.at;
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
    if (event.kind === 'switched') this.#switched = event;
    if (event.kind === 'throttle') {
      this.#throttle.push({ at, percent: a / 1000 });
      this.#speed.push({ at, share: b / 1e6 });
    }
    if (event.kind === 'fault') this.#faults.push({ at, untilNs: ns(a), page: b, vcpu: c });
    if (ENDS.has(event.kind)) this.#end = event;
    if (event.kind === 'completed') {
      const last = this.#rows.at(-1) ?? [];
      this.#rows.push([b, d, 0, this.#redirtied, last[4] ?? 0, last[5] ?? 0]);
      this.#rows.push([at, d, 0, this.#redirtied, last[4] ?? 0, last[5] ?? 0]);
    }
    if (event.kind === 'cancelled' || event.kind === 'failed' || event.kind === 'lost') {
      const last = this.#rows.at(-1) ?? [];
      const [sent, left] = event.kind === 'cancelled' ? [a, b] : [b, c];
      this.#rows.push([at, sent, left * pageBytes, this.#redirtied, last[4] ?? 0, last[5] ?? 0]);
    }
  }

  /** @param startNs when the migration began in the run's virtual time */
  record(partition: string, from: string, to: string, startNs: VirtualNs): MoveRecord {
    const { guest } = this.config;
    const end = this.#end;
    const status = this.#status();
    const completed = status === 'completed';
    const endAt = end?.at ?? this.migration.now;
    const switched = this.#switched;
    const [stopped = 0, , arrived = 0] = completed ? (end?.values ?? []) : [];
    const resumed = switched?.values[0] ?? arrived;
    const runs = completed || switched !== null;
    const shift = (at: number) => ns(startNs + at);
    return {
      partition,
      from,
      to,
      startNs,
      endNs: shift(Math.max(endAt, runs ? resumed : 0)),
      stoppedNs: this.#stop || completed ? shift(this.#stop?.at ?? stopped) : null,
      resumedNs: runs ? shift(resumed) : null,
      pageBytes: guest.pageBytes,
      totalPages: guest.memoryBytes / guest.pageBytes,
      syncs: this.#syncs.map((sync) => ({ ...sync, at: shift(sync.at) })),
      samples: this.#samples(startNs),
      traceWraps: this.#traceWraps(startNs, endAt),
      fingerprint: this.migration.fingerprint,
      outcome: this.#outcome(startNs, status, endAt, resumed),
      ...(this.#throttle.length > 0
        ? {
            throttle: this.#throttle.map((step) => ({ ...step, at: shift(step.at) })),
            speed: this.#speed.map((step) => ({ ...step, at: shift(step.at) })),
          }
        : {}),
      ...(switched
        ? {
            faults: this.#faults.map((f) => ({ ...f, at: shift(f.at), untilNs: shift(f.untilNs) })),
            stalls: stallsOf(this.#faults, guest.vcpus ?? 1).map(({ fromNs, toNs }) => ({
              fromNs: shift(fromNs),
              toNs: shift(toNs),
            })),
          }
        : {}),
    };
  }

  #status(): MoveStatus {
    const kind = this.#end?.kind;
    if (kind === 'completed' || kind === 'cancelled' || kind === 'failed' || kind === 'lost') return kind;
    return this.migration.paused ? 'paused' : 'unfinished';
  }

  #outcome(startNs: VirtualNs, status: MoveStatus, endAt: number, resumed: number): MoveOutcome {
    const counters = this.migration.counters;
    const [stopped = 0, ramDone = 0] = this.#end?.values ?? [];
    const completed = status === 'completed';
    const switched = this.#switched;
    const stopAt = this.#stop?.at ?? stopped;
    const firstSign = switched && counters.firstTickNs > 0 ? counters.firstTickNs : resumed;
    const blocked = this.#faults.reduce((sum, { at, untilNs }) => sum + (untilNs - at), 0);
    const stillStands = completed || switched !== null;
    return {
      status,
      totalNs: ns(endAt),
      downtimeNs: ns(switched ? counters.downtimeNs : completed ? endAt - stopAt : 0),
      downtimeParts: switched
        ? [{ label: 'Switching over', durationNs: ns(counters.downtimeNs) }]
        : completed
          ? this.#parts(stopAt, ramDone, resumed, endAt)
          : [],
      heartbeatGapNs: ns(stillStands ? firstSign - stopAt : 0),
      sentBytes: this.migration.sentBytes,
      normalPages: counters.normalPages,
      zeroPages: counters.zeroPages,
      syncCount: counters.syncCount,
      resentPages: counters.resentPages,
      transport: {
        precopyBytes: this.#stop ? counters.precopyBytes : this.migration.sentBytes,
        stopBytes: counters.stopBytes,
        packetBytes: counters.packetBytes,
        deltaPages: counters.deltaPages,
        deltaBytes: counters.deltaBytes,
        deltaOverflows: counters.deltaOverflows,
        deltaMisses: counters.deltaMisses,
        compressedPages: counters.compressedPages,
        compressedBytes: counters.compressedBytes,
        dirtyPagesPerSecond: counters.dirtyPagesRate,
      },
      postcopy: switched
        ? {
            switchedNs: ns(startNs + switched.at),
            requests: counters.requests,
            bytes: this.migration.sentBytes - (switched.values[2] ?? 0),
            blockedNs: ns(blocked),
            latencies: latenciesOf(this.#faults),
          }
        : null,
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

/** Waits by length: entry k counts those of 2^k … 2^(k+1) µs; the last one takes all longer ones. */
function latenciesOf(faults: readonly PageFault[]): number[] {
  const buckets = new Array<number>(24).fill(0);
  for (const { at, untilNs } of faults) {
    let micros = Math.floor((untilNs - at) / 1000);
    let bucket = 0;
    while (micros > 1 && bucket < 23) {
      micros = Math.floor(micros / 2);
      bucket++;
    }
    buckets[bucket] = (buckets[bucket] ?? 0) + 1;
  }
  return buckets;
}

/** Times in which all virtual CPUs waited. */
function stallsOf(faults: readonly PageFault[], vcpus: number): { fromNs: VirtualNs; toNs: VirtualNs }[] {
  const edges = faults
    .flatMap(({ at, untilNs }) => [
      { at, step: 1 },
      { at: untilNs, step: -1 },
    ])
    .sort((a, b) => a.at - b.at || a.step - b.step);
  const spans: { fromNs: VirtualNs; toNs: VirtualNs }[] = [];
  let blocked = 0;
  let from: VirtualNs | null = null;
  for (const { at, step } of edges) {
    blocked += step;
    if (blocked === vcpus) from = at;
    else if (from !== null) {
      if (at > from) spans.push({ fromNs: from, toNs: at });
      from = null;
    }
  }
  return spans;
}
