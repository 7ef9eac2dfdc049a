import fc from 'fast-check';
import { expect, test } from 'vitest';
import { geometricSeries } from '../../../web/simulation/cases/geometric.ts';

const MB = 1e6;
const guest = {
  bytes: 1000 * MB,
  dirtiedBytesPerSecond: 50 * MB,
  bytesPerSecond: 100 * MB,
  downtimeLimitS: 0.3,
};

test('a guest that dirties half of what can be sent halves its rounds until one fits the downtime limit', () => {
  // 1000 → 500 → 250 → 125 → 62.5 → 31.25 → 15.625 MB, and 30 MB fit.
  const answer = geometricSeries(guest);
  expect(answer.rounds).toBe(6);
  expect(answer.bytes).toBeCloseTo(1984.375 * MB);
  expect(answer.totalS).toBeCloseTo(19.84375);
  expect(answer.downtimeS).toBeCloseTo(0.15625);
});

test('the closed form is the sum of its rounds', () => {
  const anyGuest = fc.record({
    bytes: fc.double({ min: 1e3, max: 1e12, noNaN: true }),
    dirtiedBytesPerSecond: fc.double({ min: 0, max: 0.98e8, noNaN: true }),
    bytesPerSecond: fc.constant(1e8),
    downtimeLimitS: fc.double({ min: 0.001, max: 5, noNaN: true }),
  });
  fc.assert(
    fc.property(anyGuest, (input) => {
      const answer = geometricSeries(input);
      let round = input.bytes;
      let sum = round;
      for (let n = 0; n < answer.rounds!; n++) {
        round *= input.dirtiedBytesPerSecond / input.bytesPerSecond;
        sum += round;
      }
      expect(Math.abs(answer.bytes - sum)).toBeLessThanOrEqual(1e-6 * sum);
      expect(round).toBeLessThanOrEqual(input.bytesPerSecond * input.downtimeLimitS * (1 + 1e-9));
    }),
  );
});

test('a guest that dirties as fast as can be sent never ends, unless all fits at once', () => {
  expect(geometricSeries({ ...guest, dirtiedBytesPerSecond: 100 * MB }).rounds).toBeNull();
  expect(geometricSeries({ ...guest, dirtiedBytesPerSecond: 200 * MB }).totalS).toBe(Infinity);
  expect(geometricSeries({ ...guest, dirtiedBytesPerSecond: 200 * MB, bytes: MB }).rounds).toBe(0);
});

test('an idle guest is sent once', () => {
  const answer = geometricSeries({ ...guest, dirtiedBytesPerSecond: 0 });
  expect(answer).toEqual({ rounds: 1, totalS: 10, downtimeS: 0, bytes: 1000 * MB });
});
