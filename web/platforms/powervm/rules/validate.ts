/**
 * Holds a move against every rule that applies to its type and says everything that stands against it at once.
 * What rests on a value that nobody has seen is no finding: it is undecided.
 */
import type { Examination, RuleFinding } from '../../../model/rule-finding.ts';
import { fieldOf } from '../objects/fields.ts';
import { knows } from '../objects/known.ts';
import type { MobilityType } from '../objects/lpar-state.ts';
import { nameIn } from '../objects/names.ts';
import type { PowerWorld } from '../objects/world.ts';
import { GROUPS } from './all.ts';
import { caseOf } from './case.ts';
import { notThere } from './not-there.ts';
import type { MoveRequest } from './request.ts';
import { findingOf, type Spot } from './rule.ts';
import { tracked } from './tracked.ts';

export interface MoveExamination extends Examination {
  type: MobilityType;
  /** The same as `undecided`, value by value, with the rules that each leaves undecided. */
  unseen: readonly UnseenValue[];
}

export interface UnseenValue {
  object: string;
  field: string;
  /** That shows it; '': none does. */
  command: string;
  rules: readonly string[];
}

export const validate = (world: PowerWorld, request: MoveRequest): readonly RuleFinding[] =>
  examine(world, request).findings;

export const isValidated = (findings: readonly RuleFinding[]): boolean =>
  findings.every(({ severity }) => severity !== 'error');

export const titleOf = ({ lpar, source, target }: MoveRequest, type: MobilityType): string =>
  `Move ${lpar} from ${source} to ${target}, ${type}`;

/** @param only rules of these names; the others are not looked at */
export function examine(
  world: PowerWorld,
  request: MoveRequest,
  only: 'all' | readonly string[] = 'all',
): MoveExamination {
  const { world: watched, reads } = tracked(world);
  const c = caseOf(watched, request, watched !== world);
  if (!c) return notThere(world, request);
  const findings: RuleFinding[] = [];
  const undecided = new Map<string, { id: string; missing: string }>();
  const unseen = new Map<string, UnseenValue>();
  const passed: { id: string; group: string; about: string }[] = [];
  const { blocking = [] } = request;
  const leave = (id: string, spots: readonly Spot[]) => {
    for (const value of spots.map((spot) => valueAt(world, spot))) {
      const missing = inWords(value);
      undecided.set(`${id} ${missing}`, { id, missing });
      const rules = new Set([...(unseen.get(missing)?.rules ?? []), id]);
      unseen.set(missing, { ...value, rules: [...rules] });
    }
  };
  for (const { name, rules } of GROUPS)
    for (const rule of rules) {
      if (!rule.types.includes(c.type) || !(only === 'all' || only.includes(rule.id))) continue;
      reads();
      let silent = true;
      for (const found of rule.check(c)) {
        silent = false;
        const rests =
          'unseen' in found
            ? found.unseen
            : [
                ...found.on.filter((spot) => !knows(spot.object, spot.key)),
                ...(rule.restsOnAll ? reads() : []),
              ];
        if ('unseen' in found || rests.length > 0) leave(rule.id, rests);
        else findings.push(findingOf(rule, name, found, c, blocking === 'all' || blocking.includes(rule.id)));
      }
      const rests = silent ? reads() : [];
      if (silent && rests.length === 0) passed.push({ id: rule.id, group: name, about: rule.about });
      else leave(rule.id, rests);
    }
  const order = { error: 0, warning: 1 };
  return {
    type: c.type,
    title: titleOf(request, c.type),
    findings: findings.sort((a, b) => order[a.severity] - order[b.severity]),
    passed,
    undecided: [...undecided.values()],
    unseen: [...unseen.values()],
  };
}

function valueAt(world: PowerWorld, { object, key }: Spot): Omit<UnseenValue, 'rules'> {
  const { attribute, command } = fieldOf(object.kind, key);
  return { object: nameIn(world, object), field: attribute, command };
}

/** `P780-B: mem_region_size (lshwres -r mem --level sys)`. */
const inWords = ({ object, field, command }: Omit<UnseenValue, 'rules'>): string =>
  `${object}: ${field}${command ? ` (${command})` : ''}`;
