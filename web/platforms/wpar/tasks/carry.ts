/**
 * What is brought over, and how. A checkpoint is a stop-and-copy from the system to the server that keeps the image, a
 * restart the same on the way back; an asynchronous relocation is one post-copy from system to system. Rates and pauses
 * are the platform's constants.
 */
import type { PausePart, Policy } from '../../../model/policy.ts';
import { WPAR_PRESETS } from '../../../model/presets/wpar.ts';
import { type Guest, STEADY, type Tuning } from '../../../model/scenario.ts';
import type { CarryOrder } from '../../../world/carrier.ts';
import type { Wpar } from '../objects/wpar.ts';
import type { Plan } from './build.ts';

const PAGE_BYTES = 4096;

/** Its state as memory: all of it holds data. */
export function guestOf({ stateBytes, workload }: Wpar): Guest {
  const pages = Math.ceil(stateBytes / PAGE_BYTES);
  return {
    memoryBytes: pages * PAGE_BYTES,
    pageBytes: PAGE_BYTES,
    filled: [{ first: 0, end: pages }],
    workload,
    pace: STEADY,
  };
}

function policyOf(id: 'wpar-synchronous' | 'wpar-asynchronous'): Policy {
  const preset = WPAR_PRESETS.find((each) => each.id === id);
  if (!preset) throw new Error(`There is no preset ${id}.`);
  return preset.policy;
}

const tuningWith = (policy: Policy, bytesPerSecond: number): Tuning => ({
  era: 'qemu-10.2-kvm',
  maxBandwidthBytesPerSecond: bytesPerSecond,
  downtimeLimitMs: 0,
  policy,
});

/** One leg of the way over an image. What else belongs to the pause are steps of the task. */
function leg(
  { wpar }: Plan,
  from: string,
  to: string,
  bytesPerSecond: number,
  pause: PausePart[],
): CarryOrder {
  const policy = policyOf('wpar-synchronous');
  return {
    partition: wpar.name,
    from,
    to,
    guest: guestOf(wpar),
    part: true,
    tuning: tuningWith(
      {
        ...policy,
        method: { kind: 'stop-and-copy', image: null },
        bandwidth: { ...policy.bandwidth, capBytesPerSecond: bytesPerSecond, finalStage: 'capped' },
        pause,
      },
      bytesPerSecond,
    ),
  };
}

const freezing = ({ wpar, transfer }: Plan): PausePart => ({
  part: 'stop',
  label: 'Freezing processes',
  fixedMs: transfer.quiesceNs(wpar) / 1e6,
});

/** From frozen processes to an image; null where it stays on the system's own disks. */
export const toImage = (plan: Plan, on: string): CarryOrder | null =>
  plan.wpar.storage.kind === 'nfs'
    ? leg(plan, on, plan.wpar.storage.server, plan.times.imageWriteBytesPerSecond, [freezing(plan)])
    : null;

export const fromImage = (plan: Plan, on: string): CarryOrder | null =>
  plan.wpar.storage.kind === 'nfs'
    ? leg(plan, plan.wpar.storage.server, on, plan.times.imageReadBytesPerSecond, [])
    : null;

/** From frozen processes over the switch until all has crossed. */
export function paging(plan: Plan, from: string, to: string): CarryOrder {
  const { wpar, times, transfer } = plan;
  const policy = policyOf('wpar-asynchronous');
  const rate = times.streamBytesPerSecond;
  return {
    partition: wpar.name,
    from,
    to,
    guest: guestOf(wpar),
    tuning: tuningWith(
      {
        ...policy,
        bandwidth: { ...policy.bandwidth, capBytesPerSecond: rate },
        postcopy: policy.postcopy && { ...policy.postcopy, capBytesPerSecond: rate },
        pause: [
          freezing(plan),
          { part: 'state', label: 'What is needed to run', bytes: transfer.minimalBytes(wpar) },
          { part: 'load', label: 'Taking over', fixedMs: times.takeOverMs },
          { part: 'start', label: 'Resuming processes', fixedMs: times.thawMs },
        ],
      },
      rate,
    ),
  };
}
