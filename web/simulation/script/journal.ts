/** What a script says while it runs, and what becomes of it: the lines of its report. */
import type { Diagnostic } from '../../model/result.ts';
import type {
  Expectation,
  Finding,
  Knob,
  LogLine,
  Question,
  ScriptDiagnostic,
  ScriptPlace,
  ScriptReport,
  ScriptStatus,
} from '../../model/script.ts';
import { MOST } from '../../script/limits.ts';
import type { Site } from '../../script/session.ts';

/** Too much of something, as one sentence; null: there is room. */
export const tooMany = (what: keyof typeof MOST, count: number, words: string): Diagnostic | null =>
  count < MOST[what]
    ? null
    : {
        what: `A run may have ${MOST[what]} ${words}, and the script wants more.`,
        fix: 'Make do with fewer.',
      };

export class Journal {
  readonly knobs: Knob[] = [];
  readonly logs: LogLine[] = [];
  readonly notes: LogLine[] = [];
  readonly questions: Question[] = [];
  readonly expectations: Expectation[] = [];
  /** Every `expect(…)`, whether it says what is expected or does not. */
  readonly begun: { checked: boolean; site: Site }[] = [];
  readonly findings: Finding[] = [];
  readonly wrongInputs: Diagnostic[] = [];
  /** Why it did not end well. */
  readonly diagnostics: ScriptDiagnostic[] = [];

  /** What the world refused, kept even where the script catches the error; as a warning what it did all the same. */
  found(
    at: Finding['at'],
    place: ScriptPlace | null,
    diagnostics: readonly Diagnostic[],
    severity: Finding['severity'] = 'error',
  ): void {
    for (const diagnostic of diagnostics)
      if (this.findings.length < MOST.findings) this.findings.push({ ...diagnostic, at, place, severity });
  }

  /** The first one that says nothing. */
  get unsaid(): ScriptDiagnostic | null {
    const first = this.begun.find(({ checked }) => !checked);
    if (!first) return null;
    const fix = 'Say what is expected: expect(…).toBe(…), for example.';
    return { what: 'Nothing is expected of this value.', fix, place: first.site.place() };
  }

  report(status: ScriptStatus, seed: number): ScriptReport {
    const { diagnostics, knobs, logs, notes, questions, expectations, findings, wrongInputs } = this;
    return {
      status,
      diagnostics,
      seed,
      knobs,
      logs,
      notes,
      questions,
      expectations,
      findings,
      wrongInputs,
    };
  }
}
