/** Refusals of requests that name something that is not there, or is there already. */
import type { Finding } from '../finding.ts';
import { OWN } from '../ground.ts';

export const refuse = (
  id: string,
  object: string,
  field: string,
  message: string,
  remedy: string,
): Finding => ({
  id,
  severity: 'error',
  ...OWN,
  object,
  field,
  message,
  reason: 'Nothing can be done with it otherwise.',
  remedy,
  values: null,
  fix: null,
});

export const missing = (kind: string, name: string): Finding =>
  refuse('not-there', name, kind, `There is no ${kind} ${name}.`, 'Name one that is there.');
