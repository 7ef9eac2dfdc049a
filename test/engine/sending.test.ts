import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { loadedEngine } from '../../web/cli/lib/engine.ts';
import type { Engine } from '../../web/engine/engine.ts';
import { machineFor } from '../../web/simulation/machines.ts';
import { idleGuest, marked } from './idle-guest.ts';
import { BEFORE, sendAll } from './sending-twin.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await loadedEngine();
});

const anyGuest = fc.record({
  pages: fc.integer({ min: 1, max: 9000 }),
  seed: fc.integer({ min: 1, max: 1e6 }),
  filled: fc.array(fc.tuple(fc.nat(9000), fc.nat(3000)), { maxLength: 12 }),
  writes: fc.integer({ min: 1, max: 12_000 }),
  machine: fc.record({
    linkBytesPerSecond: fc.constantFrom(0, 125e6, 1.25e9),
    linkBufferBytes: fc.constantFrom(0, 250_000),
    localBytesPerSecond: fc.integer({ min: 1e8, max: 5e9 }),
    firstTouchBytesPerSecond: fc.integer({ min: 1e8, max: 5e9 }),
    zeroPageNs: fc.integer({ min: 0, max: 1000 }),
  }),
});

it('pages go out at the moment, and as the bytes, that one finds word by word', () => {
  fc.assert(
    fc.property(anyGuest, ({ pages, seed, filled, writes, machine }) => {
      const ranges = filled
        .filter(([first]) => first < pages)
        .map(([first, length]) => ({ first, end: Math.min(pages, first + length) }));
      const full = machineFor('qemu-7.2-tcg', machine);
      const isZero = Array.from({ length: pages }, () => 1);
      for (const { first, end } of ranges) isZero.fill(0, first, end);

      const guest = idleGuest(engine, { pages, seed, filled: ranges, machine });
      guest.kernels.kernelSend();
      const every = Array.from({ length: pages }, () => 1);
      const first = sendAll(every, isZero, full, BEFORE);
      expect([guest.now, guest.sentBytes]).toEqual([first.now, first.bytes]);
      expect([guest.counters.normalPages, guest.counters.zeroPages]).toEqual([first.normal, first.zero]);

      guest.kernels.kernelMark(0, pages, 0, writes);
      const written = marked(guest, pages);
      guest.kernels.kernelHarvest();
      guest.kernels.kernelSend();
      for (let page = 0; page < pages; page++) if (written[page]) isZero[page] = 0;
      const again = sendAll(written, isZero, full, first);
      expect([guest.now, guest.sentBytes]).toEqual([again.now, again.bytes]);
    }),
    { numRuns: 60 },
  );
});
