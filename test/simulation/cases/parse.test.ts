import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fieldTable } from '../../../web/cli/lib/field-table.ts';
import { sentence } from '../../../web/model/result.ts';
import type { Case } from '../../../web/simulation/cases/case.ts';
import { filledRanges } from '../../../web/simulation/cases/memory.ts';
import { parseCases } from '../../../web/simulation/cases/parse.ts';
import type { Json } from './json.ts';
import { fileWith, MEASURED, measured } from './measured.ts';

const refusals = (text: string): string[] => {
  const result = parseCases(text);
  return result.ok ? ['accepted'] : result.diagnostics.map(sentence);
};
const accepted = (text: string): Case => {
  const result = parseCases(text);
  if (!result.ok) throw new Error(result.diagnostics.map(sentence).join('\n'));
  return result.value.cases[0]!;
};

const PLAIN = MEASURED.filter(
  ({ inputs }) =>
    (inputs.capabilities as string[]).length === 0 &&
    ['postcopy_start', 'bw_change', 'param_change'].every((field) => inputs[field] === null),
);

test('every measured plain pre-copy is a case, without a remark', () => {
  const result = parseCases(JSON.stringify(PLAIN));
  expect(result.ok && result.value.cases.map((each) => each.id)).toEqual(PLAIN.map((each) => each.id));
  expect(result.ok && result.value.notes).toEqual([]);
});

test('every measured run is read, whatever it switches on or changes', () => {
  const others = MEASURED.filter((each) => !PLAIN.includes(each));
  expect(others.length).toBeGreaterThan(50);
  for (const each of others) expect(refusals(JSON.stringify([each])), each.id).toEqual(['accepted']);
});

test('the measured guests hold as many pages of data as were counted', () => {
  for (const { id, inputs } of PLAIN) {
    const ranges = filledRanges(accepted(JSON.stringify([{ id, inputs }])).inputs, null);
    const pages = ranges.reduce((sum, { first, end }) => sum + end - first, 0);
    expect(pages, id).toBe(inputs.nonzero_pages_initial);
    expect(ranges.at(-1)!.end * 4096).toBeLessThanOrEqual(inputs.migratable_ram_bytes as number);
  }
});

test('what is not part of a case is ignored; an unknown input is ignored with a note', () => {
  const text = fileWith({ colour: 'blue' }).replace('"inputs"', '"outcome":{"status":"?"},"inputs"');
  const result = parseCases(text);
  expect(result.ok && result.value.notes).toEqual([
    'case "changed": inputs.colour is not known and not read.',
  ]);
});

