/** Everything that Tune can set in a scenario, in order; and finding one of it by its name. */
import { CAPABILITIES } from '../../model/parameters/qemu/capabilities.ts';
import { PARAMETERS } from '../../model/parameters/qemu/parameters.ts';
import type { Scenario } from '../../model/scenario.ts';
import { CLIENT_TABLE } from './client-fields.ts';
import { type Field, GROUPS, type GroupId, type NumberField } from './field.ts';
import { hostFields, LINK_SPEED, LINK_TABLE, TRAFFIC } from './link-fields.ts';
import { machineFields } from './machine-fields.ts';
import { MEMORY_TABLE } from './memory-fields.ts';
import { policyOf, withPolicy } from './policy.ts';
import { policyChoices } from './policy-choices.ts';
import { allowedPause, policyNumbers, RATE_LIMIT } from './policy-numbers.ts';
import { withPostcopy, withTimeout } from './policy-switches.ts';
import { PRESET } from './preset-field.ts';
import { WORKLOAD, workloadFields } from './workload-fields.ts';

const timeout = (of: 'completion' | 'progress', label: string, about: string): NumberField => ({
  kind: 'number',
  id: `timeout.${of}`,
  label,
  group: 'above',
  unit: 'ms',
  value: { kind: 'number', min: 0, max: 86_400_000 },
  special: { value: null, label: 'never', otherwise: 600_000 },
  about: () => about,
  get: (s) => policyOf(s).orchestration.timeouts.find((each) => each.of === of)?.ms ?? null,
  set: (s, ms) => withTimeout(s, of, ms === null ? null : Number(ms)),
  reset: (s, original) => {
    const { timeouts } = policyOf(original).orchestration;
    const policy = policyOf(s);
    return withPolicy(s, { ...policy, orchestration: { ...policy.orchestration, timeouts } });
  },
});

const LAG: NumberField = {
  kind: 'number',
  id: 'postcopyLag',
  label: 'Whoever asks for post-copy is late by',
  group: 'method',
  unit: 'ns',
  value: { kind: 'number', min: 0, max: 100e9 },
  about: () => 'A script or a person that watches the rounds sees each a little later than it ends.',
  needs: (s) =>
    policyOf(s).postcopy ? null : { what: 'Post-copy allowed: on', meet: (now) => withPostcopy(now, true) },
  get: ({ tuning }) => tuning.postcopyLagNs ?? 0,
  set: (s, value) => ({ ...s, tuning: { ...s.tuning, postcopyLagNs: Number(value) } }),
  reset(s, original) {
    const { postcopyLagNs: _, ...tuning } = s.tuning;
    const was = original.tuning.postcopyLagNs;
    return { ...s, tuning: was === undefined ? tuning : { ...tuning, postcopyLagNs: was } };
  },
};

/** Those that matter most come first, in this order. */
const FIRST = ['preset', 'link', 'downtime-limit', 'max-bandwidth', 'workload'];
/** And these in their groups. */
const LEADERS = [
  'postcopyAllowed',
  'transport.multifd',
  'stopRule.pendingAtMostBytes',
  'stopRule.pendingAtMostPages',
];

const known = new WeakMap<Scenario, readonly Field[]>();

export function fieldsOf(scenario: Scenario): readonly Field[] {
  const cached = known.get(scenario);
  if (cached) return cached;
  const fields: Field[] = [
    ...[PRESET, LINK_SPEED, allowedPause(scenario), RATE_LIMIT, WORKLOAD],
    ...policyChoices(scenario),
    ...policyNumbers(scenario),
    LAG,
    timeout(
      'completion',
      'The whole move may take',
      'When it takes longer, what is chosen below happens; more time for each GiB comes on top.',
    ),
    timeout(
      'progress',
      'Without progress it may take',
      'Counts anew whenever less is left than ever before.',
    ),
    ...workloadFields(scenario),
    ...MEMORY_TABLE,
    ...LINK_TABLE,
    TRAFFIC,
    ...hostFields(scenario),
    ...machineFields(scenario),
    ...CLIENT_TABLE,
  ];
  const order = [...FIRST, ...LEADERS];
  const rank = ({ id }: Field) => (order.includes(id) ? order.indexOf(id) : order.length);
  const shown = fields.filter((field) => field.only?.(scenario) ?? true).sort((a, b) => rank(a) - rank(b));
  known.set(scenario, shown);
  return shown;
}

export const does = (field: Field, scenario: Scenario): boolean => !field.needs?.(scenario);

/** Those of a group that do something now. */
export const inGroup = (scenario: Scenario, group: GroupId): Field[] =>
  fieldsOf(scenario).filter((field) => field.group === group && does(field, scenario));

/** The choices that say most of their group. */
const STATES: Readonly<Partial<Record<GroupId, string>>> = {
  method: 'method.kind',
  throttle: 'throttle.kind',
  transport: 'transport.compression.kind',
};

/** Where a group stands, in a few words; empty where there is nothing to say. */
export function stateOf(scenario: Scenario, group: GroupId): string {
  const field = fieldsOf(scenario).find(({ id }) => id === STATES[group]);
  if (field?.kind !== 'choice') return '';
  const value = field.get(scenario);
  if (value === 'none') return group === 'throttle' ? 'none' : '';
  return field.options(scenario, []).find((option) => option.value === value)?.label ?? '';
}

const plain = (text: string): string => text.toLowerCase().replaceAll('’', "'");

const namesOf = (field: Field, scenario: Scenario): string =>
  [field.name?.(scenario) ?? '', ...(field.also ?? [])].join(' ');

const wordsOf = (field: Field, scenario: Scenario): string =>
  [
    ...[field.label, namesOf(field, scenario), field.about(scenario), GROUPS[field.group]],
    ...(field.kind === 'choice'
      ? field.options(scenario, []).map(({ label, value }) => `${label} ${value}`)
      : []),
  ].join(' ');

/**
 * All words have to be there, in its names, what it does or what it may be. Those whose name has them come first; what
 * does nothing now comes last, and only once where several kinds have the same.
 */
export function findFields(scenario: Scenario, text: string): Field[] {
  const words = plain(text).split(/\s+/).filter(Boolean);
  const has = (what: string) => words.every((word) => plain(what).includes(word));
  const rank = (field: Field) =>
    (has(`${field.label} ${namesOf(field, scenario)}`) ? 0 : 1) + (does(field, scenario) ? 0 : 2);
  const found = fieldsOf(scenario).filter((field) => has(wordsOf(field, scenario)));
  const active = new Set(found.filter((field) => does(field, scenario)).map(({ label }) => label));
  const once = found.filter(
    (field, i) =>
      does(field, scenario) ||
      (!active.has(field.label) && found.findIndex(({ label }) => label === field.label) === i),
  );
  return once.sort((a, b) => rank(a) - rank(b));
}

export interface Idle {
  name: string;
  label: string;
  about: string;
}

/** What QEMU has of that name and nothing here depends on. */
export function findIdle(scenario: Scenario, text: string): Idle[] {
  const words = plain(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const shown = new Set(fieldsOf(scenario).flatMap((field) => namesOf(field, scenario).split(' ')));
  return [...PARAMETERS, ...CAPABILITIES].filter(
    ({ name, label, defaults }) =>
      Object.hasOwn(defaults, scenario.tuning.era) &&
      !shown.has(name) &&
      words.every((word) => plain(`${name} ${label}`).includes(word)),
  );
}
