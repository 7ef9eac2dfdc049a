/** What holding a request against the rules came to, in the order and in the words in which people want it. */
import type { Examination, RuleFinding } from '../model/rule-finding.ts';

export interface Group {
  name: string;
  findings: readonly RuleFinding[];
}

const weight = (finding: RuleFinding): number => (finding.severity === 'error' ? 0 : 1);

/** Groups with errors first, and in each the errors first; otherwise as they were found. */
export function groupsOf(findings: readonly RuleFinding[]): Group[] {
  const groups = new Map<string, RuleFinding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.group);
    if (group) group.push(finding);
    else groups.set(finding.group, [finding]);
  }
  return [...groups]
    .map(([name, found]) => ({ name, findings: found.toSorted((a, b) => weight(a) - weight(b)) }))
    .sort((a, b) => worst(a) - worst(b));
}

const worst = ({ findings }: Group): number => Math.min(...findings.map(weight));

export function verdictOf({ findings, undecided }: Examination): string {
  const errors = findings.filter((f) => f.severity === 'error').length;
  const warnings = findings.length - errors;
  const careful = warnings === 0 ? '' : warnings === 1 ? 'one warning' : `${warnings} warnings`;
  if (errors > 0) {
    const against = errors === 1 ? 'One rule is against it' : `${errors} rules are against it`;
    return careful ? `${against}; ${careful}.` : `${against}.`;
  }
  if (undecided.length > 0) return `Nothing that is known is against it${careful ? `; ${careful}` : ''}.`;
  return `Nothing is against it${careful ? `; ${careful}` : ''}.`;
}
