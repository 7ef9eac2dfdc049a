/** What the memory holds: zeros, what a compressor makes of it, what a rewrite changes; several kinds in one guest. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../web/engine/engine.ts';
import { qemuPolicy } from '../../web/model/presets/qemu-policy.ts';
import type { PageContent } from '../../web/model/scenario.ts';
import { migrate } from '../../web/simulation/migrate.ts';
import { configOf, sweep, theEngine, uniform, type World } from './worlds.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await theEngine();
});

const QUARTER = 4096;
const quarter = (i: number) => ({ first: i * QUARTER, end: (i + 1) * QUARTER });
const outcome = (world: World) => migrate(engine, configOf(world)).outcome;
const withContents = (contents: PageContent[], world: World = {}) =>
  outcome({ ...world, guest: { contents, ...world.guest } });

describe('zeros', () => {
  it.each([0, 1, 10, 35, 60, 99, 100])('%i % of a range are zero pages, spread over it', (zeroPercent) => {
    const { zeroPages, normalPages } = withContents([{ range: quarter(1), ratio: 1, zeroPercent }]);
    const expected = (QUARTER * zeroPercent) / 100;
    expect(zeroPages + normalPages).toBe(4 * QUARTER);
    expect(Math.abs(zeroPages - expected)).toBeLessThanOrEqual(
      5 * Math.sqrt(expected * (1 - zeroPercent / 100)),
    );
  });

  it('that are written hold data then, unless they stay zero', () => {
    const writing = {
      workload: uniform(QUARTER, 3000, QUARTER),
      bandwidth: 8 * 2 ** 20,
      downtimeLimitMs: 3000,
    };
    const range = quarter(1);
    const kept = withContents([{ range, ratio: 1, zeroPercent: 100, staysZero: true }], writing);
    const filled = withContents([{ range, ratio: 1, zeroPercent: 100 }], writing);
    expect(kept.normalPages).toBe(3 * QUARTER);
    expect(kept.zeroPages).toBeGreaterThan(QUARTER + 1000);
    expect(filled.normalPages).toBeGreaterThan(3 * QUARTER + 1000);
  });

  it('lie at the same pages whenever the same guest is made', () => {
    const twice = [1, 2].map(
      () => withContents([{ range: quarter(2), ratio: 1, zeroPercent: 40 }]).zeroPages,
    );
    expect(twice[0]).toBe(twice[1]);
  });
});

it('each range is packed as its own contents allow; what is encrypted does not shrink', () => {
  const policy = qemuPolicy('qemu-10.2-kvm', {
    capabilities: ['multifd'],
    values: { 'multifd-compression': 'zstd' },
  });
  const { transport } = withContents(
    [
      { range: quarter(0), ratio: 0.5 },
      { range: quarter(1), ratio: 0.1 },
      { range: quarter(2), ratio: 0.2, encrypted: true },
    ],
    { policy, bandwidth: 0 },
  );
  // The last quarter is described by nothing, and does not shrink either.
  const bytes = QUARTER * 4096 * (0.5 + 0.1 + 1 + 1);
  expect(transport.compressedPages).toBe(4 * QUARTER);
  expect(Math.abs(transport.compressedBytes / bytes - 1)).toBeLessThan(0.001);
});

describe('a rewrite costs what it changes', () => {
  const era = 'qemu-7.2-tcg';
  const policy = qemuPolicy(era, {
    capabilities: ['xbzrle'],
    values: { 'xbzrle-cache-size': 4 * QUARTER * 4096 },
  });
  /** Sweeps over one quarter, for as long as it may. */
  const rewriting = (contents: PageContent[]) =>
    withContents(contents, {
      era,
      policy,
      workload: sweep(QUARTER, 10_000, QUARTER),
      bandwidth: 24 * 2 ** 20,
      downtimeLimitMs: 10,
      guest: { writeBytes: 8, contents },
    }).transport;

  const meanOf = (content: Partial<PageContent>) => {
    const { deltaPages, deltaBytes, deltaOverflows } = rewriting([
      { range: quarter(1), ratio: 1, ...content },
    ]);
    expect(deltaPages).toBeGreaterThan(1000);
    return { mean: deltaBytes / deltaPages, overflows: deltaOverflows / deltaPages };
  };

  it('a word of 8 bytes, a line of 64, half a page; and all of it where it is encrypted', () => {
    const [word, line, half] = [8, 64, 2048].map((writeBytes) => meanOf({ writeBytes }));
    expect(word?.mean).toBeLessThan(line?.mean ?? 0);
    expect(line?.mean).toBeLessThan(half?.mean ?? 0);
    // Some had not been written again, and cost nothing.
    expect(half?.mean).toBeGreaterThan(1024);
    expect(word?.overflows).toBe(0);
    expect(meanOf({ encrypted: true }).overflows).toBeGreaterThan(0.95);
  });
});
