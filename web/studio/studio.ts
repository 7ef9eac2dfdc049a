/**
 * The state of the page: the job, the run shown, the cursor in virtual time, and the verbs that change them.
 * A change is accepted by the simulation before anything on screen changes; a refused or failed one leaves
 * the last good run where it was and says why.
 */
import type { Frame, MapRequest } from '../model/frame.ts';
import type { Recording } from '../model/recording.ts';
import type { Diagnostic } from '../model/result.ts';
import type { Job, Scenario } from '../model/scenario.ts';
import { ms, ns, type VirtualNs, ZERO_NS } from '../model/units.ts';
import type { OpenedFile, Pull, SimulationPort } from '../worker/protocol.ts';
import { FrameLoop, type Schedule } from './frame-loop.ts';
import { History } from './history.ts';
import { stations } from './moment.ts';
import { Store } from './store.ts';
import { subjectOf, withSubject } from './subject.ts';
import type { TraceFacts } from './traces.ts';

export interface Shown {
  job: Job;
  recording: Recording;
}

export interface RunStatus {
  state: 'computing' | 'ready';
  /** 0…1 while computing. */
  progress: number;
}

/** Why a change did not happen, and which control asked for it (`move`, `file`, `run`, or a field's id). */
export interface Refusal {
  cause: string;
  diagnostics: Diagnostic[];
}

export interface Change {
  label: string;
  cause: string;
  /** Changes with the same merge key in a row are undone together. */
  merge?: string;
}

const MOST_STRAYS = 20;

/** What undo goes back to. */
interface Past {
  job: Job;
  original: Scenario;
}

export const SPEEDS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100] as const;

export class Studio {
  readonly job: Store<Job>;
  /** The scenario as it was opened: what "was" and "reset" refer to. */
  readonly original: Store<Scenario>;
  readonly shown = new Store<Shown | null>(null);
  readonly status = new Store<RunStatus>({ state: 'computing', progress: 0 });
  readonly refusal = new Store<Refusal | null>(null);
  readonly playing = new Store(false);
  readonly speed = new Store<number>(1);
  readonly traces: Store<TraceFacts[]>;
  /** The cases of an opened file, to choose from. */
  readonly cases = new Store<{ id: string; scenario: Scenario }[]>([]);
  /** What can be undone and redone, by name. */
  readonly steps = new Store<{ undo: string | null; redo: string | null }>({ undo: null, redo: null });
  readonly frames: FrameLoop;

  /** High-rate state, read inside frame listeners only. */
  at: VirtualNs = ZERO_NS;
  frame: Frame | null = null;

  readonly #port: SimulationPort;
  readonly #history = new History<Past>();
  #map: MapRequest | null = null;
  #run = -1;
  #running: Job;
  #pulling = false;
  #pulled = '';
  #playWhenReady = false;
  #strays = 0;
  #repeated: Job | null = null;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(port: SimulationPort, job: Job, traces: TraceFacts[], schedule: Schedule) {
    this.#port = port;
    this.job = new Store(job);
    this.original = new Store(job.scenario);
    this.traces = new Store(traces);
    this.#running = job;
    this.frames = new FrameLoop(schedule, (elapsed) => this.#advance(elapsed));
    this.#enqueue(() => this.#start(job, 'run'));
  }

  get duration(): VirtualNs {
    return this.shown.get()?.recording.durationNs ?? ZERO_NS;
  }

  // --- time ---------------------------------------------------------------------------------------------

  seek(at: number): void {
    this.at = ns(Math.min(Math.max(at, 0), this.duration));
    this.frames.invalidate();
  }

  play(): void {
    if (!this.shown.get()) return;
    if (this.at >= this.duration) this.seek(0);
    this.playing.set(true);
    this.frames.invalidate();
  }

  pause(): void {
    this.playing.set(false);
    this.frames.invalidate();
  }

  /** To the next (1) or previous (-1) round, pause or end. */
  step(direction: 1 | -1): void {
    const recording = this.shown.get()?.recording;
    if (!recording) return;
    this.pause();
    const all = stations(recording);
    // Going back while it plays must get past the station just left.
    const slack = ms(1);
    const to = direction > 0 ? all.find((t) => t > this.at) : all.findLast((t) => t < this.at - slack);
    this.seek(to ?? (direction > 0 ? this.duration : 0));
  }

