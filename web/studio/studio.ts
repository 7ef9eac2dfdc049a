/**
 * The state of the page: what it is about, the run of it, the moment that is looked at, and the verbs that
 * change them. A change is accepted by the simulation before anything on screen changes; a refused or failed
 * one leaves the last good run where it was and says why.
 */
import type { Recording } from '../model/recording.ts';
import { type Diagnostic, sentence } from '../model/result.ts';
import type { Action, Intervention, Job, Scenario } from '../model/scenario.ts';
import type { ScriptReport } from '../model/script.ts';
import type { SimulationPort } from '../worker/protocol.ts';
import { type Change, Changes } from './changes.ts';
import { Clock, paceFor } from './clock.ts';
import { deedName } from './deeds.ts';
import {
  begunWith,
  begunWithScript,
  type CaseList,
  type Experiment,
  isChanged,
  restored,
  withAction,
  withKnob,
  withLaidOut,
  withoutAction,
  withScenario,
  withTrace,
} from './experiment.ts';
import { FrameLoop, type Schedule } from './frame-loop.ts';
import { Runner, type Shown } from './runner.ts';
import type { OpenScript } from './scripting.ts';
import { Store } from './store.ts';
import type { TraceFacts } from './traces.ts';

/** Why a change did not happen, and which control asked for it. */
export interface Refusal {
  cause: Change['cause'];
  diagnostics: Diagnostic[];
}

/** What an experiment is about, whatever is changed in it. */
const subjectIn = ({ script, original }: Experiment): unknown => script?.id ?? original;

export class Studio {
  readonly experiment: Store<Experiment>;
  readonly refusal = new Store<Refusal | null>(null);
  /** What the last run of a script left behind that came to no good end; null: it did. */
  readonly broken = new Store<ScriptReport | null>(null);
  readonly frames: FrameLoop;
  readonly run: Runner;
  readonly clock: Clock;
  readonly #port: SimulationPort;
  readonly #changes: Changes<Experiment>;
  /** What the run on screen is of. */
  #good: Experiment | null = null;
  #playWhenReady = false;

  /** Something else was asked for than what it begins with, and is not there yet: there is nothing to show. */
  readonly waits: Store<boolean>;

  /** @param begins whether the job is what is asked for; false: something else will be opened, or `start` called */
  constructor(port: SimulationPort, job: Job, traces: TraceFacts[], schedule: Schedule, begins = true) {
    this.waits = new Store(!begins);
    this.#port = port;
    this.experiment = new Store<Experiment>({
      job,
      original: job.scenario,
      traces,
      cases: null,
      script: null,
    });
    this.frames = new FrameLoop(schedule, (elapsedMs) => this.#advance(elapsedMs));
    this.run = new Runner(port, this.frames, {
      accepts: (recording) => this.#accepts(recording),
      ready: (shown) => this.#ready(shown),
      failed: (reason) => this.#failed(reason),
    });
    this.clock = new Clock(
      () => this.run.shown.get()?.recording,
      () => this.frames.invalidate(),
    );
    this.#changes = new Changes(
      () => this.experiment.get(),
      (experiment, cause) => this.#accept(experiment, cause),
    );
    if (begins) void this.start();
  }

  get job(): Job {
    return this.experiment.get().job;
  }

  /** The scenario of the run on screen; of the run to come while there is none. */
  get shownScenario(): Scenario {
    return (this.run.shown.get()?.job ?? this.job).scenario;
  }

  get steps(): Changes<Experiment>['steps'] {
    return this.#changes.steps;
  }

  get changed(): boolean {
    return isChanged(this.experiment.get());
  }

  /** Computes what it is about. */
  start(): Promise<boolean> {
    this.waits.set(false);
    return this.#changes.enqueue(() => this.#accept(this.experiment.get(), 'run'));
  }

  /** `next` is asked when all changes before it have been made. */
  change(next: (present: Experiment) => Experiment, change: Change): Promise<boolean> {
    return this.#changes.make(next, change);
  }

  tune(next: (scenario: Scenario) => Scenario, change: Change): Promise<boolean> {
    return this.change((present) => withScenario(present, next(present.job.scenario)), change);
  }

  /** Sends a partition off now, and lets time pass so that it can be seen. */
  async migrate(partition: string, to: string): Promise<boolean> {
    const accepted = await this.act({ kind: 'migrate', partition, to });
    if (accepted) this.#playWhenReady = true;
    return accepted;
  }

  /** Lets time pass as soon as the run that is computed is there. */
  playWhenReady(): void {
    this.#playWhenReady = true;
    if (!this.run.computing) this.clock.play();
  }

  /** What a person does, at the moment that is looked at: the past stays, the future is another one. */
  act(action: Action): Promise<boolean> {
    const { at } = this.clock;
    const change = { label: deedName(action), cause: 'move' };
    return this.change((present) => withAction(present, at, action), change);
  }

  /** As if a person had not done that. */
  unact(intervention: Intervention): Promise<boolean> {
    const change = { label: `taking back ${deedName(intervention.action)}`, cause: 'move' };
    return this.change((present) => withoutAction(present, intervention), change);
  }

  /** Begins anew, at the start. */
  load(scenario: Scenario, label: string, cases: CaseList | null = null): Promise<boolean> {
    return this.#begin((present) => begunWith(present, scenario, cases), label);
  }

