import { expect, test } from 'vitest';
import type { Trace } from '../../../web/model/trace.ts';
import { seconds } from '../../../web/model/units.ts';
import type { Case } from '../../../web/simulation/cases/case.ts';
import { configOf } from '../../../web/simulation/cases/config.ts';
import { parseCases } from '../../../web/simulation/cases/parse.ts';
import { caseToScenario } from '../../../web/simulation/cases/scenario.ts';
import type { Json } from './json.ts';
import { fileWith, measured } from './measured.ts';

const parsed = (text: string): Case => {
  const result = parseCases(text);
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.value.cases[0]!;
};
const configuration = (each: Case, trace: Trace | null = null) => {
  const result = configOf(each, trace);
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.value;
};

test('a measured case says what its guest, machine and wire are', () => {
  const config = configuration(parsed(JSON.stringify([measured('stop6s_h16384_r24000_bw64.q')])));
  expect(config.guest.memoryBytes).toBe(268967936);
  expect(config.guest.workload).toEqual({
    kind: 'measured-guest',
    firstPage: 4096,
    hotPages: 16384,
    coldPages: 0,
    hotPercent: 100,
    writesPerSecond: 24000,
    drawsBefore: 49152,
    contentDraws: 3,
  });
  expect(config.guest.pace).toMatchObject({ ticksBefore: 1584, stopTick: 6000 });
  expect(config.tuning).toEqual({
    era: 'qemu-7.2-tcg',
    maxBandwidthBytesPerSecond: 67108864,
    downtimeLimitMs: 300,
  });
  expect(config.machine).toMatchObject({
    linkBytesPerSecond: 0,
    localBytesPerSecond: 1.4e9,
    firstTouchBytesPerSecond: 2.9e8,
    zeroPageNs: 350,
    deviceStateBytes: 111981,
  });
  expect(config.timeCapNs).toBe(seconds(measured('stop6s_h16384_r24000_bw64.q').inputs.time_cap_s as number));
});

test.each([
  [
    'hc_p90_h1024_c32768_r12000_bw64',
    { kind: 'measured-guest', hotPages: 1024, coldPages: 32768, hotPercent: 90 },
  ],
  ['seq_h4096_r4000_bw64.f', { kind: 'sweep', firstPage: 4096, pages: 4096 }],
  ['idle_256_64M_bw64', { kind: 'idle' }],
])('the writer of %s', (id, workload) => {
  expect(configuration(parsed(JSON.stringify([measured(id)]))).guest.workload).toMatchObject(workload);
});

test('a guest that writes too much to be followed write by write is taken by its averages', () => {
  const { guest } = configuration(
    parsed(fileWith({ pattern: 'uniform', hot_pages: 4096, writes_per_s_nominal: 1e9 })),
  );
  expect(guest.workload).toMatchObject({ kind: 'uniform', pages: 4096 });
});

const TRACE: Trace = {
  id: 'abc',
  label: '',
  pageBytes: 4096,
  physical: false,
  pagesAtStart: 1000,
  pages: 1000,
  populated: Uint32Array.of(0, 500),
  frameNs: Float64Array.of(1e8),
  runStart: Uint32Array.of(0, 0),
  runs: new Uint32Array(),
  loopFrame: 0,
  durationNs: 1e8,
  metadata: null,
};
const replay = (changes: Json) => parsed(fileWith({ pattern: 'trace', trace: 'x.trace', ...changes }));

test('a trace lies at the front, filled pages right behind it, base pages in the ROMs', () => {
  const { guest } = configuration(replay({ filled_pages: 200 }), TRACE);
  expect(guest.workload).toEqual({ kind: 'trace', trace: 'abc' });
  expect(guest.filled).toEqual([
    { first: 1000, end: 1200 },
    { first: 65536, end: 65536 + 115 },
  ]);
});

test.each<[string, Json, RegExp]>([
  [
    'memory',
    { ram_bytes: 2 ** 21, migratable_ram_bytes: null, filled_pages: 0 },
    /has 1000 pages, the memory only 512/,
  ],
  ['what is left of it', { filled_pages: 65000 }, /there is room for 64536/],
  [
    'page size',
    { page_size: 65536, migratable_ram_bytes: null, filled_pages: 0 },
    /pages have 4096 bytes, the guest's 65536/,
  ],
])('a trace that does not fit the %s is refused', (_, changes, message) => {
  const result = configOf(replay(changes), TRACE);
  expect(result.ok ? '' : result.diagnostics[0]!.where).toMatch(/^case "changed", inputs\./);
  expect(result.ok ? '' : result.diagnostics[0]!.what).toMatch(message);
});

test('a case plays on the page as one move at the start between two hosts that can hold the guest', () => {
  const each = parsed(JSON.stringify([measured('link64_h16384_r8000_d20.q')]));
  const scenario = caseToScenario(each)!;
  expect(scenario.hosts.map((host) => host.id)).toEqual(['source', 'destination']);
  expect(scenario.hosts.every((host) => host.memoryBytes >= scenario.partitions[0]!.guest.memoryBytes)).toBe(
    true,
  );
  expect(scenario.partitions[0]!.guest).toEqual(configuration(each).guest);
  expect(scenario.moves).toEqual([{ at: 0, partition: scenario.partitions[0]!.id, to: 'destination' }]);
  expect(scenario.link).toEqual({ bytesPerSecond: 67108864, oneWayDelayNs: seconds(0.02) });
});

test('a case that names a trace is no scenario: its trace is another file', () => {
  expect(caseToScenario(replay({}))).toBeNull();
});
