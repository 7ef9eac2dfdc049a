/** Which states a move went through, and when: read from its record, as the source's QEMU would have told. */
import type { MoveRecord } from '../../../model/recording.ts';
import { ns, type VirtualNs } from '../../../model/units.ts';
import { isAtLeast } from '../objects/version.ts';
import { has, type KvmMove } from './setup.ts';
import type { MigrationState } from './states.ts';

export interface StateChange {
  at: VirtualNs;
  state: MigrationState;
}

/** Moments never descend; of several changes at one moment the last one counts. */
export function statesOf({ record, setup }: KvmMove): StateChange[] {
  const { version } = setup;
  // While disks are mirrored first, libvirt has not begun the migration itself.
  const began = record.disks ? record.startNs : begunNs({ record });
  const changes: StateChange[] = [{ at: began, state: 'setup' }];
  const add = (at: number, state: MigrationState) => changes.push({ at: ns(at), state });
  const ended = endOf(record);
  const running = record.syncs[0]?.at;
  if (running !== undefined && running < ended) add(running, 'active');
  const stopped = record.syncs.find((sync) => sync.stopped)?.at;
  const { postcopy } = record.outcome;
  if (record.preSwitchover) add(record.preSwitchover.fromNs, 'pre-switchover');
  if (stopped !== undefined) {
    const always = isAtLeast(version, '10.0');
    if (always || (has(setup, 'pause-before-switchover') && postcopy === null)) add(stopped, 'device');
  }
  if (postcopy) {
    const device = isAtLeast(version, '10.2') && record.resumedNs !== null;
    if (device) add(postcopy.switchedNs, 'postcopy-device');
    const runs = device ? (record.resumedNs ?? postcopy.switchedNs) : postcopy.switchedNs;
    // What breaks while the destination still loads, breaks as if it ran.
    add(Math.min(runs, record.interruptions?.[0]?.fromNs ?? ended), 'postcopy-active');
    for (const { fromNs, toNs } of record.interruptions ?? []) {
      add(fromNs, 'postcopy-paused');
      const recovery = record.acts?.find(({ kind, at }) => kind === 'recover' && at >= fromNs && at <= toNs);
      if (!recovery) continue;
      if (isAtLeast(version, '9.1')) add(recovery.at, 'postcopy-recover-setup');
      add(recovery.at, 'postcopy-recover');
      if (toNs < ended) add(toNs, 'postcopy-active');
    }
  }
  end(record, ended, add);
  return changes.sort((a, b) => a.at - b.at).filter(({ state }, i, all) => state !== all[i - 1]?.state);
}

const endOf = ({ startNs, outcome }: MoveRecord): VirtualNs => ns(startNs + outcome.totalNs);

function end(
  { outcome, acts }: MoveRecord,
  at: VirtualNs,
  add: (at: number, state: MigrationState) => void,
): void {
  switch (outcome.status) {
    case 'completed':
      add(at, 'completed');
      return;
    case 'cancelled':
      add(at, 'cancelling');
      add(at, 'cancelled');
      return;
    case 'lost': {
      // A source that lost its destination in post-copy waits for good: only a connection is missing, as it sees it.
      const waits = outcome.postcopy && !acts?.some((act) => act.kind === 'fail' && act.what === 'source');
      add(at, waits ? 'postcopy-paused' : 'failed');
      return;
    }
    case 'failed':
      add(at, 'failed');
      return;
    // As far as it was computed it has not ended.
    case 'paused':
    case 'unfinished':
      return;
  }
}

/** `none` before it was begun. */
export const stateAt = (move: KvmMove, at: VirtualNs): MigrationState =>
  statesOf(move).findLast((change) => change.at <= at)?.state ?? 'none';

/** When whoever commanded it heard that it was over; Infinity: as far as was computed, never. */
export function overNs(move: KvmMove): number {
  const { status } = move.record.outcome;
  if (status === 'paused' || status === 'unfinished') return Infinity;
  const cleanup = move.record.tasks?.find(({ kind }) => kind === 'cleanup')?.toNs ?? 0;
  return Math.max(endOf(move.record), move.record.endNs, cleanup);
}

/** When it was begun, with what is done before the copy. */
export const begunNs = ({ record }: Pick<KvmMove, 'record'>): VirtualNs =>
  record.tasks?.find(({ kind }) => kind !== 'cleanup')?.fromNs ?? record.startNs;
