/** Lets time pass: which task proceeds next, what people do in between, and what the manager does by itself. */
import { type VirtualNs, ZERO_NS } from '../../../model/units.ts';
import type { Finding } from '../finding.ts';
import { edited } from '../objects/edit.ts';
import type { WparWorld } from '../objects/world.ts';
import type { Snapshot } from '../placement/policy.ts';
import type { Basis } from '../tasks/build.ts';
import { applied, type Change } from '../tasks/change.ts';
import { planned } from '../tasks/plan.ts';
import { refuse } from '../tasks/refuse.ts';
import type { Request } from '../tasks/request.ts';
import type { Task } from '../tasks/task.ts';
import { Evacuation } from './evacuation.ts';
import type { Happening, Notice, Refused } from './happening.ts';
import { PolicyWatch } from './policy-watch.ts';
import type { TaskRecord } from './record.ts';
import { RunningTask, type Stage } from './run-task.ts';

export class Conductor implements Stage {
  readonly snapshots: Snapshot[];
  readonly tasks: TaskRecord[] = [];
  readonly refused: Refused[] = [];
  readonly notices: Notice[] = [];
  readonly #basis: Basis;
  readonly #watch: PolicyWatch;
  #running: RunningTask[] = [];
  #evacuations: Evacuation[] = [];
  #world: WparWorld;
  #now: VirtualNs = ZERO_NS;

  constructor(world: WparWorld, basis: Basis) {
    this.#world = world;
    this.#basis = basis;
    this.snapshots = [{ at: ZERO_NS, world }];
    this.#watch = new PolicyWatch(basis);
  }

  get world(): WparWorld {
    return this.#world;
  }
  get now(): VirtualNs {
    return this.#now;
  }
  get times() {
    return this.#basis.times;
  }
  get blocking() {
    return this.#basis.blocking;
  }

  change(changes: readonly Change[]): void {
    if (changes.length > 0) this.#become(applied(this.#world, changes));
  }

  /** @param inclusive whether what is due at that very moment happens, too: people come first */
  advance(to: VirtualNs, inclusive: boolean): void {
    for (;;) {
      const due = this.#running.reduce<RunningTask | null>(
        (first, task) => (first === null || task.nextNs < first.nextNs ? task : first),
        null,
      );
      const lookNs = this.#watch.nextNs(this.#world);
      const next = Math.max(this.#now, Math.min(due?.nextNs ?? Infinity, lookNs));
      if (inclusive ? next > to : next >= to) break;
      this.#now = next as VirtualNs;
      if (due && due.nextNs <= lookNs) due.proceed();
      else this.#lookAtPolicies();
      this.#settle();
    }
    this.#now = to;
  }

  happen(happening: Happening): void {
    switch (happening.kind) {
      case 'request': {
        const { request } = happening;
        const begun = this.begin(request);
        if (!begun.ok)
          this.refused.push({ at: this.#now, kind: 'request', request, findings: begun.findings });
        break;
      }
      case 'edit': {
        const next = edited(this.#world, happening.edit);
        if (next.ok) this.#become(next.value);
        else
          this.refused.push({
            at: this.#now,
            kind: 'edit',
            edit: happening.edit,
            diagnostics: next.diagnostics,
          });
        for (const task of [...this.#running]) task.look();
        break;
      }
      case 'cancel':
        this.#cancel(happening.task);
    }
    this.#settle();
  }

  /** A request becomes a task, if nothing refuses it. */
  begin(
    request: Request,
    parent: string | null = null,
  ): { ok: true; id: string } | { ok: false; findings: Finding[] } {
    const plan = planned(this.#world, request, this.#basis);
    if (!plan.ok) return plan;
    const { task } = plan;
    if (task.kind === 'force-stop') this.#interrupt(task);
    const record = this.#recordOf(task, request, parent);
    this.tasks.push(record);
    this.change([
      ...task.begins,
      ...(task.wpar === null ? [] : [{ kind: 'set' as const, wpar: task.wpar, set: { task: record.id } }]),
    ]);
    if (request.action === 'evacuate') this.#evacuations.push(new Evacuation(this, record, request));
    else this.#running.push(new RunningTask(this, task, record));
    return { ok: true, id: record.id };
  }

  #interrupt(task: Task): void {
    const holder = this.#world.wpars.find(({ name }) => name === task.wpar)?.task;
    const finding = refuse(
      'interrupted',
      task.target,
      'state',
      'A forced stop has ended it.',
      'Look at the state of the partition, and recover it if it is broken.',
    );
    this.#running.find(({ record }) => record.id === holder)?.interrupt(finding);
    this.#settle();
  }

  #recordOf(task: Task, { by = 'console' }: Request, parent: string | null): TaskRecord {
    return {
      id: `t${this.tasks.length + 1}`,
      kind: task.kind,
      name: task.name,
      target: task.target,
      origin: by,
      parent,
      requestedNs: this.#now,
      startNs: null,
      endNs: null,
      status: 'queued',
      steps: [],
      failure: null,
    };
  }

  #cancel(id: string): void {
    const evacuation = this.#evacuations.find(({ record }) => record.id === id);
    const task = this.#running.find(({ record }) => record.id === id);
    const done = evacuation ? evacuation.cancel() : (task?.cancel() ?? false);
    if (done) return;
    const known = this.tasks.find((record) => record.id === id);
    const why = !known
      ? `There is no task ${id}.`
      : known.endNs !== null
        ? `${known.name} has ended already.`
        : `${known.name} cannot be cancelled in this step.`;
    this.refused.push({ at: this.#now, kind: 'cancel', task: id, why });
  }

  /** Tasks that have ended give their locks back; evacuations go on with the next member. */
  #settle(): void {
    for (;;) {
      const ended = this.#running.filter((task) => task.ended);
      this.#running = this.#running.filter((task) => !task.ended);
      for (const { record } of ended) this.#unlock(record.id);
      for (const evacuation of this.#evacuations) evacuation.look(this.tasks);
      this.#evacuations = this.#evacuations.filter(({ record }) => record.endNs === null);
      if (ended.length === 0) break;
    }
  }

  #unlock(id: string): void {
    const held = this.#world.wpars.filter(({ task }) => task === id);
    this.change(held.map(({ name }) => ({ kind: 'set', wpar: name, set: { task: null } })));
  }

  #lookAtPolicies(): void {
    const { notices, requests } = this.#watch.look(this.#world, this.snapshots, this.#now, this.tasks);
    this.notices.push(...notices);
    for (const request of requests) this.begin(request);
  }

  #become(world: WparWorld): void {
    if (world === this.#world) return;
    this.#world = world;
    this.snapshots.push({ at: this.#now, world });
  }
}
