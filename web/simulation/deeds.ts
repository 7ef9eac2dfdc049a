/** What a person does to a move under way, in words: as it was done, or why it could not be. */
import type { MoveAct, MoveChanges } from '../model/migration.ts';
import type { Move } from '../model/scenario.ts';

const mbps = (bytesPerSecond: number): string =>
  bytesPerSecond === 0 ? 'unlimited' : `${Number((bytesPerSecond / 1e6).toPrecision(4))} MB/s`;
const percent = (value: number): string => `${value} %`;

const CHANGES: Readonly<Record<keyof MoveChanges, { label: string; show(value: number): string }>> = {
  maxBandwidthBytesPerSecond: { label: 'max-bandwidth', show: mbps },
  downtimeLimitMs: { label: 'downtime-limit', show: (ms) => `${ms} ms` },
  maxPostcopyBytesPerSecond: { label: 'max-postcopy-bandwidth', show: mbps },
  availSwitchoverBytesPerSecond: {
    label: 'avail-switchover-bandwidth',
    show: (rate) => (rate === 0 ? 'as measured' : mbps(rate)),
  },
  throttleInitialPercent: { label: 'cpu-throttle-initial', show: percent },
  throttleIncrementPercent: { label: 'cpu-throttle-increment', show: percent },
  throttleMaxPercent: { label: 'max-cpu-throttle', show: percent },
  throttleTriggerPercent: { label: 'throttle-trigger-threshold', show: percent },
  dirtyLimitBytesPerSecond: { label: 'vcpu-dirty-limit', show: mbps },
  stopBytes: { label: 'remainder that may be sent in the pause', show: (bytes) => `${bytes} bytes` },
};

const BROKEN = { link: 'The connection', source: 'The source', destination: 'The destination' } as const;

export function deedOf(act: MoveAct): string {
  switch (act.kind) {
    case 'change': {
      const set = Object.entries(act.changes).flatMap(([name, value]) => {
        const known = CHANGES[name as keyof MoveChanges];
        return known && value !== undefined ? [`${known.label} to ${known.show(value)}`] : [];
      });
      return `Set ${set.join(', ')}.`;
    }
    case 'cancel':
      return 'Cancelled the move.';
    case 'postcopy':
      return 'Asked for post-copy.';
    case 'hold':
      return 'Stopped the partition until the copy is done.';
    case 'go-on':
      return 'Told it to go on with the switchover.';
    case 'recover':
      return 'Brought the connection back.';
    case 'fail':
      return `${BROKEN[act.what]} failed.`;
  }
}

/** What became of it: a sentence for the notes of a run. */
export function uselessDeed(act: MoveAct, { partition, to }: Move): string {
  switch (act.kind) {
    case 'cancel':
      return `${partition} runs on ${to} already; its move can no longer be cancelled.`;
    case 'postcopy':
      return `${partition} cannot go over to post-copy: its policy has none, or it is too late. It goes on as it was.`;
    case 'hold':
      return `${partition} stands still already; nothing changes.`;
    case 'go-on':
      return `${partition} does not wait to be told to go on; nothing changes.`;
    case 'recover':
      return `${partition} has not lost its connection; there is nothing to bring back.`;
    case 'fail':
      return `${partition} has lost its connection already; nothing changes.`;
    case 'change':
      return `The move of ${partition} has ended; nothing is set any more.`;
  }
}

export const nothingToDo = (act: MoveAct, partition: string): string =>
  `${partition} is not on its way; ${act.kind === 'fail' ? 'nothing breaks' : 'there is nothing to do'}.`;

const rough = (bytes: number): string => `${Math.max(1, Math.round(bytes / 2 ** 20))} MiB`;

export const lateDisks = ({ partition }: Move, bytes: number): string =>
  `${partition} stopped when ${rough(bytes)} that it had written to its disks had not followed yet. QEMU would send them in the pause, which is not simulated.`;

export const unequalDisks = ({ partition, to }: Move, bytes: number): string =>
  `The run ended before the disks of ${partition} were copied to ${to}: ${rough(bytes)} were left. Its memory never began to move.`;

export const notYet = (partition: string): string =>
  `${partition} is still being prepared; its copy has not begun, and nothing changes.`;
