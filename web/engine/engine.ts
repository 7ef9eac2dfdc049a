/**
 * The only place that knows the engine's pointers. An `Engine` is the compiled module; a `Migration` is one
 * instance of it, which another one takes over when it is not needed any more. Memory may grow while a migration is
 * laid out, so views on it are made anew for each use.
 */

import { PAGE_STATES } from '../model/frame.ts';
import type { MigrationConfig } from '../model/migration.ts';
import type { Trace } from '../model/trace.ts';
import { ns, type VirtualNs } from '../model/units.ts';
import { COUNTERS, type Exports } from './exports.ts';
import { policyOf, settingsOf, USUAL_WRITE_BYTES } from './policy.ts';
import { SETTINGS, type Settings } from './settings.ts';
import { LEFT, settledIn } from './stand-ins.ts';
import { addWriters } from './writers.ts';

const EVENT_FIELDS = 8;
/** What `run` returns: how it ended, and above that how many events it leaves. */
const RUN_STATUS_BITS = 2;
const RUN_STATUS = 3;
const RUN_EVENTS_FULL = 1;
const RUN_SYNCED = 3;
const PHASE_PAUSED = 9;

/** What happened, as the engine records it: kind, moment, and six numbers that depend on the kind. */
export interface EngineEvent {
  kind: (typeof KINDS)[number];
  at: VirtualNs;
  values: number[];
}

const NOTHING: readonly EngineEvent[] = [];

interface Progress {
  happened: readonly EngineEvent[];
  synced: boolean;
}

const KINDS = [
  'window',
  'sync',
  'stopped',
  'completed',
  'cancelled',
  'throttle',
  'switched',
  'fault',
  'paused',
  'recovered',
  'failed',
  'lost',
  'held',
  'counted',
  'counted-deltas',
  'waiting',
  'went-on',
] as const;

export type Counters = Record<(typeof COUNTERS)[number], number>;

/** What can break. */
const FAILURES = { link: 0, source: 1, destination: 2 } as const;
export type Failure = keyof typeof FAILURES;

/** The engine has no memory for a migration of this size. */
export class OutOfMemory extends Error {
  override name = 'OutOfMemory';
}

export class Migration {
  #engine: Exports;
  /** Null when that has happened. */
  #giveBack: ((exports: Exports) => void) | null;

  /** @param giveBack takes the instance when it is not needed any more */
  constructor(exports: Exports, config: MigrationConfig, giveBack: (exports: Exports) => void) {
    this.#engine = exports;
    this.#giveBack = giveBack;
    configure(exports, config);
  }

  /** Runs to `until` (since the migration's start); returns what happened on the way. */
  run(until: VirtualNs): readonly EngineEvent[] {
    return this.#run(until, 0).happened;
  }

  /** The same, but comes back right after each sync. */
  runToSync(until: VirtualNs): Progress {
    return this.#run(until, 1);
  }