describe('a value is refused by case and field:', () => {
  test.each<[string, Json, RegExp]>([
    ['an unknown pattern', { pattern: 'zigzag' }, /inputs\.pattern: "zigzag" is not known/],
    ['no pattern', { pattern: undefined }, /inputs\.pattern: It is missing/],
    ['an unknown era', { era: 'qemu-1.0' }, /inputs\.era: "qemu-1\.0" is not known/],
    [
      'an unknown capability',
      { capabilities: ['warp'] },
      /inputs\.capabilities: There is no capability "warp"/,
    ],
    ['a capability named like an object has', { capabilities: ['toString'] }, /no capability "toString"/],
    ['a capability that is not simulated', { capabilities: ['x-colo'] }, /x-colo is not simulated/],
    [
      'capabilities that do not go together',
      { capabilities: ['postcopy-preempt'] },
      /inputs\.(capabilities|parameters)/,
    ],
    [
      'capabilities that are no list',
      { capabilities: 'xbzrle' },
      /inputs\.capabilities: "xbzrle" is no list/,
    ],
    [
      'an unknown parameter',
      { parameters: { speed: 1 } },
      /inputs\.parameters\.speed: There is no parameter/,
    ],
    ['a parameter that is not simulated', { parameters: { 'tls-creds': 'x' } }, /tls-creds is not simulated/],
    [
      'a parameter with a negative value',
      { parameters: { 'multifd-channels': -1 } },
      /inputs\.parameters\.multifd-channels/,
    ],
    [
      'a parameter that an input sets',
      { parameters: { 'downtime-limit': 5 } },
      /by inputs\.downtime_limit_s/,
    ],
    [
      'a change that is no bandwidth',
      { bw_change: { at_s: 1, bw: -1 } },
      /inputs\.bw_change\.bw: -1 is not possible/,
    ],
    [
      'a change of what cannot change',
      { param_change: { at_s: 1, params: { 'multifd-channels': 4 } } },
      /inputs\.param_change\.params\.multifd-channels: It cannot change/,
    ],
    ['a change at no time', { bw_change: { bw: 1 } }, /inputs\.bw_change\.at_s: It is missing/],
    [
      'post-copy without its capability',
      { postcopy_start: { at_sync: 2 } },
      /inputs\.postcopy_start: It needs the capability postcopy-ram/,
    ],
    [
      'post-copy at no time',
      { capabilities: ['postcopy-ram'], postcopy_start: {} },
      /inputs\.postcopy_start: It says neither/,
    ],
    ['more free than there is', { free_pages: 2 ** 27 }, /inputs\.free_pages: 134217728 pages are more/],
    [
      'a word that nobody waits for',
      { switchover_ack_s: 2 },
      /inputs\.switchover_ack_s: It needs the capability switchover-ack/,
    ],
    [
      'an answer that nobody waits for',
      { go_on_after_s: 2 },
      /inputs\.go_on_after_s: It needs the capability pause-before-switchover/,
    ],
    [
      'an answer before the question',
      { capabilities: ['pause-before-switchover'], go_on_after_s: -1 },
      /inputs\.go_on_after_s: -1 is not possible/,
    ],
    ['no memory', { ram_bytes: undefined }, /inputs\.ram_bytes: It is missing/],
    ['memory of zero', { ram_bytes: 0 }, /inputs\.ram_bytes: 0 is not possible/],
    ['negative memory', { ram_bytes: -4096 }, /inputs\.ram_bytes: -4096 is not possible/],
    [
      'memory beyond the limit',
      { ram_bytes: 2 ** 41, migratable_ram_bytes: null },
      /inputs\.ram_bytes:.*limit/,
    ],
    ['memory beyond any limit', { ram_bytes: 1e300 }, /inputs\.ram_bytes: 1e\+300 is not possible/],
    ['memory that is no whole page', { ram_bytes: 268435457 }, /inputs\.ram_bytes: .*not a multiple/],
    ['memory as text', { ram_bytes: '256 MiB' }, /inputs\.ram_bytes: "256 MiB" is no number/],
    ['half a byte', { ram_bytes: 4096.5 }, /inputs\.ram_bytes: 4096.5 is not a whole number/],
    ['less migratable than RAM', { migratable_ram_bytes: 4096 }, /migratable_ram_bytes: 4096 is less/],
    ['no page size', { page_size: null }, /inputs\.page_size: It is missing/],
    ['an odd page size', { page_size: 5000 }, /inputs\.page_size: 5000 is not a power of two/],
    ['pages too small', { page_size: 512 }, /inputs\.page_size: 512 is not a power of two from 4 KiB/],
    ['more filled than there is', { filled_pages: 70000 }, /inputs\.filled_pages: 70000 pages do not fit/],
    ['no fill', { filled_pages: undefined }, /inputs\.filled_pages: It is missing/],
    ['too many base pages', { base_nonzero_pages: 60000 }, /inputs\.base_nonzero_pages: .*do not fit/],
    ['no hot set', { hot_pages: undefined }, /inputs\.hot_pages: It is missing/],
    ['an empty hot set', { hot_pages: 0 }, /inputs\.hot_pages: 0 is not possible/],
    ['a hot set beyond memory', { hot_pages: 61441 }, /inputs\.hot_pages: .*beyond the memory/],
    ['a hot set that begins late', { hot_base_page: 50000 }, /inputs\.hot_pages: .*beyond the memory/],
    ['no cold set', { pattern: 'hotcold' }, /inputs\.cold_pages: 0 is not possible/],
    ['a cold set beyond memory', { pattern: 'hotcold', cold_pages: 60000 }, /inputs\.cold_pages: .*beyond/],
    ['a share above 100 %', { hot_percent: 101 }, /inputs\.hot_percent: 101 is not possible/],
    ['negative writes', { writes_per_s_nominal: -1 }, /inputs\.writes_per_s_nominal: -1/],
    ['a burst without an on time', { burst_off_ticks: 5 }, /inputs\.burst_on_ticks: 0 would mean/],
    ['negative bandwidth', { max_bandwidth_Bps: -1 }, /inputs\.max_bandwidth_Bps: -1 is not possible/],
    [
      'a link without capacity',
      { link: { bandwidth_Bps: 0 } },
      /inputs\.link\.bandwidth_Bps: 0 is not possible/,
    ],
    ['a link that is a number', { link: 5 }, /inputs\.link: 5 is no object/],
    ['a negative delay', { link: { one_way_delay_s: -0.1 } }, /inputs\.link\.one_way_delay_s/],
    ['a host without speed', { host: { local_socket_Bps: 0 } }, /inputs\.host\.local_socket_Bps: 0/],
    ['no time at all', { time_cap_s: 0 }, /inputs\.time_cap_s: 0 is not possible/],
    ['a guest without ticks', { guest_tick_rate_hz: 0 }, /inputs\.guest_tick_rate_hz: 0 is not possible/],
    ['a trace without a name', { pattern: 'trace' }, /inputs\.trace: It is missing/],
    ['no workload', { pattern: 'workload' }, /inputs\.workload: null is no workload\. Write \{"kind": …\}/],
    [
      'a workload that nobody knows',
      { pattern: 'workload', workload: { kind: 'swoop' } },
      /inputs\.workload\.kind: "swoop" is not known\. It is one of idle, uniform, .*zipf/,
    ],
    [
      'a workload beyond memory',
      { pattern: 'workload', workload: { kind: 'zipf', pages: 61441 } },
      /inputs\.workload: It writes up to page 65537, the memory ends at 65536\. Make/,
    ],
    [
      'a workload with an infinite number of pages',
      { pattern: 'workload', workload: { kind: 'stride', pages: 1e300 } },
      /inputs\.workload\.pages: 1e\+300 is too large\. It is a whole number from 1 to/,
    ],
    [
      'a number of a workload that it does not have',
      { pattern: 'workload', workload: { kind: 'zipf', skew: 1 } },
      /inputs\.workload\.skew: zipf has nothing of that name\. It has kind, firstPage, pages/,
    ],
    [
      'a number that the points of a curve do not have',
      {
        pattern: 'workload',
        workload: { kind: 'curve', pages: 100, points: [{ seconds: 1, distinctPages: 90, pages: 90 }] },
      },
      /points\[0\]\.pages: A row has nothing of that name\. It has seconds, distinctPages\./,
    ],
    [
      'a curve that falls',
      {
        pattern: 'workload',
        workload: {
          kind: 'curve',
          pages: 100,
          points: [
            { seconds: 1, distinctPages: 90 },
            { seconds: 2, distinctPages: 80 },
          ],
        },
      },
      /points\[1\]: 80 pages are fewer than the 90 of a shorter time\. Distinct pages only grow/,
    ],
    [
      'a trace in a workload',
      { pattern: 'workload', workload: { kind: 'together', workloads: [{ kind: 'trace', trace: 'x' }] } },
      /inputs\.workload: A trace is a file\. Use the pattern trace/,
    ],
    [
      'a workload within too many others',
      {
        pattern: 'workload',
        workload: [1, 2, 3, 4].reduce((workload: object) => ({ kind: 'together', workloads: [workload] }), {
          kind: 'idle',
        }),
      },
      /workloads: That is too deep\. Workloads hold others 3 deep at most/,
    ],
    [
      'contents without a range',
      { contents: [{ ratio: 0.5 }] },
      /inputs\.contents\[0\]\.range: undefined is no range of pages\. Write/,
    ],
    [
      'contents beyond memory',
      { contents: [{ range: { first: 0, end: 2 ** 20 } }] },
      /inputs\.contents\[0\]\.range: It ends at page 1048576/,
    ],
    [
      'contents that grow a hundredfold',
      { contents: [{ range: { first: 0, end: 9 }, ratio: 100 }] },
      /inputs\.contents\[0\]\.ratio: 100 is too large\. It is a number from 0\.001 to 2/,
    ],
    ['an impossible value without influence', { vcpus: 0 }, /inputs\.vcpus: 0 is not possible/],
  ])('%s', (_, changes, message) => {
    const messages = refusals(fileWith(changes));
    expect(messages.every((each) => each.startsWith('case "changed", inputs.'))).toBe(true);
    expect(messages.join('\n')).toMatch(message);
  });

  test('a number too large for a number', () => {
    const text = fileWith({}).replace('"downtime_limit_s":0.3', '"downtime_limit_s":1e999');
    expect(refusals(text)).toEqual([
      expect.stringMatching(/^case "changed", inputs\.downtime_limit_s: The number is not finite\./),
    ]);
  });
});

