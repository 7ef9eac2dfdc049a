/** Diagnostics in a few lines, however many there are. */
import { type Diagnostic, sentence } from '../model/result.ts';
import { count } from '../studio/format.ts';

const MOST = 3;

export function refusalLines(diagnostics: readonly Diagnostic[]): string[] {
  const lines = diagnostics.slice(0, MOST).map(sentence);
  const rest = diagnostics.length - MOST;
  return rest > 0 ? [...lines, `And ${count(rest)} more like ${rest === 1 ? 'this' : 'these'}.`] : lines;
}
