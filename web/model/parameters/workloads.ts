/** How a guest may write its memory, and the numbers of each way. */
import { anyNumber, whole, YES_OR_NO } from './described.ts';
import { type Field, fields } from './field.ts';
import { COURSES } from './workload-courses.ts';
import type { WorkloadKind } from './workload-kind.ts';
import { SETS } from './workload-sets.ts';

export type { WorkloadKind } from './workload-kind.ts';

export const WORKLOAD_KINDS: readonly WorkloadKind[] = [
  {
    kind: 'idle',
    label: 'Idle',
    about: 'Writes nothing: one round is enough.',
    curve: '0',
    fields: [],
  },
  ...SETS,
  ...COURSES,
  {
    kind: 'trace',
    label: 'Recorded trace',
    about: 'Replays which pages a real program wrote, interval by interval (docs/traces.md).',
    curve: 'as recorded',
    fields: fields(
      [
        'trace',
        'Trace',
        '',
        { kind: 'text' },
        'redis-ycsb-a-zipf',
        'Which recording.',
        { certainty: 'measured', source: 'docs/traces.md' },
      ],
      ['speedPercent', 'Speed', '%', anyNumber(0.01, 100_000), 100, 'Of the recorded one.'],
      [
        'repeats',
        'Repeats',
        '',
        YES_OR_NO,
        true,
        'Whether it loops from its first settled frame; else nothing is written behind its end.',
      ],
    ),
  },
];

/** When in its own time the guest writes; on top of any workload. One tick is nominally 1 ms. */
export const PACE_FIELDS: readonly Field[] = fields(
  [
    'tickHz',
    'Ticks per second',
    '1/s',
    anyNumber(0.001, 1e6),
    1000,
    'Timer ticks that the guest sees: fewer where its host is slow.',
    { certainty: 'measured', source: 'docs/fidelity.md: 970 to 1000 on the measuring machine' },
  ],
  [
    'ticksBefore',
    'Ticks before',
    'ticks',
    whole(0, 1e9),
    0,
    'How far sweeps and bursts are when the run begins.',
  ],
  ['stopTick', 'Writes until', 'tick', whole(0, 1e9, 'for ever'), 0, 'Writes nothing after this tick.'],
  [
    'burstOnTicks',
    'Burst',
    'ticks',
    whole(0, 1e9),
    0,
    'Writes only in so many ticks of each period; 0 and 0: always.',
  ],
  ['burstOffTicks', 'Rest', 'ticks', whole(0, 1e9), 0, 'The other ticks of each period.'],
);
