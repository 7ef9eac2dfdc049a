/** Small guests, policies and wires for the engine's tests. */
import { loadedEngine } from '../../web/cli/lib/engine.ts';
import type { Engine } from '../../web/engine/engine.ts';
import type { Machine, MidMoveChange, MigrationConfig } from '../../web/model/migration.ts';
import type { Policy, StopRule } from '../../web/model/policy.ts';
import { qemuPolicy } from '../../web/model/presets/qemu-policy.ts';
import { type Era, type Guest, STEADY, type Workload } from '../../web/model/scenario.ts';
import type { Trace } from '../../web/model/trace.ts';
import { MIB, seconds, type VirtualNs, ZERO_NS } from '../../web/model/units.ts';
import { machineFor } from '../../web/simulation/machines.ts';

export const ERAS: Era[] = ['qemu-7.2-tcg', 'qemu-10.2-kvm'];
export const PAGES = 16_384;
export const PAGE_BYTES = 4096;

export interface World {
  era?: Era;
  pages?: number;
  workload?: Workload;
  /** Pages that hold data, at the front; absent: all. */
  filled?: number;
  guest?: Partial<Guest>;
  trace?: Trace;
  bandwidth?: number;
  downtimeLimitMs?: number;
  policy?: Policy;
  link?: number;
  machine?: Partial<Machine>;
  seed?: number;
  guestStartNs?: VirtualNs;
  changes?: MidMoveChange[];
  timeCapNs?: VirtualNs;
}

/** A guest of 64 MiB, by default idle and full of data, that moves under QEMU 10.2 at 32 MiB/s. */
export function configOf(world: World = {}): MigrationConfig {
  const era = world.era ?? 'qemu-10.2-kvm';
  const pages = world.pages ?? PAGES;
  return {
    guest: {
      memoryBytes: pages * PAGE_BYTES,
      pageBytes: PAGE_BYTES,
      filled: [{ first: 0, end: world.filled ?? pages }],
      workload: world.workload ?? (world.trace ? { kind: 'trace', trace: '' } : { kind: 'idle' }),
      pace: STEADY,
      ...world.guest,
    },
    trace: world.trace ?? null,
    tuning: {
      era,
      maxBandwidthBytesPerSecond: world.bandwidth ?? 32 * MIB,
      downtimeLimitMs: world.downtimeLimitMs ?? 300,
      ...(world.policy ? { policy: world.policy } : {}),
    },
    machine: machineFor(era, { linkBytesPerSecond: world.link ?? 0, ...world.machine }),
    seed: world.seed ?? 1,
    guestStartNs: world.guestStartNs ?? ZERO_NS,
    ...(world.changes ? { changes: world.changes } : {}),
    timeCapNs: world.timeCapNs ?? seconds(30),
  };
}

export const uniform = (pages: number, writesPerSecond: number, firstPage = 0): Workload => ({
  kind: 'uniform',
  firstPage,
  pages,
  writesPerSecond,
});

export const sweep = (pages: number, writesPerSecond: number, firstPage = 0): Workload => ({
  kind: 'sweep',
  firstPage,
  pages,
  writesPerSecond,
});

/** QEMU's policy in another form: the parts given replace its own. */
export const qemuWith = (era: Era, parts: Partial<Policy>, stopRule: Partial<StopRule> = {}): Policy => {
  const policy = qemuPolicy(era);
  return { ...policy, stopRule: { ...policy.stopRule, ...stopRule }, ...parts };
};

/** Pages [first, end) are written at this moment of the guest's time. */
export interface Write {
  atNs: number;
  first: number;
  end: number;
}

/**
 * A recording in which every write has its exact moment: frames last a nanosecond where something is written, and
 * nothing is written between them. Moments are at least 1 and differ by at least 2.
 */
export function recordedWrites(pages: number, writes: readonly Write[]): Trace {
  const frameNs: number[] = [];
  const runStart = [0];
  const runs: number[] = [];
  let now = 0;
  for (const { atNs, first, end } of [...writes].sort((a, b) => a.atNs - b.atNs)) {
    // A frame's writes are there when it is over.
    frameNs.push(atNs - 1 - now, 1);
    runStart.push(runs.length / 2);
    runs.push(first, end);
    runStart.push(runs.length / 2);
    now = atNs;
  }
  frameNs.push(1e15);
  runStart.push(runs.length / 2);
  return {
    id: '',
    label: '',
    pageBytes: PAGE_BYTES,
    physical: false,
    pagesAtStart: pages,
    pages,
    populated: Uint32Array.of(),
    frameNs: Float64Array.from(frameNs),
    runStart: Uint32Array.from(runStart),
    runs: Uint32Array.from(runs),
    loopFrame: frameNs.length - 1,
    durationNs: now + 1e15,
    metadata: null,
  };
}

let loaded: Promise<Engine> | undefined;
export const theEngine = (): Promise<Engine> => {
  loaded ??= loadedEngine();
  return loaded;
};
