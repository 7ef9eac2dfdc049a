/** What a rule has to say about a request: every reason at once, each with what to do about it. */
import type { Diagnostic } from '../../model/result.ts';
import type { Certainty } from './ground.ts';
import type { Edit } from './objects/edit.ts';

/** An `error` keeps the request from working; a `warning` does not. */
export type Severity = 'error' | 'warning';

/** A change of the world that makes a finding go away. */
export interface Fix {
  label: string;
  edits: readonly Edit[];
}

export interface Finding {
  /** Of the rule: stable, kebab-case. */
  id: string;
  severity: Severity;
  certainty: Certainty;
  source: string;
  /** The partition, system or server that it is about. */
  object: string;
  /** What of it, e.g. `level`, `/backup/wpars/x150`. */
  field: string;
  message: string;
  /** Why there is such a rule. */
  reason: string;
  remedy: string;
  /** What was compared: at the departure and at the arrival system. */
  values: { departure: string; arrival: string } | null;
  /** Null: nothing here can make it go away. */
  fix: Fix | null;
}

export const isError = ({ severity }: Finding): boolean => severity === 'error';

export const diagnosticOf = ({ object, field, message, remedy }: Finding): Diagnostic => ({
  what: message,
  where: field === '' ? object : `${object}, ${field}`,
  fix: remedy,
});
