import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ERA_IDS } from '../../../web/model/parameters/described.ts';
import { CAPABILITIES } from '../../../web/model/parameters/qemu/capabilities.ts';
import { PARAMETERS } from '../../../web/model/parameters/qemu/parameters.ts';
import type { Scenario } from '../../../web/model/scenario.ts';
import { rangeText, refusalOf, valueText } from '../../../web/studio/tune/check.ts';
import { type Field, isChanged, type NumberField, type Setting } from '../../../web/studio/tune/field.ts';
import { policyOf } from '../../../web/studio/tune/policy.ts';
import { does, fieldsOf, findFields, findIdle } from '../../../web/studio/tune/table.ts';
import { impossible } from '../../../web/world/impossible.ts';
import { BY_PRESET, BY_PRODUCT, BY_WORKLOAD, OPENING, TRACES } from './scenarios.ts';

const WORLDS = [...BY_PRODUCT, ...BY_WORKLOAD];

const active = (scenario: Scenario): Field[] => fieldsOf(scenario).filter((field) => does(field, scenario));
const named = (scenario: Scenario, id: string): Field => {
  const found = fieldsOf(scenario).find((field) => field.id === id);
  if (!found) throw new Error(`there is no field ${id}`);
  return found;
};

/** Numbers that its kind allows, the special one included. */
const possible = ({
  value: { min, max, whole, powerOfTwo },
  special,
}: NumberField): fc.Arbitrary<Setting> => {
  const exponents = (from: number) =>
    Array.from({ length: 53 }, (_, i) => 2 ** i).filter((each) => each >= from && each <= max);
  const numbers: fc.Arbitrary<Setting> = powerOfTwo
    ? fc.constantFrom(...exponents(min))
    : whole
      ? fc.integer({ min, max: Math.min(max, Number.MAX_SAFE_INTEGER) })
      : fc.double({ min, max, noNaN: true });
  return special ? fc.oneof(numbers, fc.constant(special.value)) : numbers;
};

const settings = (field: Field, scenario: Scenario): fc.Arbitrary<Setting> =>
  field.kind === 'number'
    ? possible(field)
    : field.kind === 'flag'
      ? fc.boolean()
      : fc.constantFrom(...field.options(scenario, TRACES).map(({ value }) => value));

