/** What a script gets to know of PowerVM's moves. */
import type { RuleFinding } from '../../../model/rule-finding.ts';
import type { TaskRecord } from '../../../model/task-record.ts';
import { ns } from '../../../model/units.ts';
import { isError } from '../../../platforms/powervm/mobility/findings.ts';
import type { MoveExamination } from '../../../platforms/powervm/rules/validate.ts';
import type { MOVE_OUTCOME, SERIES_OUTCOME, VALIDATION } from '../../../script/api/powervm/results.ts';
import type { Kind } from '../../../script/kinds.ts';
import type { Journey } from '../../journey.ts';

type Read<K> = K extends Kind<infer T> ? T : never;

const statusOf = ({ status }: TaskRecord): 'done' | 'failed' | 'cancelled' =>
  status === 'done' || status === 'cancelled' ? status : 'failed';

const totalOf = ({ requestedNs, endNs }: TaskRecord): number => ns((endNs ?? requestedNs) - requestedNs);

export function moveOutcome(
  task: TaskRecord,
  { from, to, type }: { from: string; to: string; type: string },
  journey: Journey | undefined,
): Read<typeof MOVE_OUTCOME> {
  const record = journey?.record();
  const outcome = record?.outcome;
  return {
    status: statusOf(task),
    type,
    from,
    to,
    total: totalOf(task),
    downtime: outcome?.downtimeNs ?? 0,
    gap: outcome?.heartbeatGapNs ?? 0,
    sent: outcome?.sentBytes ?? 0,
    rounds: outcome?.syncCount ?? 0,
    after: outcome?.postcopy?.bytes ?? 0,
    failure: task.failure?.message ?? null,
  };
}

export const seriesOutcome = (task: TaskRecord): Read<typeof SERIES_OUTCOME> => {
  const of = (status: string) => task.steps.filter((step) => step.status === status).length;
  return { status: statusOf(task), moved: of('done'), failed: of('failed'), total: totalOf(task) };
};

export function validationOf({ type, findings }: MoveExamination): Read<typeof VALIDATION> {
  const errors = findings.filter(isError).length;
  return {
    ok: errors === 0,
    type,
    errors,
    warnings: findings.length - errors,
    findings: findings.map(findingOf),
  };
}

const findingOf = ({ id, severity, object, field, message, remedy, fix }: RuleFinding) => ({
  id,
  severity,
  object,
  field,
  message,
  remedy,
  fixable: fix !== null,
});
