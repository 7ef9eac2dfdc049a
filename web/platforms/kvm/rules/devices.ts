/** Devices that are passed through, and what else keeps a guest where it is. */
import { sourced, TYPICAL } from '../ground.ts';
import { has, numberOf } from '../migration/setup.ts';
import { obstacleNamed } from '../objects/obstacles.ts';
import { roughSize } from '../objects/sizes.ts';
import { isAtLeast } from '../objects/version.ts';
import type { Case } from './case.ts';
import { guestFix, hostFix, moveFix, type Rule, without } from './rule.ts';

const POSTCOPY = ['postcopy-ram', 'postcopy-preempt', 'postcopy-blocktime', 'release-ram'];

const passed = ({ guest }: Case): boolean => guest.vfio === 'migratable';

const migratable: Rule = {
  id: 'vfio-migratable',
  group: 'Devices',
  about: 'Devices that are passed through can migrate.',
  reason: 'Their state is in the hardware; without a variant driver nobody can read it out.',
  ground: sourced('vfio', 'libvirt'),
  severity: 'error',
  *check({ guest }) {
    if (guest.vfio !== 'plain') return;
    yield {
      object: guest.name,
      field: 'vfio',
      message: `${guest.name} has a device passed through that cannot migrate.`,
      remedy:
        'Bind it to a variant driver that can, pair it with a virtio adapter for failover, or detach it.',
      fix: guestFix('Pair it for failover', guest.name, { vfio: 'failover' }, true),
    };
  },
};

const there: Rule = {
  id: 'vfio-on-target',
  group: 'Devices',
  about: 'The destination has as many devices of this kind free.',
  reason: 'The machine has to be put together in the same way there.',
  ground: sourced('compatibility'),
  severity: 'error',
  *check(c) {
    const { guest, source, target } = c;
    if (!passed(c) || target.vfioDevices >= guest.vfioDevices || source === target) return;
    yield {
      object: target.name,
      field: 'vfioDevices',
      message: `${guest.name} has ${guest.vfioDevices}, and ${target.name} has ${target.vfioDevices} free.`,
      remedy: `Free devices on ${target.name}, or choose another host.`,
      fix: hostFix(`Give ${target.name} ${guest.vfioDevices}`, target.name, {
        vfioDevices: guest.vfioDevices,
      }),
    };
  },
};

const together: Rule = {
  id: 'vfio-p2p',
  group: 'Devices',
  about: 'Several devices can be brought to rest together.',
  reason: 'They may write into one another; each must stop doing so before the first one stops.',
  ground: sourced('vfio'),
  severity: 'error',
  *check(c) {
    const { guest } = c;
    if (!passed(c) || guest.vfioDevices < 2 || guest.vfioP2p) return;
    yield {
      object: guest.name,
      field: 'vfioP2p',
      message: `${guest.name} has ${guest.vfioDevices} devices, and they have no state for that.`,
      remedy: 'Leave it one device, or use devices that support P2P migration.',
      fix: guestFix('Leave it one', guest.name, { vfioDevices: 1 }, true),
    };
  },
};

const noPostcopy: Rule = {
  id: 'vfio-postcopy',
  group: 'Devices',
  about: 'A guest with such devices moves by pre-copy.',
  reason: 'A device cannot wait for a page that is missing.',
  ground: sourced('vfio'),
  severity: 'error',
  *check(c) {
    const { guest, setup } = c;
    if (!passed(c) || !has(setup, 'postcopy-ram')) return;
    yield {
      object: guest.name,
      field: 'vfio',
      message: `${guest.name} has a device passed through, and postcopy-ram is on.`,
      remedy: 'Move without postcopy-ram.',
      fix: moveFix('Move without post-copy', c, { preset: undefined, capabilities: without(c, ...POSTCOPY) }),
    };
  },
};

