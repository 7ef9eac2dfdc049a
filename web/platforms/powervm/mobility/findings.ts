/** Findings of moves that are under way, and what stands against one beyond the rules. */
import type { RuleFinding } from '../../../model/rule-finding.ts';

export const happened = (
  id: string,
  group: string,
  object: string,
  message: string,
  reason: string,
  remedy: string,
): RuleFinding => ({
  id,
  severity: 'error',
  certainty: 'typical',
  source: 'a rule of this simulator',
  group,
  object,
  field: '',
  message,
  reason,
  remedy,
  code: null,
  fix: null,
});

export const isError = ({ severity }: RuleFinding): boolean => severity === 'error';
