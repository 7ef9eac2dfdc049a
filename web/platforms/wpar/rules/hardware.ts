/** What the machines have to offer. */
import { GIB } from '../../../model/units.ts';
import { OWN, sourced, TYPICAL } from '../ground.ts';
import { freeBytes } from '../objects/load.ts';
import { classRank, type ManagedSystem } from '../objects/system.ts';
import { groupOf, hostedBy } from '../objects/world.ts';
import type { Case, Complaint, Rule } from './rule.ts';

/** Active partitions on one AIX. */
export const MOST_PARTITIONS = 8192;
/** Clocks may differ by this much where the test is chosen; typical. */
export const CLOCK_TOLERANCE_MS = 1000;

const gib = (bytes: number): string => `${Math.round((bytes / GIB) * 10) / 10} GiB`;

const notLess = (
  { departure, arrival }: Case,
  field: string,
  of: (system: ManagedSystem) => number,
  show: (value: number) => string,
  remedy: string,
  fix?: Complaint['fix'],
): Complaint | null => {
  const [d, a] = [of(departure), of(arrival)];
  if (a >= d) return null;
  return {
    object: arrival.name,
    field,
    message: `${arrival.name} has ${show(a)}, ${departure.name} has ${show(d)}.`,
    remedy,
    values: { departure: show(d), arrival: show(a) },
    ...(fix ? { fix } : {}),
  };
};

export const HARDWARE_RULES: readonly Rule[] = [
  {
    id: 'cpu-class-not-lower',
    kind: 'critical',
    phases: ['live'],
    about: 'The arrival system’s processors are not older.',
    reason: 'Running code may use instructions that older processors lack.',
    ground: TYPICAL,
    check: ({ departure, arrival }) =>
      classRank(arrival.processorClass) >= classRank(departure.processorClass)
        ? null
        : {
            object: arrival.name,
            field: 'processor',
            message: `${arrival.name} is ${arrival.processorClass}, older than the ${departure.processorClass} on which the programs were started.`,
            remedy: 'Relocate statically, or choose another system.',
            values: { departure: departure.processorClass, arrival: arrival.processorClass },
          },
  },
  {
    id: 'cpu-features-superset',
    kind: 'critical',
    phases: ['live'],
    about: 'The arrival system has every processor feature of the departure system.',
    reason: 'Running code may have bound to them.',
    ground: TYPICAL,
    check: ({ departure, arrival }) => {
      const lacking = departure.features.filter((feature) => !arrival.features.includes(feature));
      if (lacking.length === 0) return null;
      return {
        object: arrival.name,
        field: 'processor features',
        message: `${arrival.name} lacks ${lacking.join(', ')}.`,
        remedy: 'Relocate statically, or choose another system.',
        values: { departure: departure.features.join(', '), arrival: arrival.features.join(', ') || 'none' },
      };
    },
  },
  {
    id: 'arrival-room',
    kind: 'critical',
    phases: ['live'],
    about: 'The state of the partition fits into the free memory of the arrival system.',
    reason: 'What is restored there has to be somewhere.',
    ground: OWN,
    check: ({ world, wpar, arrival }) => {
      const free = freeBytes(world, arrival, wpar.name);
      if (free >= wpar.stateBytes) return null;
      return {
        object: arrival.name,
        field: 'memory',
        message: `${arrival.name} has ${gib(Math.max(0, free))} free, ${wpar.name} needs ${gib(wpar.stateBytes)}.`,
        remedy: 'Choose a larger system, or move something away from this one.',
      };
    },
  },
  {
    id: 'wpar-limit',
    kind: 'critical',
    phases: ['start', 'live'],
    about: `At most ${MOST_PARTITIONS} partitions are active on one system.`,
    reason: 'AIX does not allow more.',
    ground: sourced('topics', 'features'),
    check: ({ world, wpar, arrival }) => {
      const active = hostedBy(world, arrival.name).filter(
        ({ name, copies }) =>
          name !== wpar.name &&
          copies.some(({ system, state }) => system === arrival.name && state === 'Active'),
      ).length;
      if (active < MOST_PARTITIONS) return null;
      return {
        object: arrival.name,
        field: 'partitions',
        message: `${arrival.name} has ${active} active partitions, which is the limit.`,
        remedy: 'Stop one, or choose another system.',
      };
    },
  },
  {
    id: 'arrival-memory',
    kind: 'optional',
    phases: ['live'],
    about: 'The arrival system has no less memory than the departure system.',
    reason: 'Programs may have settled in to what was there.',
    ground: sourced('help'),
    check: (c) =>
      notLess(
        c,
        'memory',
        ({ memoryBytes }) => memoryBytes,
        gib,
        'Choose a larger system, or take the test out of the group.',
        {
          label: `Give ${c.arrival.name} ${gib(c.departure.memoryBytes)}`,
          edits: [{ kind: 'system', system: c.arrival.name, set: { memoryBytes: c.departure.memoryBytes } }],
        },
      ),
  },
  {
    id: 'arrival-cpu-count',
    kind: 'optional',
    phases: ['live'],
    about: 'The arrival system has no fewer processors.',
    reason: 'Programs may have started as many threads as there were processors.',
    ground: TYPICAL,
    check: (c) =>
      notLess(
        c,
        'processors',
        ({ processors }) => processors,
        (n) => `${n} processors`,
        'Choose a larger system, or take the test out of the group.',
      ),
  },
  {
    id: 'arrival-cpu-speed',
    kind: 'optional',
    phases: ['live'],
    about: 'The processors of the arrival system are not slower.',
    reason: 'Its users would notice.',
    ground: TYPICAL,
    check: (c) =>
      notLess(
        c,
        'processor speed',
        ({ processorMHz }) => processorMHz,
        (n) => `${n} MHz`,
        'Choose a faster system, or take the test out of the group.',
      ),
  },
  {
    id: 'ntp-in-sync',
    kind: 'optional',
    phases: ['live'],
    about: 'The clocks of both systems agree.',
    reason: 'After the move the partition reads the clock of the arrival system: time would jump.',
    ground: TYPICAL,
    check: ({ departure, arrival }) => {
      const apart = arrival.clockOffsetMs - departure.clockOffsetMs;
      if (Math.abs(apart) <= CLOCK_TOLERANCE_MS) return null;
      return {
        object: arrival.name,
        field: 'clock',
        message: `The clock of ${arrival.name} is ${Math.abs(apart) / 1000} s ${apart > 0 ? 'ahead of' : 'behind'} that of ${departure.name}.`,
        remedy: 'Let both follow the same time server.',
        fix: {
          label: `Set the clock of ${arrival.name}`,
          edits: [{ kind: 'system', system: arrival.name, set: { clockOffsetMs: departure.clockOffsetMs } }],
        },
      };
    },
  },
  {
    id: 'profile-allowed',
    kind: 'critical',
    phases: ['live'],
    about: 'The group of the partition allows the arrival system’s hardware.',
    reason: 'Whoever made the group selected the profiles.',
    ground: sourced('help'),
    check: ({ world, wpar, arrival }) => {
      const group = groupOf(world, wpar.group);
      if (!group?.profiles || group.profiles.some(({ profile }) => profile === arrival.profile)) return null;
      return {
        object: arrival.name,
        field: 'system profile',
        message: `The profile ${arrival.profile} of ${arrival.name} is not selected for the group ${group.name}.`,
        remedy: 'Select it in the group, or choose another system.',
      };
    },
  },
];
