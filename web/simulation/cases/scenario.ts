/** A case as a scenario that plays on the page: two hosts, one partition, and its move at the start. */
import type { Scenario } from '../../model/scenario.ts';
import { seconds, ZERO_NS } from '../../model/units.ts';
import type { Case } from './case.ts';
import { CASE_SEED, guestOf, tuningOf } from './config.ts';

const CLIENT_INTERVAL_MS = 10;

/** Of a case that names a trace there is no scenario: the trace is a file of its own, next to the case file. */
export function caseToScenario({ id, inputs }: Case): Scenario | null {
  if (inputs.pattern === 'trace') return null;
  const guest = guestOf(inputs, null);
  const hostBytes = guest.memoryBytes;
  return {
    title: id,
    platform: inputs.era === 'qemu-7.2-tcg' ? 'TCG · QEMU 7.2' : 'KVM · QEMU 10.2',
    seed: CASE_SEED,
    hosts: [
      { id: 'source', memoryBytes: hostBytes },
      { id: 'destination', memoryBytes: hostBytes },
    ],
    partitions: [{ id: 'guest', host: 'source', guest, about: `Writes by the pattern “${inputs.pattern}”` }],
    link: {
      bytesPerSecond: inputs.numbers['link.bandwidth_Bps'] ?? 0,
      oneWayDelayNs: seconds(inputs.numbers['link.one_way_delay_s'] as number),
    },
    tuning: tuningOf(inputs),
    moves: [{ at: ZERO_NS, partition: 'guest', to: 'destination' }],
    horizonNs: seconds(inputs.numbers.time_cap_s as number),
    client: { partition: 'guest', everyMs: CLIENT_INTERVAL_MS },
  };
}
