/** What the engine tells of a migration, event by event, and the record that is made of it. */
import type { EngineEvent, Migration } from '../engine/engine.ts';
import { policyOf } from '../engine/policy.ts';
import type { MigrationConfig } from '../model/migration.ts';
import type { Method } from '../model/policy.ts';
import {
  LAST_PAGES,
  type MoveOutcome,
  type MoveRecord,
  type MoveStatus,
  type PageFault,
  type Span,
  type SpeedChange,
  type Sync,
  type ThrottleStep,
} from '../model/recording.ts';
import { ns, type VirtualNs } from '../model/units.ts';
import { CountLog } from './count-log.ts';
import { Table } from './table.ts';
import { latenciesOf, stallsOf } from './waits.ts';

const COLUMNS = [
  'atNs',
  'sentBytes',
  'remainingBytes',
  'redirtiedBytes',
  'thresholdBytes',
  'bandwidthBytesPerSecond',
] as const;

/** What a partition does that stands still before the last pages are sent. */
const HELD: Partial<Record<Method['kind'], string>> = { suspended: 'Suspended', inactive: 'Shut down' };

const ENDS: ReadonlySet<EngineEvent['kind']> = new Set(['completed', 'cancelled', 'failed', 'lost']);

export class MoveLog {
  readonly #config: MigrationConfig;
  readonly #migration: Migration;
  readonly #samples = new Table(COLUMNS);
  readonly #counts = new CountLog();
  readonly #syncs: Sync[] = [];
  #stop: EngineEvent | null = null;
  #end: EngineEvent | null = null;
  #switched: EngineEvent | null = null;
  #redirtied = 0;
  readonly #throttle: ThrottleStep[] = [];
  readonly #speed: SpeedChange[] = [];
  readonly #faults: PageFault[] = [];
  /** Since when virtual CPUs waited for pages when it ended; null: it has not. */
  #openWaits: readonly VirtualNs[] | null = null;
  #held: EngineEvent | null = null;
  #waiting: EngineEvent | null = null;
  #wentOn: EngineEvent | null = null;
  readonly #heldLabel: string;
  readonly #interruptions: { fromNs: VirtualNs; toNs: VirtualNs | null }[] = [];

  constructor(config: MigrationConfig, migration: Migration) {
    this.#config = config;
    this.#migration = migration;
    const { kind } = policyOf(config).method;
    this.#heldLabel = HELD[kind] ?? 'Standing still until the copy is done';
    this.#samples.add([0, 0, kind in HELD ? 0 : migration.waitingPages * config.guest.pageBytes, 0, 0, 0]);
  }

  /** When the source stopped for the last pages, as far as that has been computed; since the migration's start. */
  get stoppedNs(): VirtualNs | null {
    return this.#stop?.at ?? null;
  }

  /** When post-copy told the destination to run the partition. */
  get switchedNs(): VirtualNs | null {
    return this.#switched?.at ?? null;
  }

