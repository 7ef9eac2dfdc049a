/** What memory holds, as far as it matters to a move: zeros, how small a page becomes, how much a write changes. */
import { anyNumber, type Provenance, powerOfTwo, whole, YES_OR_NO } from './described.ts';
import { type Field, fields } from './field.ts';

/** Of a guest as a whole (web/model/scenario.ts `Guest`). */
export const GUEST_FIELDS: readonly Field[] = fields(
  [
    'vcpus',
    'Virtual CPUs',
    'CPUs',
    whole(1, 4096),
    1,
    'Each can wait for a page of its own after a switchover to post-copy, and each has a dirty limit.',
  ],
  [
    'writeBytes',
    'Bytes changed by a write',
    'bytes',
    whole(1, 2 ** 24),
    8,
    'How much of its page one write changes. It decides what a difference costs, and nothing else.',
  ],
  [
    'hostPageBytes',
    'Pages of the destination',
    'bytes',
    powerOfTwo(4096, 2 ** 30),
    4096,
    'Post-copy brings a page of the destination as a whole: 2 MiB with huge pages, even where the guest counts in 4 KiB.',
    { source: 'a host without huge pages' },
  ],
  [
    'freePages',
    'Pages reported free',
    'pages',
    whole(0, 2 ** 28),
    0,
    'So many pages at the end of the memory the guest reports free when a move begins (QEMU: virtio-balloon with free-page-hint). They are left out until they are written; more than there are count as all.',
    { source: 'a guest that reports none' },
  ],
  [
    'adapters',
    'Virtual adapters',
    'adapters',
    whole(0, 4096),
    1,
    'Some products take their time for each, before the move, in the pause or after it.',
  ],
  [
    'processes',
    'Processes',
    'processes',
    whole(0, 2 ** 22),
    1,
    'Where processes are moved and not machines, each takes its time to be written down and built up again.',
  ],
  ['disks', 'Disks', 'disks', whole(0, 65_536), 1, 'Some products look at each before they begin.'],
);

/** Of a range of pages (`PageContent`). */
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
    'ratio',
    'Packed size',
    'share',
    anyNumber(0.001, 2),
    0.37,
    'Size of a page after compression, as a share of the page; 1 for what is encrypted or packed already.',
    { source: 'zlib on the Silesia corpus; memory is often more compressible' },
  ],
  [
    'staysZero',
    'Stays zero',
    '',
    YES_OR_NO,
    false,
    'Whether writes leave zeros in pages that held zeros, as when memory is cleared again and again.',
  ],
  [
    'writeBytes',
    'Bytes changed by a write',
    'bytes',
    whole(1, 2 ** 24),
    8,
    'How much of its page one write changes here, where that differs from the rest of the guest.',
  ],
  [
    'encrypted',
    'Encrypted',
    '',
    YES_OR_NO,
    false,
    'Nothing shrinks, and each write changes its whole page, so that a difference saves nothing either.',
    { certainty: 'sourced', source: 'what looks random does not shrink' },
  ],
);

/** Kinds of memory, by how many zeros they hold and how small they become. Typical; a measured guest is better. */
export interface ContentClass extends Provenance {
  id: string;
  label: string;
  zeroPercent: number;
  /** Packed size as a share, by algorithm at its level 1. */
  packed: { zlib: number; zstd: number };
}

const SEEN: Provenance = { certainty: 'typical', source: 'reported of such guests; level 1' };

export const CONTENT_CLASSES: readonly ContentClass[] = [
  {
    id: 'idle-system',
    label: 'Idle operating system',
    zeroPercent: 60,
    packed: { zlib: 0.37, zstd: 0.34 },
    ...SEEN,
  },
  { id: 'database', label: 'Database buffers', zeroPercent: 5, packed: { zlib: 0.48, zstd: 0.45 }, ...SEEN },
  { id: 'java', label: 'Java heap', zeroPercent: 20, packed: { zlib: 0.36, zstd: 0.33 }, ...SEEN },
  {
    id: 'encrypted',
    label: 'Encrypted or packed data',
    zeroPercent: 0,
    packed: { zlib: 1, zstd: 1 },
    certainty: 'sourced',
    source: 'what looks random does not shrink',
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