describe.each(WORLDS)('the controls of %s', (_, scenario) => {
  it('have ids of their own', () => {
    const ids = fieldsOf(scenario).map(({ id }) => id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  it('give back what was set, and are as they were after a reset', () => {
    for (const field of active(scenario))
      fc.assert(
        fc.property(settings(field, scenario), (value) => {
          if (refusalOf(field, scenario, value)) return;
          const next = field.set(scenario, value);
          const got = field.get(next);
          if (typeof value === 'number' && field.id === 'zeroPercent')
            expect(Math.abs(Number(got) - value)).toBeLessThan(0.1);
          else if (typeof value === 'number' && typeof got === 'number')
            expect(Math.abs(got - value)).toBeLessThanOrEqual(Math.abs(value) * 1e-9);
          else if (field.id !== 'contents' || value !== '') expect(got).toBe(value);
          expect(next.moves).toBe(scenario.moves);
          expect(field.reset(next, scenario)).toEqual(scenario);
        }),
        { numRuns: 5 },
      );
  });

  it('are changed only where they were set', () => {
    for (const field of active(scenario)) {
      expect(isChanged(field, scenario, scenario)).toBe(false);
      // Another way of writing is one change, not one of each of its numbers.
      if (field.group === 'workload') expect(isChanged(field, scenario, OPENING), field.id).toBe(false);
    }
  });

  it('say what they do, what they may be, and what they are', () => {
    for (const field of fieldsOf(scenario)) {
      expect(field.about(scenario), field.id).toMatch(/[.!?]$/);
      expect(field.label, field.id).not.toBe('');
      if (field.kind === 'number') expect(rangeText(field), field.id).toMatch(/\d.* to .*\d/);
    }
    for (const field of active(scenario)) {
      expect(valueText(field, field.get(scenario), scenario, TRACES), field.id).not.toMatch(
        /^$|NaN|undefined/,
      );
      expect(field.hint?.(scenario) ?? '', field.id).not.toMatch(/NaN|undefined/);
    }
  });

  it('do something as soon as what they need is chosen', () => {
    for (const field of fieldsOf(scenario)) {
      let [now, steps] = [scenario, 0];
      for (let need = field.needs?.(now); need && steps < 4; need = field.needs?.(now), steps++)
        now = need.meet(now);
      const again = fieldsOf(now).find(({ id }) => id === field.id);
      expect(again && does(again, now), field.id).toBe(true);
    }
  });

  it('offer choices that can be carried out, or say why not', () => {
    for (const field of active(scenario)) {
      if (field.kind === 'number') continue;
      const values =
        field.kind === 'flag' ? [true, false] : field.options(scenario, []).map(({ value }) => value);
      for (const value of values) {
        const refusal = refusalOf(field, scenario, value);
        const found = refusal ? [refusal] : impossible(field.set(scenario, value), new Map());
        for (const { what, fix, where } of found) {
          if (where === 'redis, workload') continue;
          expect(`${what} ${fix}`, `${field.id} ${value}`).toMatch(/\..*\./);
        }
      }
    }
  });
});

describe('looking for a parameter', () => {
  const eras = ERA_IDS.map((era): [string, Scenario] => [
    era,
    { ...OPENING, tuning: { ...OPENING.tuning, era } },
  ]);

  it.each(eras)('finds each that QEMU has in %s', (era, scenario) => {
    for (const { name, defaults } of [...PARAMETERS, ...CAPABILITIES]) {
      if (!Object.hasOwn(defaults, era)) continue;
      const found = [...findFields(scenario, name), ...findIdle(scenario, name)];
      expect(found.length, name).toBeGreaterThan(0);
    }
  });

  it('puts those first whose name it is', () => {
    expect(findFields(OPENING, 'max-bandwidth')[0]?.id).toBe('max-bandwidth');
    expect(findFields(OPENING, 'Allowed pause')[0]?.id).toBe('downtime-limit');
    expect(findFields(OPENING, 'xbzrle')[0]?.id).toBe('transport.compression.kind');
  });

  it('finds what does nothing yet, and nothing where there is nothing', () => {
    expect(findFields(OPENING, 'cpu-throttle-increment')[0]?.needs?.(OPENING)?.what).toMatch(/^Throttling: /);
    expect(findFields(OPENING, 'no such thing')).toEqual([]);
    expect(findIdle(OPENING, 'tls-creds').map(({ name }) => name)).toEqual(['tls-creds']);
  });
});

describe('what cannot be', () => {
  it('is refused with what would be possible', () => {
    const field = named(OPENING, 'downtime-limit');
    expect(refusalOf(field, OPENING, -1)).toEqual({
      what: '-1\u00a0ms is too small.',
      fix: 'Give 0\u00a0s to 33\u00a0min 20\u00a0s.',
    });
    expect(refusalOf(field, OPENING, 300)).toBeNull();
  });

  it('is refused as QEMU would', () => {
    const compression = named(OPENING, 'transport.compression.kind');
    expect(refusalOf(compression, OPENING, 'zstd')?.what).toMatch(/multifd/);
    const several = named(OPENING, 'transport.multifd').set(OPENING, true);
    expect(refusalOf(compression, several, 'zstd')).toBeNull();
    expect(refusalOf(compression, several, 'xbzrle')?.what).toMatch(/xbzrle/);
    expect(policyOf(compression.set(several, 'zstd')).transport).toMatchObject({
      channels: 2,
      batchPages: 128,
      compression: { kind: 'stream', algorithm: 'zstd', threads: 2 },
    });
  });

  it('is refused by the simulation where its parts contradict each other', () => {
    const stop = named(OPENING, 'stopRule.maxRounds').set(OPENING, 5);
    expect(impossible(stop, new Map()).map(({ where }) => where)).toContain('policy, whenNotConverging');
  });
});

describe('a preset', () => {
  it('is the very scenario again where it is what the scenario already does', () => {
    const plain = named(OPENING, 'preset').set(OPENING, 'qemu-10.2');
    expect(plain.tuning).toEqual({ ...OPENING.tuning, maxBandwidthBytesPerSecond: 134_217_728 });
  });

  it.each(BY_PRESET)('%s keeps its name when a part of it is changed, and runs', (id, scenario) => {
    const field = named(scenario, 'client.requests');
    expect(named(scenario, 'preset').get(field.set(scenario, true))).toBe(id);
    expect(impossible(scenario, new Map()).filter(({ where }) => where !== 'redis, workload')).toEqual([]);
  });
});
