/**
 * The controls of Tune as data: what each changes in a scenario, its unit, range and hint. A panel draws
 * whatever stands here; a longer table needs no new panel.
 */
import type { Era, Scenario, Workload } from '../model/scenario.ts';
import { MIB, megabitsPerSecond } from '../model/units.ts';
import { bits, count, digits, rate } from './format.ts';
import { subjectOf, withSubject } from './subject.ts';
import type { TraceFacts } from './traces.ts';

interface Common {
  id: string;
  label: string;
  group: string;
  hint(scenario: Scenario): string;
  /** Shown only where it means something. */
  applies?(scenario: Scenario): boolean;
}

export interface NumberField extends Common {
  kind: 'number';
  unit: string;
  min: number;
  max: number;
  step: number;
  scale: 'linear' | 'log';
  /** A value outside the range that means something else: a switch beside the slider. */
  special?: { value: number; label: string; otherwise: number };
  get(scenario: Scenario): number;
  set(scenario: Scenario, value: number): Scenario;
}

export interface ChoiceField extends Common {
  kind: 'choice';
  options(scenario: Scenario, traces: readonly TraceFacts[]): { value: string; label: string }[];
  get(scenario: Scenario): string;
  set(scenario: Scenario, value: string): Scenario;
}

export type Field = NumberField | ChoiceField;

const tuned = (s: Scenario, change: Partial<Scenario['tuning']>): Scenario => ({
  ...s,
  tuning: { ...s.tuning, ...change },
});
const workloadOf = (s: Scenario): Workload => subjectOf(s)?.guest.workload ?? { kind: 'idle' };
const withWorkload = (s: Scenario, workload: Workload): Scenario =>
  withSubject(s, (p) => ({ ...p, guest: { ...p.guest, workload } }));

const LINK: NumberField = {
  kind: 'number',
  id: 'link',
  label: 'Link speed',
  group: 'Link',
  unit: 'Mbit/s',
  min: 10,
  max: 100_000,
  step: 10,
  scale: 'log',
  hint: (s) =>
    s.link.bytesPerSecond ? `Carries ${rate(s.link.bytesPerSecond)} of pages` : 'Limited by copying alone',
  special: { value: 0, label: 'local', otherwise: 200 },
  get: (s) => (s.link.bytesPerSecond * 8) / 1e6,
  set: (s, v) => ({ ...s, link: { ...s.link, bytesPerSecond: Math.round(megabitsPerSecond(v)) } }),
};

const BANDWIDTH: NumberField = {
  kind: 'number',
  id: 'max-bandwidth',
  label: 'max-bandwidth',
  group: 'Migration',
  unit: 'MiB/s',
  min: 1,
  max: 12_000,
  step: 1,
  scale: 'log',
  hint: (s) =>
    s.tuning.maxBandwidthBytesPerSecond === 0
      ? `The link is the only limit: ${bits(s.link.bytesPerSecond)}`
      : `The migration may use at most ${bits(s.tuning.maxBandwidthBytesPerSecond)}`,
  special: { value: 0, label: 'unlimited', otherwise: 16 },
  get: (s) => s.tuning.maxBandwidthBytesPerSecond / MIB,
  set: (s, v) => tuned(s, { maxBandwidthBytesPerSecond: Math.round(v * MIB) }),
};

const DOWNTIME: NumberField = {
  kind: 'number',
  id: 'downtime-limit',
  label: 'downtime-limit',
  group: 'Migration',
  unit: 'ms',
  min: 1,
  max: 10_000,
  step: 1,
  scale: 'log',
  hint: () => 'It switches over when the rest would cross in this time',
  get: (s) => s.tuning.downtimeLimitMs,
  set: (s, v) => tuned(s, { downtimeLimitMs: v }),
};

const ERA: ChoiceField = {
  kind: 'choice',
  id: 'era',
  label: 'Migration loop',
  group: 'Migration',
  hint: (s) =>
    s.tuning.era === 'qemu-7.2-tcg'
      ? 'The measured one: the whole dirty log is cleared at a sync'
      : 'The dirty log is cleared per 1 GiB, just before it is sent',
  options: () => [
    { value: 'qemu-10.2-kvm', label: 'QEMU 10.2, KVM' },
    { value: 'qemu-7.2-tcg', label: 'QEMU 7.2, TCG' },
  ],
  get: (s) => s.tuning.era,
  set: (s, v) => ({
    ...tuned(s, { era: v as Era }),
    platform: v === 'qemu-7.2-tcg' ? 'TCG · QEMU 7.2' : 'KVM · QEMU 10.2',
  }),
};

