/** Worlds for the tests: two hosts and a guest that can move, changed as each test needs it. */

import type { MoveRecord } from '../../../web/model/recording.ts';
import { NOTHING_SENT } from '../../../web/model/recording.ts';
import { sentence } from '../../../web/model/result.ts';
import type { RuleFinding } from '../../../web/model/rule-finding.ts';
import { GIB, ns, seconds, ZERO_NS } from '../../../web/model/units.ts';
import { type KvmMove, type MoveOptions, setupOfRecord } from '../../../web/platforms/kvm/migration/setup.ts';
import {
  describeWorld,
  type GuestDescription,
  type HostDescription,
} from '../../../web/platforms/kvm/objects/describe.ts';
import type { KvmWorld } from '../../../web/platforms/kvm/objects/world.ts';
import { findingsOf } from '../../../web/platforms/kvm/rules/examine.ts';

interface Changes {
  alpha?: Partial<HostDescription>;
  beta?: Partial<HostDescription>;
  db?: Partial<GuestDescription>;
  others?: readonly GuestDescription[];
}

export function world({ alpha, beta, db, others = [] }: Changes = {}): KvmWorld {
  const described = describeWorld({
    hosts: [
      { name: 'alpha', ...alpha },
      { name: 'beta', ...beta },
    ],
    guests: [{ name: 'db', host: 'alpha', ...db }, ...others],
  });
  if (!described.ok) throw new Error(described.diagnostics.map(sentence).join(' '));
  return described.value;
}

export const found = (
  changes: Changes,
  options: MoveOptions = {},
  moves: readonly KvmMove[] = [],
  at = seconds(0),
): readonly RuleFinding[] =>
  findingsOf({ world: world(changes), moves, at }, { guest: 'db', to: 'beta', options });

/** A move as a recording keeps it, from 10 s on; what is left out did not happen. */
export function moved(
  kvm: KvmWorld,
  changes: Partial<MoveRecord> = {},
  options: MoveOptions = {},
  partition = 'db',
): KvmMove {
  const record: MoveRecord = {
    partition,
    from: 'alpha',
    to: 'beta',
    startNs: seconds(10),
    endNs: seconds(20),
    stoppedNs: null,
    resumedNs: null,
    pageBytes: 4096,
    totalPages: GIB / 4096,
    syncs: [
      {
        number: 1,
        at: ns(seconds(10) + 1e6),
        unsentPages: GIB / 4096,
        newDirtyPages: 0,
        remainingBytes: GIB,
        thresholdBytes: 0,
        bandwidthBytesPerSecond: 0,
        sentBytes: 0,
        stopped: false,
      },
    ],
    samples: {
      atNs: Float64Array.of(seconds(10)),
      sentBytes: Float64Array.of(0),
      remainingBytes: Float64Array.of(GIB),
      redirtiedBytes: Float64Array.of(0),
      thresholdBytes: Float64Array.of(0),
      bandwidthBytesPerSecond: Float64Array.of(0),
    },
    outcome: {
      status: 'unfinished',
      totalNs: seconds(10),
      downtimeNs: ZERO_NS,
      downtimeParts: [],
      heartbeatGapNs: ZERO_NS,
      sentBytes: 0,
      normalPages: 0,
      zeroPages: 0,
      syncCount: 1,
      resentPages: 0,
      transport: NOTHING_SENT,
      postcopy: null,
    },
    traceWraps: [],
    fingerprint: '0000000000000000',
    ...changes,
  };
  return { record, setup: setupOfRecord(kvm, record, options) };
}
