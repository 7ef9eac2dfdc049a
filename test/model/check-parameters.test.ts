/** QEMU's parameters and capabilities: what comes by default is possible, and what QEMU refuses is refused. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Condition,
  holds,
  TRANSPORTS,
  type Transport,
  transportsOf,
} from '../../web/model/parameters/conditions.ts';
import { ERA_IDS, type Value } from '../../web/model/parameters/described.ts';
import { CAPABILITIES, hasCapability } from '../../web/model/parameters/qemu/capabilities.ts';
import { checkParameters, settingsOf, withoutEffect } from '../../web/model/parameters/qemu/check.ts';
import { COMBINATIONS, type Combination } from '../../web/model/parameters/qemu/combinations.ts';
import { PARAMETERS, parameterNamed } from '../../web/model/parameters/qemu/parameters.ts';
import type { Era } from '../../web/model/scenario.ts';

const NEW: Era = 'qemu-10.2-kvm';
const OLD: Era = 'qemu-7.2-tcg';
const known = (era: Era) => PARAMETERS.filter(({ defaults }) => Object.hasOwn(defaults, era));
const kinds = (faults: { kind: string }[]) => faults.map(({ kind }) => kind);

describe.each(ERA_IDS)('%s', (era) => {
  it('accepts every default, alone and together', () => {
    for (const { name, defaults } of known(era)) {
      expect(checkParameters(era, { [name]: defaults[era] })).toEqual([]);
    }
    const all = Object.fromEntries(known(era).map(({ name, defaults }) => [name, defaults[era]]));
    expect(checkParameters(era, all)).toEqual([]);
  });

  it('accepts both ends of every range, where nothing else stands against it', () => {
    for (const { name, value } of known(era)) {
      if (value.kind !== 'number' || name === 'max-cpu-throttle' || name === 'cpu-throttle-initial') continue;
      expect(checkParameters(era, { [name]: value.min }), name).toEqual([]);
      expect(checkParameters(era, { [name]: value.max }), name).toEqual([]);
    }
  });

  it('refuses what lies beyond a range, is not whole or not finite, with the range and a fix', () => {
    for (const { name, value } of known(era)) {
      if (value.kind !== 'number') continue;
      const wrong = [value.min - 1, value.max * 2 + 1, Number.NaN, Number.POSITIVE_INFINITY];
      if (value.whole) wrong.push(value.min + 0.5);
      for (const each of wrong) {
        const [fault, ...more] = checkParameters(era, { [name]: each });
        expect(more, `${name} ${each}`).toEqual([]);
        expect(fault?.field).toBe(name);
        expect(['range', 'type']).toContain(fault?.kind);
        expect(fault?.allowed).toContain(String(value.min));
        expect(fault?.fix).not.toBe('');
      }
    }
  });

  it('refuses a value of another type', () => {
    for (const { name, value } of known(era)) {
      const wrong = value.kind === 'text' ? 5 : { no: 'value' };
      expect(kinds(checkParameters(era, { [name]: wrong })), name).toEqual(['type']);
      expect(kinds(checkParameters(era, { [name]: null })), name).toEqual(['type']);
    }
  });

  it('refuses names that it does not know, and says in which era they are', () => {
    for (const parameter of PARAMETERS) {
      if (Object.hasOwn(parameter.defaults, era)) continue;
      const [fault] = checkParameters(era, { [parameter.name]: Object.values(parameter.defaults)[0] });
      expect(fault?.kind, parameter.name).toBe('era');
      expect(fault?.what).toContain(parameter.since);
    }
    for (const { name } of CAPABILITIES) {
      if (!hasCapability(name, era)) expect(kinds(checkParameters(era, {}, [name]))).toContain('era');
    }
    expect(kinds(checkParameters(era, { warp: 9 }, ['warp']))).toEqual(['unknown', 'unknown']);
  });
});

describe('combinations', () => {
  /** Settings with which just these conditions hold, beside what they need to be possible. */
  const bring = (combination: Combination, era: Era) => {
    const values: Record<string, Value> = {};
    const capabilities = new Set<string>();
    let transport: Transport = 'tcp';
    for (const condition of combination.when) {
      if ('capability' in condition && condition.on) capabilities.add(condition.capability);
      if ('is' in condition) values[condition.parameter] = condition.is;
      if ('isNot' in condition) values[condition.parameter] = another(condition.parameter, era);
      if ('below' in condition) values[condition.parameter] = 1;
      if ('transport' in condition) {
        const possible = transportsOf(era);
        transport = condition.transport.find((each) => possible.includes(each)) as Transport;
      }
    }
    return { values, capabilities: [...capabilities], transport };
  };
  const another = (name: string, era: Era): Value => {
    const parameter = parameterNamed(name);
    if (parameter?.value.kind !== 'choice') return 'something';
    return parameter.value.of[era]?.find((word) => word !== parameter.defaults[era]) as string;
  };

  it.each(
    COMBINATIONS.flatMap((combination) =>
      combination.eras.map((era) => [combination.id, era, combination] as const),
    ),
  )('%s holds in %s', (_id, era, combination) => {
    const { values, capabilities, transport } = bring(combination, era);
    const faults = checkParameters(era, values, capabilities, transport);
    expect(faults.filter(({ kind }) => kind !== 'combination')).toEqual([]);
    if (combination.effect === 'refused') {
      const fault = faults.find(({ what }) => what.endsWith(combination.reason));
      expect(fault, JSON.stringify(faults)).toBeDefined();
      expect(fault?.fix).toBe(combination.fix);
    } else {
      expect(faults).toEqual([]);
      expect(withoutEffect(era, values, capabilities, transport)).toContainEqual({
        field: combination.id,
        why: combination.reason,
      });
    }
  });

  it('name only what exists in their eras', () => {
    const exists = (condition: Condition, era: Era) => {
      if ('capability' in condition) return hasCapability(condition.capability, era);
      if ('transport' in condition) return condition.transport.every((each) => TRANSPORTS.includes(each));
      const names = [condition.parameter, ...('below' in condition ? [condition.below] : [])];
      return names.every((name) => parameterNamed(name)?.defaults[era] !== undefined);
    };
    for (const { id, eras, when } of COMBINATIONS) {
      for (const era of eras)
        expect(
          when.every((condition) => exists(condition, era)),
          id,
        ).toBe(true);
    }
    expect(new Set(COMBINATIONS.map(({ id }) => id)).size).toBe(COMBINATIONS.length);
  });

  it('tell what 7.2 takes and 10.2 refuses', () => {
    expect(checkParameters(OLD, {}, ['multifd', 'xbzrle'])).toEqual([]);
    expect(withoutEffect(OLD, {}, ['multifd', 'xbzrle'])).not.toEqual([]);
    expect(kinds(checkParameters(NEW, {}, ['multifd', 'xbzrle']))).toEqual(['combination']);
  });

  it('are all told at once, beside other faults', () => {
    const faults = checkParameters(NEW, { 'downtime-limit': -1, 'compress-level': 1 }, [
      'zero-copy-send',
      'xbzrle',
      'dirty-limit',
      'auto-converge',
    ]);
    expect(kinds(faults).sort()).toEqual([
      ...['combination', 'combination', 'combination', 'combination'],
      ...['era', 'range'],
    ]);
  });
});

