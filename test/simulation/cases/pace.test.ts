/** The pace that a measured guest is predicted to have, from what it saw before. */
import { expect, it } from 'vitest';
import { configFor } from '../../../web/cli/lib/fidelity/compare.ts';
import { MEASURED } from './measured.ts';

const [first] = MEASURED;
const tickHz = (seen: number, era = 'qemu-7.2-tcg', other: object = {}): number =>
  configFor('a', {
    ...first?.inputs,
    ...other,
    capabilities: [],
    parameters: {},
    postcopy_start: null,
    era,
    guest_tick_rate_hz: seen,
  }).guest.pace.tickHz;

it('is the usual one, nearly whatever was seen in the disturbed second before', () => {
  expect(tickHz(976)).toBe(976);
  expect(tickHz(1000)).toBeCloseTo(976 + 0.07 * 24);
  expect(tickHz(700)).toBeCloseTo(976 - 0.07 * 276);
});

it('is as given where no measured guest was so slow, and in other eras', () => {
  expect(tickHz(400)).toBe(400);
  expect(tickHz(1500)).toBe(1500);
  expect(tickHz(900, 'qemu-10.2-kvm')).toBe(900);
});

it('is as given for guests that are not the measured program', () => {
  const workload = { kind: 'uniform', pages: 1000 };
  expect(tickHz(900, 'qemu-7.2-tcg', { pattern: 'workload', workload })).toBe(900);
});
