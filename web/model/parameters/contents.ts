/** What memory holds, as far as it matters to a move: zeros, how small a page becomes, how much a rewrite changes. */
import { anyNumber, whole } from './described.ts';
import { type Field, fields } from './field.ts';

export const CONTENT_FIELDS: readonly Field[] = fields(
  [
    'zeroPercent',
    'Zero pages',
    '%',
    anyNumber(0, 100),
    30,
    'Share of the pages that hold only zeros at the start.',
    { source: 'guests of some hours: 10 to 60 %' },
  ],
  [
    'incompressiblePercent',
    'Encrypted or packed',
    '%',
    anyNumber(0, 100),
    10,
    'Share of the other pages that no compression makes smaller.',
  ],
  [
    'zlibRatio',
    'Smaller by zlib',
    'page ÷ packed',
    anyNumber(1, 100),
    2.7,
    'Mean over the compressible pages, level 1.',
    { source: 'zstd’s published benchmark (Silesia corpus); memory is often more compressible' },
  ],
  [
    'zstdRatio',
    'Smaller by zstd',
    'page ÷ packed',
    anyNumber(1, 100),
    2.9,
    'Mean over the compressible pages, level 1.',
    { source: 'zstd’s published benchmark (Silesia corpus); memory is often more compressible' },
  ],
  [
    'ratioSpreadPercent',
    'Spread of the ratio',
    '%',
    anyNumber(0, 100),
    30,
    'How far single pages differ from the mean.',
  ],
  [
    'changedWords',
    'Words changed by a rewrite',
    '8-byte words',
    whole(1, 512),
    16,
    'How many words of a page differ between two of its versions that are sent; it decides what a difference costs.',
  ],
  [
    'becomesZeroPercent',
    'Writes that leave zeros',
    '%',
    anyNumber(0, 100),
    0,
    'Share of the rewrites after which the page holds only zeros, as when memory is freed and cleared.',
  ],
);

export interface ContentPreset {
  id: string;
  label: string;
  /** Only what differs from the fields' defaults. */
  values: Readonly<Record<string, number>>;
}

/** Typical of each; a measured guest is better. */
export const CONTENT_PRESETS: readonly ContentPreset[] = [
  { id: 'idle-system', label: 'Idle operating system', values: { zeroPercent: 60 } },
  { id: 'database', label: 'Database buffers', values: { zeroPercent: 5, zstdRatio: 2.2, zlibRatio: 2.1 } },
  { id: 'java', label: 'Java heap', values: { zeroPercent: 20, zstdRatio: 3, zlibRatio: 2.8 } },
  {
    id: 'encrypted',
    label: 'Encrypted or packed data',
    values: { zeroPercent: 0, incompressiblePercent: 100, zstdRatio: 1, zlibRatio: 1 },
  },
];

/** Bytes of a difference by QEMU's encoding, for so many changed units spread at random over a page of 4096 bytes. */
export const DIFFERENCE_BYTES = {
  source: 'measured: mean of 30 random pages for each number',
  changedUnits: [1, 4, 16, 32, 64, 128, 256, 384, 448, 512],
  /** By the size of a unit in bytes; null = larger than the page, which is then sent whole. */
  byUnitBytes: {
    1: [4, 15, 57, 106, 198, 375, 736, 1078, 1241, 1400],
    4: [7, 28, 105, 201, 384, 737, 1407, 2018, 2305, 2570],
    8: [11, 43, 169, 328, 633, 1221, 2312, 3278, 3715, null],
    64: [67, 268, 1064, 2102, null, null, null, null, null, null],
  },
} as const;
