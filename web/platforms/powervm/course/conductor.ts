/**
 * The consoles at work: requests become tasks, tasks proceed in virtual time, people and accidents change the world in
 * between. What has been is kept, for whoever looks at a moment.
 */
import type { Call } from '../../../model/call.ts';
import { done, type Result } from '../../../model/result.ts';
import type { RuleFinding } from '../../../model/rule-finding.ts';
import type { TaskRecord } from '../../../model/task-record.ts';
import { type VirtualNs, ZERO_NS } from '../../../model/units.ts';
import type { Carrier, CarryNews } from '../../../world/carrier.ts';
import type { Conductor } from '../../../world/conductor.ts';
import type { Turn } from '../../../world/course/batch.ts';
import { Crew } from '../../../world/course/crew.ts';
import { balancePlan } from '../many/balance.ts';
import { leaving, type PlannedMove } from '../many/evacuate.ts';
import { choices, type OrderOptions, suggestion } from '../many/suggest.ts';
import { applied, type Change } from '../mobility/change.ts';
import { type Constants, USUAL_CONSTANTS } from '../mobility/constants.ts';
import { examined, waitsOnly } from '../mobility/examine.ts';
import { isError } from '../mobility/findings.ts';
import { serverLimit } from '../mobility/limits.ts';
import type { MoveOrder, Origin } from '../mobility/order.ts';
import { migratePlan } from '../mobility/plans/migrate.ts';
import { recoverPlan } from '../mobility/plans/recover.ts';
import { keyOfMove, lparNamed, type MoveState, moveOf, type Scene } from '../mobility/scene.ts';
import type { Check, Need } from '../mobility/step.ts';
import { typeOfState } from '../objects/lpar-state.ts';
import { systemOf } from '../objects/world.ts';
import type { MoveExamination } from '../rules/validate.ts';
import { Carriages } from './carriages.ts';
import type { Course, Refused, Snapshot } from './course.ts';
import { editedBy } from './edit.ts';
import { groundOf } from './ground.ts';
import { gone, noServer, notFailed, nowhere, stopRefused } from './refusals.ts';

export type Begun = { ok: true; id: string } | { ok: false; findings: readonly RuleFinding[] };

export interface Asked {
  readonly by?: Origin;
  /** Waits for a free place, instead of being refused where there is none. */
  readonly queue?: boolean;
}

export interface ManyOptions extends OrderOptions {
  readonly by?: Origin;
  /** So many at once; absent: as many as the server supports, or two where several are balanced. */
  readonly concurrency?: number;
}

export interface EvacuateOptions extends ManyOptions {
  /** Servers that may take them; absent: all others. */
  readonly to?: readonly string[];
}

const USUAL_BALANCED_AT_ONCE = 2;

export class PowerConductor implements Conductor, Course {
  readonly snapshots: Snapshot[];
  readonly refused: Refused[] = [];
  readonly constants: Constants;
  readonly #crew: Crew<Change, Need, Check>;
  readonly #carriages: Carriages;
  #scene: Scene;
  #now: VirtualNs = ZERO_NS;

  constructor(scene: Scene, carrier: Carrier, constants: Constants = USUAL_CONSTANTS) {
    this.#scene = scene;
    this.constants = constants;
    this.snapshots = [{ at: ZERO_NS, scene }];
    this.#carriages = new Carriages(carrier, constants, () => this.#scene);
    const holder = {
      scene: () => this.#scene,
      now: () => this.#now,
      change: (changes: readonly Change[]) => this.#change(...changes),
      lost: (partition: string) => this.#lose(partition),
      carrier: this.#carriages,
    };
    this.#crew = new Crew(groundOf(holder, constants), (record) => this.#ended(record));
  }

