/** Every product's way to migrate, carried out on a guest of 1 GiB over a gigabit: how it ends, and why. */
import { beforeAll, describe, expect, it } from 'vitest';
import { loadedEngine } from '../../web/cli/lib/engine.ts';
import type { Engine } from '../../web/engine/engine.ts';
import { PRESETS, type Preset, presetNamed } from '../../web/model/presets.ts';
import type { MoveRecord } from '../../web/model/recording.ts';
import { type Guest, type Scenario, STEADY, type Workload } from '../../web/model/scenario.ts';
import { GIB, MIB, ms, seconds } from '../../web/model/units.ts';
import { runToEnd } from '../../web/simulation/run.ts';
import { impossible } from '../../web/world/impossible.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await loadedEngine();
});

const PAGES = GIB / 4096;
const FILLED = 200_000;
const LINK = 117e6;
const HORIZON = seconds(4000);
const uniform = (pages: number, writesPerSecond: number): Workload => ({
  kind: 'uniform',
  firstPage: 20_000,
  pages,
  writesPerSecond,
});
const IDLE: Workload = { kind: 'idle' };
const CALM = uniform(8000, 5000);
/** Writes 102 MiB again and again: what remains hovers around 0.6 s of the link. */
const HOVERING = uniform(26_000, 60_000);
/** Writes 469 MiB, faster than the link carries: without help it never ends. */
const BUSY = uniform(120_000, 60_000);

const presetOf = (id: string): Preset => {
  const preset = presetNamed(id);
  if (!preset) throw new Error(`no preset ${id}`);
  return preset;
};

function scenarioOf({ era, policy }: Preset, workload: Workload, changes: Partial<Guest> = {}): Scenario {
  const guest: Guest = {
    memoryBytes: GIB,
    pageBytes: 4096,
    filled: [{ first: 0, end: FILLED }],
    workload,
    pace: STEADY,
    ...changes,
  };
  return {
    title: 'One partition',
    platform: '',
    seed: 1,
    hosts: ['alpha', 'beta'].map((id) => ({ id, memoryBytes: 16 * GIB })),
    partitions: [{ id: 'one', host: 'alpha', about: '', guest }],
    link: { bytesPerSecond: LINK, oneWayDelayNs: ms(0.1) },
    tuning: {
      era: era ?? 'qemu-10.2-kvm',
      maxBandwidthBytesPerSecond: policy.bandwidth.capBytesPerSecond,
      downtimeLimitMs: policy.stopRule.estimatedDowntimeMs ?? 0,
      policy,
    },
    moves: [{ at: seconds(1), partition: 'one', to: 'beta' }],
    horizonNs: HORIZON,
    client: { partition: 'one', everyMs: 500 },
  };
}

function movedBy(scenario: Scenario): MoveRecord {
  const { moves, notes } = runToEnd(engine, { scenario, interventions: [], attachments: [] }, new Map());
  expect(notes).toEqual([]);
  return moves[0] as MoveRecord;
}

const known = new Map<string, MoveRecord>();
function move(id: string, workload: Workload): MoveRecord {
  const key = `${id} ${JSON.stringify(workload)}`;
  const record = known.get(key) ?? movedBy(scenarioOf(presetOf(id), workload));
  known.set(key, record);
  return record;
}

/** From the last sign of life on the source to the first on the destination, ms. */
const pauseMs = ({ stoppedNs, resumedNs }: MoveRecord): number => ((resumedNs ?? 0) - (stoppedNs ?? 0)) / 1e6;
const roundsOf = ({ syncs }: MoveRecord): number => syncs.filter(({ stopped }) => !stopped).length;
const whatOf = ({ decisions = [] }: MoveRecord): string[] => decisions.map(({ what }) => what);
/** Since the copy began, s. */
const whenOf = ({ decisions = [], startNs }: MoveRecord): number[] =>
  decisions.map(({ at }) => (at - startNs) / 1e9);
