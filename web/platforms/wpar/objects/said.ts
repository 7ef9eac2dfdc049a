/** Sentences about objects that cannot be. */
import type { Diagnostic } from '../../../model/result.ts';

export const said = (where: string, what: string, fix: string): Diagnostic => ({ where, what, fix });

export function doubles(kind: string, names: readonly string[]): Diagnostic[] {
  const seen = new Set<string>();
  return names.flatMap((name) => {
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    return [said(`${kind} ${name}`, 'There are two of this name.', 'Rename one.')];
  });
}
