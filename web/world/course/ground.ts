/** What the tasks of a platform stand on: its world, as far as they have to do with it. */
import type { Call } from '../../model/call.ts';
import type { MoveStatus } from '../../model/recording.ts';
import type { RuleFinding } from '../../model/rule-finding.ts';
import type { VirtualNs } from '../../model/units.ts';
import type { Carrier } from '../carrier.ts';
import type { Task } from './step.ts';

export interface Ground<Change, Need, Check> {
  readonly now: VirtualNs;
  readonly carrier: Carrier;
  /** From a request to the first step of its task. */
  readonly dispatchNs: VirtualNs;
  change(changes: readonly Change[]): void;
  /** The first of them that does not answer; null: all do. */
  unmet(needs: readonly Need[]): Need | null;
  /** How long a step waits for it. */
  patienceNs(need: Need): VirtualNs;
  /** Whether a step that takes something back needs it, too. */
  neededToUndo(need: Need): boolean;
  /** The machine that has failed when it does not answer; null: machines work, and something on them does not. */
  machineOf(need: Need): string | null;
  /** Whether it is the way between the machines of a carriage; absent: none is. */
  isLink?(need: Need): boolean;
  /** Why a step failed that waited for it in vain. */
  outage(need: Need): RuleFinding;
  /** What a step that is about to end turns out to be: errors fail it, warnings are printed. */
  judged(task: Task<Change, Need, Check>, checks: readonly Check[]): RuleFinding[];
  /** How somebody cancels this task; absent: nobody can. */
  cancelCall?(task: string): Call;
  /** Why a step failed whose carriage ended like this. */
  notCarried(partition: string, status: MoveStatus): RuleFinding;
}
