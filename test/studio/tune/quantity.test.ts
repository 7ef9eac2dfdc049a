import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountOf, readAmount, spoken } from '../../../web/studio/tune/quantity.ts';

const read = (text: string, unit: string, field: { unit: string; bits?: true }, pageBytes = 0) => {
  const found = readAmount(text, unit, field, pageBytes);
  return found.ok ? found.value : `${found.what} ${found.fix}`;
};

describe('a number in a box', () => {
  it.each([
    [300, 'ms', '300 ms'],
    [1500, 'ms', '1.5 s'],
    [600_000, 'ms', '10 min'],
    [40_000, 'ns', '40 µs'],
    [134_217_728, 'bytes/s', '128 MiB/s'],
    [62_500_000, 'bytes/s', '62.5 MB/s'],
    [67_108_864, 'bytes', '64 MiB'],
    [0.001, 'share', '0.1 %'],
    [0, 'bytes', '0 B'],
    [4096, 'pages', '4096 pages'],
  ])('%d %s is written %s', (value, unit, expected) => {
    const { text, unit: shown } = amountOf(value, { unit });
    expect(`${text} ${shown}`).toBe(expected);
  });

  it('counts networks in bits', () => {
    expect(amountOf(25e6, { unit: 'bytes/s', bits: true })).toEqual({ text: '200', unit: 'Mbit/s' });
    expect(read('1 Gbit/s', 'Mbit/s', { unit: 'bytes/s', bits: true })).toBe(125e6);
    expect(read('12 MiB/s', 'Mbit/s', { unit: 'bytes/s', bits: true })).toBe(12 * 2 ** 20);
  });

  it('takes a bare number in the unit that is shown, and any other unit that measures the same', () => {
    expect(read('60', 'ms', { unit: 'ms' })).toBe(60);
    expect(read('2', 's', { unit: 'ms' })).toBe(2000);
    expect(read('1.5 s', 'ms', { unit: 'ms' })).toBe(1500);
    expect(read('5', '%', { unit: 'share' })).toBe(0.05);
    expect(read('5 %', '%', { unit: 'share' })).toBe(0.05);
    expect(read('16 MiB', 'pages', { unit: 'pages' }, 4096)).toBe(4096);
    expect(read('1\u202f000\u202f000', 'pages', { unit: 'pages' })).toBe(1_000_000);
  });

  it('says what is wrong with anything else, and what to write', () => {
    expect(read('soon', 'ms', { unit: 'ms' })).toMatch(/is not a time\. Write it as/);
    expect(read('3 MiB', 'ms', { unit: 'ms' })).toMatch(/is a size, and a time is wanted/);
    expect(read('many', 'rounds', { unit: 'rounds' })).toMatch(/is no number\. Write a number, in rounds\./);
    expect(read('', '', { unit: '' })).toMatch(/is no number/);
  });

  it('is what it was when nobody changed it, to six digits', () => {
    const units = fc.constantFrom('ms', 'ns', 'bytes', 'bytes/s', 'share', 'pages', '');
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e9, noNaN: true }), units, fc.boolean(), (raw, unit, bits) => {
        const field = bits && unit === 'bytes/s' ? { unit, bits: true as const } : { unit };
        // Sizes, and times inside, are whole.
        const value = unit === 'bytes' || unit === 'ns' ? Math.round(raw) : raw;
        const amount = amountOf(value, field);
        const again = read(amount.text, amount.unit, field);
        expect(Math.abs(Number(again) - value)).toBeLessThanOrEqual(
          Math.max(value * 1e-5, unit === 'ms' ? 1e-6 : 0.5),
        );
        expect(spoken(value, field)).not.toMatch(/NaN|undefined/);
      }),
    );
  });
});