  /** Begins anew with a script; what it needs beside its text is attached. */
  openScript(script: OpenScript, attachments: Job['attachments'] = []): Promise<boolean> {
    return this.#begin((present) => begunWithScript(present, script, attachments), script.title);
  }

  /** Begins anew with what the page was about before. */
  begin(experiment: Experiment): Promise<boolean> {
    return this.#begin(() => experiment, experiment.original.title);
  }

  /** Turns a knob of the script; null: back to its own value. */
  turn(name: string, value: string | null): Promise<boolean> {
    const change = { label: `turning ${name}`, cause: `knob-${name}`, merge: `knob-${name}` };
    return this.change((present) => withKnob(present, name, value), change);
  }

  answer(question: string, answer: string): Promise<boolean> {
    return this.act({ kind: 'answer', question, answer });
  }

  /** Another case of the file that is open. */
  async choose(id: string): Promise<boolean> {
    const { cases } = this.experiment.get();
    const offer = cases?.offers.find((o) => o.id === id);
    if (!cases || !offer) return false;
    return this.load(offer.scenario, `opening case ${id}`, { ...cases, chosen: id });
  }

  reset(): Promise<boolean> {
    return this.change(restored, { label: 'the reset', cause: 'run' });
  }

  undo(): Promise<boolean> {
    return this.#changes.undo();
  }

  redo(): Promise<boolean> {
    return this.#changes.redo();
  }

  /** A trace becomes the workload of the partition that moves; of cases, the first is opened. */
  async open(name: string, content: Uint8Array): Promise<boolean> {
    const result = await this.#port.open(name, content);
    if (!result.ok) {
      this.refusal.set({ cause: 'file', diagnostics: result.diagnostics });
      return false;
    }
    const file = result.value;
    if (file.kind === 'trace')
      return this.change((present) => withTrace(present, file), {
        label: `replaying ${file.label}`,
        cause: 'file',
      });
    const { offers, refused, entries } = file;
    const [first] = offers;
    if (!first) return false;
    const cases = { offers, refused, entries, chosen: first.id };
    return this.load(first.scenario, `opening case ${first.id}`, cases);
  }

  async #begin(next: (present: Experiment) => Experiment, label: string): Promise<boolean> {
    const first = this.waits.get();
    if (!(await this.change(next, { label, cause: 'file', first }))) return false;
    this.clock.pause();
    this.clock.seek(0);
    return true;
  }

  /** One frame: the clock first, then at most one pull. Answers whether more frames are needed. */
  #advance(elapsedMs: number): boolean {
    if (!this.run.computing) this.clock.advance(elapsedMs);
    this.run.pull(this.clock.at);
    return this.clock.playing.get() || this.run.computing;
  }

  async #accept(experiment: Experiment, cause: string): Promise<boolean> {
    const diagnostics = await this.run.start(experiment.job);
    this.refusal.set(diagnostics && { cause, diagnostics });
    if (diagnostics) return false;
    this.experiment.set(experiment);
    return true;
  }

  /** While a script is broken, the last good run stays; without one, what there is is shown. */
  #accepts({ scripted }: Recording): boolean {
    const report = scripted?.report ?? null;
    const broken = report !== null && report.diagnostics.length > 0;
    this.broken.set(broken ? report : null);
    const good = this.#good;
    if (!broken || !good || good.job === this.job) return true;
    const { script } = this.experiment.get();
    if (good.script?.id !== script?.id) return true;
    const refusal = this.#deedRefused(good.job, report);
    void this.#changes.enqueue(async () => {
      const accepted = await this.#accept(good, 'run');
      if (refusal) this.refusal.set(refusal);
      return accepted;
    });
    return false;
  }

  /** Why a deed is not done with which the script cannot go on; null: it was not a deed that broke it. */
  #deedRefused(good: Job, { diagnostics }: ScriptReport): Refusal | null {
    const { script, interventions } = this.job;
    const same = script?.source === good.script?.source;
    if (!same || interventions.length <= good.interventions.length) return null;
    const [first] = diagnostics;
    const where = first?.place ? ` in line ${first.place.line}` : '';
    const what = `It was not done, for the script cannot go on then${where}: ${first ? sentence(first) : ''}`;
    return {
      cause: 'move',
      diagnostics: [{ what: what.trim(), fix: 'Do it after that line, or change the script.' }],
    };
  }

  #ready({ job, recording }: Shown): void {
    const { at } = this.clock;
    this.waits.set(false);
    if (recording.scripted) this.experiment.set(withLaidOut(this.experiment.get(), job.scenario));
    const before = this.#good;
    this.#good = this.experiment.get();
    if (!before || subjectIn(before) !== subjectIn(this.#good))
      this.clock.speed.set(paceFor(recording.durationNs));
    // The run may have become shorter.
    this.clock.seek(at);
    const asked = job.interventions.some((i) => i.at === at);
    const refused = asked && recording.notes.some((note) => note.at === at);
    if (this.#playWhenReady && !refused) this.clock.play();
    this.#playWhenReady = false;
  }

  /** Back to the last good run, which is computed again so that its map can be asked for. */
  #failed(reason: string): void {
    const good = this.#good;
    this.waits.set(false);
    const refusal: Refusal = { cause: 'run', diagnostics: [{ what: reason }] };
    this.refusal.set(refusal);
    if (!good || good.job === this.job) return;
    void this.#changes.enqueue(async () => {
      await this.#accept(good, 'run');
      this.refusal.set(refusal);
    });
  }
}
