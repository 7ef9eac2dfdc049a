/**
 * A scenario script and what is known once it has run, beside the recording. A run is a pure function of a
 * `ScriptJob`; nothing else may influence a result.
 */
import type { Diagnostic } from './result.ts';
import type { Attachment, Intervention } from './scenario.ts';
import type { VirtualNs } from './units.ts';

/** What a knob, an answer or a check holds, as text of the command line and of links: `10 Gbit/s`, `yes`, `3`. */
export type Written = string;

/** The script, and what is chosen for it. */
export interface ScriptInputs {
  /** TypeScript, as it was written. */
  source: string;
  /** Null: the script's own. */
  seed: number | null;
  /** Knobs that were turned, by name. */
  parameters: Readonly<Record<string, Written>>;
  /** Answers given beforehand, by the question's id; those given while it plays are interventions. */
  answers: Readonly<Record<string, Written>>;
  /** Whether somebody is there to answer: then an open question waits, else its default counts. */
  attended: boolean;
}

export interface ScriptJob extends ScriptInputs {
  interventions: readonly Intervention[];
  attachments: readonly Attachment[];
}

/** A place in the script as it was written, both from 1. */
export interface ScriptPlace {
  line: number;
  column: number;
}

/** What was wrong with a script, where in it, and what to do. */
export interface ScriptDiagnostic extends Diagnostic {
  place: ScriptPlace | null;
}

/** Why a text was refused says as `3:14` where. */
export function placed({ where, ...said }: Diagnostic & Partial<ScriptDiagnostic>): ScriptDiagnostic {
  const [, line, column] = /^(\d+):(\d+)$/.exec(where ?? '') ?? [];
  if (line && column) return { ...said, place: { line: Number(line), column: Number(column) } };
  return { place: null, ...said, ...(where === undefined ? {} : { where }) };
}

/**
 * `done`: the script has returned and every expectation held. `failed`: it broke, or an expectation did not hold.
 * `refused`: it cannot run, or the world refused what it wanted and it did not catch that. `stopped`: it used up what a
 * script may use, or the run reached its horizon. `waiting`: a question is open. `superseded`: it ended because a
 * person's action had made one of its own impossible; that is no failure.
 */
export type ScriptStatus = 'done' | 'failed' | 'refused' | 'stopped' | 'waiting' | 'superseded';

export interface Knob {
  name: string;
  about: string;
  kind: 'size' | 'rate' | 'time' | 'number' | 'flag' | 'choice';
  value: Written;
  default: Written;
  min?: Written;
  max?: Written;
  of?: string[];
}

export interface LogLine {
  at: VirtualNs;
  text: string;
  place: ScriptPlace | null;
}

export interface Question {
  id: string;
  question: string;
  choices: string[];
  at: VirtualNs;
  /** Null: open. */
  answer: string | null;
  by: 'default' | 'person' | 'beforehand' | null;
}

export interface Expectation {
  at: VirtualNs;
  place: ScriptPlace | null;
  held: boolean;
  /** `the pause: 283 ms, expected at most 300 ms` */
  text: string;
}

/** Why something was not done, or was done although something speaks against it. */
export interface Finding extends ScriptDiagnostic {
  at: VirtualNs;
  severity: 'error' | 'warning';
}

/** Everything that a script leaves behind beside its recording. */
export interface ScriptReport {
  status: ScriptStatus;
  /** Why it did not end well. */
  diagnostics: ScriptDiagnostic[];
  seed: number;
  knobs: Knob[];
  logs: LogLine[];
  /** Captions. */
  notes: LogLine[];
  questions: Question[];
  expectations: Expectation[];
  findings: Finding[];
  /** Knobs and answers that were given and that the script does not have, or that do not fit. */
  wrongInputs: Diagnostic[];
}
