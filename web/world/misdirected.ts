/** What is wrong with what a person did: not that it no longer applies, which is a note, but that it cannot be meant. */
import type { MoveChanges, MoveFailure } from '../model/migration.ts';
import type { Diagnostic } from '../model/result.ts';
import type { Action, Intervention } from '../model/scenario.ts';
import { outOfRange, type Range } from './ranges.ts';

const KINDS: readonly Action['kind'][] = [
  'migrate',
  'change',
  'cancel',
  'postcopy',
  'hold',
  'go-on',
  'fail',
  'recover',
  'call',
  'answer',
];
const FAILURES: readonly MoveFailure[] = ['link', 'source', 'destination'];

const RATE: Range = { max: 1e12, fix: 'Give bytes per second; 0 is no limit.' };
const PERCENT: Range = { min: 1, max: 99, fix: 'Give percent, 1 to 99.' };

const CHANGES: Readonly<Record<keyof MoveChanges, Range>> = {
  maxBandwidthBytesPerSecond: RATE,
  downtimeLimitMs: { max: 2_000_000, fix: 'Give milliseconds, at most 2,000,000.' },
  maxPostcopyBytesPerSecond: RATE,
  availSwitchoverBytesPerSecond: { ...RATE, fix: 'Give bytes per second; 0 is the measured rate.' },
  throttleInitialPercent: PERCENT,
  throttleIncrementPercent: PERCENT,
  throttleMaxPercent: PERCENT,
  throttleTriggerPercent: { min: 1, max: 100, fix: 'Give percent, 1 to 100.' },
  dirtyLimitBytesPerSecond: { above: 0, max: 1e12, fix: 'Give bytes per second, more than 0.' },
  stopBytes: { whole: true, fix: 'Give a whole number of bytes.' },
};

export const misdirected = (interventions: readonly Intervention[]): Diagnostic[] =>
  interventions.flatMap(({ at, action }, i) => {
    const where = `intervention ${i + 1}`;
    return [
      ...outOfRange([[`${where}, moment`, at, { whole: true, fix: 'Give a moment of the run.' }]]),
      ...faultsOf(where, action),
    ];
  });

function faultsOf(where: string, action: Action): Diagnostic[] {
  if (!KINDS.includes(action.kind))
    return [
      { where, what: `${action.kind} is nothing that can be done.`, fix: `Do one of ${KINDS.join(', ')}.` },
    ];
  if (action.kind === 'fail' && !FAILURES.includes(action.what))
    return [{ where, what: `${action.what} cannot fail.`, fix: `Let one of ${FAILURES.join(', ')} fail.` }];
  return action.kind === 'change' ? unchangeable(where, action.changes) : [];
}

function unchangeable(where: string, changes: MoveChanges): Diagnostic[] {
  const given = Object.entries(changes);
  if (given.length === 0)
    return [{ where, what: 'It changes nothing.', fix: 'Say what to set, and to what.' }];
  return given.flatMap(([name, value]) => {
    if (!Object.hasOwn(CHANGES, name)) {
      const fix = `Set one of ${Object.keys(CHANGES).join(', ')}.`;
      return [{ where, what: `${name} cannot be set while a move runs.`, fix }];
    }
    return outOfRange([[`${where}, ${name}`, value, CHANGES[name as keyof MoveChanges]]]);
  });
}