  faster(direction: 1 | -1): void {
    const i = SPEEDS.findIndex((s) => s >= this.speed.get());
    this.speed.set(SPEEDS[Math.min(Math.max(i + direction, 0), SPEEDS.length - 1)] ?? 1);
  }

  /** Which map the next frames bring. */
  watchMap(request: MapRequest | null): void {
    if (JSON.stringify(request) === JSON.stringify(this.#map)) return;
    this.#map = request;
    this.frames.invalidate();
  }

  // --- changes ------------------------------------------------------------------------------------------

  change(job: Job, change: Change): Promise<boolean> {
    return this.#enqueue(async () => {
      const before = this.#present();
      if (!(await this.#start(job, change.cause))) return false;
      this.#history.push(before, change.label, change.merge);
      this.#tellSteps();
      return true;
    });
  }

  /** What a person does while it plays: from this moment on the future is another one. */
  async migrate(partition: string, to: string): Promise<boolean> {
    const job = this.job.get();
    const action = { kind: 'migrate', partition, to } as const;
    const interventions = [...job.interventions, { at: this.at, action }].sort((a, b) => a.at - b.at);
    const accepted = await this.change(
      { ...job, interventions },
      { label: `moving ${partition} to ${to}`, cause: 'move' },
    );
    if (accepted) this.#playWhenReady = true;
    return accepted;
  }

  tune(scenario: Scenario, change: Change): Promise<boolean> {
    return this.change({ ...this.job.get(), scenario }, change);
  }

  /** Begins anew with another scenario: what a person did to the old one does not apply. */
  async load(scenario: Scenario, label: string): Promise<boolean> {
    const job: Job = { ...this.job.get(), scenario, interventions: [] };
    if (!(await this.change(job, { label, cause: 'file' }))) return false;
    this.original.set(scenario);
    this.pause();
    this.at = ZERO_NS;
    return true;
  }

  /** Back to the scenario as it was opened, without what a person did to it. */
  reset(): Promise<boolean> {
    const job: Job = { ...this.job.get(), scenario: this.original.get(), interventions: [] };
    return this.change(job, { label: 'the reset', cause: 'run' });
  }

  get changed(): boolean {
    const { scenario, interventions } = this.job.get();
    return interventions.length > 0 || JSON.stringify(scenario) !== JSON.stringify(this.original.get());
  }

  undo(): Promise<boolean> {
    return this.#travel((present) => this.#history.undo(present));
  }

  redo(): Promise<boolean> {
    return this.#travel((present) => this.#history.redo(present));
  }

  /** A trace becomes the workload of the partition that moves; of cases, one is chosen. */
  async open(name: string, content: Uint8Array): Promise<void> {
    const result = await this.#port.open(name, content);
    if (!result.ok) this.refusal.set({ cause: 'file', diagnostics: result.diagnostics });
    else if (result.value.kind === 'cases') await this.#openCases(result.value.cases);
    else await this.#openTrace(result.value);
  }

  async #openCases(cases: { id: string; scenario: Scenario }[]): Promise<void> {
    const first = cases[0];
    if (!first || !(await this.load(first.scenario, `opening case ${first.id}`))) return;
    this.cases.set(cases);
  }

  async #openTrace(trace: Extract<OpenedFile, { kind: 'trace' }>): Promise<void> {
    const job = this.job.get();
    const { id, label, pages, bytes } = trace;
    const scenario = withSubject(job.scenario, (p) => ({
      ...p,
      guest: { ...p.guest, workload: { kind: 'trace', trace: id } },
    }));
    const attachments = [...job.attachments.filter((a) => a.id !== id), { id, bytes }];
    if (
      !(await this.change({ ...job, scenario, attachments }, { label: `replaying ${label}`, cause: 'file' }))
    )
      return;
    const pageBytes = subjectOf(scenario)?.guest.pageBytes ?? 0;
    this.traces.set([...this.traces.get().filter((t) => t.id !== id), { id, label, pages, pageBytes }]);
  }

  // --- the run ------------------------------------------------------------------------------------------

