/** Capabilities and parameters: what QEMU takes, what goes together, and what comes to nothing. */
import { type Condition, holds, inWords } from '../../../model/parameters/conditions.ts';
import { capabilityNamed } from '../../../model/parameters/qemu/capabilities.ts';
import { checkParameters, settingsOf, withoutEffect } from '../../../model/parameters/qemu/check.ts';
import { COMBINATIONS, type Combination } from '../../../model/parameters/qemu/combinations.ts';
import { notSimulated } from '../../../model/parameters/qemu/not-simulated.ts';
import { parameterNamed } from '../../../model/parameters/qemu/parameters.ts';
import { presetNamed } from '../../../model/presets.ts';
import { OWN, sourced } from '../ground.ts';
import type { MoveOptions } from '../migration/setup.ts';
import { eraOf, isAtLeast, versionNumber } from '../objects/version.ts';
import type { Host } from '../objects/world.ts';
import type { Case } from './case.ts';
import { type Complaint, given, lessParameter, moveFix, type Rule, without } from './rule.ts';

/** Nothing was asked for, and what QEMU has by itself goes together. */
const plain = ({ options, setup, guest }: Case): boolean =>
  setup.transport === 'tcp' &&
  guest.dirtyRing === 0 &&
  (options.capabilities ?? []).length === 0 &&
  Object.keys(options.parameters ?? {}).length === 0;

const preset: Rule = {
  id: 'preset',
  group: 'Settings',
  about: 'The preset is one of QEMU’s.',
  reason: 'Hosts with QEMU move guests in QEMU’s way.',
  ground: sourced('migration'),
  severity: 'error',
  *check(c) {
    const name = c.options.preset;
    if (name === undefined) return;
    const found = presetNamed(name);
    if (found?.product === 'QEMU') {
      if (found.era === null || found.era === eraOf(c.source.qemu)) return;
      yield {
        object: c.guest.name,
        field: 'preset',
        severity: 'warning',
        message: `${found.label} is of another QEMU than ${c.source.qemu} on ${c.source.name}.`,
        remedy: 'Choose one of its own version, or leave it out.',
        fix: moveFix('Move QEMU’s plain way', c, { preset: undefined }),
      };
      return;
    }
    yield {
      object: c.guest.name,
      field: 'preset',
      // How another product would do it can be looked at on the same hosts.
      ...(found ? { severity: 'warning' as const } : {}),
      message: found
        ? `${found.label} is no way of QEMU’s: it shows how ${found.product} would do it.`
        : `There is no preset ${name}.`,
      remedy: 'Choose one of QEMU’s, KubeVirt’s or Nova’s, or leave it out.',
      fix: moveFix('Move QEMU’s plain way', c, { preset: undefined }),
    };
  },
};

/** Values and names; combinations have a rule of their own. */
const values: Rule = {
  id: 'settings-possible',
  group: 'Settings',
  about: 'Every capability and parameter is known and its value possible.',
  reason: 'QEMU refuses what it does not know.',
  ground: sourced('options', 'schema'),
  severity: 'error',
  *check(c) {
    if (plain(c)) return;
    const { capabilities, parameters } = given(c);
    const era = eraOf(c.source.qemu);
    const faults = checkParameters(era, parameters, capabilities, c.setup.transport);
    for (const fault of faults.filter(({ kind }) => kind !== 'combination')) {
      const isParameter = Object.hasOwn(parameters, fault.field);
      const changes: MoveOptions = isParameter
        ? { parameters: lessParameter(c, fault.field) }
        : fault.field === 'transport'
          ? { transport: 'tcp' }
          : { capabilities: without(c, fault.field) };
      yield {
        object: c.guest.name,
        field: fault.field,
        part: fault.field,
        message: fault.what,
        remedy: fault.fix,
        fix: moveFix(fault.field === 'transport' ? 'Move over TCP' : `Leave ${fault.field} out`, c, changes),
      };
    }
  },
};

/** Who has to know a setting, and since when there is such a one. */
function* unknownTo(
  c: Case,
  host: Host,
  name: string,
  kind: 'capability' | 'parameter',
): Iterable<Complaint> {
  const entry = kind === 'capability' ? capabilityNamed(name) : parameterNamed(name);
  if (!entry) return;
  const early = versionNumber(entry.since) !== null && !isAtLeast(host.qemu, entry.since);
  const gone = entry.removed !== undefined && isAtLeast(host.qemu, entry.removed);
  if (!early && !gone) return;
  const since = /^[\d.]+/.exec(entry.since)?.[0];
  const when = early ? `came with ${since}` : `went with ${entry.removed}`;
  yield {
    object: host.name,
    field: 'qemu',
    part: `${name}@${host.name}`,
    message: `QEMU ${host.qemu} on ${host.name} has no ${name}; it ${when}.`,
    remedy: early ? `Update QEMU on ${host.name}, or leave ${name} out.` : `Leave ${name} out.`,
    fix: moveFix(
      `Leave ${name} out`,
      c,
      kind === 'capability' ? { capabilities: without(c, name) } : { parameters: lessParameter(c, name) },
    ),
  };
}

const known: Rule = {
  id: 'settings-known',
  group: 'Settings',
  about: 'Both versions of QEMU know every setting.',
  reason: 'Both ends are set up alike, so both have to know it.',
  ground: sourced('schema'),
  severity: 'error',
  *check(c) {
    const { capabilities, parameters } = given(c);
    for (const host of c.source === c.target ? [c.source] : [c.source, c.target]) {
      for (const name of new Set(capabilities)) yield* unknownTo(c, host, name, 'capability');
      for (const name of Object.keys(parameters)) yield* unknownTo(c, host, name, 'parameter');
    }
  },
};

