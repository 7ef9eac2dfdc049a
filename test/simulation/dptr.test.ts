import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Trace } from '../../web/model/trace.ts';
import { decodeTrace, TRACE_LIMITS } from '../../web/simulation/dptr.ts';
import { encodeTrace, runList, sealed, type TraceText, u32, varint } from './dptr-encoder.ts';

const decoded = (bytes: Uint8Array): Trace => {
  const result = decodeTrace(bytes, TRACE_LIMITS, 'id');
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.value;
};

const pairs = (flat: Uint32Array): [number, number][] =>
  Array.from({ length: flat.length / 2 }, (_, run) => [flat[2 * run]!, flat[2 * run + 1]!]);

const frameRuns = (trace: Trace, frame: number) =>
  pairs(trace.runs.subarray(2 * trace.runStart[frame]!, 2 * trace.runStart[frame + 1]!));

/** Ascending runs that never touch, below `total`. */
const anyRuns = (total: number): fc.Arbitrary<[number, number][]> =>
  fc
    .uniqueArray(fc.integer({ min: 0, max: total }), { maxLength: 12 })
    .map((cuts) => cuts.sort((a, b) => a - b))
    .map((cuts) => cuts.flatMap((cut, i) => (i % 2 ? [[cuts[i - 1]!, cut] as [number, number]] : [])));

const anyTrace: fc.Arbitrary<TraceText> = fc
  .tuple(
    fc.integer({ min: 1, max: 5000 }),
    fc.array(fc.constantFrom(0, 0, 1, 16, 300), { minLength: 1, maxLength: 6 }),
  )
  .chain(([pagesAtStart, growth]) => {
    let total = pagesAtStart;
    const frames = growth.map((pagesAdded) => {
      total += pagesAdded;
      return fc.record({
        microseconds: fc.integer({ min: 1, max: 0xffffffff }),
        pagesAdded: fc.constant(pagesAdded),
        runs: anyRuns(total),
      });
    });
    return fc.record({
      label: fc.string(),
      metadata: fc.json(),
      pageBytes: fc.constantFrom(4096, 65536, 2 ** 24),
      flags: fc.integer({ min: 0, max: 3 }),
      pagesAtStart: fc.constant(pagesAtStart),
      populated: anyRuns(pagesAtStart),
      frames: fc.tuple(...frames) as fc.Arbitrary<TraceText['frames']>,
      gapBytes: fc.integer({ min: 0, max: 5 }),
    });
  });

test('what was encoded is what is decoded', () => {
  fc.assert(
    fc.property(anyTrace, (text) => {
      const trace = decoded(encodeTrace(text));
      expect(trace.label).toBe(text.label);
      expect(JSON.stringify(trace.metadata)).toBe(JSON.stringify(JSON.parse(text.metadata)));
      expect(trace.pageBytes).toBe(text.pageBytes);
      expect(trace.physical).toBe(text.flags >= 2);
      expect(pairs(trace.populated)).toEqual(text.populated);
      expect([...trace.frameNs]).toEqual(text.frames.map((f) => f.microseconds * 1000));
      text.frames.forEach((frame, k) => {
        expect(frameRuns(trace, k)).toEqual(frame.runs);
      });
      const added = text.frames.map((f) => f.pagesAdded);
      expect(trace.pages).toBe(added.reduce((a, b) => a + b, text.pagesAtStart));
      expect(added.slice(trace.loopFrame + 1).every((pages) => pages === 0)).toBe(true);
      expect(trace.loopFrame === 0 || added[trace.loopFrame]! > 0).toBe(true);
    }),
  );
});

const fixture = (name: string) => gunzipSync(readFileSync(`test/fixtures/traces/${name}.trace.gz`));

test('any flipped byte and any truncation is refused, with a place', () => {
  const whole = fixture('sweep-seq');
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const flipped = Uint8Array.from(whole);
      flipped[at] = flipped[at]! ^ flip;
      for (const bytes of [flipped, whole.subarray(0, at)]) {
        const result = decodeTrace(bytes);
        expect(result.ok).toBe(false);
        if (!result.ok) expect(result.diagnostics[0]!.where).toMatch(/^byte \d+$/);
      }
    }),
    { numRuns: 300 },
  );
});

