/** Sentences about objects that cannot be. */
import type { Diagnostic } from '../../../model/result.ts';

export const said = (where: string, what: string, fix: string): Diagnostic => ({ where, what, fix });

export function doubles(kind: string, names: readonly string[]): Diagnostic[] {
  if (new Set(names).size === names.length) return [];
  return names
    .filter((name, i) => names.indexOf(name) < i)
    .map((name) => said(`${kind} ${name}`, 'There are two of this name.', 'Rename one.'));
}
