/** The partition itself: its size, what its pages hold, and what else a move counts in it. */
import { CONTENT_CLASSES, CONTENT_FIELDS, GUEST_FIELDS } from '../../model/parameters/contents.ts';
import type { Guest, Scenario } from '../../model/scenario.ts';
import { subjectOf, withSubject } from '../subject.ts';
import type { ChoiceField, Field, NumberField } from './field.ts';
import { put } from './lens.ts';
import { fieldAt, type Place } from './places.ts';
import { policyOf } from './policy.ts';

const withGuest = (s: Scenario, change: (guest: Guest) => Guest): Scenario =>
  withSubject(s, (p) => ({ ...p, guest: change(p.guest) }));

const GUEST: Place = {
  get: (s, name) => (subjectOf(s)?.guest as Record<string, unknown> | undefined)?.[name],
  set: (s, name, value) => withGuest(s, (guest) => put(guest, name, value)),
};

const pagesOf = ({ memoryBytes, pageBytes }: Guest): number => Math.floor(memoryBytes / pageBytes);

const MEMORY: NumberField = {
  kind: 'number',
  id: 'memory',
  label: 'Memory',
  group: 'memory',
  unit: 'bytes',
  value: { kind: 'number', min: 4096, max: 2 ** 42, whole: true },
  about: () =>
    'All of it moves with the partition. It has to be a whole number of pages, and to fit into both hosts.',
  get: (s) => subjectOf(s)?.guest.memoryBytes ?? 0,
  /** What was filled beyond the new end is gone. */
  set: (s, value) =>
    withGuest(s, (guest) => {
      const smaller = { ...guest, memoryBytes: Number(value) };
      const end = pagesOf(smaller);
      const filled = guest.filled
        .filter(({ first }) => first < end)
        .map((range) => ({ ...range, end: Math.min(range.end, end) }));
      return { ...smaller, filled };
    }),
  reset: (s, original) =>
    withGuest(s, (guest) => {
      const was = subjectOf(original)?.guest ?? guest;
      return { ...guest, memoryBytes: was.memoryBytes, filled: was.filled };
    }),
};

const filledPages = (guest: Guest): number =>
  guest.filled.reduce((sum, { first, end }) => sum + end - first, 0);

const zeroPercentOf = (guest: Guest): number =>
  Math.round((1 - filledPages(guest) / Math.max(1, pagesOf(guest))) * 1000) / 10;

/** From where it was filled before, as far as there is room. */
const filledTo = (guest: Guest, percent: number): Guest => {
  const total = pagesOf(guest);
  const wanted = Math.round(total * (1 - percent / 100));
  const first = Math.min(guest.filled[0]?.first ?? 0, total - wanted);
  return { ...guest, filled: wanted > 0 ? [{ first, end: first + wanted }] : [] };
};

const [ZERO, RATIO, STAYS] = CONTENT_FIELDS as [Described, Described, Described];
type Described = (typeof CONTENT_FIELDS)[number];

const ZEROS: NumberField = {
  ...(fieldAt(GUEST, ZERO, { id: 'zeroPercent', group: 'memory' }) as NumberField),
  about: () => `${ZERO.about} What its workload fills by itself comes on top.`,
  get: (s) => {
    const guest = subjectOf(s)?.guest;
    return guest ? zeroPercentOf(guest) : 0;
  },
  set: (s, value) => withGuest(s, (guest) => filledTo(guest, Number(value))),
  reset: (s, original) =>
    withGuest(s, (guest) => ({ ...guest, filled: subjectOf(original)?.guest.filled ?? guest.filled })),
};

const WHOLE = (guest: Guest) => ({ first: 0, end: pagesOf(guest) });

/** Of all its memory; where ranges differ, all of them are set. */
const CONTENT: Place = {
  get: (s, name) => (subjectOf(s)?.guest.contents?.[0] as Record<string, unknown> | undefined)?.[name],
  set: (s, name, value) =>
    withGuest(s, (guest) => {
      const all = guest.contents ?? [{ range: WHOLE(guest), ratio: 1 }];
      const changed = all
        .map((content) => put(content, name, value))
        .filter(({ ratio }) => ratio !== undefined);
      const plain = changed.every(({ ratio, staysZero }) => ratio === 1 && !staysZero);
      return put(guest, 'contents', plain ? undefined : changed);
    }),
};

const resetContents = (s: Scenario, original: Scenario): Scenario =>
  withGuest(s, (guest) => put(guest, 'contents', subjectOf(original)?.guest.contents));

const packedOf = (s: Scenario, { packed }: (typeof CONTENT_CLASSES)[number]): number => {
  const { compression } = policyOf(s).transport;
  return compression.kind === 'stream' && compression.algorithm === 'zstd' ? packed.zstd : packed.zlib;
};

const CLASS: ChoiceField = {
  kind: 'choice',
  id: 'contents',
  label: 'What its pages hold',
  group: 'memory',
  about: () =>
    'How many pages are zero, and how small the others become. A guest that was measured is better.',
  ground: () => CONTENT_CLASSES[0],
  options: () => [
    { value: '', label: 'as set below' },
    ...CONTENT_CLASSES.map(({ id, label }) => ({ value: id, label })),
  ],
  get: (s) => {
    const guest = subjectOf(s)?.guest;
    const found = CONTENT_CLASSES.find(
      (each) =>
        guest?.contents?.[0]?.ratio === packedOf(s, each) &&
        Math.abs(zeroPercentOf(guest) - each.zeroPercent) < 0.1,
    );
    return found?.id ?? '';
  },
  set(s, id) {
    const chosen = CONTENT_CLASSES.find((each) => each.id === id);
    if (!chosen) return s;
    const contents = (guest: Guest) => [{ range: WHOLE(guest), ratio: packedOf(s, chosen) }];
    return withGuest(s, (guest) => ({ ...filledTo(guest, chosen.zeroPercent), contents: contents(guest) }));
  },
  reset: (s, original) => ZEROS.reset(resetContents(s, original), original),
};

export const MEMORY_TABLE: readonly Field[] = [
  MEMORY,
  CLASS,
  ZEROS,
  {
    ...(fieldAt(CONTENT, { ...RATIO, default: 1 }, { id: 'ratio', group: 'memory' }) as NumberField),
    reset: resetContents,
  },
  { ...fieldAt(CONTENT, STAYS, { id: 'staysZero', group: 'memory' }), reset: resetContents },
  ...GUEST_FIELDS.map((described) =>
    fieldAt(GUEST, described, { id: `guest.${described.name}`, group: 'memory' }),
  ),
];