test('a damaged file with a right checksum is refused or says something that holds', () => {
  const whole = [...encodeTrace(SMALL)].slice(0, -4);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
      (edits) => {
        const bytes = [...whole];
        for (const [at, value] of edits) bytes[at] = value;
        const result = decodeTrace(sealed(bytes));
        if (!result.ok) return;
        const trace = result.value;
        for (const [list, total] of [
          [trace.populated, trace.pagesAtStart],
          [trace.runs, trace.pages],
        ] as const) {
          expect(pairs(list).every(([first, end]) => first < end && end <= total)).toBe(true);
        }
        expect(trace.runStart.at(-1)! * 2).toBe(trace.runs.length);
      },
    ),
    { numRuns: 2000 },
  );
});

const SMALL: TraceText = {
  label: 'small',
  metadata: '{"a":1}',
  pageBytes: 4096,
  flags: 0,
  pagesAtStart: 100,
  populated: [[0, 50]],
  frames: [
    {
      microseconds: 100_000,
      pagesAdded: 0,
      runs: [
        [3, 5],
        [10, 11],
      ],
    },
    { microseconds: 100_100, pagesAdded: 16, runs: [[110, 116]] },
    { microseconds: 99_900, pagesAdded: 0, runs: [] },
  ],
  gapBytes: 0,
};

/** A header of the small trace's numbers with some fields changed, and a body written out by hand. */
const handmade = (fields: Partial<Record<number, number[]>>, body: number[]): Uint8Array => {
  const bytes = [
    ...[0x44, 0x50, 0x54, 0x52, 1, 0, 0, 0],
    ...[4096, 100_000, 1, 10, 10, 0, 0, 40].flatMap(u32),
    ...body,
  ];
  for (const [at, value] of Object.entries(fields)) bytes.splice(Number(at), value!.length, ...value!);
  return sealed(bytes);
};
const ONE_FRAME = [0, ...varint(100_000), 0, 0];

describe('a file is refused that', () => {
  test.each<[string, Uint8Array, RegExp]>([
    ['is empty', new Uint8Array(), /DPTR/],
    [
      'is something else',
      new TextEncoder().encode('{"hello": "I am a JSON file, not a trace."}......'),
      /DPTR/,
    ],
    ['ends inside its header', encodeTrace(SMALL).slice(0, 30), /inside its header/],
    ['is of another version', handmade({ 4: [2, 0] }, ONE_FRAME), /version 2/],
    ['has unknown flags', handmade({ 6: [4, 0] }, ONE_FRAME), /flags/],
    ['has no page size', handmade({ 8: u32(0) }, ONE_FRAME), /page size of 0/],
    ['has a page size that is no power of two', handmade({ 8: u32(5000) }, ONE_FRAME), /page size of 5000/],
    ['has pages smaller than 4 KiB', handmade({ 8: u32(512) }, ONE_FRAME), /page size of 512/],
    ['has no frames', handmade({ 16: u32(0) }, ONE_FRAME), /no frames/],
    ['announces more frames than it can hold', handmade({ 16: u32(0xffffffff) }, ONE_FRAME), /can hold/],
    ['has no pages', handmade({ 20: u32(0), 24: u32(0) }, ONE_FRAME), /no pages/],
    ['has more pages than the limit', handmade({ 20: u32(2 ** 28 + 1) }, ONE_FRAME), /limit is 268435456/],
    ['starts with more pages than it ends with', handmade({ 24: u32(11) }, ONE_FRAME), /starts with 11/],
    ['begins its data inside the header', handmade({ 36: u32(39) }, ONE_FRAME), /inside the header/],
    ['begins its data inside the label', handmade({ 28: u32(2) }, ONE_FRAME), /inside the header, label/],
    ['begins its data behind its end', handmade({ 36: u32(4000) }, ONE_FRAME), /can hold/],
    ['never reaches its page total', handmade({ 20: u32(12) }, ONE_FRAME), /end with 10 pages.*says 12/],
    ['grows beyond its page total', handmade({}, [0, 5, 3, 0]), /frame 1 of 1, there are 13 pages/],
    [
      'populates a page that does not exist',
      handmade({}, [...runList([[8, 11]]), 5, 0, 0]),
      /page 10 does not exist/,
    ],
    [
      'writes a page that does not exist',
      handmade({}, [0, 5, 0, ...runList([[10, 11]])]),
      /frame 1.*page 10 does/,
    ],
    [
      'has touching runs',
      handmade({}, [
        0,
        5,
        0,
        ...runList([
          [1, 2],
          [2, 3],
        ]),
      ]),
      /frame 1.*touches/,
    ],
    ['has an interval without length', handmade({}, [0, 0, 0, 0]), /no length/],
    [
      'has a number of 6 bytes',
      handmade({}, [0, 0x80, 0x80, 0x80, 0x80, 0x80, 1, 0, 0]),
      /more than 5 bytes/,
    ],
    ['has a number above 32 bits', handmade({}, [0, 0xff, 0xff, 0xff, 0xff, 0x1f, 0, 0]), /exceeds 32 bits/],
    ['announces more runs than it can hold', handmade({}, [0, 5, 0, 0x90, 0x4e]), /10000 runs/],
    ['ends inside a frame', handmade({}, [0, 5, 0, 0x85]), /frame 1 of 1, the file ends/],
    ['goes on after its last frame', handmade({}, [...ONE_FRAME, 0]), /1 bytes too many/],
  ])('%s', (_, bytes, message) => {
    const result = decodeTrace(bytes);
    expect(result.ok ? 'accepted' : result.diagnostics[0]!.what).toMatch(message);
  });

  test('has one bit wrong in its checksum alone', () => {
    const bytes = encodeTrace(SMALL);
    bytes[bytes.length - 1]! ^= 1;
    const result = decodeTrace(bytes);
    expect(result.ok ? 'accepted' : result.diagnostics[0]!.what).toMatch(/checksum/);
  });
});