  get scene(): Scene {
    return this.#scene;
  }
  get tasks(): readonly TaskRecord[] {
    return this.#crew.records;
  }
  get nextNs(): number {
    return Math.max(this.#now, this.#crew.nextNs);
  }

  advance(to: VirtualNs, inclusive: boolean): void {
    for (;;) {
      const next = this.nextNs;
      if (inclusive ? next > to : next >= to) break;
      this.#now = next as VirtualNs;
      this.#crew.proceed();
      // Who waits for a place sees whether the one before has taken it.
      this.#crew.look();
    }
    this.#now = to;
  }

  hear(news: CarryNews): void {
    this.#crew.hear(news);
    this.#crew.look();
  }

  /** What stands against a move, and what does not. */
  examine(order: MoveOrder): MoveExamination {
    return examined(this.#scene, order, this.constants);
  }

  migrate(order: MoveOrder, { by = 'console', queue = false }: Asked = {}): Begun {
    const begun = this.#begin(order, { by, parent: null }, queue);
    if (!begun.ok) this.#refuse(`Move ${order.lpar} to ${order.target}`, begun.findings);
    this.#settle();
    return begun;
  }

  /** Null: done. Otherwise why not. */
  stop(lpar: string): string | null {
    const move = this.#moveNamed(lpar);
    const why = move ? this.#crew.cancel(move.task) : `${lpar} is in no move.`;
    if (why !== null) this.#refuse(`Stop the move of ${lpar}`, [stopRefused(lpar, why)]);
    this.#crew.look();
    return why;
  }

  /** Of an evacuation: what is under way ends, and nothing more begins. Null: done. Otherwise why not. */
  stopTask(id: string): string | null {
    const why = this.#crew.cancel(id);
    this.#crew.look();
    return why;
  }

  /** @param force also where an end does not answer; what it holds is left there */
  recover(lpar: string, force = false, by: Origin = 'console'): Begun {
    const move = this.#moveNamed(lpar);
    if (move?.going !== 'failed' || this.#recovers(move)) {
      const findings = [notFailed(lpar, move !== undefined)];
      this.#refuse(`Recover the move of ${lpar}`, findings);
      return { ok: false, findings };
    }
    const plan = recoverPlan(this.#scene, move, this.constants, force);
    const { id } = this.#crew.begin(plan, { by, parent: null });
    this.#settle();
    return { ok: true, id };
  }

  /** Everything leaves the server; the target of each is chosen when its turn comes. */
  evacuate(system: string, { by = 'console', concurrency, to, ...rest }: EvacuateOptions = {}): Begun {
    const server = systemOf(this.#scene.world, system);
    if (!server) return { ok: false, findings: [noServer(system)] };
    const members = leaving(this.#scene, system).map(({ name }) => ({
      id: name,
      name: `Move ${name}`,
      on: system,
    }));
    const record = this.#crew.beginBatch(
      { kind: 'evacuate', name: `Evacuate ${system}`, target: system },
      { by, parent: null },
      {
        members,
        atOnce: concurrency ?? Math.max(1, serverLimit(server, 'active')),
        turn: (name, parent) => this.#leave(name, system, parent, to ?? null, rest),
      },
    );
    this.#settle();
    return { ok: true, id: record.id };
  }

  /** Spreads partitions over servers by memory and load; without names over all of them. */
  balance(
    systems: readonly string[] = [],
    { by = 'console', concurrency, ...rest }: ManyOptions = {},
  ): Begun {
    const { world } = this.#scene;
    const names = systems.length > 0 ? systems : world.systems.map(({ name }) => name);
    const missing = names.find((name) => !systemOf(world, name));
    if (missing !== undefined) return { ok: false, findings: [noServer(missing)] };
    const plan = balancePlan(this.#scene, names, this.constants, rest);
    const planned = new Map(plan.map((each) => [`${each.source}/${each.lpar}`, each]));
    const record = this.#crew.beginBatch(
      { kind: 'balance', name: `Balance ${names.join(', ')}`, target: names.join(', ') },
      { by, parent: null },
      {
        members: [...planned].map(([id, { lpar, source }]) => ({ id, name: `Move ${lpar}`, on: source })),
        atOnce: concurrency ?? USUAL_BALANCED_AT_ONCE,
        turn: (key, parent) => this.#follow(planned.get(key), parent, rest),
      },
    );
    this.#settle();
    return { ok: true, id: record.id };
  }

  /** Somebody changes the world by a call that takes no time. */
  perform(call: Call): Result<null> {
    const next = editedBy(this.#scene, call);
    if (!next.ok) return next;
    this.edit(() => next.value);
    return done(null);
  }

  /** Something breaks, or is repaired. */
  edit(change: (scene: Scene) => Scene): void {
    this.#become(change(this.#scene));
    this.#become(this.#carriages.steer());
    this.#settle();
  }

  /** Bytes over and to come of a move under way; null: nothing of it is on its way now. */
  progressOf(lpar: string): { sentBytes: number; remainingBytes: number } | null {
    const move = this.#moveNamed(lpar);
    return move ? this.#carriages.progressOf(keyOfMove(move)) : null;
  }

  #settle(): void {
    this.#crew.settle();
    this.#crew.look();
  }

  /** @param findings that `examine` has for the order as the world is now */
  #begin(
    order: MoveOrder,
    asked: { by: Origin; parent: string | null },
    queue: boolean,
    findings = this.examine(order).findings,
  ): Begun {
    const waits = queue && waitsOnly(findings);
    if (findings.some(isError) && !waits) return { ok: false, findings };
    const lpar = lparNamed(this.#scene, keyOfMove({ order }));
    const type = order.type ?? (lpar && typeOfState(lpar.state)) ?? 'active';
    const task = migratePlan(
      this.#scene,
      { order, type, task: `t${this.tasks.length + 1}` },
      this.constants,
      waits,
    );
    return task ? { ok: true, id: this.#crew.begin(task, asked).id } : { ok: false, findings };
  }

  #leave(
    name: string,
    system: string,
    parent: string,
    among: readonly string[] | null,
    rest: OrderOptions,
  ): Turn {
    const lpar = lparNamed(this.#scene, `${system}/${name}`);
    if (lpar?.system !== system) return { ok: false, findings: [gone(name, system)] };
    const all = choices(this.#scene, lpar, this.constants, rest, among);
    const best = suggestion(all);
    if (!best) return { ok: false, findings: nowhere(name, all[0]?.findings ?? []) };
    const order = { lpar: name, source: system, target: best.target, ...rest };
    return this.#turn(order, best.why, parent, best.findings);
  }

  #follow(planned: PlannedMove | undefined, parent: string, rest: OrderOptions): Turn {
    if (!planned || planned.target === null) return { ok: false, findings: [] };
    const { lpar, source, target, why } = planned;
    return this.#turn({ lpar, source, target, ...rest }, why, parent);
  }

  #turn(order: MoveOrder, why: string, parent: string, findings?: readonly RuleFinding[]): Turn {
    const begun = this.#begin(order, { by: 'automatic', parent }, true, findings);
    if (!begun.ok) return { ok: false, findings: begun.findings.filter(isError) };
    const name = `Move ${order.lpar} to ${order.target}`;
    return { ok: true, task: begun.id, name, output: [{ text: why, stream: 'out' }] };
  }

  /** Whatever a task left of its move when it ended is put right; what failed for good waits to be recovered. */
  #ended({ id }: TaskRecord): void {
    const move = this.#scene.moves.find(({ task }) => task === id);
    if (move && move.going !== 'failed') this.#change({ kind: 'back', key: keyOfMove(move), orphans: false });
  }

  #recovers({ order }: MoveState): boolean {
    return this.tasks.some(
      ({ kind, target, endNs }) => kind === 'recover' && endNs === null && target === order.lpar,
    );
  }

  #lose(partition: string): void {
    const move = this.#moveNamed(partition);
    if (move) this.#change({ kind: 'lose', key: keyOfMove(move) });
  }

  #moveNamed(name: string): MoveState | undefined {
    const lpar = lparNamed(this.#scene, name);
    return lpar && moveOf(this.#scene, lpar);
  }

  #refuse(what: string, findings: readonly RuleFinding[]): void {
    this.refused.push({ at: this.#now, what, findings });
  }

  #change(...changes: Change[]): void {
    this.#become(applied(this.#scene, changes, this.constants));
  }

  #become(scene: Scene): void {
    if (scene === this.#scene) return;
    this.#scene = scene;
    this.snapshots.push({ at: this.#now, scene });
  }
}