/**
 * The same move without what was asked for last of a combination: a capability, else a parameter, else the transport.
 * What is merely left off cannot give way.
 */
function fixOf(c: Case, { when }: Combination): MoveOptions | null {
  const { capabilities, parameters } = given(c);
  const asked = (names: readonly string[], there: (name: string) => boolean) => names.findLast(there);
  const capability = asked(
    when.flatMap((condition) => ('capability' in condition && condition.on ? condition.capability : [])),
    (name) => capabilities.includes(name),
  );
  if (capability) return { capabilities: without(c, capability) };
  const parameter = asked(when.flatMap(parametersOf), (name) => Object.hasOwn(parameters, name));
  if (parameter) return { parameters: lessParameter(c, parameter) };
  return c.setup.transport === 'tcp' ? null : { transport: 'tcp' };
}

function parametersOf(condition: Condition): string[] {
  if (!('parameter' in condition)) return [];
  return 'below' in condition ? [condition.parameter, condition.below] : [condition.parameter];
}

const label = (changes: MoveOptions, c: Case): string => {
  if (changes.transport) return `Move over ${changes.transport}`;
  if (changes.parameters) {
    const gone = Object.keys(c.options.parameters ?? {}).find(
      (name) => !Object.hasOwn(changes.parameters ?? {}, name),
    );
    return `Leave ${gone} out`;
  }
  const left = changes.capabilities ?? [];
  const gone = (c.options.capabilities ?? []).find((name) => !left.includes(name));
  return `Turn off ${gone}`;
};

const together: Rule = {
  id: 'settings-together',
  group: 'Settings',
  about: 'What is turned on goes together.',
  reason: 'QEMU refuses what cannot work together.',
  ground: sourced('options'),
  severity: 'error',
  *check(c) {
    if (plain(c)) return;
    const { capabilities, parameters } = given(c);
    const era = eraOf(c.source.qemu);
    const ringed = c.guest.dirtyRing > 0 ? { 'dirty-ring-size': c.guest.dirtyRing } : {};
    const settings = settingsOf(era, { ...ringed, ...parameters }, capabilities, c.setup.transport);
    for (const combination of COMBINATIONS) {
      if (combination.effect !== 'refused' || !combination.eras.includes(era)) continue;
      if (combination.id === 'dirty-limit-needs-dirty-ring') continue;
      if (!combination.when.every((condition) => holds(condition, settings))) continue;
      const changes = fixOf(c, combination);
      yield {
        object: c.guest.name,
        field: combination.id,
        part: combination.id,
        message: `${combination.when.map(inWords).join(' and ')} do not go together.`,
        reason: combination.reason,
        remedy: combination.fix,
        ...(changes ? { fix: moveFix(label(changes, c), c, changes) } : {}),
      };
    }
  },
};

const idle: Rule = {
  id: 'settings-idle',
  group: 'Settings',
  about: 'Nothing is set that does nothing.',
  reason: 'QEMU accepts it, and nothing comes of it.',
  ground: sourced('options'),
  severity: 'warning',
  *check(c) {
    if (plain(c)) return;
    const { capabilities, parameters } = given(c);
    const ringed = c.guest.dirtyRing > 0 ? { 'dirty-ring-size': c.guest.dirtyRing } : {};
    const era = eraOf(c.source.qemu);
    for (const { field, why } of withoutEffect(
      era,
      { ...ringed, ...parameters },
      capabilities,
      c.setup.transport,
    )) {
      if (field === 'dirty-ring-size' && !Object.hasOwn(parameters, field)) continue;
      const changes: MoveOptions | null = Object.hasOwn(parameters, field)
        ? { parameters: lessParameter(c, field) }
        : capabilities.includes(field)
          ? { capabilities: without(c, field) }
          : null;
      yield {
        object: c.guest.name,
        field,
        part: field,
        message: `${field}: ${why}`,
        remedy: `Leave ${field} out, or set what it needs.`,
        ...(changes ? { fix: moveFix(`Leave ${field} out`, c, changes) } : {}),
      };
    }
  },
};

const shown: Rule = {
  id: 'settings-shown',
  group: 'Settings',
  about: 'Whatever is set shows in the simulated move.',
  reason: 'Not everything that QEMU can do is simulated; the move goes as without it.',
  ground: OWN,
  severity: 'warning',
  *check(c) {
    const { capabilities, parameters } = given(c);
    const era = eraOf(c.source.qemu);
    const { transport } = c.setup;
    const nothing = withoutEffect(era, parameters, capabilities, transport).map(({ field }) => field);
    for (const { name, why } of notSimulated(era, capabilities, parameters)) {
      if (nothing.includes(name)) continue;
      const isParameter = Object.hasOwn(parameters, name);
      yield {
        object: c.guest.name,
        field: name,
        part: name,
        message: `${name} changes nothing here. ${why}`,
        remedy: `Leave ${name} out, or take the move as one without it.`,
        fix: moveFix(
          `Leave ${name} out`,
          c,
          isParameter ? { parameters: lessParameter(c, name) } : { capabilities: without(c, name) },
        ),
      };
    }
    if (transport !== 'file') return;
    yield {
      object: c.guest.name,
      field: 'transport',
      part: 'transport',
      message: 'Writing a file is not simulated: the move goes to its host as over a connection.',
      remedy: 'Move over TCP, or take the move as one over a connection.',
      fix: moveFix('Move over TCP', c, { transport: 'tcp' }),
    };
  },
};

export const SETTINGS_RULES: readonly Rule[] = [...[preset, values, known, together, idle, shown]];
