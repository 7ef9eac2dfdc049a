/**
 * A writer's own course through time: phases of different speed, over and over, perhaps within a slower or faster
 * course of something larger. It tells how much of the writer's own time a span of the guest's time holds.
 */
import { take } from './state';

@unmanaged
class Course {
  rows: u32;
  /** The course that this one is within; 0: the guest's time. */
  outer: usize;
  /** Length of all phases, ns, and what of the writer's own time they hold. */
  length: f64;
  done: f64;
}

/** Of each phase: its beginning, what was done by then, its speed. */
const ROW_BYTES: usize = 24;

/** Room for `rows` phases, whose lengths and speeds follow one by one; 0: no memory. */
export function makeCourse(outer: usize, rows: u32): usize {
  const at = take(offsetof<Course>() + <usize>rows * ROW_BYTES);
  if (!at) return 0;
  const course = changetype<Course>(at);
  course.outer = outer;
  course.rows = 0;
  course.length = 0;
  course.done = 0;
  return at;
}

/** The next phase. */
export function addPhase(at: usize, length: f64, speed: f64): void {
  const course = changetype<Course>(at);
  const row = at + offsetof<Course>() + <usize>course.rows * ROW_BYTES;
  course.rows += 1;
  store<f64>(row, course.length);
  store<f64>(row, course.done, 8);
  store<f64>(row, speed, 16);
  course.length += length;
  course.done += length * speed;
}

/** What of its own time has passed by guest time `time`. */
export function timeIn(at: usize, time: f64): f64 {
  if (!at) return time;
  const course = changetype<Course>(at);
  time = timeIn(course.outer, time);
  const rounds = Math.floor(time / course.length);
  const rest = time - rounds * course.length;
  let low: u32 = 0;
  let high = course.rows;
  const rows = at + offsetof<Course>();
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (load<f64>(rows + <usize>middle * ROW_BYTES) <= rest) low = middle;
    else high = middle;
  }
  const row = rows + <usize>low * ROW_BYTES;
  return rounds * course.done + load<f64>(row, 8) + (rest - load<f64>(row)) * load<f64>(row, 16);
}
