import { describe, expect, it } from 'vitest';
import type { Knob } from '../../../web/model/script.ts';
import { knobMisfit, knobText, numberOf, valueFrom, writtenAs } from '../../../web/studio/tune/knobs.ts';

const LINK: Knob = {
  ...{ name: 'link', about: '', kind: 'rate', value: '1 Gbit/s', default: '1 Gbit/s' },
  ...{ min: '100 Mbit/s', max: '100 Gbit/s' },
};
const COUNT: Knob = { name: 'moves', about: '', kind: 'number', value: '3', default: '2' };
const BUSY: Knob = { name: 'busy', about: '', kind: 'flag', value: 'true', default: 'false' };
const WAY: Knob = {
  name: 'way',
  about: '',
  kind: 'choice',
  value: 'fast',
  default: 'slow',
  of: ['slow', 'fast'],
};

describe('a knob of a script', () => {
  it('has a slider between its bounds, logarithmic where they lie far apart', () => {
    expect(numberOf(LINK)?.slider).toEqual({ min: 12.5e6, max: 12.5e9, scale: 'log' });
    expect(numberOf({ ...COUNT, min: '1', max: '10' })?.slider?.scale).toBe('linear');
    expect(numberOf(COUNT)?.slider).toBeUndefined();
    expect([numberOf(BUSY), numberOf(WAY)]).toEqual([null, null]);
  });

  it.each([LINK, COUNT, BUSY, WAY])('is written so that it reads as the same again: $name', (knob) => {
    expect(writtenAs(knob, valueFrom(knob, knob.value))).toBe(knob.value);
    expect(knobText(knob, knob.default)).not.toMatch(/NaN|undefined|^$/);
  });

  it('refuses what lies beyond its bounds', () => {
    expect(knobMisfit(LINK, 1)?.what).toMatch(/too small/);
    expect(knobMisfit(LINK, 1e12)?.fix).toBe('Give at most 100\u00a0Gbit/s.');
    expect(knobMisfit(LINK, 125e6)).toBeNull();
    expect(knobMisfit(COUNT, -5)).toBeNull();
  });
});
