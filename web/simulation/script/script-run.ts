/**
 * A run by script: the script is a coroutine in virtual time. It lays out a world and acts in it; what happens meanwhile
 * goes in order of its moments, a person's deeds before the script's at equal ones. What comes out is a function of the job
 * alone, however it is computed.
 */
import type { Engine } from '../../engine/engine.ts';
import type { Call } from '../../model/call.ts';
import { callOf, lineOfAction, subjectOf } from '../../model/lines.ts';
import type { MigrationConfig } from '../../model/migration.ts';
import type { MoveRecord, Recording } from '../../model/recording.ts';
import { done, type Result, refused } from '../../model/result.ts';
import type { Examination } from '../../model/rule-finding.ts';
import type { Action, Intervention } from '../../model/scenario.ts';
import type { ScriptDiagnostic, ScriptJob, ScriptStatus } from '../../model/script.ts';
import type { Trace } from '../../model/trace.ts';
import { ns, seconds, type VirtualNs } from '../../model/units.ts';
import type { TerminalAnswer, WorldView } from '../../model/world-view.ts';
import { TURNS_AT_ONE_INSTANT } from '../../script/limits.ts';
import { performCall } from '../../script/perform.ts';
import type { SandboxMaker } from '../../script/sandbox.ts';
import { type Answer, type Doers, type Hand, type ScriptState, Session } from '../../script/session.ts';
import { strip } from '../../script/strip.ts';
import { RANK } from '../agenda.ts';
import { SHARED_EVERY } from '../convoy.ts';
import type { Fleet } from '../fleet.ts';
import { moveTask } from '../move-tasks.ts';
import { endsOf, recordingOf } from '../recording.ts';
import { AFTERGLOW, type Computation } from '../run.ts';
import { doersOf } from './doers/all.ts';
import { tooMany } from './journal.ts';
import { Stage } from './stage.ts';
import { NEVER_WOKEN, reachedHorizon } from './stops.ts';
import { unheeded, unknownInputs } from './unheeded.ts';

const STEP = seconds(0.25);

export class ScriptRun implements Computation {
  readonly stage: Stage;
  readonly #doers: Doers;
  readonly #session: Session;
  #state: ScriptState = { state: 'waiting' };
  #started = false;
  #over = false;
  /** When the script came to its end. */
  #scriptEnd: VirtualNs | null = null;
  /** When something was last under way. */
  #lastBusy: VirtualNs = ns(0);
  #turns = { at: -1, count: 0 };
  #deedsLeft = 0;

  private constructor(stage: Stage, doers: Doers, session: Session) {
    this.stage = stage;
    this.#doers = doers;
    this.#session = session;
    for (const intervention of stage.job.interventions) this.#schedule(intervention);
  }

  /** Refuses what is no TypeScript; whatever else goes wrong shows when it runs. */
  static async open(
    engine: Engine,
    sandbox: SandboxMaker,
    job: ScriptJob,
    traces: ReadonlyMap<string, Trace>,
  ): Promise<Result<ScriptRun>> {
    const program = await strip(job.source);
    if (!program.ok) return refused(...program.diagnostics);
    const stage = new Stage(engine, job, traces);
    const doers = await doersOf(stage);
    return done(new ScriptRun(stage, doers, await Session.open(sandbox, program.value, doers)));
  }

