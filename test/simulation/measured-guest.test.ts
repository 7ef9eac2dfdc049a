import { beforeAll, expect, test } from 'vitest';
import { loadedEngine } from '../../web/cli/lib/engine.ts';
import type { Engine } from '../../web/engine/engine.ts';
import { configOf } from '../../web/simulation/cases/config.ts';
import { parseCases } from '../../web/simulation/cases/parse.ts';
import { migrate } from '../../web/simulation/migrate.ts';
import { fileWith } from './cases/measured.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await loadedEngine();
});

const DATA_PAGE = 4096;

/** The program as its description has it, the slow way. */
function* pagesOfTheProgram(guest: {
  fill: number;
  hot: number;
  cold: number;
  percent: number;
  bytes: number;
}) {
  let x = 2463534242;
  const next = () => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    x >>>= 0;
    return x;
  };
  const below = (n: number) => Math.floor((next() * n) / 2 ** 32);
  for (let page = 0; page < guest.fill; page++) next();
  for (;;) {
    const hot = guest.cold === 0 || below(100) < guest.percent;
    yield DATA_PAGE + (hot ? below(guest.hot) : guest.hot + below(guest.cold));
    if (guest.bytes < 4096) next();
    for (let word = 0; word < guest.bytes / 4; word++) next();
  }
}

test.each([
  ['uniform', { fill: 40000, hot: 9000, cold: 0, percent: 100, bytes: 8 }],
  ['uniform, whole pages', { fill: 40000, hot: 9000, cold: 0, percent: 100, bytes: 4096 }],
  ['hot and cold', { fill: 40000, hot: 500, cold: 12000, percent: 80, bytes: 512 }],
])('the measured guest, %s, writes the pages that its program draws', (_, guest) => {
  const file = fileWith({
    pattern: guest.cold ? 'hotcold' : 'uniform',
    filled_pages: guest.fill,
    hot_pages: guest.hot,
    cold_pages: guest.cold,
    hot_percent: guest.percent,
    bytes_per_write: guest.bytes,
    writes_per_s_nominal: 3000,
    guest_tick_rate_hz: 1000,
    ticks_before_migration: 1234,
  });
  const parsed = parseCases(file);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
  const config = configOf(parsed.value.cases[0]!, null);
  if (!config.ok) throw new Error(JSON.stringify(config.diagnostics));
  // Not the pace that is usual, so that its ticks can be counted here.
  config.value.guest.pace.tickHz = 1000;
  const [, sync] = migrate(engine, config.value).syncs;
  const ticks = Math.floor(sync!.at / 1e6);
  const written = new Set<number>();
  let write = 0;
  for (const page of pagesOfTheProgram(guest)) {
    if (write >= 3 * (1234 + ticks)) break;
    if (write++ >= 3 * 1234) written.add(page);
  }
  // Beside them its kernel writes its stack and its variables.
  expect(sync!.newDirtyPages).toBe(written.size + 2);
});
