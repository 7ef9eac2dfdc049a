/**
 * A platform's part of a run: it holds the platform's world, lets its tasks proceed in virtual time, and does what people
 * and scripts ask of it. Whoever drives it never goes back in time, and hands on the news of what it had carried.
 */
import type { TaskRecord } from '../model/task-record.ts';
import type { VirtualNs } from '../model/units.ts';
import type { CarryNews } from './carrier.ts';

export interface Conductor {
  /** When something happens next without anybody's doing; Infinity: nothing will. */
  readonly nextNs: number;
  /** Lets everything happen that is due before `to`, or, `inclusive`, at that very moment, too. */
  advance(to: VirtualNs, inclusive: boolean): void;
  /** At the present moment. */
  hear(news: CarryNews): void;
  /** In the order of their requests; filled while time passes. */
  readonly tasks: readonly TaskRecord[];
}
