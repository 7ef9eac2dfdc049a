/** Xen: reads and clears the whole log each round, starts anew at the front of memory, and stops after few rounds. */
import type { Policy } from '../policy.ts';
import { PLAIN, type Preset, sourced, typical } from './preset.ts';

const STREAM = sourced('Xen tools/libs/guest/xg_sr_save.c, xg_sr_stream_format.h');
const LEGACY = sourced('Xen tools/libxc/xc_domain_save.c before 2015');

const MODERN: Policy = {
  ...PLAIN,
  stopRule: { ...PLAIN.stopRule, pendingAtMostPages: 49, lastRoundLive: true, maxRounds: 5 },
  whenNotConverging: 'stop-and-copy',
  transport: { ...PLAIN.transport, perPageHeaderBytes: 8, batchPages: 1024, perBatchBytes: 16 },
};

const OLD: Policy = {
  ...MODERN,
  skipRedirtied: true,
  stopRule: { ...MODERN.stopRule, maxRounds: 29, maxSentFactor: 3 },
};

const PAUSE = typical('no parts of Xen’s pause were measured: those of the machine at hand');

export const XEN_PRESETS: readonly Preset[] = [
  {
    id: 'xen',
    label: 'Xen 4.6 and later',
    about:
      'Five rounds at most, or until fewer than 50 pages were dirty; then it stops, however much remains. The pause of a busy guest has no bound.',
    product: 'Xen',
    era: null,
    policy: MODERN,
    provenance: { '': STREAM, pause: PAUSE },
  },
  {
    id: 'xen-legacy',
    label: 'Xen 4.5 and earlier',
    about:
      'Leaves pages that were written again for the next round; stops after 29 rounds or three times the memory.',
    product: 'Xen',
    era: null,
    policy: OLD,
    provenance: { '': LEGACY, 'transport.perBatchBytes': typical('as in the later format'), pause: PAUSE },
  },
  {
    id: 'xen-adaptive',
    label: 'Xen of 2005, adaptive rate',
    about:
      'Starts slowly and follows the guest’s dirty rate, so as not to burden the network more than it must.',
    product: 'Xen',
    era: null,
    policy: {
      ...OLD,
      bandwidth: {
        ...OLD.bandwidth,
        control: 'adaptive',
        capBytesPerSecond: 62_500_000,
        adaptive: { start: 12_500_000, step: 6_250_000, max: 62_500_000 },
      },
      stopRule: { ...OLD.stopRule, notShrinkingPercent: 100 },
    },
    provenance: {
      '': sourced('Xen tools/libxc, xc_linux_save.c of 2004 to 2011'),
      'stopRule.notShrinkingPercent': typical(
        'it stopped when a round grew while the rate was at its highest',
      ),
      'transport.perBatchBytes': typical('as in the later format'),
      pause: PAUSE,
    },
  },
];
