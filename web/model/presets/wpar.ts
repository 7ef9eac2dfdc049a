/** Workload partitions of AIX: checkpoint and restart through a shared file, or paging after the switch. */
import { PLAIN, type Preset, sourced, typical } from './preset.ts';

const MODEL = typical('a simple model of the phases; no measured figures are published');

export const WPAR_PRESETS: readonly Preset[] = [
  {
    id: 'wpar-synchronous',
    label: 'WPAR, synchronous relocation',
    about:
      'Freezes the partition, writes its state to storage that both systems reach, and restarts it from there. It stands still the whole time.',
    product: 'WPAR',
    era: null,
    policy: {
      ...PLAIN,
      method: {
        kind: 'stop-and-copy',
        image: { writeBytesPerSecond: 40e6, readBytesPerSecond: 60e6 },
      },
      transport: { ...PLAIN.transport, zeroPages: 'skipped' },
      pause: [
        { part: 'stop', label: 'Freezing processes', fixedMs: 1000 },
        { part: 'store', label: 'Writing the state' },
        { part: 'arrange', label: 'Manager and agents', fixedMs: 5000 },
        { part: 'load', label: 'Mounting file systems and address', fixedMs: 6000 },
        { part: 'fetch', label: 'Reading the state' },
        { part: 'start', label: 'Resuming processes', fixedMs: 1000 },
      ],
    },
    provenance: { '': MODEL, 'method.kind': sourced('AIX 6.1: checkpoint and restart') },
  },
  {
    id: 'wpar-asynchronous',
    label: 'WPAR, asynchronous relocation',
    about:
      'Prepares the arrival system first, sends only what is needed to run, and pages the rest in. The shortest pause, but until all is there it hangs on both systems.',
    product: 'WPAR',
    era: null,
    policy: {
      ...PLAIN,
      method: { kind: 'postcopy' },
      bandwidth: { ...PLAIN.bandwidth, capBytesPerSecond: 80e6, finalStage: 'capped' },
      transport: { ...PLAIN.transport, zeroPages: 'skipped' },
      pause: [
        { part: 'stop', label: 'Freezing processes', fixedMs: 1000 },
        { part: 'state', label: 'What is needed to run', bytes: 8_000_000, memoryPercent: 2 },
        { part: 'load', label: 'Taking over', fixedMs: 500 },
        { part: 'start', label: 'Resuming processes', fixedMs: 1000 },
      ],
      postcopy: {
        capBytesPerSecond: 80e6,
        preempt: false,
        background: 'always',
        continues: 'in-order',
        chunk: null,
        faultNs: 100_000,
        placeNs: 5000,
        recoverable: false,
      },
    },
    provenance: {
      '': MODEL,
      'method.kind': sourced('AIX 6.1 TL2: asynchronous mobility; the order of pages by IBM’s patents'),
      'bandwidth.capBytesPerSecond': typical('the figure with which IBM planned for 1 Gbit/s'),
    },
  },
];
