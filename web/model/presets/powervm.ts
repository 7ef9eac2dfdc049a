/**
 * PowerVM’s live partition mobility. When it switches over what remains is not sent in the pause: the partition runs
 * on the target and what it misses is fetched. So a busy partition takes longer; it does not pause longer.
 */
import type { Policy } from '../policy.ts';
import { MIB } from '../units.ts';
import { PLAIN, type Preset, sourced, typical } from './preset.ts';

const ARCHITECTURE = sourced('OpenPOWER Linux on Power Architecture Reference, partition migration');
const MODEL = typical('no figure is published; chosen so that logged moves come out');

const TASKS: Policy['orchestration'] = {
  ...PLAIN.orchestration,
  prepare: { fixedMs: 8000, perAdapterMs: 2000, perLunMs: 50 },
  cleanup: { fixedMs: 6000, perAdapterMs: 1000, perLunMs: 0 },
  concurrency: { perHost: 16, perCluster: null, perMover: 8 },
};

const ACTIVE: Policy = {
  ...PLAIN,
  method: { kind: 'hybrid', afterRounds: null, afterMs: null, atStopRule: 'postcopy' },
  stopRule: {
    ...PLAIN.stopRule,
    pendingAtMostBytes: 256 * MIB,
    maxRounds: 10,
    notShrinkingPercent: 95,
  },
  whenNotConverging: 'postcopy',
  transport: { ...PLAIN.transport, perPageHeaderBytes: 8, zeroPages: 'skipped' },
  pause: [
    { part: 'stop', label: 'Quiescing adapters', perAdapterMs: 10 },
    { part: 'state', label: 'Suspending and state', fixedMs: 150 },
    { part: 'bitmap', label: 'Map of what is still missing', pageBitmap: true },
  ],
  postcopy: {
    capBytesPerSecond: 0,
    preempt: false,
    background: 'always',
    continues: 'in-order',
    chunk: null,
    faultNs: 50_000,
    placeNs: 5000,
    recoverable: false,
  },
  orchestration: TASKS,
};

const LIMITS = sourced('firmware FW760, HMC V7R7.6 and VIOS 2.2.2 or later: 16 per server, 8 per mover');

export const POWERVM_PRESETS: readonly Preset[] = [
  {
    id: 'powervm',
    label: 'PowerVM, active partition mobility',
    about:
      'Sends touched pages and what is written again until little is left, it no longer shrinks or ten rounds are done; then it suspends for a moment and the target fetches the rest on demand. Movers set the speed.',
    product: 'PowerVM',
    era: null,
    policy: ACTIVE,
    provenance: {
      '': MODEL,
      method: ARCHITECTURE,
      whenNotConverging: ARCHITECTURE,
      'transport.zeroPages': sourced('pages that were never touched are not sent (capacityreports.net)'),
      'pause.2': ARCHITECTURE,
      'orchestration.concurrency': LIMITS,
    },
  },
  {
    id: 'powervm-inactive',
    label: 'PowerVM, inactive partition mobility',
    about: 'The partition is shut down: its configuration moves through the console, and no memory at all.',
    product: 'PowerVM',
    era: null,
    policy: { ...ACTIVE, method: { kind: 'inactive' }, postcopy: null, ...noCopy() },
    provenance: { '': MODEL, method: ARCHITECTURE, 'orchestration.concurrency': LIMITS },
  },
  {
    id: 'powervm-suspended',
    label: 'PowerVM, suspended partition mobility',
    about:
      'The partition was suspended: its memory lies on storage that both servers reach, and only its description moves.',
    product: 'PowerVM',
    era: null,
    policy: { ...ACTIVE, method: { kind: 'suspended' }, postcopy: null, ...noCopy() },
    provenance: { '': MODEL, method: sourced('IBM Power Systems: suspend and resume') },
  },
];

function noCopy(): Pick<Policy, 'stopRule' | 'whenNotConverging' | 'pause'> {
  return { stopRule: PLAIN.stopRule, whenNotConverging: 'keep-going', pause: [] };
}
