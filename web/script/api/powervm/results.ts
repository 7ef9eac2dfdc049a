/** What a script gets to know of PowerVM's moves. */
import { field, shape } from '../../define.ts';
import { choice, FLAG, list, number, orNull, SIZE, TEXT, TIME } from '../../kinds.ts';

export const MOVE_FINDING = shape('MoveFinding', 'What a rule has to say about a move.', {
  id: field(TEXT, 'Of the rule.'),
  severity: field(choice('error', 'warning'), 'An error keeps it from moving.'),
  object: field(TEXT, 'What it is about.'),
  field: field(TEXT, 'And what of it.'),
  message: field(TEXT, 'What is wrong.'),
  remedy: field(TEXT, 'What to do.'),
  fixable: field(FLAG, 'Whether `fix` can do it.'),
});

export const VALIDATION = shape('Validation', 'A move held against all rules.', {
  ok: field(FLAG, 'It can move: there is no error.'),
  type: field(TEXT, 'active, inactive or suspended.'),
  errors: field(number(), 'How many errors.'),
  warnings: field(number(), 'How many warnings.'),
  findings: field(list(MOVE_FINDING), 'All of them, errors first.'),
});

export const MOVE_OUTCOME = shape('LparMoveOutcome', 'How a move ended.', {
  status: field(
    choice('done', 'failed', 'cancelled'),
    '`cancelled`: it was stopped, and everything is as it was.',
  ),
  type: field(TEXT, 'active, inactive or suspended.'),
  from: field(TEXT, 'The source.'),
  to: field(TEXT, 'The target.'),
  total: field(TIME, 'From the command to the profile that is written last.'),
  downtime: field(TIME, 'How long it stood still.'),
  gap: field(TIME, 'The same as a client sees it.'),
  sent: field(SIZE, 'Memory on the wire.'),
  rounds: field(number(), 'Rounds of copying while it ran on the source.'),
  after: field(SIZE, 'Of it what followed when it ran on the target already.'),
  failure: field(orNull(TEXT), 'Why it failed.'),
});

export const SERIES_OUTCOME = shape('LparMovesOutcome', 'How several moves ended.', {
  status: field(choice('done', 'failed', 'cancelled'), '`failed`: at least one did.'),
  moved: field(number(), 'Partitions that have moved.'),
  failed: field(number(), 'Partitions that could not.'),
  total: field(TIME, 'For all of them.'),
});

export const MOVE_NOW = shape('LparMoveInfo', 'A move at this moment.', {
  state: field(TEXT, 'The console’s word: Migration In Progress.'),
  phase: field(TEXT, 'What is being done.'),
  percent: field(number(), 'Of the whole.'),
  sent: field(SIZE, 'Memory on the wire so far.'),
  remaining: field(SIZE, 'Memory that waits.'),
});

export const POWERVM_RESULTS = [MOVE_FINDING, VALIDATION, MOVE_OUTCOME, SERIES_OUTCOME, MOVE_NOW] as const;