const lastedS = ({ startNs, endNs }: MoveRecord): number => (endNs - startNs) / 1e9;

describe.each(PRESETS.map((preset) => [preset.id, preset] as const))('%s', (id, preset) => {
  it('is taken as it is', () => {
    expect(impossible(scenarioOf(preset, CALM), new Map())).toEqual([]);
  });

  it('brings an idle guest over, each page at most once', () => {
    const { outcome, decisions } = move(id, IDLE);
    expect([outcome.status, decisions, outcome.resentPages]).toEqual(['completed', undefined, 0]);
  });

  it.each([
    ['calm', CALM],
    ['hovering', HOVERING],
    ['busy', BUSY],
  ] as const)('comes to an end with a %s one that its rules explain', (_, workload) => {
    const record = move(id, workload);
    const { outcome } = record;
    const alone = ['qemu-7.2', 'qemu-10.2', 'qemu-10.2-multifd'].includes(id);
    if (outcome.status !== 'completed') {
      expect(outcome.status).toBe('cancelled');
      if (alone) expect(record.endNs).toBe(HORIZON);
      else expect(whatOf(record).at(-1)).toBe('Gave up.');
    }
    const parts = outcome.downtimeParts.reduce((sum, { durationNs }) => sum + durationNs, 0);
    expect(parts).toBe(outcome.downtimeNs);
  });
});

describe('QEMU', () => {
  it('alone never ends with a busy guest, and needs nobody with a calm one', () => {
    for (const id of ['qemu-7.2', 'qemu-10.2', 'qemu-10.2-multifd']) {
      expect(move(id, BUSY)).toMatchObject({ endNs: HORIZON, outcome: { status: 'cancelled' } });
      expect(move(id, CALM).outcome.status).toBe('completed');
    }
  });

  it.each(['qemu-10.2-auto-converge', 'qemu-10.2-dirty-limit'])('%s slows the guest until it ends', (id) => {
    const { outcome, throttle = [] } = move(id, BUSY);
    expect(outcome.status).toBe('completed');
    expect(Math.max(...throttle.map(({ percent }) => percent))).toBeGreaterThan(20);
    expect(throttle.at(-1)?.percent).toBe(0);
  });

  it('with post-copy pauses for a moment, however busy the guest', () => {
    const record = move('qemu-10.2-postcopy', BUSY);
    expect(pauseMs(record)).toBeLessThan(100);
    expect(record.endNs).toBeGreaterThan((record.resumedNs ?? 0) + seconds(1));
  });
});

describe('KubeVirt', () => {
  it('gives up after 150 s per GiB, at the first look after that', () => {
    const record = move('kubevirt', BUSY);
    expect(whatOf(record)).toEqual(['Gave up.']);
    expect(record.decisions?.[0]?.why).toBe('It was to be done within 150 s.');
    expect(lastedS(record)).toBeGreaterThan(150);
    expect(lastedS(record)).toBeLessThan(150.5);
  });

  it('with a rising pause brings over whom the usual one does not suffice for', () => {
    expect(move('kubevirt', HOVERING).outcome.status).toBe('cancelled');
    const record = move('kubevirt-downtime-ramp', HOVERING);
    expect(record.outcome.status).toBe('completed');
    const third = (record.syncs[2]?.at ?? 0) - record.startNs;
    const [first = 0, ...others] = whenOf(record);
    expect(first - third / 1e9).toBeGreaterThan(10);
    expect(first - third / 1e9).toBeLessThan(10.8);
    others.forEach((at, i) => {
      expect(at - first).toBeCloseTo(10 * (i + 1), 5);
    });
    const allowed = 150 + ((900 - 150) * whatOf(record).length) / 7;
    const deciding = record.syncs.findLast(({ stopped }) => !stopped);
    const needed = (deciding?.remainingBytes ?? 0) / ((deciding?.bandwidthBytesPerSecond ?? 1) / 1000);
    expect(needed).toBeLessThanOrEqual(allowed);
    expect(needed).toBeGreaterThan(allowed - (900 - 150) / 7 - 20);
  });

  it('with the stall detector sees that it hovers, and allows what is needed; or gives up long before its time', () => {
    const hovering = move('kubevirt-stall-detector', HOVERING);
    expect(hovering.outcome.status).toBe('completed');
    expect(whatOf(hovering)).toEqual(['Allowed a pause of 900 ms.']);
    expect(pauseMs(hovering)).toBeLessThan(900);
    const busy = move('kubevirt-stall-detector', BUSY);
    expect(whatOf(busy)).toEqual(['Gave up.']);
    expect(lastedS(busy)).toBeLessThan(100);
    expect(busy.decisions?.[0]?.why).toContain('That is too long.');
  });
});

