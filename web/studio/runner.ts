/**
 * The run that is computed behind the port, and the last good one, which stays on screen meanwhile. Asks for
 * the run's progress, its recording and the map at the cursor: once a frame, never twice at a time.
 */
import type { Frame, MapRequest } from '../model/frame.ts';
import type { Recording } from '../model/recording.ts';
import type { Diagnostic } from '../model/result.ts';
import type { Job } from '../model/scenario.ts';
import type { VirtualNs } from '../model/units.ts';
import type { WorldView } from '../model/world-view.ts';
import type { Pull, SimulationPort } from '../worker/protocol.ts';
import type { FrameLoop } from './frame-loop.ts';
import { Store } from './store.ts';
import { withoutWaiting } from './waiting.ts';

export interface Shown {
  job: Job;
  recording: Recording;
}

export interface RunStatus {
  state: 'computing' | 'ready';
  /** 0…1 while computing. */
  progress: number;
}

export interface RunListener {
  /** Whether a run is to be shown; one that is not leaves the last good one on screen. */
  accepts(recording: Recording): boolean;
  ready(shown: Shown): void;
  /** The run broke off; there is none now. */
  failed(reason: string): void;
}

/** What comes sooner is not waited for. */
const PATIENCE_MS = 100;

const afterMs = (act: () => void, ms: number): (() => void) => {
  const timer = setTimeout(act, ms);
  return () => clearTimeout(timer);
};

const READY: RunStatus = { state: 'ready', progress: 1 };
const NO_RUN = -1;

export class Runner {
  readonly shown = new Store<Shown | null>(null);
  readonly status = new Store<RunStatus>({ state: 'computing', progress: 0 });
  /** Whether the picture of the present moment takes its time to come. */
  readonly late = new Store(false);
  /** The last picture; read it inside frame listeners. */
  frame: Frame | null = null;

  readonly #port: SimulationPort;
  readonly #frames: FrameLoop;
  readonly #listener: RunListener;
  readonly #after: typeof afterMs;
  #run = NO_RUN;
  #job: Job | null = null;
  #map: MapRequest | null = null;
  #pulling = false;
  #worldWatcher: ((view: WorldView | null) => void) | null = null;
  #worldAsked = false;
  /** Of which run and moment the world was brought last. */
  #worldAt: string | null = null;
  /** What the last picture was asked for with. */
  #pulled: { run: number; at: VirtualNs; map: MapRequest | null } | null = null;

  /** @param after calls back later; returns the way to stop that */
  constructor(port: SimulationPort, frames: FrameLoop, listener: RunListener, after = afterMs) {
    this.#port = port;
    this.#frames = frames;
    this.#listener = listener;
    this.#after = after;
  }

  get computing(): boolean {
    return this.status.get().state === 'computing';
  }

  /** Begins another run. A job that is refused changes nothing: the answer says why. */
  async start(job: Job): Promise<Diagnostic[] | null> {
    const result = await this.#port.start(job);
    this.#frames.invalidate();
    if (!result.ok) {
      if (this.#run === NO_RUN) this.status.set(READY);
      return result.diagnostics;
    }
    this.#run = result.value;
    this.#job = job;
    this.status.set({ state: 'computing', progress: 0 });
    return null;
  }

  /** Which map the next frames bring. */
  watchMap(request: MapRequest | null): void {
    if (request?.partition === this.#map?.partition && request?.cells === this.#map?.cells) return;
    this.#map = request;
    this.#frames.invalidate();
  }

  pull(at: VirtualNs): void {
    const asked = { run: this.#run, at, map: this.#map };
    const { run, map } = asked;
    const same = this.#pulled?.run === run && this.#pulled.at === at && this.#pulled.map === map;
    const moment = `${run}@${at}`;
    const world = this.#worldAsked && this.#worldAt !== moment && !this.computing;
    if (this.#pulling || run === NO_RUN || (same && !this.computing && !world)) return;
    this.#pulling = true;
    const onTime = this.#after(() => this.late.set(!this.computing), PATIENCE_MS);
    void this.#port.pull({ at, map, world }).then((pull) => {
      // Another run may have begun before this was answered: it has no world yet.
      if (world && pull.run === run && run === this.#run) {
        this.#worldAt = moment;
        this.#worldAsked = false;
        this.#worldWatcher?.(pull.world);
      }
      this.#pulling = false;
      onTime();
      this.late.set(false);
      if (pull.run === this.#run) this.#receive(pull, asked);
      // Progress is not motion: it is shown as it comes, even to those who asked for less of it.
      if (this.computing) this.#frames.invalidate();
      else this.#frames.wake();
    });
  }

  #receive(pull: Pull, asked: { run: number; at: VirtualNs; map: MapRequest | null }): void {
    if (pull.state === 'failed') {
      this.#fail(pull.failure ?? 'The run failed.');
      return;
    }
    if (pull.frame) {
      this.frame = pull.frame;
      this.#pulled = asked;
    }
    if (pull.recording) this.#ready(pull.recording);
    else if (this.computing) this.status.set({ state: 'computing', progress: pull.progress });
  }

  /** Who is told what the world looks like; null: nobody. */
  watchWorld(watcher: ((view: WorldView | null) => void) | null): void {
    this.#worldWatcher = watcher;
    this.#worldAt = null;
    this.askWorld();
  }

  /** The next frame brings the world, where somebody watches it and the moment is another one. */
  askWorld(): void {
    this.#worldAsked = this.#worldWatcher !== null;
  }

  #ready(recording: Recording): void {
    if (!this.#job) return;
    if (!this.#listener.accepts(recording)) {
      this.status.set(READY);
      return;
    }
    const { scripted } = recording;
    const job = scripted ? { ...this.#job, scenario: scripted.scenario } : this.#job;
    const shown = { job, recording: withoutWaiting(recording) };
    this.shown.set(shown);
    this.status.set(READY);
    this.#pulled = null;
    this.#listener.ready(shown);
  }

  #fail(reason: string): void {
    this.#run = NO_RUN;
    this.status.set(READY);
    this.#listener.failed(reason);
  }
}
