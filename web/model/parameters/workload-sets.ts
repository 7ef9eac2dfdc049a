/** Workloads whose writes fall on sets of pages by chance: what matters is how often each page is written. */
import { anyNumber, LARGEST_EXACT, whole, YES_OR_NO } from './described.ts';
import { fields } from './field.ts';
import { area, firstPage, MOST_PAGES, pages, type WorkloadKind, writesPerSecond } from './workload-kind.ts';

export const SETS: readonly WorkloadKind[] = [
  {
    kind: 'uniform',
    label: 'Uniform',
    about: 'Each write goes to any page of the set with the same chance.',
    curve: 'W (1 − e^(−w t / W))',
    fields: area,
  },
  {
    kind: 'hot-cold',
    label: 'Hot and cold',
    about: 'Most writes go to few pages, the others to those behind them.',
    curve: 'H (1 − e^(−h w t / H)) + C (1 − e^(−(1 − h) w t / C))',
    fields: [
      firstPage,
      ...fields(
        ['hotPages', 'Hot pages', 'pages', whole(1, MOST_PAGES), 4096, 'The set that takes most writes.'],
        ['coldPages', 'Cold pages', 'pages', whole(1, MOST_PAGES), 40_960, 'Those behind them.'],
        ['hotPercent', 'Writes to hot pages', '%', anyNumber(0, 100), 80, 'The others go to the cold pages.'],
      ),
      writesPerSecond,
    ],
  },
  {
    kind: 'classes',
    label: 'Several sets',
    about: 'Sets of pages, each with its own rate: the general form, from which others can be put together.',
    curve: 'Σ Wᵢ (1 − e^(−wᵢ t / Wᵢ))',
    fields: [firstPage],
    rows: { name: 'sets', label: 'Set', min: 1, max: 64, fields: [pages, writesPerSecond] },
  },
  {
    kind: 'zipf',
    label: 'Zipf',
    about: 'The page of rank r is written in proportion to r^−s, as keys of a cache or a database are.',
    curve: 'Σ over ranks (1 − e^(−w p(r) t))',
    fields: [
      ...area,
      ...fields(
        [
          'exponent',
          'Exponent s',
          '',
          anyNumber(0, 5),
          0.99,
          '0 is uniform; the larger, the fewer pages take most writes.',
          { source: 'YCSB’s zipfian constant' },
        ],
        [
          'scattered',
          'Scattered',
          '',
          YES_OR_NO,
          true,
          'Spreads hot pages over the set, as a hash table does; else they lie together at its front.',
        ],
      ),
    ],
  },
  {
    kind: 'power-law',
    label: 'Power law',
    about:
      'Gives the curve itself: c pages in the first second, growing with t^α until all pages are written.',
    curve: 'min(c t^α, W)',
    fields: [
      firstPage,
      { ...pages, default: 500_000 },
      ...fields(
        [
          'firstSecondPages',
          'Pages in the first second, c',
          'pages',
          anyNumber(0, MOST_PAGES),
          34_000,
          'How many distinct pages are written in one second.',
          { source: 'fitted to PostgreSQL under YCSB with 16 clients' },
        ],
        [
          'exponent',
          'Exponent α',
          '',
          anyNumber(0.01, 1),
          0.65,
          '1 never repeats a page. Measured guests lie at 0.6 to 0.8 beyond one second.',
          { source: 'fitted to PostgreSQL under YCSB with 16 clients' },
        ],
      ),
    ],
  },
  {
    kind: 'curve',
    label: 'Measured curve',
    about:
      'Gives how many distinct pages were written within each of some times, as dirty-rate tools measure it.',
    curve: 'straight between the points and on behind the last, until all pages are written',
    fields: [firstPage, pages],
    rows: {
      name: 'points',
      label: 'Point',
      min: 1,
      max: 64,
      fields: fields(
        ['seconds', 'Within', 's', anyNumber(0.001, 1e6), 1, 'Time since a clean log.'],
        [
          'distinctPages',
          'Pages',
          'pages',
          anyNumber(0, MOST_PAGES),
          35_000,
          'Distinct pages written by then.',
        ],
      ),
    },
  },
  {
    kind: 'measured-guest',
    label: 'The measured guest',
    about:
      'The program of the measured runs, write by write: its random numbers are known, so its pages are too.',
    curve: 'as uniform or hot and cold',
    fields: [
      firstPage,
      ...fields(
        ['hotPages', 'Hot pages', 'pages', whole(1, MOST_PAGES), 4096, 'The set that takes most writes.'],
        [
          'coldPages',
          'Cold pages',
          'pages',
          whole(0, MOST_PAGES, 'all writes are hot'),
          0,
          'Those behind them.',
        ],
        [
          'hotPercent',
          'Writes to hot pages',
          '%',
          anyNumber(0, 100),
          100,
          'The others go to the cold pages.',
        ],
        ['drawsBefore', 'Numbers drawn before', '', whole(0, LARGEST_EXACT), 0, 'To fill its memory.'],
        ['contentDraws', 'Numbers drawn per write', '', whole(0, 2 ** 22), 0, 'For offset and contents.'],
      ),
      writesPerSecond,
    ],
  },
];