  #enqueue<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#queue.then(work);
    this.#queue = next.catch(() => undefined);
    return next;
  }

  #present(): Past {
    return { job: this.job.get(), original: this.original.get() };
  }

  #travel(step: (present: Past) => Past | null): Promise<boolean> {
    return this.#enqueue(async () => {
      const past = step(this.#present());
      if (!past) return false;
      const accepted = await this.#start(past.job, 'run');
      if (accepted) this.original.set(past.original);
      this.#tellSteps();
      return accepted;
    });
  }

  #tellSteps(): void {
    this.steps.set({ undo: this.#history.undoable, redo: this.#history.redoable });
  }

  async #start(job: Job, cause: string): Promise<boolean> {
    const result = await this.#port.start(job).catch((error: Error) => crashed(error));
    if (!result.ok) {
      this.refusal.set({ cause, diagnostics: result.diagnostics });
      if (this.#run < 0) this.status.set({ state: 'ready', progress: 1 });
      this.frames.invalidate();
      return false;
    }
    this.#run = result.value;
    this.#running = job;
    this.refusal.set(null);
    this.job.set(job);
    this.status.set({ state: 'computing', progress: 0 });
    this.frames.invalidate();
    return true;
  }

  /** One frame: the clock first, then at most one pull. Answers whether more frames are needed. */
  #advance(elapsedMs: number): boolean {
    const playing = this.playing.get() && this.status.get().state === 'ready';
    if (playing) {
      this.at = ns(Math.min(this.at + ms(elapsedMs) * this.speed.get(), this.duration));
      if (this.at >= this.duration) this.playing.set(false);
    }
    this.#pull();
    return this.playing.get() || this.status.get().state === 'computing';
  }

  #pull(): void {
    const wanted = `${this.#run} ${this.at} ${JSON.stringify(this.#map)}`;
    const computing = this.status.get().state === 'computing';
    if (this.#pulling || this.#run < 0 || (!computing && wanted === this.#pulled)) return;
    this.#pulling = true;
    this.#port
      .pull({ at: this.at, map: this.#map })
      .then((pull) => this.#receive(pull, wanted))
      .catch((error: Error) => this.#failed(error.message))
      .finally(() => {
        this.#pulling = false;
        // Progress is not motion: it is shown as it comes, even to those who asked for less of it.
        if (this.status.get().state === 'computing') this.frames.invalidate();
        else this.frames.wake();
      });
  }

  #receive(pull: Pull, wanted: string): void {
    if (pull.run !== this.#run) {
      this.#stray();
      return;
    }
    this.#strays = 0;
    if (pull.state === 'failed') {
      this.#failed(pull.failure ?? 'The run failed.');
      return;
    }
    if (pull.frame) {
      this.frame = pull.frame;
      this.#pulled = wanted;
      this.frames.wake();
    }
    if (pull.recording) this.#ready(pull.recording);
    else if (this.status.get().state === 'computing')
      this.status.set({ state: pull.state === 'ready' ? 'ready' : 'computing', progress: pull.progress });
  }

  /** One answer may belong to the run before; many mean that the simulation was replaced: repeat the job, once. */
  #stray(): void {
    if (++this.#strays < MOST_STRAYS) return;
    this.#strays = 0;
    const job = this.#running;
    if (this.#repeated === job) {
      this.#failed('The simulation does not answer any more.');
      return;
    }
    this.#repeated = job;
    this.#run = -1;
    void this.#enqueue(() => this.#start(job, 'run'));
  }

  #ready(recording: Recording): void {
    this.#repeated = null;
    this.shown.set({ job: this.#running, recording });
    this.status.set({ state: 'ready', progress: 1 });
    this.#pulled = '';
    this.seek(this.at);
    const answered = this.#running.interventions.findLast((i) => i.at === this.at);
    const refused = recording.notes.some((note) => note.at === answered?.at);
    if (this.#playWhenReady && !refused) this.play();
    this.#playWhenReady = false;
  }

  /** Back to the last good run, which is computed again so that its map can be asked for. */
  #failed(reason: string): void {
    this.#run = -1;
    const good = this.shown.get()?.job;
    const refusal: Refusal = { cause: 'run', diagnostics: [{ what: reason }] };
    this.status.set({ state: 'ready', progress: 1 });
    this.refusal.set(refusal);
    if (!good || good === this.#running) return;
    void this.#enqueue(async () => {
      await this.#start(good, 'run');
      this.refusal.set(refusal);
    });
  }
}

const crashed = (error: Error) => ({
  ok: false as const,
  diagnostics: [{ what: `The simulation could not start: ${error.message}`, fix: 'Reload the page.' }],
});