  #run(until: VirtualNs, haltAtSync: 0 | 1): Progress {
    // Most often nothing happens.
    let happened = NOTHING;
    for (;;) {
      const told = this.#engine.run(until, haltAtSync);
      const status = told & RUN_STATUS;
      happened = this.#withEvents(happened, told >>> RUN_STATUS_BITS);
      if (status !== RUN_EVENTS_FULL) return { happened, synced: status === RUN_SYNCED };
    }
  }

  /**
   * Gives the memory of a migration that has ended back: what it came to can still be read, but no map, and nothing acts
   * on it. A browser has room for some hundred instances at a time.
   */
  settle(): void {
    if (!this.#giveBack || !this.ended) return;
    const engine = this.#engine;
    this.#engine = settledIn(engine, this.#counts.slice());
    this.#giveBack(engine);
    this.#giveBack = null;
  }

  /** The same wherever it is: nothing at all can be asked of it any more. */
  leave(): void {
    this.#giveBack?.(this.#engine);
    this.#giveBack = null;
    this.#engine = LEFT;
  }

  /** Changes settings; they act from the next thing that the migration decides. */
  change(settings: Partial<Settings>): void {
    if (!this.#giveBack) return;
    writeSettings(this.#engine, settings);
    this.#engine.settingsChanged();
  }

  /** The link's share of this migration from now on, bytes per second. */
  setLinkRate(bytesPerSecond: number): void {
    this.change({ linkBytesPerSecond: bytesPerSecond });
  }

  /** Takes the engine's events to those that were taken before. */
  #withEvents(before: readonly EngineEvent[], count: number): readonly EngineEvent[] {
    if (count === 0) return before;
    const all = [...before];
    const fields = new Float64Array(this.#engine.memory.buffer, this.#engine.events(), count * EVENT_FIELDS);
    for (let i = 0; i < count; i++) {
      const from = i * EVENT_FIELDS;
      const values: number[] = [];
      for (let at = from + 2; at < from + EVENT_FIELDS; at++) values.push(fields[at] ?? 0);
      all.push({ kind: KINDS[(fields[from] ?? 1) - 1] ?? 'window', at: ns(fields[from + 1] ?? 0), values });
    }
    this.#engine.forgetEvents();
    return all;
  }

  get now(): VirtualNs {
    return ns(this.#engine.now());
  }
  get ended(): boolean {
    return this.#engine.ended() === 1;
  }
  /** Post-copy without a connection, waiting to be recovered. */
  get paused(): boolean {
    return this.#engine.phase() === PHASE_PAUSED;
  }
  get waitingPages(): number {
    return this.#engine.dirtyPages();
  }
  /** The same, counted in the bitmap. */
  get waitingBits(): number {
    return this.#engine.waitingBits();
  }
  /** Which pages wait: one bit a page, the lowest first; a copy. @param pages of the guest */
  waitingMap(pages: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#engine.memory.buffer, this.#engine.waitingMap(), (pages + 7) >> 3).slice();
  }
  get sentBytes(): number {
    return this.#engine.sentBytes();
  }
  get #counts(): Float64Array<ArrayBuffer> {
    return new Float64Array(this.#engine.memory.buffer, this.#engine.counters(), COUNTERS.length);
  }
  get counters(): Counters {
    const values = this.#counts;
    return Object.fromEntries(COUNTERS.map((name, i) => [name, values[i] ?? 0])) as Counters;
  }

  /** Of the virtual CPUs that wait for a page on the destination: since when. */
  openWaits(vcpus: number): VirtualNs[] {
    const all = Array.from({ length: vcpus }, (_, vcpu) => this.#engine.waitsSince(vcpu));
    return all.filter((since) => since >= 0).map(ns);
  }

  /** Cancels at `at`; false when it cannot be any more, because the destination runs the guest. */
  cancel(at: VirtualNs): boolean {
    return this.#engine.cancel(at) === 1;
  }
  /** Something breaks at `at`; what becomes of the guest is in the events. */
  fail(at: VirtualNs, what: Failure): boolean {
    return this.#engine.fail(at, FAILURES[what]) === 1;
  }
  /** The connection is back: false when nothing waited for it. */
  recover(at: VirtualNs): boolean {
    return this.#engine.recover(at) === 1;
  }
  /** Goes over to post-copy at the next decision; false when the policy does not allow it, or it is too late. */
  askPostcopy(): boolean {
    return this.#engine.askPostcopy() === 1;
  }

  /** Ends the wait before the switchover; false when it does not wait. */
  goOn(at: VirtualNs): boolean {
    return this.#engine.goOn(at) === 1;
  }

  /** Lets the guest stand still from `at` on until it runs on the destination; the copy goes on. */
  holdGuest(at: VirtualNs): boolean {
    return this.#engine.holdGuest(at) === 1;
  }

  get cursorPage(): number {
    return this.#engine.cursorPage();
  }

  /** Sixteen hex digits over all events and harvested bits so far. */
  get fingerprint(): string {
    const hex = (value: number) => (value >>> 0).toString(16).padStart(8, '0');
    return hex(this.#engine.hashHigh()) + hex(this.#engine.hashLow());
  }

  /** Page counts per cell, in the order of PAGE_STATES, at moment `at`, not before the last `run`. */
  map(at: VirtualNs, cells: number, pagesPerCell: number): Uint32Array<ArrayBuffer> {
    this.#engine.showGuest(at);
    const out = this.#engine.countMap(cells, pagesPerCell);
    if (!out) throw new OutOfMemory('There is no memory left to draw the map.');
    return new Uint32Array(this.#engine.memory.buffer, out, cells * PAGE_STATES.length).slice();
  }

  /** Linear memory in use, bytes. */
  get stateBytes(): number {
    return this.#engine.stateTop();
  }
  /** All that it is, in whole words: a view, good until it runs again, to be kept or to be written over. */
  get state(): Uint32Array<ArrayBuffer> {
    return new Uint32Array(this.#engine.memory.buffer, 0, Math.ceil(this.stateBytes / 4));
  }
  /** A complete keyframe: to be given back to `restore` of the same migration. */
  save(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#engine.memory.buffer, 0, this.stateBytes).slice();
  }
  restore(keyframe: Uint8Array): void {
    new Uint8Array(this.#engine.memory.buffer).set(keyframe);
  }

  /** The engine's kernels one by one, to be timed and tested. */
  get kernels(): Pick<Exports, 'kernelMark' | 'kernelCount' | 'kernelHarvest' | 'kernelSend' | 'kernelMeet'> {
    return this.#engine;
  }
}

function writeSettings(engine: Exports, settings: Partial<Settings>): void {
  const values = new Float64Array(engine.memory.buffer, engine.settings(), SETTINGS.length);
  SETTINGS.forEach((name, i) => {
    const value = settings[name];
    if (value !== undefined) values[i] = value;
  });
}

function configure(engine: Exports, config: MigrationConfig): void {
  const { guest } = config;
  writeSettings(engine, settingsOf(config));
  if (!engine.configure()) {
    throw new OutOfMemory(
      `There is no memory for the bitmaps of ${guest.memoryBytes / guest.pageBytes} pages.`,
    );
  }
  for (const range of guest.filled) engine.setFilled(range.first, range.end);
  for (const content of guest.contents ?? []) {
    const { range, ratio, staysZero = false, zeroPercent = 0, encrypted = false } = content;
    const { writeBytes = guest.writeBytes ?? USUAL_WRITE_BYTES } = content;
    const added = engine.addContent(
      range.first,
      range.end,
      encrypted ? 1 : ratio,
      staysZero ? 1 : 0,
      zeroPercent / 100,
      Math.min(encrypted ? guest.pageBytes : writeBytes, guest.pageBytes),
    );
    if (!added) {
      throw new OutOfMemory('There are too many ranges of contents; 32 are possible.');
    }
  }
  if (config.trace) fillTrace(engine, config.trace);
  addWriters(engine, guest.workload, config.trace?.pages ?? 0);
  const pages = guest.memoryBytes / guest.pageBytes;
  const { skipFree, postcopy } = policyOf(config);
  if (skipFree && !postcopy) engine.leaveOut(Math.max(0, pages - (guest.freePages ?? 0)), pages);
}

function fillTrace(engine: Exports, trace: Trace): void {
  const { populated, runs, frameNs, runStart } = trace;
  for (let i = 0; i + 1 < populated.length; i += 2)
    engine.setFilled(populated[i] ?? 0, populated[i + 1] ?? 0);
  if (!engine.makeTrace(frameNs.length, runs.length / 2, trace.loopFrame)) {
    throw new OutOfMemory('There is no memory for the trace.');
  }
  const { buffer } = engine.memory;
  const starts = new Float64Array(buffer, engine.traceStarts(), frameNs.length + 1);
  frameNs.forEach((length, i) => {
    starts[i + 1] = (starts[i] ?? 0) + length;
  });
  new Uint32Array(buffer, engine.traceRunStarts(), runStart.length).set(runStart);
  new Uint32Array(buffer, engine.traceRuns(), runs.length).set(runs);
}

/** Instances that nobody uses are kept for the next migrations, as long as they take no more than this. */
const SPARE_BYTES = 64 * 2 ** 20;

export class Engine {
  readonly #module: WebAssembly.Module;
  /** Memory that is there already is taken much sooner than new memory. */
  #spare: Exports[] = [];

  constructor(module: WebAssembly.Module) {
    this.#module = module;
  }

  start(config: MigrationConfig): Migration {
    const spare = this.#spare.pop();
    return new Migration(spare ?? instanceOf(this.#module), config, (exports) => this.#keep(exports));
  }

  #keep(exports: Exports): void {
    if (exports.memory.buffer.byteLength > SPARE_BYTES) return;
    this.#spare.push(exports);
    const bytes = () => this.#spare.reduce((sum, { memory }) => sum + memory.buffer.byteLength, 0);
    while (bytes() > SPARE_BYTES) this.#spare.shift();
  }
}

const instanceOf = (module: WebAssembly.Module): Exports =>
  new WebAssembly.Instance(module, {}).exports as unknown as Exports;

export async function loadEngine(source: BufferSource | WebAssembly.Module): Promise<Engine> {
  return new Engine(source instanceof WebAssembly.Module ? source : await WebAssembly.compile(source));
}
