/** Courses for the tests: what happens, by the second. Memory comes over by formulas. */
import type { MoveAct } from '../../../web/model/migration.ts';
import type { TaskRecord } from '../../../web/model/task-record.ts';
import { seconds, type VirtualNs } from '../../../web/model/units.ts';
import { WparConductor } from '../../../web/platforms/wpar/course/conductor.ts';
import { type Course, worldAt } from '../../../web/platforms/wpar/course/course.ts';
import type { Edit } from '../../../web/platforms/wpar/objects/edit.ts';
import { type WparWorld, wparOf } from '../../../web/platforms/wpar/objects/world.ts';
import { stateOf } from '../../../web/platforms/wpar/objects/wpar.ts';
import type { Request } from '../../../web/platforms/wpar/tasks/request.ts';
import type { CarryId, CarryOrder } from '../../../web/world/carrier.ts';
import { FormulaCarrier } from '../../world/formula-carrier.ts';

export type Happening = { at: VirtualNs } & (
  | { kind: 'request'; request: Request }
  | { kind: 'edit'; edit: Edit }
  | { kind: 'cancel'; task: string }
  | { kind: 'ssh'; wpar: string; patienceNs?: VirtualNs }
  | { kind: 'type'; session: string; line: string }
  /** Something happens to what is being brought over. */
  | { kind: 'act'; carriage: CarryId; act: MoveAct }
);

export interface Ran extends Course {
  orders: readonly CarryOrder[];
}

export const ask = (atS: number, request: Request): Happening => ({
  at: seconds(atS),
  kind: 'request',
  request,
});
export const edit = (atS: number, change: Edit): Happening => ({
  at: seconds(atS),
  kind: 'edit',
  edit: change,
});
export const act = (atS: number, carriage: CarryId, what: MoveAct): Happening => ({
  at: seconds(atS),
  kind: 'act',
  carriage,
  act: what,
});
export const ssh = (atS: number, wpar = 'x150', patienceS?: number): Happening => ({
  at: seconds(atS),
  kind: 'ssh',
  wpar,
  ...(patienceS === undefined ? {} : { patienceNs: seconds(patienceS) }),
});
export const type = (atS: number, line: string, session = 's1'): Happening => ({
  at: seconds(atS),
  kind: 'type',
  session,
  line,
});
export const cancel = (atS: number, task: string): Happening => ({ at: seconds(atS), kind: 'cancel', task });

export function run(world: WparWorld, happenings: Happening[], untilS = 3600): Ran {
  const carrier = new FormulaCarrier();
  const conductor = new WparConductor(world, carrier);
  const advance = (to: VirtualNs, inclusive: boolean): void => {
    for (;;) {
      const next = Math.min(conductor.nextNs, carrier.nextNs);
      if (inclusive ? next > to : next >= to) break;
      carrier.now = next as VirtualNs;
      conductor.advance(carrier.now, false);
      for (let news = carrier.take(); news; news = carrier.take()) conductor.hear(news);
      conductor.advance(carrier.now, true);
    }
    carrier.now = to;
    conductor.advance(to, false);
  };
  for (const happening of [...happenings].sort((a, b) => a.at - b.at)) {
    advance(happening.at, false);
    if (happening.kind === 'request') conductor.request(happening.request);
    else if (happening.kind === 'edit') conductor.edit(happening.edit);
    else if (happening.kind === 'cancel') conductor.cancel(happening.task);
    else if (happening.kind === 'ssh') conductor.openSession(happening.wpar, happening.patienceNs);
    else if (happening.kind === 'type') conductor.type(happening.session, happening.line);
    else carrier.act(happening.carriage, happening.act);
  }
  advance(seconds(untilS), true);
  const { snapshots, tasks, refused, notices, sessions } = conductor;
  return { snapshots, tasks, refused, notices, sessions, orders: carrier.orders };
}

/** `Active@x203`, and every copy when there are two. */
export function whereabouts(world: WparWorld, name = 'x150'): string {
  const wpar = wparOf(world, name);
  if (!wpar) return 'gone';
  if (wpar.copies.length === 0) return stateOf(wpar);
  return wpar.copies.map(({ state, system }) => `${state}@${system}`).join(' ');
}

export const at = (course: Course, atS: number, name = 'x150'): string =>
  whereabouts(worldAt(course, seconds(atS)), name);

/** Every whereabouts in order, each once in a row. */
export const trail = (course: Course, name = 'x150'): string[] =>
  course.snapshots.map(({ world }) => whereabouts(world, name)).filter((each, i, all) => each !== all[i - 1]);

export const task = (course: Course, index = 0): TaskRecord => course.tasks[index]!;

/** By which rule it failed. */
export const cause = (course: Course, index = 0): string | undefined =>
  task(course, index)
    .steps.flatMap(({ findings }) => findings)
    .find(({ severity }) => severity === 'error')?.id;

export const durationS = (course: Course, index = 0): number => {
  const { startNs, endNs } = task(course, index);
  return ((endNs ?? Number.NaN) - (startNs ?? Number.NaN)) / 1e9;
};

/** `done Compatibility tests` */
export const steps = (course: Course, index = 0): string[] =>
  task(course, index).steps.map(({ status, name }) => `${status} ${name}`);