  step(spanNs?: VirtualNs): boolean {
    if (this.#over) return true;
    const wasBusy = this.#busy;
    if (!this.#started) this.#start();
    else this.#proceed(spanNs);
    this.#wake();
    if (wasBusy || this.#busy) this.#lastBusy = this.stage.now;
    this.#over ||= this.#isOver() || this.#isFull();
    if (this.#over) this.#listen();
    return this.#over;
  }

  /** Until now somebody could still have taken up what failed; where a question is open, somebody still can. */
  #listen(): void {
    if (this.#state.state === 'failed' || this.#state.state === 'stopped' || this.#asked) return;
    const unheard = this.#session.unheard();
    const { unsaid } = this.stage.journal;
    if (unheard) this.#failed(unheard.name, unheard.diagnostics);
    else if (unsaid) this.#failed('Error', [unsaid]);
  }

  /** No run keeps more than a page can hold. */
  #isFull(): boolean {
    const full = tooMany('events', this.stage.fleet?.events ?? 0, 'windows, syncs and faults of its moves');
    if (full)
      this.#take({ state: 'stopped', diagnostics: [{ ...full, fix: 'End it sooner.', place: null }] });
    return full !== null;
  }

  #start(): void {
    this.#started = true;
    if (this.stage.job.seed !== null) this.stage.layout.seed = this.stage.job.seed;
    this.#take(this.#session.start());
    const begun = this.stage.begin();
    if (!begun.ok)
      this.#failed(
        'Error',
        begun.diagnostics.map((each) => ({ ...each, place: null })),
      );
  }

  /** Lets time pass to what comes next, or a little of the way there. */
  #proceed(spanNs: VirtualNs | undefined): void {
    const { stage } = this;
    const { fleet, agenda, platforms } = stage;
    if (!fleet) return;
    const own = stage.nextOwnNs;
    const next = Math.min(agenda.nextNs, own, this.#end ?? Infinity);
    if (fleet.carries && fleet.now < next) {
      this.#carry(fleet, next, spanNs);
      if (fleet.now >= fleet.lastMoment) {
        this.#over = true;
        if (!this.#ended) this.#atHorizon();
      }
      stage.happened();
      return;
    }
    if (next === Infinity) return;
    this.#pass(ns(next));
    const due = agenda.peek();
    if (own < (due?.at ?? Infinity) || (own === due?.at && due.rank > RANK.leaves)) {
      for (const platform of platforms) if (platform.nextNs <= next) platform.advance(ns(next), true);
      this.#hear();
    } else if (due && due.at <= next) {
      for (const platform of platforms) platform.advance(ns(next), false);
      agenda.take();
      due.happens();
    }
    stage.happened();
  }

  /** Computes what is carried, until somebody hears of it, something is due, or it is enough at once. */
  #carry(fleet: Fleet, next: number, spanNs: VirtualNs | undefined): void {
    const enough = fleet.now + (spanNs ?? STEP);
    while (fleet.carries && fleet.now < enough) {
      const due = Math.min(next, this.stage.agenda.nextNs);
      const until = Math.min(fleet.now + this.#little(spanNs), due, fleet.lastMoment);
      if (until <= fleet.now) return;
      fleet.advance(ns(until), until === due);
      this.#pass(fleet.now);
      if (this.#hear() || !this.stage.carriages?.any) return;
    }
  }

  /** As far as it makes no difference to anybody: news of what is carried come where the network is shared anew. */
  #little(spanNs: VirtualNs | undefined): number {
    const { fleet, carriages } = this.stage;
    const count = fleet?.underWay.length ?? 1;
    if (fleet?.allPaused) return Infinity;
    if (!carriages?.any) return spanNs ?? Math.max(SHARED_EVERY, Math.ceil(STEP / count));
    const now = fleet?.now ?? 0;
    return (Math.floor(now / SHARED_EVERY) + 1) * SHARED_EVERY - now;
  }

  #pass(to: VirtualNs): void {
    if (to > this.stage.now) this.stage.now = to;
  }

  /** Tells platforms what has become of what they have ordered; whether anything has. */
  #hear(): boolean {
    const all = this.stage.carriages?.news() ?? [];
    for (const news of all) {
      for (const platform of this.stage.platforms) {
        platform.advance(news.at, false);
        platform.hear(news);
      }
    }
    return all.length > 0;
  }

  // The script.

