import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Dimension, parseQuantity, showQuantity, UNITS } from '../../web/model/quantities.ts';

const read = (text: string, dimension: Dimension) => {
  const parsed = parseQuantity(text, dimension);
  if (!parsed.ok) throw new Error(parsed.what);
  return parsed.value;
};
const fixOf = (text: string, dimension: Dimension) => {
  const parsed = parseQuantity(text, dimension);
  return parsed.ok ? null : `${parsed.what} ${parsed.fix}`;
};

test('sizes are bytes, rates bytes per second, times nanoseconds', () => {
  expect(read('64 GiB', 'size')).toBe(64 * 2 ** 30);
  expect(read('64 GB', 'size')).toBe(64e9);
  expect(read('10 Gbit/s', 'rate')).toBe(1.25e9);
  expect(read('128 MiB/s', 'rate')).toBe(2 ** 27);
  expect(read('300 ms', 'time')).toBe(300e6);
  expect(read('1.5 min', 'time')).toBe(90e9);
  expect(read('5s', 'time')).toBe(5e9);
});

describe('a wrong unit is refused with what was meant:', () => {
  test.each<[string, Dimension, string]>([
    ['64 Gbit/s', 'size', "'64 Gbit/s' is a rate, and a size is wanted. Did you mean '64 GiB'?"],
    ['64 gb', 'size', "There is no unit 'gb'. Did you mean '64 GB'?"],
    ['10 Gbps', 'rate', "There is no unit 'Gbps'. Did you mean '10 Gbit/s'?"],
    ['10 GiB', 'rate', "'10 GiB' is a size, and a rate is wanted. Did you mean '10 Gbit/s'?"],
    ['5 sec', 'time', "There is no unit 'sec'. Did you mean '5 s'?"],
    ['5 m', 'time', "There is no unit 'm'. Did you mean '5 min'?"],
    ['5 MS', 'time', "There is no unit 'MS'. Did you mean '5 ms'?"],
    ['5', 'time', "'5' has no unit. Write a time: '5 s'."],
    ['soon', 'time', "'soon' is not a time. Write it as '300 ms'."],
    ['1e400 s', 'time', "'1e400 s' is too large. Write it as '300 ms'."],
  ])('%s as a %s', (text, dimension, words) => {
    expect(fixOf(text, dimension)).toBe(words);
  });
});

test('what is meant by a wrong unit is always a quantity of the right kind', () => {
  const dimension = fc.constantFrom<Dimension>('size', 'rate', 'time');
  fc.assert(
    fc.property(dimension, fc.string({ minLength: 1, maxLength: 8 }), (wanted, unit) => {
      const parsed = parseQuantity(`7 ${unit}`, wanted);
      const meant = parsed.ok ? null : /'(7 [^']*)'\??\.?$/.exec(parsed.fix)?.[1];
      if (meant) expect(parseQuantity(meant, wanted).ok).toBe(true);
    }),
  );
});

test('what is shown is read again as nearly the same', () => {
  const units = Object.keys(UNITS) as Dimension[];
  fc.assert(
    fc.property(fc.constantFrom(...units), fc.integer({ min: 1, max: 2 ** 50 }), (dimension, value) => {
      const again = read(showQuantity(value, dimension), dimension);
      expect(Math.abs(again - value)).toBeLessThanOrEqual(value * 0.005);
    }),
  );
});

test('quantities are shown as people say them', () => {
  expect(showQuantity(283e6, 'time')).toBe('283 ms');
  expect(showQuantity(1.25e9, 'rate')).toBe('10 Gbit/s');
  expect(showQuantity(1.5 * 2 ** 30, 'size')).toBe('1.5 GiB');
  expect(showQuantity(90e9, 'time')).toBe('1.5 min');
  expect(showQuantity(0, 'time')).toBe('0 ns');
});
