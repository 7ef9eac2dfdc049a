/** Products whose code is not public: what their makers and users say of them. Typical, not verified. */
import { MIB } from '../units.ts';
import { PLAIN, type Preset, sourced, typical } from './preset.ts';

export const VENDOR_PRESETS: readonly Preset[] = [
  {
    id: 'vmotion-like',
    label: 'Like vMotion',
    about:
      'Copies round by round and puts virtual CPUs that write faster than the link carries to sleep for moments (stun during page send), so that it always ends.',
    product: 'VMware',
    era: null,
    policy: {
      ...PLAIN,
      stopRule: { ...PLAIN.stopRule, estimatedDowntimeMs: 500 },
      throttle: { kind: 'stun', kappaPercent: 80 },
      transport: { ...PLAIN.transport, zeroPages: 'marker', perZeroPageBytes: 8 },
      pause: [
        { part: 'stop', label: 'Stopping the partition', fixedMs: 'machine' },
        { part: 'pages', label: 'Last pages' },
        { part: 'bitmap', label: 'Map of the last pages', pageBitmap: true },
        { part: 'state', label: 'Device state', fixedMs: 'machine', bytes: 'machine' },
        { part: 'start', label: 'Starting on the destination', fixedMs: 'machine' },
      ],
      orchestration: {
        ...PLAIN.orchestration,
        concurrency: { perHost: 8, perCluster: null, perMover: null },
      },
    },
    provenance: {
      '': typical('VMware’s papers and blogs; the code is not public'),
      'stopRule.estimatedDowntimeMs': sourced(
        'Broadcom KB 436882: a switchover of at most 500 ms is aimed at',
      ),
      'orchestration.concurrency': sourced('VMware on concurrency limits (2021), at 10 Gbit/s and more'),
      throttle: typical('no formula is published; lets 80 % of what the link carries become dirty'),
    },
  },
  {
    id: 'hyper-v-like',
    label: 'Like Hyper-V',
    about: 'A bounded number of passes over what was modified, compressed by default; then it stops anyway.',
    product: 'Hyper-V',
    era: null,
    policy: {
      ...PLAIN,
      stopRule: { ...PLAIN.stopRule, pendingAtMostBytes: 16 * MIB, maxRounds: 10 },
      whenNotConverging: 'stop-and-copy',
      transport: {
        ...PLAIN.transport,
        zeroPages: 'marker',
        perZeroPageBytes: 8,
        compression: {
          kind: 'stream',
          algorithm: 'unspecified',
          level: 1,
          threads: 4,
          decompressThreads: 4,
          bytesPerSecondPerThread: 400e6,
          decompressBytesPerSecondPerThread: 1e9,
          counted: 'after',
        },
      },
      orchestration: {
        ...PLAIN.orchestration,
        concurrency: { perHost: 2, perCluster: null, perMover: null },
      },
    },
    provenance: {
      '': typical('administrators’ guides; the code is not public'),
      'transport.compression.kind': sourced(
        'the default since Windows Server 2012 R2, by administrators’ guides',
      ),
      'orchestration.concurrency': sourced('two by default, by administrators’ guides; recent clusters one'),
    },
  },
];
