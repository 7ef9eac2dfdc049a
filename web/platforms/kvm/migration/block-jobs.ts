/**
 * The mirrors of disks that are copied along, as the source's QEMU tells them (qapi/block-core.json, BlockJobInfo):
 * from their start until the guest stops, when libvirt ends them.
 */
import type { DiskCopyRecord } from '../../../model/recording.ts';
import type { VirtualNs } from '../../../model/units.ts';
import { isAtLeast } from '../objects/version.ts';
import type { InfoValue } from './query.ts';
import type { KvmMove } from './setup.ts';

/** Of all disks together: sent, and what has still to be. */
export function mirroredAt({ points }: DiskCopyRecord, at: VirtualNs): { sent: number; left: number } {
  const i = points.findLastIndex((point) => point.at <= at);
  const [from, to] = [points[Math.max(0, i)], points[i + 1]];
  if (!from) return { sent: 0, left: 0 };
  const share = to && i >= 0 ? (at - from.at) / (to.at - from.at) : 0;
  const between = (name: 'sentBytes' | 'leftBytes') =>
    Math.floor(from[name] + ((to ?? from)[name] - from[name]) * share);
  return { sent: between('sentBytes'), left: between('leftBytes') };
}

/** Whether the disks are still copied, and the memory waits for them. */
export const mirrorsFirst = ({ record }: KvmMove, at: VirtualNs): boolean =>
  record.disks !== undefined && record.disks.fromNs <= at && at < record.startNs;

export function blockJobs({ record, setup }: KvmMove, at: VirtualNs): InfoValue[] {
  const { disks } = record;
  if (!disks || at < disks.fromNs || at >= (record.stoppedNs ?? record.endNs)) return [];
  const { sent, left } = mirroredAt(disks, at);
  const ready = disks.readyNs !== null && disks.readyNs <= at;
  const [offset, rest] = [Math.floor(sent / disks.disks), Math.ceil(left / disks.disks)];
  return Array.from({ length: disks.disks }, (_, i) => ({
    'auto-finalize': true,
    'io-status': 'ok',
    device: `drive-virtio-disk${i}`,
    'auto-dismiss': false,
    busy: !ready,
    len: offset + rest,
    offset,
    status: ready ? 'ready' : 'running',
    paused: false,
    speed: Math.floor(disks.maxBytesPerSecond / disks.disks),
    ready,
    type: 'mirror',
    ...(isAtLeast(setup.version, '8.2') ? { 'actively-synced': false } : {}),
  }));
}