  #wake(): void {
    for (const { wait, answer, byHand } of this.stage.wakes.splice(0)) {
      if (this.#state.state === 'stopped') return;
      const { now } = this.stage;
      if (this.#turns.at !== now) this.#turns = { at: now, count: 0 };
      if (++this.#turns.count > TURNS_AT_ONE_INSTANT) {
        const what = `The script went on ${TURNS_AT_ONE_INSTANT} times at one moment of virtual time.`;
        this.#take({
          state: 'stopped',
          diagnostics: [{ what, fix: "Let time pass in its loops: await sleep('1 s').", place: null }],
        });
        return;
      }
      this.#take(this.#session.wake(wait, answer, byHand ? this.#byHand : null));
    }
  }

  #take(state: ScriptState): void {
    // What nobody awaits goes on when the script itself has ended; how it ended stays.
    if (this.#ended && state.state !== 'stopped') return;
    this.#state = state;
    if (state.state === 'waiting') return;
    this.#scriptEnd ??= this.stage.now;
    if (state.state === 'failed') this.#failed(state.name, state.diagnostics);
    if (state.state === 'stopped') this.stage.journal.diagnostics.push(...state.diagnostics);
  }

  #failed(name: string, diagnostics: ScriptDiagnostic[]): void {
    const { journal, now } = this.stage;
    this.#state = { state: 'failed', name, diagnostics };
    this.#scriptEnd ??= now;
    if (name !== 'Superseded') journal.diagnostics.push(...diagnostics);
    else
      for (const { what, fix, place } of diagnostics)
        journal.notes.push({ at: now, text: [what, fix].filter(Boolean).join(' '), place });
  }

  get #ended(): boolean {
    return this.#scriptEnd !== null;
  }

  // People.

  #schedule({ at, action }: Intervention): void {
    if (action.kind === 'answer') return;
    this.#deedsLeft++;
    this.stage.agenda.plan(at, RANK.person, () => {
      this.#deedsLeft--;
      this.#do(action);
    });
  }

  #do(action: Exclude<Action, { kind: 'answer' }>): void {
    const call = action.kind === 'call' ? action.call : callOf(action);
    const answer = performCall(this.#doers, (kind, name) => this.#numberOf(kind, name), call);
    this.#done(subjectOf(action), lineOfAction(action), answer);
  }

  /** Deeds that the script itself has at its top are a person's as well. */
  readonly #byHand: Hand = (op, self, answer) => {
    const [kind = '', verb = ''] = op.split('.');
    const name = this.stage.things.nameOf(kind, self) ?? '';
    if (name !== '' || !answer.ok) this.#done(name, `${verb} of ${name || kind}`, answer);
  };

  /** @param said what was done, in words */
  #done(subject: string, said: string, answer: Answer<unknown>): void {
    const { touched, passedOver, now } = this.stage;
    const useless = answer.ok && answer.value === false;
    if (answer.ok && !useless) touched.set(subject, `${said} at ${(now / 1e9).toFixed(2)} s.`);
    else
      passedOver.push({
        at: now,
        text: answer.ok
          ? `${said} had no effect.`
          : answer.diagnostics.map(({ what, fix }) => [what, fix].filter(Boolean).join(' ')).join(' '),
      });
  }

  #numberOf(kind: string, name: string): number | null {
    return this.stage.things.named(kind, name);
  }

  // The end.

  /** Something goes on by itself; a task that waits for somebody's doing alone does not. */
  get #busy(): boolean {
    const { fleet, platforms } = this.stage;
    if (fleet?.busy) return true;
    return platforms.some(
      ({ nextNs, tasks }) => nextNs !== Infinity && tasks.some(({ endNs }) => endNs === null),
    );
  }

  /** When it ends unless something new happens; null: nobody knows yet. */
  get #end(): VirtualNs | null {
    const { horizonNs } = this.stage.layout;
    if (this.#busy) return null;
    if (this.#scriptEnd === null || this.#deedsLeft > 0 || this.stage.moments > 0) return horizonNs;
    return ns(Math.min(horizonNs, Math.max(this.#scriptEnd, this.#lastBusy) + AFTERGLOW));
  }

  #isOver(): boolean {
    const { fleet, agenda, now } = this.stage;
    if (!fleet) return this.#ended;
    // Time stands still until there is an answer.
    if (this.#asked) return true;
    const end = this.#end;
    if (end === null) return false;
    if (now >= end) {
      if (!this.#ended && now >= this.stage.layout.horizonNs) this.#atHorizon();
      return true;
    }
    if (this.#ended || Math.min(agenda.nextNs, this.stage.nextOwnNs) !== Infinity) return false;
    // Nothing is left that could wake it.
    this.#take({ state: 'stopped', diagnostics: [NEVER_WOKEN] });
    return true;
  }

  /** A question is open. */
  get #asked(): boolean {
    return this.stage.journal.questions.some(({ answer }) => answer === null);
  }

  #atHorizon(): void {
    const place = this.#session.waitsAt;
    this.#take({
      state: 'stopped',
      diagnostics: [{ ...reachedHorizon(this.stage.layout.horizonNs), place }],
    });
  }

  get progress(): number {
    return this.stage.fleet?.progress ?? 0;
  }

  configOf(partition: string, at: VirtualNs, move?: MoveRecord): MigrationConfig | null {
    return this.stage.fleet?.configToRepeat(partition, at, move) ?? null;
  }

  worldAt(at: VirtualNs): WorldView | null {
    return this.stage.platforms[0]?.view(at) ?? null;
  }

  check(at: VirtualNs, call: Call): Examination | null {
    for (const platform of this.stage.platforms) {
      const found = platform.check(at, call);
      if (found) return found;
    }
    return null;
  }

  command(at: VirtualNs, line: string): TerminalAnswer | null {
    return this.stage.platforms[0]?.command(at, line) ?? null;
  }

  get #status(): ScriptStatus {
    const { journal } = this.stage;
    const { state } = this.#state;
    if (state === 'stopped') return 'stopped';
    if (this.#state.state === 'failed') {
      const { name } = this.#state;
      if (name !== 'Superseded') return name === 'Refused' ? 'refused' : 'failed';
    }
    if (this.#asked) return 'waiting';
    if (journal.expectations.some(({ held }) => !held)) return 'failed';
    return this.#state.state === 'failed' ? 'superseded' : 'done';
  }

  recording(): Recording {
    const { stage } = this;
    const { fleet, scenario, layout, journal } = stage;
    if (!fleet || !scenario) throw new Error('There is no world to record.');
    const moves = fleet.records();
    const last = Math.max(
      stage.now,
      ...(this.#asked ? [] : endsOf(moves)),
      this.#asked ? 0 : (this.#end ?? 0),
    );
    const durationNs = ns(Math.min(layout.horizonNs, last));
    const platformTasks = stage.platforms.flatMap((each) => each.told?.(durationNs) ?? each.tasks);
    const carried = new Set(
      platformTasks.flatMap(({ steps }) => steps.flatMap(({ carries }) => carries ?? [])),
    );
    const plain = moves.filter(({ partition }) => !carried.has(partition));
    const tasks = [...platformTasks, ...plain.map((move, i) => moveTask(move, `m${i + 1}`))];
    const report = journal.report(this.#status, layout.seed);
    report.wrongInputs.push(...unknownInputs(stage));
    const clients = layout.clients.map((spec) => stage.seenBy(spec, moves, durationNs));
    return recordingOf(fleet, moves, durationNs, {
      client: clients[0] ?? stage.seenBy(scenario.client, moves, durationNs),
      notes: [...stage.passedOver, ...unheeded(stage), ...fleet.notes()],
      tasks: tasks.sort((a, b) => a.requestedNs - b.requestedNs),
      scripted: { scenario, report, clients, world: stage.platforms.length > 0 },
    });
  }

  /** Why there is nothing to record. */
  get failure(): ScriptDiagnostic[] | null {
    return this.stage.fleet ? null : this.stage.journal.diagnostics;
  }
}
