/** Whether a set of parameters and capabilities is one that QEMU would take: every reason at once, each with a fix. */
import type { Era } from '../../scenario.ts';
import { holds, inWords, type Settings, type Transport, transportsOf } from '../conditions.ts';
import { erasOf, type PerEra, type Value } from '../described.ts';
import type { Fault } from '../fault.ts';
import { allowed, misfitOf, show } from '../values.ts';

import { CAPABILITIES, capabilityNamed } from './capabilities.ts';
import { COMBINATIONS, type Combination } from './combinations.ts';
import { defaultOf, PARAMETERS, parameterNamed } from './parameters.ts';

/** What a person or a file set; whatever it is, it is looked at and never trusted. */
export type Given = Readonly<Record<string, unknown>>;

export function checkParameters(
  era: Era,
  values: Given,
  capabilities: readonly unknown[] = [],
  transport: Transport = 'tcp',
): Fault[] {
  return [
    ...checkTransport(era, transport),
    ...Object.entries(values).flatMap(([name, value]) => checkValue(era, name, value)),
    ...[...new Set(capabilities)].flatMap((name) => checkCapability(era, name)),
    ...combinationsIn(era, 'refused', settingsOf(era, values, capabilities, transport)).map((combination) =>
      faultOf(combination, values),
    ),
  ];
}

/** What is accepted and does nothing, or nothing any more, with these settings. */
export function withoutEffect(
  era: Era,
  values: Given,
  capabilities: readonly unknown[] = [],
  transport: Transport = 'tcp',
): { field: string; why: string }[] {
  const settings = settingsOf(era, values, capabilities, transport);
  const idle = [
    ...Object.keys(values).map(parameterNamed),
    ...capabilities.map((name) => (typeof name === 'string' ? capabilityNamed(name) : undefined)),
  ].flatMap((entry) => {
    const missing = entry?.needs.find((condition) => !holds(condition, settings));
    return entry && missing
      ? [{ field: entry.name, why: `It does nothing without ${inWords(missing)}.` }]
      : [];
  });
  const combinations = combinationsIn(era, 'without effect', settings);
  return [...idle, ...combinations.map(({ id, reason }) => ({ field: id, why: reason }))];
}

/** What holds with these settings, the defaults included; values that are not possible count as not given. */
export function settingsOf(
  era: Era,
  values: Given,
  capabilities: readonly unknown[],
  transport: Transport = 'tcp',
): Settings {
  const enabled = new Set(capabilities);
  return {
    transport,
    has: (name) => enabled.has(name) && capabilityNamed(name)?.defaults[era] !== undefined,
    valueOf(name) {
      const parameter = parameterNamed(name);
      if (!parameter || !Object.hasOwn(parameter.defaults, era)) return undefined;
      const given = Object.hasOwn(values, name) ? values[name] : undefined;
      const usable = given !== undefined && misfitOf(parameter.value, given, era) === null;
      return usable ? (given as Value) : defaultOf(name, era);
    },
  };
}

function checkValue(era: Era, name: string, value: unknown): Fault[] {
  const parameter = parameterNamed(name);
  const fault = { field: name, where: name, value: show(value) };
  if (!parameter) {
    const near = nearest(name, PARAMETERS);
    return [{ ...fault, kind: 'unknown', what: `There is no parameter ${show(name)}.`, ...known(near) }];
  }
  if (!Object.hasOwn(parameter.defaults, era)) {
    return [{ ...fault, kind: 'era', what: notIn(era, parameter), ...onlyIn(parameter.defaults) }];
  }
  const misfit = misfitOf(parameter.value, value, era);
  if (!misfit) return [];
  const range = allowed(parameter.value, era);
  const unit = parameter.unit && ` (${parameter.unit})`;
  return [
    {
      ...fault,
      ...misfit,
      allowed: range,
      fix: `Give ${range}${unit}; it is ${show(parameter.defaults[era])} by default.`,
    },
  ];
}

function checkCapability(era: Era, name: unknown): Fault[] {
  const text = typeof name === 'string' ? name : show(name);
  const capability = typeof name === 'string' ? capabilityNamed(name) : undefined;
  const fault = { field: text, where: text, value: 'on' };
  if (!capability) {
    const near = nearest(text, CAPABILITIES);
    return [{ ...fault, kind: 'unknown', what: `There is no capability ${show(name)}.`, ...known(near) }];
  }
  if (Object.hasOwn(capability.defaults, era)) return [];
  return [{ ...fault, kind: 'era', what: notIn(era, capability), ...onlyIn(capability.defaults) }];
}

function checkTransport(era: Era, transport: Transport): Fault[] {
  const possible = transportsOf(era);
  if (possible.includes(transport)) return [];
  return [
    {
      kind: 'era',
      field: 'transport',
      where: 'transport',
      value: show(transport),
      what: `${era} cannot migrate over ${show(transport)}.`,
      allowed: `one of ${possible.join(', ')}`,
      fix: 'Choose another one.',
    },
  ];
}

const combinationsIn = (era: Era, effect: Combination['effect'], settings: Settings): Combination[] =>
  COMBINATIONS.filter(
    (combination) =>
      combination.effect === effect &&
      combination.eras.includes(era) &&
      combination.when.every((condition) => holds(condition, settings)),
  );

function faultOf({ when, reason, fix }: Combination, values: Given): Fault {
  const [first] = when;
  const field =
    first && 'capability' in first
      ? first.capability
      : first && 'parameter' in first
        ? first.parameter
        : 'transport';
  return {
    kind: 'combination',
    field,
    where: field,
    value: Object.hasOwn(values, field) ? show(values[field]) : 'on',
    what: `${when.map(inWords).join(' and ')} do not go together: ${reason}`,
    allowed: 'not in this combination',
    fix,
  };
}

const notIn = (
  era: Era,
  { name, since, removed }: { name: string; since: string; removed?: string },
): string =>
  `${name} does not exist in ${era}: it came with QEMU ${since}${removed ? ` and went with ${removed}` : ''}.`;

function onlyIn(defaults: PerEra<unknown>): { allowed: string; fix: string } {
  const eras = erasOf(defaults);
  return { allowed: `in ${eras.join(', ')}`, fix: `Leave it out, or choose ${eras.join(' or ')}.` };
}

const known = (near: string | null): { allowed: string; fix: string } => ({
  allowed: 'a known name',
  fix: near ? `Did you mean ${near}? Else leave it out.` : 'Leave it out; docs/parameters.md lists all.',
});

/** The same name but for case, `_` and `-`, or one that begins with it. */
function nearest(name: string, entries: readonly { name: string }[]): string | null {
  const plain = (text: string) => text.toLowerCase().replaceAll('_', '-');
  const wanted = plain(name);
  const found =
    entries.find((entry) => plain(entry.name) === wanted) ??
    (wanted.length >= 3 ? entries.find((entry) => entry.name.includes(wanted)) : undefined);
  return found?.name ?? null;
}