test('a refusal tells a damaged file from a wrongly written one', () => {
  const written = decodeTrace(handmade({}, [0, 0, 0, 0]));
  const cut = decodeTrace(encodeTrace(SMALL).slice(0, -6));
  expect(written.ok ? '' : written.diagnostics[0]!.fix).toMatch(/mend the program/);
  expect(cut.ok ? '' : cut.diagnostics[0]!.fix).toMatch(/download it again/);
});

test('a description that is no JSON is left out, the trace is still good', () => {
  expect(decoded(encodeTrace({ ...SMALL, metadata: '{"broken' })).metadata).toBeNull();
});

/** Mean number of distinct pages over consecutive whole windows of so many frames. */
function meanDistinct(trace: Trace, frames: number): number {
  const windows = Math.floor(trace.frameNs.length / frames);
  let sum = 0;
  for (let window = 0; window < windows; window++) {
    const pages = new Set<number>();
    for (let frame = window * frames; frame < (window + 1) * frames; frame++) {
      for (const [first, end] of frameRuns(trace, frame)) for (let p = first; p < end; p++) pages.add(p);
    }
    sum += pages.size;
  }
  return sum / windows;
}

test.each(['redis-idle', 'sweep-seq', 'gcc-make'])(
  '%s decodes to the statistics its recorder counted',
  (name) => {
    const trace = decoded(fixture(name));
    const { stats } = JSON.parse(readFileSync(`test/fixtures/traces/${name}.json`, 'utf8'));
    const pagesIn = (flat: Uint32Array) => pairs(flat).reduce((sum, [first, end]) => sum + end - first, 0);
    expect(trace.frameNs.length).toBe(stats.frames);
    expect(trace.durationNs / 1e9).toBeCloseTo(stats.seconds, 3);
    expect(trace.pages).toBe(stats.total_pages);
    expect(trace.pagesAtStart).toBe(stats.initial_pages);
    expect(pagesIn(trace.populated)).toBe(stats.populated_at_start);
    expect(pagesIn(trace.runs)).toBe(stats.dirty_events);
    expect(meanDistinct(trace, 1)).toBeCloseTo(stats.mean_distinct_100ms, 1);
    expect(meanDistinct(trace, 10)).toBeCloseTo(stats.mean_distinct_1s, 1);
    expect(meanDistinct(trace, 100)).toBeCloseTo(stats.mean_distinct_10s, 1);
  },
);
