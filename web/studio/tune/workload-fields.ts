/** What the guest writes: which kind of workload, the numbers of each, and its pace. */
import type { Field as Described } from '../../model/parameters/field.ts';
import { PACE_FIELDS, WORKLOAD_KINDS, type WorkloadKind } from '../../model/parameters/workloads.ts';
import type { Scenario, Workload } from '../../model/scenario.ts';
import { MIB } from '../../model/units.ts';
import { digits, rate } from '../format.ts';
import { subjectOf, withSubject } from '../subject.ts';
import type { ChoiceField, Field } from './field.ts';
import { put } from './lens.ts';
import { fieldAt, type Place } from './places.ts';
import { freshWorkload } from './workload-fresh.ts';
import { insideFields, isPlain } from './workload-inside.ts';

const workloadOf = (s: Scenario): Workload => subjectOf(s)?.guest.workload ?? { kind: 'idle' };
const withWorkload = (s: Scenario, workload: Workload): Scenario =>
  withSubject(s, (p) => ({ ...p, guest: { ...p.guest, workload } }));
const pageBytesOf = (s: Scenario): number => subjectOf(s)?.guest.pageBytes ?? 4096;

const kindOf = (s: Scenario): string => {
  const workload = workloadOf(s);
  return workload.kind === 'trace' ? `trace:${workload.trace}` : workload.kind;
};

export const WORKLOAD: ChoiceField = {
  kind: 'choice',
  id: 'workload',
  label: 'Workload',
  group: 'first',
  about: () => 'How the partition writes its memory while it moves.',
  hint: (s) => WORKLOAD_KINDS.find(({ kind }) => kind === workloadOf(s).kind)?.about ?? '',
  options: (_s, traces) => [
    ...traces.map(({ id, label }) => ({ value: `trace:${id}`, label, under: 'Recorded' })),
    ...WORKLOAD_KINDS.filter(({ kind }) => kind !== 'trace').map(({ kind, label }) => ({
      value: kind,
      label,
      under: 'Described by numbers',
    })),
  ],
  get: kindOf,
  set: (s, value) => (value === kindOf(s) ? s : withWorkload(s, freshWorkload(String(value), s))),
  reset: (s, original) => withWorkload(s, workloadOf(original)),
};

const PLACE: Place = {
  get: (s, name) => (workloadOf(s) as Record<string, unknown>)[name],
  set: (s, name, value) => withWorkload(s, put(workloadOf(s), name, value)),
};

const ofMemory = (s: Scenario, pages: number): string =>
  `${digits((pages * pageBytesOf(s)) / MIB)} MiB of its memory`;

function hintOf({ name, unit }: Described): ((s: Scenario) => string) | undefined {
  const number = (s: Scenario) => Number(PLACE.get(s, name) ?? 0);
  if (name === 'writesPerSecond')
    return (s) => `At most ${rate(number(s) * pageBytesOf(s))}, fewer where a page is hit twice`;
  if (unit === 'pages') return (s) => ofMemory(s, number(s));
  return undefined;
}

/** The rate at which it writes stands at the top. */
function ofKind({ kind, label, fields }: WorkloadKind): Field[] {
  return fields.filter(isPlain).map((described) => {
    const hint = hintOf(described);
    const first = described.name === 'writesPerSecond' || described.name === 'speedPercent';
    const slider = described.name === 'speedPercent' ? { min: 10, max: 1000 } : { min: 1, max: 1e6 };
    return fieldAt(PLACE, described, {
      id: `${kind}.${described.name}`,
      group: first ? 'first' : 'workload',
      ...(hint ? { hint } : {}),
      ...(first ? { slider: { ...slider, scale: 'log' } as const } : {}),
      needs: (s) =>
        workloadOf(s).kind === kind
          ? null
          : { what: `Workload: ${label}`, meet: (now) => withWorkload(now, freshWorkload(kind, now)) },
    });
  });
}

const PACE: Place = {
  get: (s, name) => (subjectOf(s)?.guest.pace as unknown as Record<string, unknown> | undefined)?.[name],
  set: (s, name, value) =>
    withSubject(s, (p) => ({ ...p, guest: { ...p.guest, pace: put(p.guest.pace, name, value) } })),
};

const PACES = PACE_FIELDS.map((described) => fieldAt(PACE, described, { group: 'workload' }));

export const workloadFields = (scenario: Scenario): Field[] => [
  ...WORKLOAD_KINDS.flatMap(ofKind),
  ...insideFields(scenario),
  ...PACES,
];