describe('Nova', () => {
  const STEPS = [95, 140, 185, 230, 275, 320, 365, 410, 455, 500].map((ms) => `Allowed a pause of ${ms} ms.`);

  it('raises the allowed pause in ten steps of 150 s, until it suffices', () => {
    const record = move('nova', uniform(24_000, 40_000));
    expect(record.outcome.status).toBe('completed');
    expect(whatOf(record)).toEqual(STEPS.slice(0, whatOf(record).length));
    expect(whatOf(record).length).toBeGreaterThan(2);
    whenOf(record).forEach((at, i) => {
      expect(at).toBe(150 * (i + 1));
    });
  });

  it.each([
    ['nova', 'Gave up.', 'cancelled'],
    ['nova-force-complete', 'Stopped the partition until the copy is done.', 'completed'],
    ['nova-postcopy', 'Went over to post-copy.', 'completed'],
  ])('%s: after 800 s per GiB it %s', (id, what, status) => {
    const record = move(id, BUSY);
    expect([whatOf(record), record.outcome.status]).toEqual([[...STEPS, what], status]);
    expect(whenOf(record).at(-1)).toBe(1600.5);
  });

  it('forcing it, the partition stands still from then on, for as long as one more round takes', () => {
    const record = move('nova-force-complete', BUSY);
    expect((record.stoppedNs ?? 0) - record.startNs).toBe(seconds(1600.5));
    expect(pauseMs(record)).toBeGreaterThan(1000);
    expect(pauseMs(record)).toBeLessThan(6000);
    expect(record.outcome.downtimeParts[0]?.label).toBe('Standing still until the copy is done');
  });
});

describe('PowerVM', () => {
  it('a busy partition takes longer; it does not pause longer', () => {
    const [calm, busy] = [move('powervm', CALM), move('powervm', BUSY)];
    expect(lastedS(busy)).toBeGreaterThan(1.5 * lastedS(calm));
    expect(Math.abs(pauseMs(busy) - pauseMs(calm))).toBeLessThan(50);
    expect(pauseMs(busy)).toBeLessThan(500);
    const after = busy.outcome.postcopy?.bytes ?? 0;
    expect(after).toBeGreaterThan(256 * MIB);
    expect(busy.endNs - (busy.resumedNs ?? 0)).toBeGreaterThan(seconds(1));
  });

  it('prepares before the copy and cleans up after it, while the partition runs', () => {
    const { tasks, startNs, endNs } = move('powervm', CALM);
    // 8 s, 2 s for its adapter and 50 ms for its disk; then 6 s and 1 s.
    expect(tasks).toEqual([
      { kind: 'prepare', fromNs: seconds(1), toNs: seconds(11.05) },
      { kind: 'cleanup', fromNs: endNs, toNs: endNs + seconds(7) },
    ]);
    expect(startNs).toBe(seconds(11.05));
  });

  it('takes longer with every adapter and disk, before, after and in the pause', () => {
    const many = movedBy(scenarioOf(presetOf('powervm'), CALM, { adapters: 11, disks: 21 }));
    const one = move('powervm', CALM);
    expect(many.startNs - one.startNs).toBe(seconds(21));
    const cleanup = many.tasks?.[1];
    expect((cleanup?.toNs ?? 0) - (cleanup?.fromNs ?? 0)).toBe(seconds(17));
    expect(pauseMs(many) - pauseMs(one)).toBeCloseTo(100, -1);
  });

  it.each(['powervm-inactive', 'powervm-suspended'])(
    '%s moves no memory, and stands still throughout',
    (id) => {
      const { stoppedNs, resumedNs, tasks = [], outcome } = move(id, BUSY);
      expect(outcome.sentBytes).toBeLessThan(4096);
      expect([stoppedNs, resumedNs]).toEqual([tasks[0]?.fromNs, tasks[1]?.toNs]);
      const parts = outcome.downtimeParts.reduce((sum, { durationNs }) => sum + durationNs, 0);
      expect([outcome.downtimeNs, outcome.heartbeatGapNs]).toEqual([
        parts,
        (resumedNs ?? 0) - (stoppedNs ?? 0),
      ]);
    },
  );
});

