/** The line of script that does what a person did; '' where there is none. */
import { lineOfAction } from '../model/lines.ts';
import type { Action, Job } from '../model/scenario.ts';

/** A run that no script has laid out has no names for its lines, but for what was called by name. */
export function scriptLine(action: Action, job: Pick<Job, 'script'>): string {
  if (action.kind !== 'call' && !job.script) return '';
  return orNothing(() => lineOfAction(action));
}

/** How some kinds of things are found in a script may not be known: no reason to fail over a line to read. */
export function orNothing(line: () => string): string {
  try {
    return line();
  } catch {
    return '';
  }
}
