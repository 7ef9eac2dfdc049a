/**
 * The manager at work: requests become tasks, tasks and policies proceed in virtual time, people and accidents change the
 * world in between. What has been is kept, for whoever looks at a moment.
 */
import type { Call } from '../../../model/call.ts';
import { type Diagnostic, sentence } from '../../../model/result.ts';
import type { RuleFinding } from '../../../model/rule-finding.ts';
import type { TaskRecord } from '../../../model/task-record.ts';
import { ms, type VirtualNs, ZERO_NS } from '../../../model/units.ts';
import type { CallRefusal } from '../../../model/world-view.ts';
import type { Carrier, CarryNews } from '../../../world/carrier.ts';
import type { Conductor } from '../../../world/conductor.ts';
import type { Turn } from '../../../world/course/batch.ts';
import { Crew } from '../../../world/course/crew.ts';
import { doingOf } from '../calls/doing.ts';
import { type Edit, edited } from '../objects/edit.ts';
import type { WparWorld } from '../objects/world.ts';
import { evacuationRow, leaving, requestOf } from '../placement/evacuate.ts';
import type { Snapshot } from '../placement/policy.ts';
import type { Session } from '../session/session.ts';
import { sessionAt } from '../session/session-at.ts';
import { basisOf } from '../tasks/build.ts';
import { applied, type Change } from '../tasks/change.ts';
import { planned } from '../tasks/plan.ts';
import { refuse } from '../tasks/refuse.ts';
import type { Request } from '../tasks/request.ts';
import type { Check, Need, Task } from '../tasks/task.ts';
import type { Course } from './course.ts';
import { groundOf } from './ground.ts';
import type { Notice, Refused } from './happening.ts';
import { PolicyWatch } from './policy-watch.ts';
import { ruleFindingOf } from './tell.ts';

export type Begun = { ok: true; id: string } | { ok: false; findings: RuleFinding[] };

/** With the task or session that it began. */
export type CallDone = { ok: true; task?: string; session?: string } | ({ ok: false } & CallRefusal);

const no = (message: string): { ok: false } & CallRefusal => ({ ok: false, message, findings: [] });

export class WparConductor implements Conductor, Course {
  readonly snapshots: Snapshot[];
  readonly refused: Refused[] = [];
  readonly notices: Notice[] = [];
  readonly sessions: Session[] = [];
  readonly #watch = new PolicyWatch();
  readonly #crew: Crew<Change, Need, Check>;
  #world: WparWorld;
  #now: VirtualNs = ZERO_NS;

  constructor(world: WparWorld, carrier: Carrier) {
    this.#world = world;
    this.snapshots = [{ at: ZERO_NS, world }];
    const place = {
      carrier,
      world: () => this.#world,
      now: () => this.#now,
      change: (changes: readonly Change[]) => this.#change(changes),
    };
    this.#crew = new Crew(groundOf(place), ({ id }) => this.#unlock(id));
  }

