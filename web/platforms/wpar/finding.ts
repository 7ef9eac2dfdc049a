/** What a rule has to say about a request: every reason at once, each with what to do about it. */
import type { Certainty } from '../../model/parameters/described.ts';
import type { Diagnostic } from '../../model/result.ts';
import type { Edit } from './objects/edit.ts';

/** An `error` keeps the request from working; a `warning` does not. */
export type Severity = 'error' | 'warning' | 'info';

export interface Finding {
  /** Of the rule: stable, kebab-case. */
  id: string;
  severity: Severity;
  /** The partition, system or server that it is about. */
  object: string;
  /** What of it, e.g. `level`, `/backup/wpars/x150`. */
  field: string;
  message: string;
  remedy: string;
  /** How far one can rely on the product having such a rule. */
  certainty: Certainty;
  /** Why there is such a rule. */
  reason?: string;
  /** What was compared. */
  values?: { departure: string; arrival: string };
  /** The remedy, where it is a setting of this world. */
  fix?: Edit;
}

export const isError = ({ severity }: Finding): boolean => severity === 'error';

export const diagnosticOf = ({ object, field, message, remedy }: Finding): Diagnostic => ({
  what: message,
  where: field === '' ? object : `${object}, ${field}`,
  fix: remedy,
});
