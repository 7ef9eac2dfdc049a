/** What a script gets to know of the WPAR Manager’s tasks and suggestions. */
import { field, shape } from '../../define.ts';
import { choice, FLAG, list, orNull, quantity, reference, TEXT } from '../../kinds.ts';

const time = quantity('time');

export const TASK_OUTCOME = shape('WparOutcome', 'How a task ended.', {
  status: field(choice('done', 'failed', 'cancelled'), 'A task of many has failed when one of them has.'),
  total: field(time, 'From its first step to its end.'),
  pause: field(time, 'How long no program of its partition ran, at a stretch; 0 s where none was paused.'),
  sent: field(quantity('size'), 'State that was brought over the network for it.'),
  step: field(orNull(TEXT), 'The step that failed.'),
  message: field(orNull(TEXT), 'What went wrong.'),
  cause: field(orNull(TEXT), 'Why that matters.'),
  remedy: field(orNull(TEXT), 'What to do.'),
  rule: field(orNull(TEXT), 'The rule that it failed of, by name.'),
});

export const CANDIDATE = shape('WparCandidate', 'A system that a partition could go to.', {
  system: field(reference('AixSystem'), 'Which.'),
  possible: field(FLAG, 'Whether it passes all tests.'),
  why: field(list(TEXT), 'What speaks for it, or what stands against it.'),
  failed: field(list(TEXT), 'Rules that it fails, by name.'),
});

export const WPAR_RESULTS = [TASK_OUTCOME, CANDIDATE] as const;
