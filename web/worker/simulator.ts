/** The port's work, on whichever thread: one run at a time, computed in short slices, and the files people bring. */
import type { Call } from '../model/call.ts';
import type { Environment, Reading } from '../model/environment.ts';
import type { Recording } from '../model/recording.ts';
import { done, type Result, refused } from '../model/result.ts';
import type { Examination } from '../model/rule-finding.ts';
import type { Attachment, Job } from '../model/scenario.ts';
import type { ScriptInputs, ScriptJob } from '../model/script.ts';
import type { Trace } from '../model/trace.ts';
import type { VirtualNs } from '../model/units.ts';
import type { TerminalAnswer } from '../model/world-view.ts';
import {
  type Computation,
  type Engine,
  loadCases,
  loadChecks,
  loadEnvironments,
  loadScripting,
  Run,
  type Scripting,
  Viewer,
} from '../simulation/threads.ts';
import { openTrace } from '../simulation/trace-file.ts';
import {
  type CaseOffer,
  NO_RUN,
  type OpenedFile,
  type Pull,
  type PullRequest,
  type SimulationPort,
} from './protocol.ts';

const SLICE_MS = 8;

interface Present {
  number: number;
  run: Computation;
  state: Pull['state'];
  recording: Recording | null;
  delivered: boolean;
  viewer: Viewer | null;
  /** It is getting ready for other moments. */
  looksAhead: boolean;
  failure: string | null;
  /** Until it is computed, has failed, or another one has taken its place. */
  over: Promise<void>;
}

export class Simulator implements SimulationPort {
  readonly #engine: Promise<Engine>;
  readonly #fetch: (url: string) => Promise<Uint8Array>;
  readonly #breathe: () => Promise<void>;
  readonly #checks = loadChecks();
  readonly #sandbox: () => Promise<Uint8Array<ArrayBuffer>>;
  #scripting: Promise<{ scripting: Scripting; maker: Awaited<ReturnType<Scripting['loadSandbox']>> }> | null =
    null;
  readonly #traces = new Map<string, Trace>();
  #present: Present | null = null;
  #runs = 0;

  /**
   * @param breathe lets messages in between two slices
   * @param sandbox the code of the sandbox, asked for when the first script comes
   */
  constructor(
    engine: Promise<Engine>,
    read: (url: string) => Promise<Uint8Array>,
    breathe: () => Promise<void>,
    sandbox: () => Promise<Uint8Array<ArrayBuffer>>,
  ) {
    this.#engine = engine;
    this.#fetch = read;
    this.#breathe = breathe;
    this.#sandbox = sandbox;
  }

  async start(job: Job): Promise<Result<number>> {
    for (const attachment of job.attachments) {
      const refusal = await this.#attach(attachment);
      if (refusal) return refusal;
    }
    const begun = job.script ? await this.#openScript(job, job.script) : await this.#openRun(job);
    if (!begun.ok) return begun;
    const run = begun.value;
    const number = ++this.#runs;
    const present: Present = {
      number,
      run,
      state: 'computing',
      recording: null,
      delivered: false,
      viewer: null,
      looksAhead: false,
      failure: null,
      over: Promise.resolve(),
    };
    this.#present = present;
    present.over = this.#compute(present);
    return done(number);
  }

