/** A scenario in the way of each product, and with each kind of workload. */
import { PRESETS } from '../../../web/model/presets.ts';
import type { Scenario } from '../../../web/model/scenario.ts';
import { PRESET } from '../../../web/studio/tune/preset-field.ts';
import { WORKLOAD } from '../../../web/studio/tune/workload-fields.ts';
import { REDIS_JOB, REDIS_TRACE } from '../redis-job.ts';

export const { scenario: OPENING } = REDIS_JOB;
export const TRACES = [REDIS_TRACE];

export const BY_PRESET: [string, Scenario][] = PRESETS.map(({ id }) => [id, PRESET.set(OPENING, id)]);
export const BY_WORKLOAD: [string, Scenario][] = WORKLOAD.options(OPENING, TRACES).map(({ value }) => [
  value,
  WORKLOAD.set(OPENING, value),
]);

/** One of each sort, with all that a policy may have. */
const SORTS = [
  'qemu-7.2',
  'kubevirt-stall-detector',
  'nova',
  'qemu-10.2-dirty-limit',
  'qemu-10.2-postcopy',
  'powervm',
];
const OTHERS = ['wpar-synchronous', 'xen-adaptive', 'vmotion-like', 'hyper-v-like', 'criu-lazy-pages'];

export const BY_PRODUCT = BY_PRESET.filter(([id]) => [...SORTS, ...OTHERS].includes(id));
