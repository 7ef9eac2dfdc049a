/** Guests that do nothing by themselves, on which the engine's kernels are tried one by one. */
import type { Engine, Migration } from '../../web/engine/engine.ts';
import { PAGE_STATES } from '../../web/model/frame.ts';
import type { Machine } from '../../web/model/migration.ts';
import { type PageRange, STEADY } from '../../web/model/scenario.ts';
import { ZERO_NS } from '../../web/model/units.ts';
import { machineFor } from '../../web/simulation/machines.ts';

export interface IdleGuest {
  pages: number;
  seed?: number;
  /** All pages, when it is missing. */
  filled?: PageRange[];
  machine?: Partial<Machine>;
}

/** A guest of which all pages wait. */
export function idleGuest(engine: Engine, { pages, seed = 1, filled, machine }: IdleGuest): Migration {
  return engine.start({
    guest: {
      memoryBytes: pages * 4096,
      pageBytes: 4096,
      filled: filled ?? [{ first: 0, end: pages }],
      workload: { kind: 'idle' },
      pace: STEADY,
    },
    trace: null,
    tuning: { era: 'qemu-7.2-tcg', maxBandwidthBytesPerSecond: 0, downtimeLimitMs: 300 },
    machine: machineFor('qemu-7.2-tcg', machine),
    seed,
    guestStartNs: ZERO_NS,
    timeCapNs: ZERO_NS,
  });
}

/** A guest of which all pages have been sent once, so that its map shows what the log holds. */
export function sentGuest(engine: Engine, guest: IdleGuest): Migration {
  const migration = idleGuest(engine, guest);
  migration.kernels.kernelSend();
  return migration;
}

/** For each page, 1 when the log has it; of a guest that was sent. */
export function marked(migration: Migration, pages: number): number[] {
  const cells = migration.map(migration.now, pages, 1);
  return Array.from({ length: pages }, (_, page) => cells[page * PAGE_STATES.length + 1] ?? 0);
}