describe('WPAR', () => {
  it('synchronously stands still the whole time', () => {
    const record = move('wpar-synchronous', BUSY);
    expect(pauseMs(record) / 1000).toBeGreaterThan(0.999 * lastedS(record));
    expect(record.outcome.resentPages).toBe(0);
    // 782 MiB written at 40 MB/s and read at 60 MB/s, and 13 s for everything else.
    expect(pauseMs(record) / 1000).toBeCloseTo((FILLED * 4096) / 40e6 + (FILLED * 4096) / 60e6 + 13, 0);
  });

  it('asynchronously has the shorter pause, and the pages follow', () => {
    const [synchronous, asynchronous] = [move('wpar-synchronous', BUSY), move('wpar-asynchronous', BUSY)];
    expect(pauseMs(asynchronous)).toBeLessThan(pauseMs(synchronous) / 10);
    expect(asynchronous.outcome.postcopy?.bytes).toBeGreaterThan(700 * MIB);
    expect(asynchronous.endNs - (asynchronous.resumedNs ?? 0)).toBeGreaterThan(seconds(5));
  });
});

describe('Xen', () => {
  it('sends five rounds at most while the guest runs, and pauses for whatever is left', () => {
    for (const workload of [CALM, HOVERING, BUSY])
      expect(roundsOf(move('xen', workload))).toBeLessThanOrEqual(5);
    expect(roundsOf(move('xen', BUSY))).toBe(5);
    expect(pauseMs(move('xen', BUSY))).toBeGreaterThan(2000);
    expect(pauseMs(move('xen', CALM))).toBeLessThan(200);
  });

  it('formerly leaves pages that were written again, and sends three times the memory at most', () => {
    const record = move('xen-legacy', BUSY);
    expect(roundsOf(record)).toBeLessThanOrEqual(29);
    const pages = record.outcome.normalPages + record.outcome.zeroPages;
    expect(pages / PAGES).toBeLessThan(4.5);
    expect(record.outcome.resentPages).toBeLessThan(move('hyper-v-like', BUSY).outcome.resentPages);
  });

  it('of 2005 begins with 100 Mbit/s and never sends more than 500', () => {
    const { samples } = move('xen-adaptive', BUSY);
    const rates = [...samples.bandwidthBytesPerSecond].filter((rate) => rate > 0);
    expect(rates[0]).toBeGreaterThan(12.4e6);
    expect(rates[0]).toBeLessThan(13.5e6);
    expect(Math.max(...rates)).toBeGreaterThan(40e6);
    expect(Math.max(...rates)).toBeLessThan(66e6);
  });
});

