/** What `query-migrate` answers on the destination: its state, and after post-copy who waited how long for pages. */
import type { PageFault } from '../../../model/recording.ts';
import { NS_PER_MS, type VirtualNs } from '../../../model/units.ts';
import { isAtLeast } from '../objects/version.ts';
import type { MigrationInfo } from './query.ts';
import { has, type KvmMove } from './setup.ts';
import { isPostcopy, type MigrationState } from './states.ts';
import { stateAt } from './timeline.ts';

/** Where it listens, as libvirt chooses it. */
const PORT = '49152';
const BUCKETS = 24;

/** @param version of the destination's QEMU */
export function queryDestination(move: KvmMove, version: string, at: VirtualNs): MigrationInfo {
  const state = destinationState(stateAt(move, at));
  if (state === 'none') return {};
  const blocktime =
    state === 'completed' && has(move.setup, 'postcopy-blocktime') && move.record.outcome.postcopy;
  return {
    status: state,
    ...(blocktime ? blocktimeOf(move, version) : {}),
    ...(move.setup.transport === 'tcp'
      ? { 'socket-address': [{ type: 'inet', host: move.record.to, port: PORT }] }
      : {}),
  };
}

/** It knows nothing of how the source ends its part; whatever breaks is a failure to it. */
function destinationState(state: MigrationState): MigrationState {
  if (state === 'none' || state === 'setup' || state === 'completed') return state;
  if (state === 'cancelling' || state === 'cancelled' || state === 'failed') return 'failed';
  return isPostcopy(state) && state !== 'postcopy-device' ? state : 'active';
}

function blocktimeOf({ record, setup }: KvmMove, version: string): MigrationInfo {
  const { stalls = [], faults = [] } = record;
  const all = stalls.reduce((sum, { fromNs, toNs }) => sum + (toNs - fromNs), 0);
  const ofCpu = (vcpu: number) => faults.filter((fault) => fault.vcpu === vcpu);
  const cpus = Array.from({ length: setup.vcpus }, (_, vcpu) => vcpu);
  return {
    'postcopy-blocktime': Math.floor(all / NS_PER_MS),
    'postcopy-vcpu-blocktime': cpus.map((vcpu) => Math.floor(waited(ofCpu(vcpu)) / NS_PER_MS)),
    ...(isAtLeast(version, '10.1')
      ? {
          'postcopy-latency': mean(faults),
          'postcopy-latency-dist': distribution(faults),
          'postcopy-vcpu-latency': cpus.map((vcpu) => mean(ofCpu(vcpu))),
          // Threads beside the virtual CPUs touch no memory in a run.
          'postcopy-non-vcpu-latency': 0,
        }
      : {}),
  };
}

const waited = (faults: readonly PageFault[]): number =>
  faults.reduce((sum, { at, untilNs }) => sum + (untilNs - at), 0);

const mean = (faults: readonly PageFault[]): number =>
  faults.length > 0 ? Math.floor(waited(faults) / faults.length) : 0;

/** How many took from 2^k to 2^(k+1) µs; the first also those below 1 µs. */
function distribution(faults: readonly PageFault[]): number[] {
  const counts = Array.from({ length: BUCKETS }, () => 0);
  for (const { at, untilNs } of faults) {
    let bucket = 0;
    for (let left = Math.floor((untilNs - at) / 1000); left >= 2 && bucket < BUCKETS - 1; left /= 2) bucket++;
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  return counts;
}
