/**
 * Keeps a simulation answering although its thread may be lost. A thread that died, threw or fell silent is
 * replaced, and its job is started again in the new one, once. A run is a pure function of its job, so nothing
 * is lost, and whoever asks hears of one run with one number all along.
 */
import type { Call } from '../model/call.ts';
import type { Environment, Reading } from '../model/environment.ts';
import { done, type Result, refused } from '../model/result.ts';
import type { Examination } from '../model/rule-finding.ts';
import type { Job } from '../model/scenario.ts';
import type { VirtualNs } from '../model/units.ts';
import type { TerminalAnswer } from '../model/world-view.ts';
import { NO_RUN, type OpenedFile, type Pull, type PullRequest, type SimulationPort } from './protocol.ts';

export interface Thread {
  readonly port: SimulationPort;
  /** Rejects when the thread is lost. */
  readonly lost: Promise<never>;
  end(): void;
}

/** A pull takes milliseconds, and seconds where a long run is repeated for its map: later than this comes nothing. */
const PATIENCE_MS = 60_000;

/** A script works in short turns: one that is silent for so long hangs in something that the sandbox cannot stop. */
const SCRIPT_PATIENCE_MS = 5_000;
const HUNG =
  'The script did not answer for 5 s and was ended. Look for one call that works on a very large list or text.';

interface Present {
  job: Job;
  /** As it is known outside; the present thread has a number of its own for it. */
  run: number;
  numberInThread: number;
  /** Threads lost since it last brought a picture. */
  losses: number;
  /** It has been computed: whatever takes long now is no script. */
  ready: boolean;
  failure: string | null;
}

export class Supervisor implements SimulationPort {
  readonly #open: () => Thread;
  #thread: Thread;
  /** Rejects for whoever still asks a thread that is ended. */
  #gone = never();
  #replacement: Promise<void> = Promise.resolve();
  #present: Present | null = null;
  #runs = 0;
  /** Environments that are being read: meanwhile a silent thread need not hang in a script. */
  #readings = 0;

  constructor(open: () => Thread) {
    this.#open = open;
    this.#thread = open();
  }

  async start(job: Job): Promise<Result<number>> {
    await this.#replacement;
    try {
      return await this.#begin(job);
    } catch {
      await this.#replacement;
    }
    try {
      return await this.#begin(job);
    } catch (error) {
      return refused({ what: `The simulation could not start: ${reason(error)}`, fix: 'Reload the page.' });
    }
  }

  async pull(request: PullRequest): Promise<Pull> {
    await this.#replacement;
    const asked = this.#present;
    if (!asked) return NO_RUN;
    if (asked.failure) return { ...NO_RUN, run: asked.run, state: 'failed', failure: asked.failure };
    const scripted = asked.job.script !== undefined && !asked.ready && this.#readings === 0;
    try {
      const patience = scripted ? SCRIPT_PATIENCE_MS : PATIENCE_MS;
      const pull = await this.#ask((port) => port.pull(request), patience, scripted ? asked : null);
      const present = this.#present;
      if (!present || pull.run !== present.numberInThread) return NO_RUN;
      if (pull.frame) present.losses = 0;
      if (pull.state === 'ready') present.ready = true;
      return { ...pull, run: present.run };
    } catch {
      return this.pull(request);
    }
  }

  async open(name: string, bytes: Uint8Array): Promise<Result<OpenedFile>> {
    await this.#replacement;
    try {
      return await this.#ask((port) => port.open(name, bytes));
    } catch (error) {
      return refused({ where: name, what: `Reading it failed: ${reason(error)}`, fix: 'Try it again.' });
    }
  }

  async read(reading: Reading): Promise<Result<Environment>> {
    await this.#replacement;
    this.#readings++;
    try {
      return await this.#ask((port) => port.read(reading));
    } catch (error) {
      return refused({ what: `Reading it failed: ${reason(error)}`, fix: 'Try it again.' });
    } finally {
      this.#readings--;
    }
  }

  async #begin(job: Job): Promise<Result<number>> {
    const started = await this.#ask((port) => port.start(job));
    if (!started.ok) return started;
    const run = ++this.#runs;
    this.#present = { job, run, numberInThread: started.value, losses: 0, ready: false, failure: null };
    return done(run);
  }

  async check(at: VirtualNs, call: Call): Promise<Examination | null> {
    await this.#replacement;
    return this.#ask((port) => port.check(at, call));
  }

  async command(at: VirtualNs, line: string): Promise<TerminalAnswer | null> {
    await this.#replacement;
    return this.#ask((port) => port.command(at, line));
  }

  /**
   * Expected failure is a value: whatever is thrown means that the thread cannot be relied on any more.
   * @param script whose script it is that would hang; such a run is not tried again
   */
  async #ask<T>(
    call: (port: SimulationPort) => Promise<T>,
    patienceMs = Infinity,
    script: Present | null = null,
  ): Promise<T> {
    const thread = this.#thread;
    const silence = silentFor(patienceMs);
    try {
      return await Promise.race([thread.lost, call(thread.port), silence.over, this.#gone.promise]);
    } catch (error) {
      if (script && error === SILENCE) script.failure = HUNG;
      if (thread === this.#thread) this.#replace(reason(error));
      throw error;
    } finally {
      silence.end();
    }
  }

  #replace(why: string): void {
    this.#gone.reject(new Error(why));
    this.#gone = never();
    this.#thread.end();
    this.#thread = this.#open();
    const present = this.#present;
    if (!present || present.failure) return;
    present.losses++;
    if (present.losses > 1) present.failure = why;
    else this.#replacement = this.#repeat(present);
  }

  async #repeat(present: Present): Promise<void> {
    const { port, lost } = this.#thread;
    try {
      const started = await Promise.race([lost, port.start(present.job)]);
      if (started.ok) present.numberInThread = started.value;
      else present.failure = started.diagnostics[0]?.what ?? 'The run could not be repeated.';
    } catch (error) {
      present.failure = reason(error);
    }
  }
}

function never(): { promise: Promise<never>; reject(reason: Error): void } {
  let reject: (reason: Error) => void = () => {};
  const promise = new Promise<never>((_, no) => {
    reject = no;
  });
  promise.catch(() => {});
  return { promise, reject };
}

const SILENCE = new Error('The simulation fell silent.');

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Rejects when the time is up, unless it is ended before. */
function silentFor(ms: number): { over: Promise<never>; end(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<never>((_, reject) => {
    if (ms < Infinity) timer = setTimeout(() => reject(SILENCE), ms);
  });
  return { over, end: () => clearTimeout(timer) };
}