describe('others', () => {
  it('like vMotion the guest is slowed for moments, and the pause keeps to what is aimed at', () => {
    const { outcome, throttle = [] } = move('vmotion-like', BUSY);
    expect(outcome.status).toBe('completed');
    expect(throttle.length).toBeGreaterThan(1);
    expect(outcome.downtimeNs).toBeLessThan(ms(600));
  });

  it('like Hyper-V ten passes are the most', () => {
    expect(roundsOf(move('hyper-v-like', BUSY))).toBe(10);
    expect(pauseMs(move('hyper-v-like', BUSY))).toBeGreaterThan(2000);
  });

  it('Cloud Hypervisor stops when the next pass would fit at the rate of the one before, and not earlier', () => {
    const { syncs, outcome } = move('cloud-hypervisor', CALM);
    expect(outcome.status).toBe('completed');
    const running = syncs.filter(({ stopped }) => !stopped);
    const estimates = running.slice(1).map((sync, i) => {
      const before = running[i] as (typeof running)[number];
      const rate = (sync.sentBytes - before.sentBytes) / ((sync.at - before.at) / 1000);
      return sync.remainingBytes / rate;
    });
    expect(estimates.at(-1)).toBeLessThanOrEqual(300e3);
    for (const estimate of estimates.slice(0, -1)) expect(estimate).toBeGreaterThan(300e3);
  });

  it('Cloud Hypervisor gives up after an hour', () => {
    const record = move('cloud-hypervisor', BUSY);
    expect(whatOf(record)).toEqual(['Gave up.']);
    expect(lastedS(record)).toBeGreaterThan(3600);
    expect(lastedS(record)).toBeLessThan(3610);
  });

  it('CRIU dumps once while the processes run; P.Haul nine times at most', () => {
    expect(roundsOf(move('criu-pre-dump', BUSY))).toBe(1);
    expect(roundsOf(move('p-haul', BUSY))).toBeLessThanOrEqual(9);
    expect(pauseMs(move('p-haul', CALM))).toBeLessThan(pauseMs(move('criu-pre-dump', CALM)));
  });

  it('CRIU takes its time for each process, frozen', () => {
    const many = movedBy(scenarioOf(presetOf('criu-pre-dump'), IDLE, { processes: 14 }));
    // 170 ms to dump one, 20 ms to restore it.
    expect(pauseMs(many) - pauseMs(move('criu-pre-dump', IDLE))).toBeCloseTo(13 * 190, -1);
  });

  it('with lazy pages CRIU freezes for its processes only, and fetches the rest', () => {
    expect(pauseMs(move('criu-lazy-pages', BUSY))).toBeLessThan(pauseMs(move('criu-pre-dump', BUSY)) / 5);
    expect(move('criu-lazy-pages', BUSY).outcome.postcopy?.requests).toBeGreaterThan(100);
  });

  it('lazy pages come in chunks that grow to 4 MiB, one after the other has arrived', () => {
    const near = scenarioOf(presetOf('criu-lazy-pages'), IDLE);
    const far = { ...near, link: { ...near.link, oneWayDelayNs: ms(50) } };
    const [here, there] = [movedBy(near), movedBy(far)];
    // 64 chunks of 64 KiB, 128 KiB … 4 MiB, then of 4 MiB: a round trip of 100 ms for each.
    const bytes = FILLED * 4096;
    const growing = 64 * 65 * 32 * 1024;
    const chunks = 64 + (bytes - growing) / (4 * MIB);
    const wait = (record: MoveRecord) => record.endNs - (record.resumedNs ?? 0);
    expect((wait(there) - wait(here)) / 1e8).toBeGreaterThan(0.95 * chunks);
    expect((wait(there) - wait(here)) / 1e8).toBeLessThan(1.05 * chunks);
  });

  it('what goes as runs has one header for each of them', () => {
    const { outcome } = move('criu-pre-dump', IDLE);
    expect(outcome.sentBytes - 4096 * outcome.normalPages).toBeLessThan(100 * 32);
    const merged = move('cloud-hypervisor', uniform(8000, 500)).outcome;
    const headers = (merged.sentBytes - 4096 * merged.normalPages) / 16;
    // Of 8000 pages some are written: in runs, though not in one.
    expect(headers).toBeGreaterThan(500);
    expect(headers).toBeLessThan(merged.resentPages);
  });
});
