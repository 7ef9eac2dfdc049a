/** The guest's disks have to be where it goes: on storage that both hosts reach, or copied along. */
import { sourced } from '../ground.ts';
import { farDisks } from '../objects/disks.ts';
import { LOCAL } from '../objects/guest-fields.ts';
import { roughSize } from '../objects/sizes.ts';
import type { Case } from './case.ts';
import { guestFix, hostFix, moveFix, type Rule } from './rule.ts';

const away = ({ guest, target }: Case): string[] => farDisks(guest, target);

const reached: Rule = {
  id: 'shared-storage',
  group: 'Storage',
  about: 'The destination reaches every disk, or the disks are copied along.',
  reason: 'Only memory and devices go with the migration; the destination opens the same disks.',
  ground: sourced('libvirt'),
  severity: 'error',
  *check(c) {
    const { guest, source, target, options } = c;
    const far = away(c);
    if (far.length === 0 || options.copyStorage === 'all' || source === target) return;
    const pools = [...new Set(far.filter((pool) => pool !== LOCAL))];
    const local = far.includes(LOCAL);
    yield {
      object: guest.name,
      field: 'disks',
      message: local
        ? `${guest.name} has a disk on storage of ${source.name}’s own.`
        : `${target.name} does not reach ${pools.join(', ')}, where ${guest.name} has its disks.`,
      remedy: local
        ? 'Copy the disks along (--copy-storage-all), or put them on shared storage.'
        : `Connect ${target.name} to ${pools.join(', ')}, or copy the disks along (--copy-storage-all).`,
      fix: local
        ? moveFix('Copy the disks along', c, { copyStorage: 'all' })
        : hostFix(`Connect ${target.name}`, target.name, { pools: [...target.pools, ...pools] }),
    };
  },
};

const room: Rule = {
  id: 'storage-room',
  group: 'Storage',
  about: 'There is room on the destination for disks that are copied along.',
  reason: 'A disk of the same size is made there before the copy begins.',
  ground: sourced('libvirt'),
  severity: 'error',
  *check(c) {
    const { guest, source, target, options } = c;
    if (options.copyStorage !== 'all' || source === target) return;
    const bytes = away(c).length * guest.diskSize;
    if (bytes <= target.localStorage) return;
    yield {
      object: target.name,
      field: 'localStorage',
      message: `The disks take ${roughSize(bytes)}, and ${target.name} has ${roughSize(target.localStorage)} free.`,
      remedy: `Free space on ${target.name}, or use shared storage.`,
      fix: hostFix(`Give it ${roughSize(bytes)}`, target.name, { localStorage: bytes }),
    };
  },
};

const nothingToCopy: Rule = {
  id: 'copy-storage-needed',
  group: 'Storage',
  about: 'Disks are copied along only where that is needed.',
  reason: 'Disks on shared storage are left out of the copy; asking for it does nothing.',
  ground: sourced('libvirt'),
  severity: 'warning',
  *check(c) {
    const { guest, options } = c;
    if (options.copyStorage !== 'all' || away(c).length > 0) return;
    yield {
      object: guest.name,
      field: 'disks',
      message: `All disks of ${guest.name} are on storage that both hosts reach.`,
      remedy: 'Leave --copy-storage-all out.',
      fix: moveFix('Copy no disks', c, { copyStorage: 'none' }),
    };
  },
};

const disksFirst: Rule = {
  id: 'copy-storage-time',
  group: 'Storage',
  about: 'No disks have to be copied before the memory.',
  reason:
    'Every disk goes over the network by NBD before the memory follows, and what is written to it meanwhile goes along until the switchover.',
  ground: sourced('libvirt'),
  severity: 'warning',
  *check(c) {
    const { guest, options } = c;
    const far = away(c).length;
    if (options.copyStorage !== 'all' || far === 0) return;
    yield {
      object: guest.name,
      field: 'diskSize',
      message: `${roughSize(far * guest.diskSize)} of disks are mirrored before the memory follows.`,
      remedy: 'Give it that time, or put the disks on shared storage.',
      fix: guestFix('Put them on shared storage', guest.name, {
        disks: guest.disks.map((pool) => (c.target.pools.includes(pool) ? pool : (sharedPool(c) ?? pool))),
      }),
    };
  },
};

const keepsUp: Rule = {
  id: 'copy-storage-pace',
  group: 'Storage',
  about: 'Disks are mirrored faster than they are written.',
  reason:
    'The memory waits until each mirror has caught up once. One that is written as fast as it is sent never does.',
  ground: sourced('libvirt'),
  severity: 'warning',
  *check(c) {
    const { guest, source, target, options } = c;
    if (options.copyStorage !== 'all' || away(c).length === 0) return;
    const limits = [options.mirrorBandwidth ?? 0, source.nic, target.nic].filter((rate) => rate > 0);
    const most = Math.min(...limits);
    if (guest.diskWrites < most) return;
    yield {
      object: guest.name,
      field: 'diskWrites',
      message: `${guest.name} writes ${roughSize(guest.diskWrites)} a second to its disks, and no more than ${roughSize(most)} a second can be mirrored.`,
      remedy: 'Let it write less while it moves, raise what the mirrors may send, or use shared storage.',
    };
  },
};

const sharedPool = ({ source, target }: Case): string | undefined =>
  source.pools.find((pool) => target.pools.includes(pool));

export const STORAGE_RULES: readonly Rule[] = [reached, room, nothingToCopy, disksFirst, keepsUp];
