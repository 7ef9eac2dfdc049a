/** Rules that hold for both servers alike: one text, one id for each end. */
import type { ManagedSystem } from '../../objects/managed-system.ts';
import type { Case } from '../case.ts';
import type { Failure, Rule } from '../rule.ts';

export type End = 'source' | 'target';

/** Given a rule for one end, the rules for both, source first. */
export const forBothEnds = (rule: (end: End) => Rule): Rule[] => [rule('source'), rule('target')];

export const abbreviation = (end: End): 'src' | 'tgt' => (end === 'source' ? 'src' : 'tgt');
export const letter = (end: End): 'S' | 'T' => (end === 'source' ? 'S' : 'T');

/** What is found at either end of a move under one id. */
export function* atBothEnds(c: Case, check: (system: ManagedSystem) => Failure | null): Iterable<Failure> {
  for (const system of [c.source, c.target]) {
    const failure = check(system);
    if (failure) yield failure;
  }
}
