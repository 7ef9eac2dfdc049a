/** Courses for the tests: what happens, by the second. */
import { seconds } from '../../../web/model/units.ts';
import { type Course, courseOf, worldAt } from '../../../web/platforms/wpar/course/course.ts';
import type { Happening } from '../../../web/platforms/wpar/course/happening.ts';
import type { Edit } from '../../../web/platforms/wpar/objects/edit.ts';
import { type WparWorld, wparOf } from '../../../web/platforms/wpar/objects/world.ts';
import { stateOf } from '../../../web/platforms/wpar/objects/wpar.ts';
import { type Basis, basisOf } from '../../../web/platforms/wpar/tasks/build.ts';
import type { Request } from '../../../web/platforms/wpar/tasks/request.ts';
import { USUAL_TIMES } from '../../../web/platforms/wpar/tasks/times.ts';

export const USUAL: Basis = basisOf(USUAL_TIMES);

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
export const cancel = (atS: number, task: string): Happening => ({ at: seconds(atS), kind: 'cancel', task });

export const run = (world: WparWorld, happenings: Happening[], untilS = 3600, basis = USUAL): Course =>
  courseOf(world, happenings, seconds(untilS), basis);

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

export const task = (course: Course, index = 0) => course.tasks[index]!;

export const durationS = (course: Course, index = 0): number => {
  const { startNs, endNs } = task(course, index);
  return ((endNs ?? Number.NaN) - (startNs ?? Number.NaN)) / 1e9;
};

/** `done Compatibility tests` */
export const steps = (course: Course, index = 0): string[] =>
  task(course, index).steps.map(({ status, name }) => `${status} ${name}`);
