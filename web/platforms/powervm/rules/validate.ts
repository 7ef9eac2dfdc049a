/**
 * Holds a move against every rule that applies to its type and says everything that stands against it at once.
 * What rests on a value that nobody has seen is no finding: it is undecided.
 */
import { knows } from '../objects/known.ts';
import type { MobilityType } from '../objects/lpar-state.ts';
import type { PowerWorld } from '../objects/world.ts';
import { RULES } from './all.ts';
import { caseOf } from './case.ts';
import { notThere } from './not-there.ts';
import type { MoveRequest } from './request.ts';
import { type Finding, findingOf, type Rule, type Spot } from './rule.ts';

/** What a rule would have found, if the values it rests on had been seen. */
export interface Undecided {
  id: string;
  unseen: readonly Spot[];
}

export interface Examination {
  type: MobilityType;
  /** Errors first, otherwise in the order of the rules. */
  findings: readonly Finding[];
  undecided: readonly Undecided[];
  /** Rules that apply and found nothing. */
  passed: readonly Rule[];
}

export const validate = (world: PowerWorld, request: MoveRequest): readonly Finding[] =>
  examine(world, request).findings;

export const isValidated = (findings: readonly Finding[]): boolean =>
  findings.every(({ severity }) => severity !== 'error');

export function examine(world: PowerWorld, request: MoveRequest): Examination {
  const c = caseOf(world, request);
  if (!c) return notThere(world, request);
  const findings: Finding[] = [];
  const undecided: Undecided[] = [];
  const passed: Rule[] = [];
  const { blocking = [] } = request;
  for (const rule of RULES) {
    if (!rule.types.includes(c.type)) continue;
    let silent = true;
    for (const failure of rule.check(c)) {
      silent = false;
      const unseen = failure.on.filter(({ object, key }) => !knows(object, key));
      if (unseen.length > 0) undecided.push({ id: rule.id, unseen });
      else findings.push(findingOf(rule, failure, c, blocking === 'all' || blocking.includes(rule.id)));
    }
    if (silent) passed.push(rule);
  }
  const order = { error: 0, warning: 1 };
  return {
    type: c.type,
    findings: findings.sort((a, b) => order[a.severity] - order[b.severity]),
    undecided,
    passed,
  };
}
