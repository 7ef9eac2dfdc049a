/** The engine's kernels, one instance for all repetitions. */
import type { Engine } from '../../../engine/engine.ts';
import type { MigrationConfig } from '../../../model/migration.ts';
import { type PageRange, STEADY } from '../../../model/scenario.ts';
import { ns, ZERO_NS } from '../../../model/units.ts';
import { machineFor } from '../../../simulation/machines.ts';
import { PAGE_BYTES, PAGES, type Runner, SEED } from './steps.ts';

/** A server's machine on a 10 Gbit/s link, and the era that clears the log as a whole. */
export const MACHINE = machineFor('qemu-10.2-kvm', {
  linkBytesPerSecond: 1.25e9,
  oneWayDelayNs: ns(100_000),
});

/** Of each 1024 pages the last 24 are zero. */
function filled(): PageRange[] {
  return Array.from({ length: PAGES / 1024 }, (_, i) => ({ first: i * 1024, end: i * 1024 + 1000 }));
}

const CONFIG: MigrationConfig = {
  guest: {
    memoryBytes: PAGES * PAGE_BYTES,
    pageBytes: PAGE_BYTES,
    filled: filled(),
    workload: { kind: 'idle' },
    pace: STEADY,
  },
  trace: null,
  tuning: { era: 'qemu-7.2-tcg', maxBandwidthBytesPerSecond: 0, downtimeLimitMs: 300 },
  machine: MACHINE,
  seed: SEED,
  guestStartNs: ZERO_NS,
  timeCapNs: ZERO_NS,
};

export function engineRunner(engine: Engine): Runner {
  const migration = engine.start(CONFIG);
  const { kernels } = migration;
  const start = migration.save();
  let counted = 0;
  return {
    name: 'engine',
    begin: async () => migration.restore(start),
    run: async (command) => {
      const from = performance.now();
      if (command.do === 'mark') kernels.kernelMark(0, PAGES, 0, command.writes);
      if (command.do === 'count') counted = kernels.kernelCount();
      if (command.do === 'harvest') kernels.kernelHarvest();
      if (command.do === 'send') kernels.kernelSend();
      const tookMs = performance.now() - from;
      const { fingerprint, now, sentBytes } = migration;
      return { tookMs, computed: [fingerprint, now, sentBytes, counted].join(' ') };
    },
    end: () => {},
  };
}
