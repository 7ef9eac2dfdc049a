/** What the guest writes: which kind of workload, the numbers of each, and its pace. */
import type { Field as Described } from '../../model/parameters/field.ts';
import { PACE_FIELDS, WORKLOAD_KINDS, type WorkloadKind } from '../../model/parameters/workloads.ts';
import type { Scenario, Workload } from '../../model/scenario.ts';
import { MIB } from '../../model/units.ts';
import { digits, rate } from '../format.ts';
import { subjectOf, withSubject } from '../subject.ts';
import type { ChoiceField, Field, NumberField } from './field.ts';
import { put } from './lens.ts';
import { fieldAt, type Place } from './places.ts';

/** Those that are numbers alone; lists and workloads within others are for scripts. */
export const KINDS: readonly WorkloadKind[] = WORKLOAD_KINDS.filter(({ rows, holds }) => !rows && !holds);

const workloadOf = (s: Scenario): Workload => subjectOf(s)?.guest.workload ?? { kind: 'idle' };
const withWorkload = (s: Scenario, workload: Workload): Scenario =>
  withSubject(s, (p) => ({ ...p, guest: { ...p.guest, workload } }));
const pageBytesOf = (s: Scenario): number => subjectOf(s)?.guest.pageBytes ?? 4096;

/** Shares of the pages that a fresh workload may have, where it has several sets; the example's proportions count. */
const QUARTER = 4;

/** With the model's examples, made to fit into a quarter of the partition. */
export function freshWorkload(kind: string, scenario: Scenario): Workload {
  if (kind.startsWith('trace:')) return { kind: 'trace', trace: kind.slice(6) };
  const described = KINDS.find((each) => each.kind === kind);
  const guest = subjectOf(scenario)?.guest;
  const room = Math.max(1, Math.floor((guest ? guest.memoryBytes / guest.pageBytes : 1) / QUARTER));
  const sized = (described?.fields ?? []).filter(({ unit }) => unit === 'pages');
  const wanted = sized.reduce((sum, field) => sum + Number(field.default), 0);
  const scale = Math.min(1, room / Math.max(1, wanted));
  const entries = (described?.fields ?? []).map(
    ({ name, unit, value, default: usual }): [string, unknown] => {
      if (name === 'firstPage') return [name, 0];
      if (unit !== 'pages' || value.kind !== 'number') return [name, usual];
      return [name, Math.max(value.min, Math.floor(Number(usual) * scale))];
    },
  );
  return { kind: described?.kind ?? 'idle', ...Object.fromEntries(entries) } as Workload;
}

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
  hint: (s) => KINDS.find(({ kind }) => kind === workloadOf(s).kind)?.about ?? '',
  options: (_s, traces) => [
    ...traces.map(({ id, label }) => ({ value: `trace:${id}`, label, under: 'Recorded' })),
    ...KINDS.filter(({ kind }) => kind !== 'trace').map(({ kind, label }) => ({
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
  return fields
    .filter(({ value }) => value.kind === 'number' || value.kind === 'boolean')
    .map((described) => {
      const hint = hintOf(described);
      const first = described.name === 'writesPerSecond';
      return fieldAt(PLACE, described, {
        id: `${kind}.${described.name}`,
        group: first ? 'first' : 'workload',
        ...(hint ? { hint } : {}),
        ...(first ? { slider: { min: 1, max: 1e6, scale: 'log' } as const } : {}),
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

const [TICKS, ...PACES] = PACE_FIELDS;

const NOMINAL_HZ = 1000;

/** A recording is as fast as its guest's clock. */
const SPEED: NumberField = {
  ...(fieldAt(PACE, TICKS as Described, { id: 'tickHz', group: 'first' }) as NumberField),
  id: 'speed',
  label: 'Speed of the guest',
  unit: 'share',
  value: { kind: 'number', min: 0.001, max: 100 },
  slider: { min: 0.1, max: 10, scale: 'log' },
  about: () => 'How fast the guest writes, of the pace at which it was recorded.',
  usual: () => 1,
  get: (s) => Number(PACE.get(s, 'tickHz') ?? NOMINAL_HZ) / NOMINAL_HZ,
  set: (s, value) => PACE.set(s, 'tickHz', Number(value) * NOMINAL_HZ),
  hint: (s) =>
    PACE.get(s, 'tickHz') === NOMINAL_HZ
      ? 'Writes as it was recorded'
      : 'Of the pace at which it was recorded',
};

const MORE_PACE = [TICKS as Described, ...PACES].map((described) =>
  fieldAt(PACE, described, { group: 'workload' }),
);

export const workloadFields = (scenario: Scenario): Field[] => [
  ...KINDS.flatMap(ofKind),
  ...(workloadOf(scenario).kind === 'trace' ? [SPEED] : []),
  ...MORE_PACE,
];