  /** When it first ran on the destination. */
  get resumedNs(): VirtualNs | null {
    if (this.#switched) return ns(this.#switched.values[0] ?? this.#switched.at);
    return this.#end?.kind === 'completed' ? ns(this.#end.values[2] ?? this.#end.at) : null;
  }

  get interruptions(): readonly { fromNs: VirtualNs; toNs: VirtualNs | null }[] {
    return this.#interruptions;
  }

  /** When it stood still to be told to go on with the switchover; until when at the latest, where it still waits. */
  get wait(): Span | null {
    const { values, at = ns(0) } = this.#waiting ?? {};
    return values ? { fromNs: at, toNs: this.#wentOn?.at ?? ns(values[0] ?? at) } : null;
  }

  get lastSync(): Sync | undefined {
    return this.#syncs.at(-1);
  }

  /** So much has been kept of it. */
  get events(): number {
    return this.#samples.rows + this.#syncs.length + this.#faults.length;
  }

  /** So many have begun: one with each look at the log. */
  get rounds(): number {
    return this.#syncs.length;
  }

  /** Percent of its time that the guest does not get. */
  get throttlePercent(): number {
    return this.#throttle.at(-1)?.percent ?? 0;
  }

  /** Of the last closed window. */
  get bandwidthBytesPerSecond(): number {
    return this.#samples.last('bandwidthBytesPerSecond');
  }

  get status(): MoveStatus {
    const kind = this.#end?.kind;
    if (kind === 'completed' || kind === 'cancelled' || kind === 'failed' || kind === 'lost') return kind;
    return this.#migration.paused ? 'paused' : 'unfinished';
  }

  /** When everything was over on both hosts. */
  get endedNs(): VirtualNs | null {
    if (!this.#end) return null;
    const [, , resumed = 0] = this.#end.values;
    return this.#end.kind === 'completed' ? ns(Math.max(this.#end.at, resumed)) : this.#end.at;
  }

  take(events: readonly EngineEvent[]): void {
    for (const event of events) this.#take(event);
    // Afterwards nobody can ask for them.
    if (this.#end) this.#openWaits ??= this.#migration.openWaits(this.#vcpus);
  }

  get #vcpus(): number {
    return this.#config.guest.vcpus ?? 1;
  }

  #take(event: EngineEvent): void {
    const { pageBytes } = this.#config.guest;
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = event.values;
    const { at } = event;
    this.#counts.take(event);
    if (event.kind === 'window') this.#samples.add([at, a, b, c * pageBytes, d, e]);
    if (event.kind === 'sync') {
      this.#samples.add([at, e, a * pageBytes, this.#redirtied, c, d]);
      this.#redirtied += b * pageBytes;
      this.#samples.add([at, e, (a + b) * pageBytes, this.#redirtied, c, d]);
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
    if (event.kind === 'held') this.#held = event;
    if (event.kind === 'stopped') this.#stop = event;
    if (event.kind === 'waiting') this.#waiting = event;
    if (event.kind === 'went-on') this.#wentOn = event;
    if (event.kind === 'paused') this.#interruptions.push({ fromNs: at, toNs: null });
    const open = this.#interruptions.at(-1);
    if (open && (event.kind === 'recovered' || event.kind === 'lost')) open.toNs ??= at;
    if (event.kind === 'switched') this.#switched = event;
    if (event.kind === 'throttle') {
      this.#throttle.push({ at, percent: a / 1000 });
      this.#speed.push({ at, share: b / 1e6 });
    }
    if (event.kind === 'fault') this.#faults.push({ at, untilNs: ns(a), page: b, vcpu: c });
    if (ENDS.has(event.kind)) this.#end = event;
    if (event.kind === 'completed') {
      const limits = this.#limits;
      this.#samples.add([b, d, 0, this.#redirtied, ...limits]);
      this.#samples.add([at, d, 0, this.#redirtied, ...limits]);
    }
    if (event.kind === 'cancelled' || event.kind === 'failed' || event.kind === 'lost') {
      const [sent, left] = event.kind === 'cancelled' ? [a, b] : [b, c];
      this.#samples.add([at, sent, left * pageBytes, this.#redirtied, ...this.#limits]);
    }
  }

  /** Threshold and bandwidth, as they were last told. */
  get #limits(): [number, number] {
    return [this.#samples.last('thresholdBytes'), this.#samples.last('bandwidthBytesPerSecond')];
  }

  /** @param startNs when the migration began in the run's virtual time */
  record(partition: string, from: string, to: string, startNs: VirtualNs): MoveRecord {
    const { guest } = this.#config;
    const end = this.#end;
    const { status } = this;
    const completed = status === 'completed';
    const endAt = end?.at ?? this.#migration.now;
    const switched = this.#switched;
    const [, , arrived = 0] = completed ? (end?.values ?? []) : [];
    const resumed = switched?.values[0] ?? arrived;
    const runs = completed || switched !== null;
    const shift = (at: number) => ns(startNs + at);
    return {
      partition,
      from,
      to,
      startNs,
      endNs: shift(Math.max(endAt, runs ? resumed : 0)),
      stoppedNs: this.#stillFrom === null ? null : shift(this.#stillFrom),
      resumedNs: runs ? shift(resumed) : null,
      pageBytes: guest.pageBytes,
      totalPages: guest.memoryBytes / guest.pageBytes,
      syncs: this.#syncs.map((sync) => ({ ...sync, at: shift(sync.at) })),
      samples: this.#samples.columns(startNs),
      counts: this.#counts.counts(startNs),
      traceWraps: this.#traceWraps(startNs, endAt),
      fingerprint: this.#migration.fingerprint,
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
            stalls: this.#stalls(endAt).map(({ fromNs, toNs }) => ({
              fromNs: shift(fromNs),
              toNs: shift(toNs),
            })),
          }
        : {}),
      ...(this.#waiting
        ? {
            preSwitchover: {
              fromNs: shift(this.#waiting.at),
              toNs: shift(this.#wentOn?.at ?? Math.max(endAt, this.#waiting.at)),
            },
          }
        : {}),
      ...(this.#interruptions.length > 0
        ? {
            interruptions: this.#interruptions.map(({ fromNs, toNs }) => ({
              fromNs: shift(fromNs),
              toNs: shift(toNs ?? endAt),
            })),
          }
        : {}),
    };
  }

  /** Times in which it stood still on the destination; at the end of what was computed it may still do so. */
  #stalls(endAt: number): Span[] {
    // What waits then has waited before as well, together with others.
    const open = (this.#openWaits ?? this.#migration.openWaits(this.#vcpus)).filter((at) => at < endAt);
    const waits = [...this.#faults, ...open.map((at) => ({ at, untilNs: ns(endAt) }))];
    return stallsOf(waits, this.#vcpus);
  }

  /** When the partition stopped: for the last pages, or before that so that the copy catches up. */
  get #stillFrom(): VirtualNs | null {
    return this.#held?.at ?? this.#stop?.at ?? null;
  }

  get #waitNs(): number {
    return this.#wentOn && this.wait ? this.wait.toNs - this.wait.fromNs : 0;
  }

  get #waitPart(): [string, number][] {
    return this.#waitNs > 0 ? [['Waiting to be told to go on', this.#waitNs]] : [];
  }

  #outcome(startNs: VirtualNs, status: MoveStatus, endAt: number, resumed: number): MoveOutcome {
    const counters = this.#migration.counters;
    const [, ramDone = 0] = this.#end?.values ?? [];
    const completed = status === 'completed';
    const switched = this.#switched;
    const stopAt = this.#stillFrom ?? endAt;
    const firstSign = switched && counters.firstTickNs > 0 ? counters.firstTickNs : resumed;
    const blocked = this.#faults.reduce((sum, { at, untilNs }) => sum + (untilNs - at), 0);
    const stillStands = completed || switched !== null;
    const pause: [string, number][] = switched
      ? [...this.#waitPart, ['Switching over', counters.downtimeNs - this.#waitNs]]
      : completed
        ? this.#pause(ramDone, resumed, endAt)
        : [];
    const heldNs = this.#held && this.#stop ? this.#stop.at - this.#held.at : 0;
    const all: [string, number][] =
      heldNs > 0 && pause.length > 0 ? [[this.#heldLabel, heldNs], ...pause] : pause;
    const parts = all.map(([label, length]) => ({ label, durationNs: ns(length) }));
    return {
      status,
      totalNs: ns(endAt),
      downtimeNs: parts.reduce((sum, { durationNs }) => ns(sum + durationNs), ns(0)),
      downtimeParts: parts,
      heartbeatGapNs: ns(stillStands ? firstSign - stopAt : 0),
      sentBytes: this.#migration.sentBytes,
      normalPages: counters.normalPages,
      zeroPages: counters.zeroPages,
      syncCount: counters.syncCount,
      resentPages: counters.resentPages,
      transport: {
        precopyBytes: this.#stop ? counters.precopyBytes : this.#migration.sentBytes,
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
            bytes: this.#migration.sentBytes - (switched.values[2] ?? 0),
            blockedNs: ns(blocked),
            latencies: latenciesOf(this.#faults),
          }
        : null,
    };
  }

  /** The parts of the pause from the last stop on, without post-copy. */
  #pause(ramDone: number, resumed: number, endAt: number): [string, number][] {
    const { machine } = this.#config;
    const stopped = this.#stop?.at ?? ramDone;
    const sync = this.#syncs.at(-1)?.at ?? stopped;
    const parts: [string, number][] = [
      ['Stopping the partition', sync - stopped - this.#waitNs],
      ...this.#waitPart,
      [LAST_PAGES, ramDone - sync],
    ];
    const rest = endAt - ramDone;
    const start = endAt >= resumed ? Math.min(rest, machine.resumeNs) : 0;
    parts.push(['Device state', rest - start]);
    if (start > 0) parts.push(['Starting on the destination', start]);
    return parts;
  }

  /** Replay leaves the last frame for the loop's first one at these moments. */
  #traceWraps(startNs: VirtualNs, endAt: number): VirtualNs[] {
    const { trace, guestStartNs } = this.#config;
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
