/** What an orchestrator sees of a migration when it looks, and what it can ask for. */
import type { MoveAct } from '../../model/migration.ts';
import type { Ending, Policy } from '../../model/policy.ts';
import type { VirtualNs } from '../../model/units.ts';

export interface Look {
  /** Since the migration's start. */
  at: VirtualNs;
  remainingBytes: number;
  /** Of the last closed window; 0 before there was one. */
  bandwidthBytesPerSecond: number;
  /** Looks at the log so far, the first one counted: so many rounds have begun. */
  rounds: number;
}

export interface Order {
  act: MoveAct;
  what: string;
  why: string;
}

/** QEMU takes no higher downtime-limit (migration/options.c). With it whatever remains may be sent in the pause. */
export const LONGEST_DOWNTIME_MS = 2_000_000;

/** An ending as something to do; null where there is nothing to do. */
export function orderFor(ending: Ending, policy: Policy, memoryBytes: number, why: string): Order | null {
  switch (ending) {
    case 'keep-going':
      return null;
    case 'abort':
      return { act: { kind: 'cancel' }, what: 'Gave up.', why };
    case 'postcopy':
      return { act: { kind: 'postcopy' }, what: 'Went over to post-copy.', why };
    case 'pause':
      return { act: { kind: 'hold' }, what: 'Stopped the partition until the copy is done.', why };
    case 'stop-and-copy': {
      const { estimatedDowntimeMs } = policy.stopRule;
      const changes =
        estimatedDowntimeMs === null ? { stopBytes: memoryBytes } : { downtimeLimitMs: LONGEST_DOWNTIME_MS };
      return { act: { kind: 'change', changes }, what: 'Allowed a pause of any length.', why };
    }
  }
}
