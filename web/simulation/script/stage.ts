/**
 * Where a script acts: the world as far as it is laid out, the present moment, what is planned, and who waits for what.
 * What the script's calls do (`doers/`) they do here; who lets time pass is `script-run.ts`.
 */
import type { Engine } from '../../engine/engine.ts';
import type { ClientSpec } from '../../model/client.ts';
import type { ClientRecord, MoveRecord } from '../../model/recording.ts';
import { type Diagnostic, done } from '../../model/result.ts';
import type { Scenario, Tuning } from '../../model/scenario.ts';
import type { ScriptJob } from '../../model/script.ts';
import type { Trace } from '../../model/trace.ts';
import { type VirtualNs, ZERO_NS } from '../../model/units.ts';
import { type Answer, type No, no, type Site, type WaitId, yes } from '../../script/session.ts';
import type { Carrier } from '../../world/carrier.ts';
import { impossible } from '../../world/impossible.ts';
import { Agenda, RANK } from '../agenda.ts';
import { clientView } from '../client.ts';
import { Fleet } from '../fleet.ts';
import { Carriages } from './carriages.ts';
import { Journal, tooMany } from './journal.ts';
import { Layout } from './layout.ts';
import type { Platform } from './platform.ts';
import { Things } from './things.ts';
import { type WayOptions, wayOf } from './way.ts';

/** What somebody waits for: looked at whenever something has happened. */
interface Watch {
  wait: WaitId;
  /** Null: not yet. */
  look(): Answer<unknown> | null;
}

interface Waking {
  /** Who is woken acts as a person does. */
  byHand?: boolean;
  /** Done just before. */
  before?: () => void;
}

export class Stage {
  readonly job: ScriptJob;
  readonly layout = new Layout();
  readonly things = new Things();
  readonly journal = new Journal();
  readonly agenda = new Agenda();
  /** How guests migrate where nobody says otherwise. */
  usualWay: WayOptions = {};
  /** The same where the world was given as data. */
  usualTuning: Tuning | null = null;
  now: VirtualNs = ZERO_NS;
  /** What a person did, by the partition that it was done to. */
  readonly touched = new Map<string, string>();
  /** How often a link or a move was changed. */
  #changes = 0;
  /** Moments that somebody waits for by name: the run does not end before. */
  moments = 0;
  /** Filled by whoever wakes the script. */
  readonly wakes: { wait: WaitId; answer: Answer<unknown>; byHand: boolean }[] = [];
  /** What a person did or said that could not be done. */
  readonly passedOver: { at: VirtualNs; text: string }[] = [];
  readonly #engine: Engine;
  readonly #traces: ReadonlyMap<string, Trace>;
  readonly #platforms = new Map<string, (carrier: Carrier) => Platform>();
  readonly #conducted = new Map<string, Platform>();
  #platformsInOrder: readonly Platform[] = [];
  #watches: Watch[] = [];
  #fleet: Fleet | null = null;
  #scenario: Scenario | null = null;
  #carriages: Carriages | null = null;

  constructor(engine: Engine, job: ScriptJob, traces: ReadonlyMap<string, Trace>) {
    this.#engine = engine;
    this.#traces = traces;
    this.job = job;
  }

  get begun(): boolean {
    return this.#fleet !== null;
  }

  /** Null as long as the world is laid out. */
  get fleet(): Fleet | null {
    return this.#fleet;
  }

  get scenario(): Scenario | null {
    return this.#scenario;
  }

  get traces(): ReadonlyMap<string, Trace> {
    return this.#traces;
  }

  /** A platform that the script has laid out; its conductor begins with time. */
  settle(name: string, begin: (carrier: Carrier) => Platform): void {
    this.#platforms.set(name, begin);
  }

  get carriages(): Carriages | null {
    return this.#carriages;
  }

  platform(name: string): Platform | undefined {
    return this.#conducted.get(name);
  }

  get platforms(): readonly Platform[] {
    return this.#platformsInOrder;
  }

  /** When a platform's tasks proceed next by themselves; Infinity: none will. */
  get nextOwnNs(): number {
    let next = Infinity;
    for (const platform of this.#platformsInOrder) next = Math.min(next, platform.nextNs);
    return next;
  }

  /** What a client has seen up to a moment. */
  seenBy(spec: ClientSpec, moves: readonly MoveRecord[], upTo: VirtualNs): ClientRecord {
    for (const platform of this.platforms) {
      const away = platform.awayOf?.(spec.partition, upTo) ?? null;
      if (away !== null) return clientView(spec, moves, upTo, away);
    }
    return clientView(spec, moves, upTo);
  }

  /** The world is laid out; from now on things happen in it. */
  begin(): Answer<Fleet> {
    if (this.#fleet) return yes(this.#fleet);
    const era = this.layout.hosts[0]?.era ?? 'qemu-10.2-kvm';
    const usual = this.usualTuning ? done(this.usualTuning) : wayOf(era, {}, this.usualWay);
    if (!usual.ok) return no('Error', ...usual.diagnostics);
    const scenario = this.layout.scenario(usual.value);
    const faults = impossible(scenario, this.#traces);
    if (faults.length > 0) return no('Error', ...faults);
    this.#scenario = scenario;
    this.#fleet = new Fleet(this.#engine, scenario, this.#traces, this.agenda, {
      ended: () => this.happened(),
      left: () => this.happened(),
    });
    const carriages = new Carriages(this.#fleet, () => this.now);
    this.#carriages = carriages;
    for (const [name, begin] of this.#platforms) this.#conducted.set(name, begin(carriages));
    this.#platformsInOrder = [...this.#conducted.values()];
    return yes(this.#fleet);
  }

  /** For verbs that change links and moves: refused when it was too often. */
  changed(): No | null {
    const full = tooMany('changes', this.#changes, 'changes of its links and moves');
    if (full) return no('Error', full);
    this.#changes++;
    return null;
  }

  /** For verbs that lay out: refused once time has begun. */
  laidOut(words: string): Answer<undefined> | null {
    if (!this.begun) return null;
    const fix = 'Do it at the top of the script, before anything is awaited or begun.';
    return no('Error', { what: `Time has begun: ${words} can no longer be laid out.`, fix });
  }

  /** A description that cannot be: with its faults at its place. */
  refuse(site: Site, name: 'Refused' | 'Error', ...faults: Diagnostic[]): ReturnType<typeof no> {
    this.journal.found(this.now, site.place(), faults);
    return no(name, ...faults);
  }

  wakeAt(at: VirtualNs, wait: WaitId, answer: Answer<unknown> = yes(undefined), how: Waking = {}): void {
    const { byHand = false, before } = how;
    this.agenda.plan(at, byHand ? RANK.person : RANK.plan, () => {
      before?.();
      this.wakes.push({ wait, answer, byHand });
    });
  }

  /** Wakes when `look` has something to say, which it may have at once. */
  wakeWhen(wait: WaitId, look: Watch['look']): void {
    this.#watches.push({ wait, look });
    this.happened();
  }

  /** Something has happened: whoever waited for it is woken. */
  happened(): void {
    if (this.#watches.length === 0) return;
    const waiting: Watch[] = [];
    for (const watch of this.#watches) {
      const answer = watch.look();
      if (answer) this.wakeAt(this.now, watch.wait, answer);
      else waiting.push(watch);
    }
    this.#watches = waiting;
  }
}
