/** A finding as records and panels have it: what makes it go away is a call that anybody can make. */
import type { RuleFinding } from '../../../model/rule-finding.ts';
import { callOfEdit } from '../calls/edit.ts';
import type { Finding } from '../finding.ts';
import { groupOfRule } from '../rules/examine.ts';

export function ruleFindingOf(finding: Finding): RuleFinding {
  const { id, severity, certainty, source, object, field, message, reason, remedy, fix } = finding;
  return {
    id,
    severity,
    // What follows from what was read is as good as read; what is this simulator's own, nobody has verified.
    certainty: certainty === 'sourced' || certainty === 'implied' ? 'sourced' : 'typical',
    source: certainty === 'implied' ? `follows from: ${source}` : source,
    group: groupOfRule(id),
    object,
    field,
    message,
    reason,
    remedy,
    code: /^\d{4}-\d{3}\b/.exec(message)?.[0] ?? null,
    fix: fix && {
      label: fix.label,
      calls: fix.edits.flatMap((edit) => callOfEdit(edit) ?? []),
      stops: [],
    },
  };
}
