/**
 * Expected failure is data: it crosses threads, and it says what was wrong, where, and what to do.
 */

export interface Diagnostic {
  /** What was wrong, one sentence for a person. */
  what: string;
  /** Where: a field path (`inputs.ram_bytes`), a case id, a byte offset, or a script position. */
  where?: string;
  /** What to do about it. */
  fix?: string;
}

export type Result<T> = { ok: true; value: T } | { ok: false; diagnostics: Diagnostic[] };

export const done = <T>(value: T): Result<T> => ({ ok: true, value });
export const refused = (...diagnostics: Diagnostic[]): { ok: false; diagnostics: Diagnostic[] } => ({
  ok: false,
  diagnostics,
});

/** One line: `what (where). fix` */
export const sentence = (d: Diagnostic): string =>
  `${d.where ? `${d.where}: ` : ''}${d.what}${d.fix ? ` ${d.fix}` : ''}`;