  async #openRun(job: Job): Promise<Result<Computation>> {
    const { impossible } = await this.#checks;
    const found = impossible(job.scenario, this.#traces, job.interventions);
    if (found.length > 0) return refused(...found);
    return done(new Run(await this.#engine, job, this.#traces));
  }

  async #openScript({ interventions, attachments }: Job, script: ScriptInputs): Promise<Result<Computation>> {
    const { scripting, maker } = await this.#loaded();
    const job: ScriptJob = { ...script, interventions, attachments };
    return scripting.ScriptRun.open(await this.#engine, maker, job, this.#traces);
  }

  #loaded() {
    this.#scripting ??= Promise.all([loadScripting(), this.#sandbox()]).then(async ([scripting, wasm]) => ({
      scripting,
      maker: await scripting.loadSandbox(wasm),
    }));
    // What could not be loaded once may be there the next time.
    this.#scripting.catch(() => {
      this.#scripting = null;
    });
    return this.#scripting;
  }

  async #attach(attachment: Attachment): Promise<ReturnType<typeof refused> | null> {
    if (this.#traces.has(attachment.id)) return null;
    let bytes: Uint8Array;
    try {
      bytes = 'url' in attachment ? await this.#fetch(attachment.url) : attachment.bytes;
    } catch {
      return refused({
        where: attachment.id,
        what: 'The trace could not be loaded.',
        fix: 'Go online once, or open the trace file.',
      });
    }
    const opened = await openTrace(attachment.id, bytes);
    if (!opened.ok) return opened;
    this.#traces.set(attachment.id, opened.value);
    return null;
  }

  async #compute(present: Present): Promise<void> {
    try {
      const engine = await this.#engine;
      // Whoever started it hears so before it may hang.
      await this.#breathe();
      if (this.#present !== present) return;
      for (;;) {
        const until = performance.now() + SLICE_MS;
        while (performance.now() < until) {
          if (!present.run.step()) continue;
          present.recording = present.run.recording();
          present.viewer = new Viewer(engine, present.run, present.recording);
          present.state = 'ready';
          return;
        }
        await this.#breathe();
        if (this.#present !== present) return;
      }
    } catch (error) {
      present.state = 'failed';
      present.failure = error instanceof Error ? error.message : String(error);
    }
  }

  async pull({ at, map, world = false }: PullRequest): Promise<Pull> {
    const present = this.#present;
    if (!present) return NO_RUN;
    const recording = present.delivered ? null : present.recording;
    if (recording) present.delivered = true;
    void this.#lookAhead(present);
    return {
      run: present.number,
      state: present.state,
      progress: present.state === 'ready' ? 1 : present.run.progress,
      recording,
      frame: present.viewer?.frame(at, map) ?? null,
      world: (world && present.recording && present.run.worldAt?.(at)) || null,
      failure: present.failure,
    };
  }

  /** While nobody asks for anything, so that other moments are near when they are asked for. */
  async #lookAhead(present: Present): Promise<void> {
    if (present.looksAhead) return;
    present.looksAhead = true;
    await this.#breathe();
    while (this.#present === present && present.viewer?.ahead()) await this.#breathe();
    present.looksAhead = false;
  }

  async check(at: VirtualNs, call: Call): Promise<Examination | null> {
    const run = await this.#wholeRun();
    return run?.check?.(at, call) ?? null;
  }

  async command(at: VirtualNs, line: string): Promise<TerminalAnswer | null> {
    const run = await this.#wholeRun();
    return run?.command?.(at, line) ?? null;
  }

  /** Whoever asks of a world does not want to hear of one that is half laid out. */
  async #wholeRun(): Promise<Computation | null> {
    for (;;) {
      const present = this.#present;
      await present?.over;
      if (present === this.#present) return present?.run ?? null;
    }
  }

  async open(name: string, bytes: Uint8Array): Promise<Result<OpenedFile>> {
    const json = /^\s*[[{]/.test(new TextDecoder().decode(bytes.subarray(0, 64))) || /\.json$/i.test(name);
    return json ? this.#openCases(bytes) : this.#openTrace(name, bytes);
  }

  async read(reading: Reading): Promise<Result<Environment>> {
    const { readEnvironment } = await loadEnvironments();
    return readEnvironment(reading);
  }

  async #openTrace(name: string, bytes: Uint8Array): Promise<Result<OpenedFile>> {
    const opened = await openTrace(name, bytes);
    if (!opened.ok) return opened;
    const trace = opened.value;
    let populatedPages = 0;
    for (let i = 0; i + 1 < trace.populated.length; i += 2) {
      populatedPages += (trace.populated[i + 1] ?? 0) - (trace.populated[i] ?? 0);
    }
    const { id, label, pages } = trace;
    return done({ kind: 'trace', id, label, pages, populatedPages, seconds: trace.durationNs / 1e9, bytes });
  }

  async #openCases(bytes: Uint8Array): Promise<Result<OpenedFile>> {
    const { sortCases, caseToScenario } = await loadCases();
    const sorted = sortCases(new TextDecoder().decode(bytes));
    if (!sorted.ok) return sorted;
    const { cases, faults, entries } = sorted.value;
    const offers: CaseOffer[] = [];
    for (const each of cases) {
      const scenario = caseToScenario(each);
      if (scenario) offers.push({ id: each.id, scenario });
      else
        faults.push({
          where: `case "${each.id}"`,
          what: 'It replays a trace, which is a file of its own.',
          fix: 'Open the trace file instead.',
        });
    }
    return offers.length > 0 ? done({ kind: 'cases', offers, refused: faults, entries }) : refused(...faults);
  }
}
