/** Counters on the way: what they say at a moment fits what went over the wire, and how the move ended. */
import { beforeAll, describe, expect, test } from 'vitest';
import { loadedEngine } from '../../web/cli/lib/engine.ts';
import type { Engine } from '../../web/engine/engine.ts';
import { qemuPolicy } from '../../web/model/presets.ts';
import type { Counts, MoveRecord } from '../../web/model/recording.ts';
import type { Tuning } from '../../web/model/scenario.ts';
import { MIB, seconds } from '../../web/model/units.ts';
import { Run, runToEnd } from '../../web/simulation/run.ts';
import { jobOf, move, partition, writing } from './worlds.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await loadedEngine();
});

const tuning = (capabilities: string[], values = {}): Tuning => ({
  era: 'qemu-10.2-kvm',
  maxBandwidthBytesPerSecond: 16 * MIB,
  downtimeLimitMs: 50,
  policy: qemuPolicy('qemu-10.2-kvm', { capabilities, values }),
});

const busy = (how: Tuning) =>
  jobOf({
    partitions: [partition('one', 'alpha', writing(4000, 1500))],
    moves: [move('one', 1)],
    tuning: how,
    horizonNs: seconds(60),
  });

const only = (moves: readonly MoveRecord[]): Required<Pick<MoveRecord, 'counts'>> & MoveRecord =>
  moves[0] as MoveRecord & { counts: Counts };

const CUMULATIVE = ['normalPages', 'zeroPages', 'packetBytes', 'requests', 'compressedPages'] as const;

describe.each([
  ['plain', tuning([])],
  ['xbzrle', tuning(['xbzrle'], { 'xbzrle-cache-size': 16 * MIB })],
  ['multifd', tuning(['multifd'])],
])('%s', (_, how) => {
  test('nothing that was counted is ever taken back, and the end has counted it all', () => {
    const { counts, outcome } = only(runToEnd(engine, busy(how), new Map()).moves);
    for (const name of CUMULATIVE) {
      const column = [...counts[name]];
      expect(column).toEqual([...column].sort((a, b) => a - b));
    }
    expect(counts.atNs.length).toBeGreaterThan(10);
    expect(counts.normalPages.at(-1)).toBeLessThanOrEqual(outcome.normalPages);
    expect(counts.zeroPages.at(-1)).toBeLessThanOrEqual(outcome.zeroPages);
    expect(counts.packetBytes.at(-1)).toBeLessThanOrEqual(outcome.transport.packetBytes);
    expect(counts.deltas?.pages.at(-1) ?? 0).toBeLessThanOrEqual(outcome.transport.deltaPages);
  });

  test('what is counted does not depend on the steps in which it is computed', () => {
    const whole = only(runToEnd(engine, busy(how), new Map()).moves).counts;
    const run = new Run(engine, busy(how), new Map());
    while (!run.step(seconds(0.037)));
    expect(only(run.recording().moves).counts).toEqual(whole);
  });
});

test('pages account for the bytes on the wire at every window', () => {
  const { counts, samples } = only(runToEnd(engine, busy(tuning([])), new Map()).moves);
  const sentAt = new Map([...samples.atNs].map((at, i) => [at, samples.sentBytes[i] ?? 0]));
  counts.atNs.forEach((at, i) => {
    const pages = 4104 * (counts.normalPages[i] ?? 0) + 9 * (counts.zeroPages[i] ?? 0);
    const sent = sentAt.get(at);
    if (sent === undefined) return;
    // End markers of the sections are all that is left.
    expect(sent - pages).toBeGreaterThanOrEqual(0);
    expect(sent - pages).toBeLessThan(8 * 10 * (i + 2));
  });
});