test('all that is wrong is said at once', () => {
  expect(refusals(fileWith({ ram_bytes: 0, pattern: 'x', time_cap_s: -1 }))).toHaveLength(3);
});

test.each([
  ['[]', /no case/],
  ['{}', /no array/],
  ['null', /no array/],
  ['[5]', /case number 1: It is no object/],
  ['[{"inputs": {}}]', /case number 1, id: The id is missing/],
  ['[{"id": 7, "inputs": {}}]', /case number 1, id/],
  ['[{"id": "a"}]', /case "a", inputs: The inputs are missing/],
  ['[{"id": "a", "inputs": []}]', /case "a", inputs/],
])('a file that holds %s is refused', (text, message) => {
  expect(refusals(text).join()).toMatch(message);
});

test('two cases of one id are refused', () => {
  const [one] = JSON.parse(fileWith({}));
  expect(refusals(JSON.stringify([one, one]))).toEqual([
    expect.stringMatching(/case "changed", id: Another case/),
  ]);
});

describe('broken JSON is refused by line, column, case and field:', () => {
  test.each([
    [
      '[{"id": "a",\n "inputs": {"ram_bytes": NaN}}]',
      'line 2, column 26, case "a", inputs.ram_bytes',
      '"NaN"',
    ],
    ['[{"id": "a",\n "inputs": {"ram_bytes": 5', 'line 2, column 27, case "a", inputs.ram_bytes', 'its end'],
    ['[{"id": "a"},\n{"id": "b", "inputs": {,}}]', 'line 2, column 24, case "b", inputs', 'a field name'],
    ['[{"inputs": {"pattern": seq}}]', 'line 1, column 25, case number 1, inputs.pattern', '"seq"'],
    ['[{"id": "a"} {"id": "b"}]', 'line 1, column 14, case "a"', 'a comma or a closing bracket'],
    ['[{"id": "a", "inputs": {"page_size": 0x1000}}]', 'case "a", inputs.page_size', '"0x1000"'],
    ['', 'line 1, column 1', 'its end'],
    ['[1] []', 'line 1, column 5', 'the end of the file'],
  ])('%s', (text, where, what) => {
    const [message] = refusals(text);
    expect(message).toContain(where);
    expect(message).toContain(what);
  });

  test('any cut through a case file', () => {
    const whole = JSON.stringify([measured('idle_256_64M_bw16'), measured('bw16_h16384_r4000')], null, 1);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), (at) => {
        expect(refusals(whole.slice(0, at))[0]).toMatch(/^line \d+, column \d+.*The file is not JSON/);
      }),
    );
  });
});

test('the documentation has the table of inputs as it is', () => {
  expect(readFileSync('docs/simulate.md', 'utf8')).toContain(fieldTable());
});

test('a workload is read with what is usual where it is left out, and contents as they are', () => {
  const contents = [{ range: { first: 4096, end: 5000 }, ratio: 0.3, zeroPercent: 20 }];
  const workload = { kind: 'zipf', pages: 1000, writesPerSecond: 77 };
  const { inputs } = accepted(fileWith({ pattern: 'workload', workload, contents }));
  expect(inputs.workload).toEqual({ ...workload, firstPage: 4096, exponent: 0.99, scattered: true });
  expect(inputs.contents).toEqual(contents);
});

test('a workload beside another pattern is noted, not read', () => {
  const result = parseCases(fileWith({ workload: { kind: 'idle' } }));
  expect(result.ok && result.value.notes.join()).toContain('inputs.workload is not read');
});
