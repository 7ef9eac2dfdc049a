/** What a script expects of a value: compared in its own unit, and kept with its line whether it held or not. */
import { parseQuantity } from '../../../model/quantities.ts';
import { kindOfValue, showValue, type Value } from '../../../script/api/value.ts';
import { type Answer, type Doers, no, type Site, yes } from '../../../script/session.ts';
import { tooMany } from '../journal.ts';
import type { Stage } from '../stage.ts';

interface Expected {
  value: Value;
  about: string;
  negated: boolean;
  begun: { checked: boolean };
}

export function expectDoer(stage: Stage): Doers['expect'] {
  return (_, [value, about], site) => {
    const full = tooMany('expects', stage.things.count('Expectation'), 'expectations');
    if (full) return no('Error', full);
    const begun = { checked: false, site };
    stage.journal.begun.push(begun);
    const expected: Expected = { value, about: about ?? 'The value', negated: false, begun };
    return yes(stage.things.add('Expectation', expected));
  };
}

export function expectationDoers(stage: Stage): Doers['Expectation'] {
  const at = (id: number) => stage.things.at<Expected>('Expectation', id);

  const keep = (
    { about, value, negated, begun }: Expected,
    site: Site,
    met: boolean,
    words: string,
    others: readonly Value[],
  ) => {
    begun.checked = true;
    const held = met !== negated;
    const more = digitsApart(value, others);
    const limits = others.map((other) => showValue(other, more)).join(', ');
    const text = `${about}: ${showValue(value, more)}, expected ${negated ? 'not ' : ''}${words}${limits}`;
    stage.journal.expectations.push({ at: stage.now, place: site.place(), held, text });
    return yes(undefined);
  };

  const compare =
    (words: string, met: (order: number) => boolean) =>
    (self: number, [limit]: readonly [Value], site: Site): Answer<undefined> => {
      const expected = at(self);
      const order = orderOf(expected.value, limit);
      if (expected.value.value === null) {
        const what = `${expected.about} is nothing, and cannot be compared with ${showValue(limit)}.`;
        return no('Error', { what, fix: 'See where it comes from: it is null or undefined.' });
      }
      if (order === null) {
        const what = `${showValue(expected.value)} is ${kindOfValue(expected.value)} and cannot be compared with ${showValue(limit)}.`;
        return no('Error', { what, fix: `Compare it with ${kindOfValue(expected.value)}.` });
      }
      return keep(expected, site, met(order), words, [limit]);
    };

  return {
    not: (self) => {
      const expected = at(self);
      return stage.things.add('Expectation', { ...expected, negated: !expected.negated });
    },
    toBe: (self, [other], site) => {
      const expected = at(self);
      return keep(expected, site, isSame(expected.value, other), '', [other]);
    },
    toBeLessThan: compare('less than ', (order) => order < 0),
    toBeAtMost: compare('at most ', (order) => order <= 0),
    toBeGreaterThan: compare('more than ', (order) => order > 0),
    toBeAtLeast: compare('at least ', (order) => order >= 0),
    toBeOneOf: (self, [values], site) => {
      const expected = at(self);
      const met = values.some((value) => isSame(expected.value, value));
      return keep(expected, site, met, 'one of ', values);
    },
  };
}

/** As many as it takes that two values that differ do not look the same, beyond those that are always shown. */
function digitsApart(value: Value, others: readonly Value[]): number {
  for (let more = 0; more < MOST_DIGITS; more++) {
    const shown = asShown(value, more);
    if (others.every((other) => isSame(value, other) || asShown(other, more) !== shown)) return more;
  }
  return MOST_DIGITS;
}

/** Enough for every number. */
const MOST_DIGITS = 17;

/** What somebody takes it for who reads it: 59.98 s for the minute that it is rounded to. */
function asShown(value: Value, more: number): Value['value'] {
  const shown = showValue(value, more);
  if (value.is !== 'quantity') return shown;
  const read = parseQuantity(shown, value.dimension);
  return read.ok ? read.value : shown;
}

const isSame = (a: Value, b: Value): boolean =>
  a.is === b.is &&
  a.value === b.value &&
  (a.is !== 'quantity' || b.is !== 'quantity' || a.dimension === b.dimension);

/** Null where the two have no order. */
function orderOf(a: Value, b: Value): number | null {
  if (a.is === 'quantity' && b.is === 'quantity')
    return a.dimension === b.dimension ? a.value - b.value : null;
  if (typeof a.value === 'number' && typeof b.value === 'number' && a.is === b.is) return a.value - b.value;
  return null;
}