/** Fresh workloads of each kind, sized to a quarter of the partition at most. */
export function freshWorkload(kind: string, scenario: Scenario): Workload {
  const guest = subjectOf(scenario)?.guest;
  const total = guest ? Math.floor(guest.memoryBytes / guest.pageBytes) : 1;
  const pages = Math.max(1, Math.min(4096, Math.floor(total / 4)));
  switch (kind) {
    case 'uniform':
      return { kind, firstPage: 0, pages, writesPerSecond: 2000 };
    case 'sweep':
      return { kind, firstPage: 0, pages, writesPerSecond: 2000 };
    case 'hot-cold': {
      const hotPages = Math.max(1, pages >> 2);
      return {
        kind,
        firstPage: 0,
        hotPages,
        coldPages: Math.max(1, pages - hotPages),
        hotPercent: 90,
        writesPerSecond: 2000,
      };
    }
    default:
      return kind.startsWith('trace:') ? { kind: 'trace', trace: kind.slice(6) } : { kind: 'idle' };
  }
}

const WORKLOAD: ChoiceField = {
  kind: 'choice',
  id: 'workload',
  label: 'Workload',
  group: 'Guest',
  hint: (s) =>
    ({
      idle: 'It writes nothing: one round is enough',
      uniform: 'It writes everywhere in its hot set alike',
      'hot-cold': 'Most writes go to few pages',
      sweep: 'It writes page after page, over and over',
      trace: 'Replayed from a recorded program',
      'measured-guest': 'The program of the measured runs, write by write',
    })[workloadOf(s).kind],
  options: (s, traces) => [
    ...(workloadOf(s).kind === 'measured-guest'
      ? [{ value: 'measured-guest', label: 'The measured guest' }]
      : []),
    ...traces.map((t) => ({ value: `trace:${t.id}`, label: `Recorded: ${t.label}` })),
    { value: 'idle', label: 'Idle' },
    { value: 'uniform', label: 'Uniform hot set' },
    { value: 'hot-cold', label: 'Hot and cold pages' },
    { value: 'sweep', label: 'Sequential sweep' },
  ],
  get: (s) => {
    const w = workloadOf(s);
    return w.kind === 'trace' ? `trace:${w.trace}` : w.kind;
  },
  set: (s, v) => (v === workloadOf(s).kind ? s : withWorkload(s, freshWorkload(v, s))),
};

/** A number of the present workload, where it has one of that name. */
const workloadNumber = (
  key: string,
  label: string,
  unit: string,
  range: [min: number, max: number, step: number, scale: 'linear' | 'log'],
  hint: (scenario: Scenario, value: number) => string,
): NumberField => {
  const get = (s: Scenario): number => Number((workloadOf(s) as Record<string, unknown>)[key] ?? 0);
  const [min, max, step, scale] = range;
  return {
    kind: 'number',
    id: key,
    label,
    group: 'Guest',
    unit,
    min,
    max,
    step,
    scale,
    get,
    hint: (s) => hint(s, get(s)),
    applies: (s) => key in workloadOf(s) && get(s) >= min,
    set: (s, v) => withWorkload(s, { ...workloadOf(s), [key]: v } as Workload),
  };
};

const ofMemory = (s: Scenario, pages: number): string => {
  const page = subjectOf(s)?.guest.pageBytes ?? 4096;
  return `${digits((pages * page) / MIB)} MiB of its memory`;
};

export const FIELDS: readonly Field[] = [
  LINK,
  BANDWIDTH,
  DOWNTIME,
  ERA,
  WORKLOAD,
  workloadNumber('writesPerSecond', 'Writes', 'pages/s', [1, 1_000_000, 1, 'log'], (s, v) => {
    const page = subjectOf(s)?.guest.pageBytes ?? 4096;
    return `At most ${rate(v * page)}, fewer where a page is hit twice`;
  }),
  workloadNumber('pages', 'Hot set', 'pages', [1, 1_000_000, 1, 'log'], ofMemory),
  workloadNumber('hotPages', 'Hot pages', 'pages', [1, 1_000_000, 1, 'log'], ofMemory),
  workloadNumber('coldPages', 'Cold pages', 'pages', [1, 1_000_000, 1, 'log'], ofMemory),
  workloadNumber(
    'hotPercent',
    'Writes to hot pages',
    '%',
    [1, 100, 1, 'linear'],
    (_s, v) => `${digits(100 - v)} % go to the cold pages`,
  ),
];

/** The value in words, with its unit. */
export const valueText = (field: Field, scenario: Scenario, traces: readonly TraceFacts[]): string => {
  if (field.kind === 'choice') {
    const value = field.get(scenario);
    return field.options(scenario, traces).find((o) => o.value === value)?.label ?? value;
  }
  const value = field.get(scenario);
  if (field.special && value === field.special.value) return field.special.label;
  if (field.id === 'link') return bits(scenario.link.bytesPerSecond);
  return `${value >= 1000 && field.unit !== 'ms' ? count(value) : digits(value)}\u00a0${field.unit}`;
};