  get world(): WparWorld {
    return this.#world;
  }
  get tasks(): readonly TaskRecord[] {
    return this.#crew.records;
  }
  get nextNs(): number {
    return Math.max(this.#now, Math.min(this.#crew.nextNs, this.#watch.nextNs(this.#world)));
  }

  advance(to: VirtualNs, inclusive: boolean): void {
    for (;;) {
      const next = this.nextNs;
      if (inclusive ? next > to : next >= to) break;
      this.#now = next as VirtualNs;
      if (this.#crew.nextNs <= this.#watch.nextNs(this.#world)) this.#crew.proceed();
      else this.#lookAtPolicies();
    }
    if (to > this.#now) this.#now = to;
  }

  hear(news: CarryNews): void {
    this.#crew.hear(news);
  }

  /**
   * Does what a call of the script API asks for; null: it is none of this platform's.
   * @param by who asks where the call does not say it
   */
  do(call: Call, by: TaskRecord['origin'] = 'console'): CallDone | null {
    const doing = doingOf(this.#world, call);
    if (!doing) return null;
    if (!doing.ok) return no(doing.diagnostics.map(sentence).join(' '));
    const { value } = doing;
    switch (value.kind) {
      case 'request': {
        const begun = this.request({ by, ...value.request });
        if (begun.ok) return { ok: true, task: begun.id };
        return { ...no(begun.findings.map(({ message }) => message).join(' ')), findings: begun.findings };
      }
      case 'edit': {
        const faults = this.edit(value.edit);
        return faults.length === 0 ? { ok: true } : no(faults.map(sentence).join(' '));
      }
      case 'cancel': {
        const why = this.cancel(value.task);
        return why === null ? { ok: true } : no(why);
      }
      case 'ssh': {
        const { wpar, patienceNs } = value;
        return { ok: true, session: this.openSession(wpar, patienceNs ?? undefined).id };
      }
      case 'type':
        return this.type(value.session, value.line)
          ? { ok: true }
          : no(`There is no session ${value.session}.`);
    }
  }

  /** A request becomes a task, if nothing refuses it. */
  request(request: Request): Begun {
    const begun = this.#begin(request, null);
    if (!begun.ok) {
      const { findings } = begun;
      this.refused.push({ at: this.#now, kind: 'request', request, findings });
    }
    this.#crew.settle();
    return begun;
  }

  /** What keeps it from being made; empty: it is. */
  edit(edit: Edit): readonly Diagnostic[] {
    const next = edited(this.#world, edit);
    if (next.ok) this.#become(next.value);
    else this.refused.push({ at: this.#now, kind: 'edit', edit, diagnostics: next.diagnostics });
    this.#crew.look();
    return next.ok ? [] : next.diagnostics;
  }

  /** Null: done. Otherwise why not. */
  cancel(task: string): string | null {
    const why = this.#crew.cancel(task);
    if (why !== null) this.refused.push({ at: this.#now, kind: 'cancel', task, why });
    return why;
  }

  /** Logs in by ssh; where nobody answers that is what one sees. */
  openSession(
    wpar: string,
    patienceNs: VirtualNs = ms(basisOf(this.#world).times.clientPatienceMs),
  ): Session {
    const session = {
      id: `s${this.sessions.length + 1}`,
      wpar,
      openedNs: this.#now,
      typed: [],
      patienceNs,
    };
    this.sessions.push(session);
    return session;
  }

  /** Whether there is such a session. What ends the partition from inside does so. */
  type(id: string, line: string): boolean {
    const index = this.sessions.findIndex((session) => session.id === id);
    const session = this.sessions[index];
    if (!session) return false;
    const typed = [...session.typed, { at: this.#now, line }];
    this.sessions[index] = { ...session, typed };
    const alive = sessionAt(this, session, this.#now).ended === null;
    if (alive && /^shutdown\b/.test(line.trim()))
      this.request({ action: 'shutdown', wpar: session.wpar, by: 'shell' });
    return true;
  }

  #begin(request: Request, parent: string | null): Begun {
    const plan = planned(this.#world, request);
    if (!plan.ok) return { ok: false, findings: plan.findings.map(ruleFindingOf) };
    const { task } = plan;
    const asked = { by: request.by ?? 'console', parent };
    if (request.action === 'evacuate') return { ok: true, id: this.#evacuate(task, request, asked).id };
    if (task.kind === 'force-stop') this.#interrupt(task);
    const { id } = this.#crew.begin(task, asked);
    if (task.wpar !== null) this.#change([{ kind: 'set', wpar: task.wpar, set: { task: id } }]);
    return { ok: true, id };
  }

  #evacuate(
    task: Task,
    { system, group, concurrency = 1 }: Extract<Request, { action: 'evacuate' }>,
    asked: { by: TaskRecord['origin']; parent: string | null },
  ): TaskRecord {
    return this.#crew.beginBatch(task, asked, {
      members: leaving(this.#world, system, group).map(({ name }) => ({
        id: name,
        name: `Relocate ${name}`,
        on: system,
      })),
      atOnce: concurrency,
      turn: (name, parent) => this.#leave(name, system, parent),
    });
  }

  /** Each target is chosen when its turn comes. */
  #leave(name: string, system: string, parent: string): Turn {
    const row = evacuationRow(this.#world, name, system);
    const request = requestOf(row);
    if (!request) {
      const why = refuse(
        'no-target',
        name,
        'target',
        row.why.join(' '),
        'Make room for it elsewhere, or stop it.',
      );
      return { ok: false, findings: (row.findings.length > 0 ? row.findings : [why]).map(ruleFindingOf) };
    }
    const begun = this.#begin(request, parent);
    if (!begun.ok) return begun;
    const output = row.why.map((text) => ({ text, stream: 'out' as const }));
    return { ok: true, task: begun.id, name: `Relocate ${name} to ${row.to}`, output };
  }

  #interrupt(task: Task): void {
    const holder = this.#world.wpars.find(({ name }) => name === task.wpar)?.task;
    if (holder === null || holder === undefined) return;
    const finding = refuse(
      'interrupted',
      task.target,
      'state',
      'A forced stop has ended it.',
      'Look at the state of the partition, and recover it if it is broken.',
    );
    this.#crew.interrupt(holder, ruleFindingOf(finding));
  }

  #unlock(id: string): void {
    const held = this.#world.wpars.filter(({ task }) => task === id);
    this.#change(held.map(({ name }) => ({ kind: 'set', wpar: name, set: { task: null } })));
  }

  #lookAtPolicies(): void {
    const { notices, requests } = this.#watch.look(this.#world, this.snapshots, this.#now, this.tasks);
    this.notices.push(...notices);
    for (const request of requests) this.#begin(request, null);
    this.#crew.settle();
  }

  #change(changes: readonly Change[]): void {
    if (changes.length > 0) this.#become(applied(this.#world, changes));
  }

  #become(world: WparWorld): void {
    if (world === this.#world) return;
    this.#world = world;
    this.snapshots.push({ at: this.#now, world });
  }
}
