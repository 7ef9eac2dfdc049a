/** What a product does before the copy and after the switchover, while the partition runs: time that a move takes, too. */
import type { TaskTime } from '../model/policy.ts';
import type { MoveRecord, Task } from '../model/recording.ts';
import type { Guest } from '../model/scenario.ts';
import { ms, ns, type VirtualNs } from '../model/units.ts';

export function taskNs({ fixedMs, perAdapterMs, perLunMs }: TaskTime, guest: Guest): VirtualNs {
  const { adapters = 1, disks = 1 } = guest;
  return ms(fixedMs + perAdapterMs * adapters + perLunMs * disks);
}

const LABELS = { prepare: 'Preparing', mirror: 'Copying the disks', cleanup: 'Cleaning up' } as const;

/** @param still the partition is shut down or suspended, so that these belong to its pause */
export function withTasks(record: MoveRecord, tasks: readonly Task[], still: boolean): MoveRecord {
  if (tasks.length === 0) return record;
  const whole = { ...record, tasks: [...tasks] };
  if (!still || record.outcome.status !== 'completed') return whole;
  const partOf = (task: Task) => ({ label: LABELS[task.kind], durationNs: ns(task.toNs - task.fromNs) });
  const [before, after] = (['prepare', 'cleanup'] as const).map((kind) =>
    tasks.filter((task) => task.kind === kind),
  );
  const downtimeParts = [
    ...(before ?? []).map(partOf),
    ...record.outcome.downtimeParts,
    ...(after ?? []).map(partOf),
  ];
  const stoppedNs = tasks[0]?.kind === 'prepare' ? tasks[0].fromNs : record.stoppedNs;
  const resumedNs = after?.[0]?.toNs ?? record.resumedNs;
  const downtimeNs = ns(downtimeParts.reduce((sum, { durationNs }) => sum + durationNs, 0));
  const heartbeatGapNs = ns((resumedNs ?? 0) - (stoppedNs ?? 0));
  return {
    ...whole,
    stoppedNs,
    resumedNs,
    outcome: { ...record.outcome, downtimeParts, downtimeNs, heartbeatGapNs },
  };
}
