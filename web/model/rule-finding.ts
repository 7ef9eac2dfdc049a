/** What a rule of a platform has to say about a request, for people: what, where, why, and what makes it go away. */
import type { Call } from './call.ts';

export interface RuleFinding {
  /** Of the rule; the name it has for ever. */
  id: string;
  /** An `error` keeps the request from working; a `warning` does not. */
  severity: 'error' | 'warning';
  /** `typical`: the rule rests on experience alone, nobody has verified it. */
  certainty: 'sourced' | 'typical';
  /** The document that the rule comes from. */
  source: string;
  /** The group in which a panel lists it: `Servers`, `Storage`. */
  group: string;
  /** The object that it is about, and what of it. */
  object: string;
  field: string;
  message: string;
  /** Why there is such a rule. */
  reason: string;
  remedy: string;
  /** The product's own message number, where a source names it. */
  code: string | null;
  /** Null: nothing here can make it go away. */
  fix: RuleFix | null;
}

export interface RuleFix {
  label: string;
  calls: readonly Call[];
  /** What stands still for it, by name. */
  stops: readonly string[];
}

/** What holding a request against all rules came to. */
export interface Examination {
  /** What was asked, for people: `Move lpar3 to p770, active`. */
  title: string;
  /** Errors first. */
  findings: readonly RuleFinding[];
  /** Rules that apply and found nothing. */
  passed: readonly { id: string; group: string; about: string }[];
  /** What could not be decided, because nobody has seen the values: field by field. */
  undecided: readonly { id: string; missing: string }[];
}