const tracking: Rule = {
  id: 'vfio-dirty-tracking',
  group: 'Devices',
  about: 'The devices report what they write.',
  reason: 'Else all memory counts as written all the time, and the whole of it is sent in the pause.',
  ground: sourced('vfio'),
  severity: 'warning',
  *check(c) {
    const { guest } = c;
    if (!passed(c) || guest.vfioTracksDirty) return;
    yield {
      object: guest.name,
      field: 'vfioTracksDirty',
      message: `Devices of ${guest.name} do not report what they write.`,
      remedy: 'Use devices that do, or allow a pause that is long enough for the whole memory.',
    };
  },
};

const fits: Rule = {
  id: 'vfio-state-fits',
  group: 'Devices',
  about: 'What the devices send in the pause fits into downtime-limit.',
  reason:
    'QEMU counts the state of the devices to what is left, and switches over only where all of it can be sent in that time.',
  ground: sourced('vfio', 'migration'),
  severity: 'warning',
  *check(c) {
    const { setup, source, target } = c;
    const rates = [numberOf(setup, 'max-bandwidth'), source.nic, target.nic].filter((rate) => rate > 0);
    const assumed = numberOf(setup, 'avail-switchover-bandwidth');
    const rate = assumed > 0 ? assumed : Math.min(...rates);
    const neededMs = Math.ceil((setup.vfioBytes / rate) * 1000);
    if (setup.vfioBytes === 0 || !(neededMs > numberOf(setup, 'downtime-limit'))) return;
    yield {
      object: c.guest.name,
      field: 'vfioState',
      message: `Its devices have ${roughSize(setup.vfioBytes)} of state, which takes ${neededMs} ms. It will never switch over by itself.`,
      remedy: `Set downtime-limit to more than ${neededMs} ms, before it begins, or give it a faster way. While it waits it sends little: then say with avail-switchover-bandwidth, too, what the way gives.`,
    };
  },
};

const iommu: Rule = {
  id: 'vfio-viommu',
  group: 'Devices',
  about: 'Devices that report what they write are behind no virtual IOMMU.',
  reason: 'QEMU blocks migration with both.',
  ground: sourced('vfio'),
  severity: 'error',
  *check(c) {
    const { guest } = c;
    if (!passed(c) || !guest.viommu || !guest.vfioTracksDirty) return;
    yield {
      object: guest.name,
      field: 'viommu',
      message: `${guest.name} has a virtual IOMMU in front of such a device.`,
      remedy: 'Start it without the virtual IOMMU.',
      fix: guestFix('Start it without', guest.name, { viommu: false }, true),
    };
  },
};

const early: Rule = {
  id: 'vfio-experimental',
  group: 'Devices',
  about: 'QEMU is new enough for devices that migrate.',
  reason:
    'Before 8.1 this was an experiment that had to be switched on for each device (x-enable-migration).',
  ground: TYPICAL,
  severity: 'warning',
  *check(c) {
    const { source, target } = c;
    const old = [source, target].find(({ qemu }) => !isAtLeast(qemu, '8.1'));
    if (!passed(c) || !old) return;
    yield {
      object: old.name,
      field: 'qemu',
      message: `QEMU ${old.qemu} on ${old.name} counts it as an experiment.`,
      remedy: 'Update QEMU, or set x-enable-migration=on for each device.',
    };
  },
};

const obstacles: Rule = {
  id: 'obstacles',
  group: 'Devices',
  about: 'Nothing else keeps the guest where it is.',
  reason: 'Some devices and jobs are tied to their host.',
  ground: sourced('libvirt'),
  severity: 'error',
  *check({ guest }) {
    for (const id of guest.obstacles) {
      const obstacle = obstacleNamed(id);
      if (!obstacle) continue;
      yield {
        object: guest.name,
        field: 'obstacles',
        part: id,
        message: `${guest.name} ${obstacle.message}.`,
        reason: obstacle.reason,
        remedy: obstacle.remedy,
        fix: guestFix(
          'Take it away',
          guest.name,
          { obstacles: guest.obstacles.filter((each) => each !== id) },
          obstacle.stops,
        ),
      };
    }
  },
};

export const DEVICE_RULES: readonly Rule[] = [
  ...[migratable, there, together, noPostcopy, tracking, fits, iommu, early, obstacles],
];