describe('what has no effect', () => {
  it('is told: a parameter whose capability is off', () => {
    expect(withoutEffect(NEW, { 'cpu-throttle-initial': 30 })).toEqual([
      { field: 'cpu-throttle-initial', why: 'It does nothing without auto-converge on.' },
    ]);
    expect(withoutEffect(NEW, { 'cpu-throttle-initial': 30 }, ['auto-converge'])).toEqual([]);
  });
});

describe('whatever is given', () => {
  const names = fc.oneof(
    fc.constantFrom(...PARAMETERS.map(({ name }) => name)),
    fc.string(),
    fc.constantFrom('__proto__', 'constructor', 'toString'),
  );
  const values = fc.dictionary(
    names,
    fc.oneof(
      fc.anything(),
      fc.double(),
      fc.maxSafeInteger(),
      fc.boolean(),
      fc.constantFrom('zlib', 'none', 'cpr-exec', ''),
    ),
  );
  const capabilities = fc.array(
    fc.oneof(fc.constantFrom(...CAPABILITIES.map(({ name }) => name)), fc.anything()),
  );

  it('is answered and never thrown at, and every fault says where, what and how to mend it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ERA_IDS),
        values,
        capabilities,
        fc.constantFrom(...TRANSPORTS),
        (era, given, switched, transport) => {
          for (const fault of checkParameters(era, given, switched, transport)) {
            expect(typeof fault.field).toBe('string');
            for (const text of [fault.value, fault.what, fault.allowed, fault.fix]) {
              expect(text.length).toBeGreaterThan(0);
            }
          }
          withoutEffect(era, given, switched, transport);
        },
      ),
    );
  });

  it('is refused exactly when a refused combination holds or one part is not possible', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ERA_IDS),
        fc.subarray(CAPABILITIES.map(({ name }) => name)),
        (era, switched) => {
          const settings = settingsOf(era, {}, switched);
          const broken = COMBINATIONS.some(
            ({ effect, eras, when }) =>
              effect === 'refused' && eras.includes(era) && when.every((each) => holds(each, settings)),
          );
          const strange = switched.some((name) => !hasCapability(name, era));
          expect(checkParameters(era, {}, switched).length > 0).toBe(broken || strange);
        },
      ),
    );
  });
});
