/** A guest that cannot be is refused before anything runs: where, what, what would be possible, what to do. */
import { describe, expect, it } from 'vitest';
import { sentence } from '../../web/model/result.ts';
import type { Guest, Workload } from '../../web/model/scenario.ts';
import type { Trace } from '../../web/model/trace.ts';
import { impossible } from '../../web/world/impossible.ts';
import { recordedWrites } from '../engine/worlds.ts';
import { world } from '../simulation/worlds.ts';

const base = world();
const [partition] = base.partitions;
if (!partition) throw new Error('The world has a partition.');
const { guest } = partition;
const PAGES = guest.memoryBytes / guest.pageBytes;

const said = (changes: Partial<Guest>, traces = new Map<string, Trace>()) =>
  impossible({ ...base, partitions: [{ ...partition, guest: { ...guest, ...changes } }] }, traces).map(
    sentence,
  );

const zipf: Workload = {
  kind: 'zipf',
  firstPage: 0,
  pages: 1000,
  writesPerSecond: 9,
  exponent: 1,
  scattered: true,
};

it('one with every way to write, and contents of several kinds, can be', () => {
  const all: Workload = {
    kind: 'together',
    workloads: [
      zipf,
      { kind: 'curve', firstPage: 0, pages: 500, points: [{ seconds: 1, distinctPages: 400 }] },
      { kind: 'phases', phases: [{ durationMs: 5, speedPercent: 20 }], workload: { ...zipf, firstPage: 9 } },
    ],
  };
  const contents = [
    { range: { first: 0, end: 100 }, ratio: 0.4, zeroPercent: 30, staysZero: true },
    { range: { first: 100, end: 200 }, ratio: 1, encrypted: true },
  ];
  expect(said({ workload: all, contents })).toEqual([]);
});

describe('memory', () => {
  it.each([
    [{ memoryBytes: 0 }, /memory: 0 bytes cannot be its memory\. Give a whole number of pages, at most/],
    [{ memoryBytes: -4096 }, /memory: -4096 bytes/],
    [{ memoryBytes: guest.pageBytes + 1 }, /bytes cannot be its memory/],
    [{ memoryBytes: Number.NaN }, /memory: NaN bytes/],
    [{ memoryBytes: 2 ** 52 }, /at most 268435456/],
    [
      { pageBytes: 5000, memoryBytes: 5_000_000 },
      /page size: 5000 bytes are not possible\. Give a power of two/,
    ],
    [{ filled: [{ first: 5, end: 4 }] }, /filled\[0\]: Pages 5 to 4 cannot be\. Give whole pages from 0 to/],
    [{ filled: [{ first: 0, end: PAGES + 1 }] }, /filled\[0\]: Pages 0 to/],
    [{ contents: [{ range: { first: 0.5, end: 4 }, ratio: 1 }] }, /contents\[0\]: Pages 0\.5 to 4/],
    [{ contents: [{ range: { first: 0, end: 4 }, ratio: Number.NaN }] }, /packed size: NaN is not possible/],
    [{ contents: [{ range: { first: 0, end: 4 }, ratio: 1, zeroPercent: 101 }] }, /zero pages: 101 is not/],
    [
      { contents: Array.from({ length: 33 }, () => ({ range: { first: 0, end: 4 }, ratio: 1 })) },
      /There are 33 ranges of contents\. Give 32 at most/,
    ],
    [{ hostPageBytes: 12_288 }, /pages of the destination: 12288 bytes are not possible/],
    [{ vcpus: 0 }, /vCPUs: 0 is not possible\. Give a whole number from 1/],
    [{ writeBytes: Number.POSITIVE_INFINITY }, /bytes changed by a write: Infinity/],
    [
      { pace: { ...guest.pace, tickHz: Number.NaN } },
      /ticks per second: NaN is not possible\. Give more than 0/,
    ],
  ] as [Partial<Guest>, RegExp][])('%o', (changes, message) => {
    expect(said(changes).join('\n')).toMatch(message);
  });
});

describe('writing', () => {
  const drift = {
    kind: 'drift',
    firstPage: 0,
    pages: 10,
    writesPerSecond: 1,
    driftPagesPerSecond: 1,
  } as const;
  const area = { firstPage: 0, pages: 1000, writesPerSecond: 1 };
  it.each([
    [{ ...zipf, pages: 0 }, /workload\.pages: 0 is too small\. It is a whole number from 1 to/],
    [{ ...zipf, pages: -1 }, /workload\.pages: -1 is too small/],
    [
      { ...zipf, writesPerSecond: Number.POSITIVE_INFINITY },
      /workload\.writesPerSecond: The number is not finite/,
    ],
    [{ ...zipf, writesPerSecond: Number.NaN }, /workload\.writesPerSecond: The number is not finite/],
    [
      { ...zipf, firstPage: PAGES },
      /workload: It writes up to page .* the memory ends at .* Make the hot set smaller/,
    ],
    [{ ...drift, areaPages: 9 }, /areaPages: A set of 10 pages does not fit into 9\. Make the area/],
    [{ ...drift, areaPages: PAGES + 1 }, /the memory ends at/],
    [
      { kind: 'checkpoint', ...area, periodMs: 500, sweptPercent: 100, sweepPagesPerSecond: 1000 },
      /periodMs: A checkpoint takes 1000 ms, and the next begins after 500\. Sweep faster/,
    ],
    [
      { kind: 'garbage-collection', ...area, periodMs: 500, survivorPercent: 10, pauseMs: 501 },
      /pauseMs: A collection takes 501 ms, and the next begins after 500/,
    ],
    [
      { kind: 'power-law', firstPage: 0, pages: 10, firstSecondPages: 11, exponent: 0.5 },
      /firstSecondPages: 11 pages in the first second are more than the 10 there are/,
    ],
    [
      { kind: 'curve', firstPage: 0, pages: 10, points: [] },
      /points: It has 0 rows\. Give a list of 1 to 64/,
    ],
    [
      { kind: 'curve', firstPage: 0, pages: 10, points: [{ seconds: 1, distinctPages: 11 }] },
      /points\[0\]: 11 pages are more than the 10 there are/,
    ],
    [
      { kind: 'together', workloads: Array.from({ length: 13 }, () => zipf) },
      /workloads: It has 13 workloads\. Give a list of 1 to 12/,
    ],
    [
      {
        kind: 'together',
        workloads: [
          { kind: 'trace', trace: 'a' },
          { kind: 'trace', trace: 'b' },
        ],
      },
      /It replays more than one trace\. Leave one of them/,
    ],
    [{ kind: 'trace', trace: 'absent' }, /The trace absent is not there\. Open the trace file/],
  ] as [Workload, RegExp][])('%o', (workload, message) => {
    expect(said({ workload }).join('\n')).toMatch(message);
  });

  it('a trace that is larger than the partition, or has other pages', () => {
    const trace = recordedWrites(PAGES + 1, []);
    const replay: Workload = { kind: 'trace', trace: 'a' };
    expect(said({ workload: replay }, new Map([['a', trace]])).join()).toMatch(
      /It writes up to page .* the memory ends/,
    );
    const other = { ...recordedWrites(8, []), pageBytes: 65_536 };
    expect(said({ workload: replay }, new Map([['a', other]])).join()).toMatch(
      /The trace's pages have 65536 bytes, the partition's 4096\. Give it pages of 65536/,
    );
  });
});
