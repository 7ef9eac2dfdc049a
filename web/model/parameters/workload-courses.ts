/** Workloads that take a course: through memory, or through time. */
import { anyNumber, whole } from './described.ts';
import { type Field, fields } from './field.ts';
import { area, firstPage, MOST_PAGES, MOST_PER_SECOND, pages, type WorkloadKind } from './workload-kind.ts';

const periodMs = (preset: number): Field[] =>
  fields(['periodMs', 'Every', 'ms', whole(1, 1e9), preset, 'Time from one to the next.']);

export const COURSES: readonly WorkloadKind[] = [
  {
    kind: 'sweep',
    label: 'Sequential sweep',
    about:
      'Page after page, over and over. How long the move takes depends on where the sweep is when it begins.',
    curve: 'min(v t, W)',
    fields: area,
  },
  {
    kind: 'stride',
    label: 'Stride',
    about:
      'Like a sweep, but leaps: every so many pages, then those right behind these, as arrays walked by column do.',
    curve: 'min(v t, W)',
    fields: [
      ...area,
      ...fields([
        'stridePages',
        'Leap',
        'pages',
        whole(1, MOST_PAGES),
        17,
        'From one written page to the next.',
      ]),
    ],
  },
  {
    kind: 'drift',
    label: 'Drifting set',
    about: 'A uniform set that moves on through an area of memory, and begins anew at its end.',
    curve: 'W (1 − e^(−w t / W)) + δ t at most: pages that join or leave are written for a part of the time',
    fields: [
      ...area,
      ...fields(
        [
          'driftPagesPerSecond',
          'Drift δ',
          'pages/s',
          anyNumber(0, MOST_PER_SECOND),
          100,
          'So many pages leave the set per second, and as many new ones join.',
        ],
        [
          'areaPages',
          'Through',
          'pages',
          whole(1, MOST_PAGES),
          65_536,
          'The area that it moves through, from the first page on; not smaller than the set.',
        ],
      ),
    ],
  },
  {
    kind: 'checkpoint',
    label: 'Database checkpoints',
    about: 'Writes at random, and now and then sweeps over a part of its buffers.',
    curve: 'uniform, and a sweep each period',
    fields: [
      ...area,
      ...periodMs(30_000),
      ...fields(
        [
          'sweptPercent',
          'Swept',
          '%',
          anyNumber(0, 100),
          30,
          'Share of the pages that each checkpoint writes.',
        ],
        [
          'sweepPagesPerSecond',
          'Speed',
          'pages/s',
          anyNumber(1, MOST_PER_SECOND),
          50_000,
          'Of the checkpoint.',
        ],
      ),
    ],
  },
  {
    kind: 'garbage-collection',
    label: 'Garbage collection',
    about: 'Fills new memory page by page, and each collection moves what still lives.',
    curve: 'a sweep, and a burst each period',
    fields: [
      ...area,
      ...periodMs(2000),
      ...fields(
        [
          'survivorPercent',
          'Moved',
          '%',
          anyNumber(0, 100),
          10,
          'Share of the pages that a collection writes.',
        ],
        ['pauseMs', 'Within', 'ms', anyNumber(1, 1e6), 50, 'How long a collection takes.'],
      ),
    ],
  },
  {
    kind: 'growth',
    label: 'Growing',
    about: 'Writes each page once, one behind the other, as a booting system or a filling cache does.',
    curve: 'v t, until all pages are written',
    fields: [
      firstPage,
      pages,
      ...fields([
        'newPagesPerSecond',
        'New pages',
        'pages/s',
        anyNumber(0, MOST_PER_SECOND),
        5000,
        'Pages per second that are written for the first time.',
      ]),
    ],
  },
  {
    kind: 'phases',
    label: 'Phases',
    about: 'Lets another workload run at changing speed, phase after phase, over and over.',
    curve: 'that of the workload, over ∫ speed dt',
    fields: [],
    rows: {
      name: 'phases',
      label: 'Phase',
      min: 1,
      max: 1000,
      fields: fields(
        ['durationMs', 'Lasts', 'ms', whole(1, 1e9), 5000, 'Guest time of the phase.'],
        ['speedPercent', 'Speed', '%', anyNumber(0, 100_000), 100, 'Of the workload; 0 stands still.'],
      ),
    },
    holds: { name: 'workload', many: false, about: 'What runs at this speed.' },
  },
  {
    kind: 'together',
    label: 'Several at once',
    about: 'A guest in which several things write, each in its own way.',
    curve: 'the sum, where they write different pages',
    fields: [],
    holds: { name: 'workloads', many: true, about: 'What writes beside each other.' },
  },
];
