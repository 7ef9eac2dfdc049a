import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MIB } from '../../web/model/units.ts';
import { bits, bytes, clock, count, mark, percent, rate, span } from '../../web/studio/format.ts';

const said = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('quantities in words', () => {
  it('gives sizes three digits and a binary unit', () => {
    expect(said(bytes(412 * MIB))).toBe('412 MiB');
    expect(said(bytes(35.06 * MIB))).toBe('35.1 MiB');
    expect(said(bytes(1.5 * 1024 * MIB))).toBe('1.5 GiB');
    expect(said(rate(118 * MIB))).toBe('118 MiB/s');
    expect(said(bytes(0))).toBe('0 B');
  });

  it('speaks of link speeds in decimal bits', () => {
    expect(said(bits(25e6))).toBe('200 Mbit/s');
    expect(said(bits(125e6))).toBe('1 Gbit/s');
  });

  it('gives times the unit a person would use', () => {
    expect(said(span(291e6))).toBe('291 ms');
    expect(said(span(9.842e9))).toBe('9.84 s');
    expect(said(span(125e9))).toBe('2 min 5 s');
    expect(said(span(3600e9))).toBe('1 h');
  });

  it('never rolls a value over into a four-digit number of its unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 45 }), (value) => {
        expect(Number.parseFloat(bytes(value))).toBeLessThan(1024);
        expect(Number.parseFloat(span(value))).toBeLessThan(1000);
      }),
    );
  });

  it('counts with thin spaces and shows the clock to the millisecond', () => {
    expect(said(count(98304))).toBe('98 304');
    expect(clock(5.9e9)).toBe('00:05.900');
    expect(clock(3_725e9)).toBe('1:02:05.000');
  });

  it('marks a time axis so that neighbours differ', () => {
    expect(mark(5.5e9, 5e8)).toBe('5.5\u00a0s');
    expect([600, 601, 602].map((s) => mark(s * 1e9, 1e9))).toEqual(['10:00', '10:01', '10:02']);
    expect([600.5, 601].map((s) => mark(s * 1e9, 5e8))).toEqual(['10:00.5', '10:01.0']);
    expect(mark(600.25e9, 5e7)).toBe('10:00.250');
  });

  it('does not call a thing whole before it is, nor nothing once it has begun', () => {
    expect(said(percent(0.9999))).toBe('99 %');
    expect(said(percent(1))).toBe('100 %');
    expect(said(percent(0.0001))).toBe('< 1 %');
    expect(said(percent(0))).toBe('0 %');
  });
});
