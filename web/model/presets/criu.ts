/** CRIU: process trees instead of machines, tracked by the kernel’s soft-dirty bits. */
import type { PausePart, Policy } from '../policy.ts';
import { KIB, MIB } from '../units.ts';
import { measured, PLAIN, type Preset, sourced, typical } from './preset.ts';

const CODE = sourced('CRIU criu/mem.c, page-xfer.c; Documentation/criu.txt');
const DUMP = measured('CRIU mailing list, 2017: about 2 s for a container of 14 processes');

const FREEZE: PausePart = { part: 'stop', label: 'Freezing processes', fixedMs: 10 };
const RESTORE: PausePart = { part: 'start', label: 'Restoring processes', fixedMs: 100, perProcessMs: 20 };

const PRE_DUMP: Policy = {
  ...PLAIN,
  // What a user asks for: one pre-dump, then the dump.
  stopRule: { ...PLAIN.stopRule, lastRoundLive: true, maxRounds: 1 },
  whenNotConverging: 'stop-and-copy',
  transport: { ...PLAIN.transport, perPageHeaderBytes: 32, zeroPages: 'skipped', resend: 'runs' },
  pause: [
    FREEZE,
    { part: 'state', label: 'Dumping processes', perProcessMs: 170 },
    { part: 'pages', label: 'Last pages' },
    RESTORE,
  ],
};

export const CRIU_PRESETS: readonly Preset[] = [
  {
    id: 'criu-pre-dump',
    label: 'CRIU, one pre-dump',
    about:
      'Copies the memory while the processes run, once, then freezes them and dumps what was written since. More pre-dumps are more rounds.',
    product: 'CRIU',
    era: null,
    policy: PRE_DUMP,
    provenance: {
      '': CODE,
      'stopRule.maxRounds': typical('the user decides how often'),
      'transport.perPageHeaderBytes': typical('about 32 bytes for each run of pages'),
      'pause.0': typical('some milliseconds'),
      'pause.1': DUMP,
      'pause.3': typical('depends on what is restored'),
    },
  },
  {
    id: 'p-haul',
    label: 'P.Haul',
    about:
      'Repeats CRIU’s pre-dump by itself: until one writes 64 pages or fewer, grows by more than 10 %, or the ninth is done.',
    product: 'CRIU',
    era: null,
    policy: {
      ...PRE_DUMP,
      stopRule: {
        ...PRE_DUMP.stopRule,
        pendingAtMostPages: 64,
        maxRounds: 9,
        // Whole percents are compared: 111 is the first growth above 10 %.
        notShrinkingPercent: 111,
      },
    },
    provenance: {
      '': CODE,
      stopRule: sourced('P.Haul phaul/iters.py'),
      'transport.perPageHeaderBytes': typical('about 32 bytes for each run of pages'),
      'pause.0': typical('some milliseconds'),
      'pause.1': DUMP,
      'pause.3': typical('depends on what is restored'),
    },
  },
  {
    id: 'criu-lazy-pages',
    label: 'CRIU, lazy pages',
    about:
      'Freezes and restores the processes without their memory; each page follows when it is touched, and in growing chunks while nothing is asked for.',
    product: 'CRIU',
    era: null,
    policy: {
      ...PRE_DUMP,
      method: { kind: 'postcopy' },
      stopRule: PLAIN.stopRule,
      whenNotConverging: 'keep-going',
      pause: [FREEZE, { part: 'state', label: 'Dumping processes', perProcessMs: 170 }, RESTORE],
      postcopy: {
        capBytesPerSecond: 0,
        preempt: false,
        background: 'when-idle',
        continues: 'in-order',
        chunk: { startBytes: 64 * KIB, stepBytes: 64 * KIB, maxBytes: 4 * MIB },
        faultNs: 40_000,
        placeNs: 5000,
        recoverable: false,
      },
    },
    provenance: {
      '': CODE,
      'transport.perPageHeaderBytes': typical('about 32 bytes for each run of pages'),
      'pause.0': typical('some milliseconds'),
      'pause.1': DUMP,
      'pause.2': typical('depends on what is restored'),
      'postcopy.chunk': sourced('CRIU criu/uffd.c'),
      'postcopy.faultNs': typical('a server of these years'),
      'postcopy.placeNs': typical('4 KiB on a server of these years'),
    },
  },
];
