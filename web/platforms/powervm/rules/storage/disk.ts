/** Disks that a VIOS lends by vSCSI: on the storage network, whole, without reservation, seen from the target. */
import type { Disk, TargetDevice } from '../../objects/storage.ts';
import type { Vios } from '../../objects/vios.ts';
import { keyOf } from '../../objects/world.ts';
import type { Case } from '../case.ts';
import { implied, sourced, TYPICAL } from '../ground.ts';
import { act, type Failure, fix, type Rule, spot, TYPES, type Unseen, unseen } from '../rule.ts';
import { isRunning } from '../vios/vios.ts';

interface Lent {
  vios: Vios;
  device: TargetDevice;
  /** Undefined: it is none, or nobody has looked at it. */
  disk: Disk | undefined;
}

/** Every device that the partition is lent; what nobody has looked at is said once for each VIOS. */
function* lent({ scsi }: Case): Iterable<Lent | Unseen> {
  for (const { vios, server } of scsi) {
    if (!vios || !server) continue;
    if (!server.devices) {
      yield unseen(vios, 'backing');
      continue;
    }
    for (const device of server.devices) {
      const { backing } = device;
      const disk = backing.is === 'disk' ? vios.disks.find(({ name }) => name === backing.disk) : undefined;
      if (backing.is === 'disk' && !disk) yield unseen(vios, 'disks');
      else if (disk && disk.lun === undefined) yield unseen(vios, 'luns');
      yield { vios, device, disk };
    }
  }
}

interface LentLun {
  lun: string;
  vios: Vios;
  /** Through which the source sees it. */
  disk: Disk;
}

/** LUNs of the partition by vSCSI, each once; what nobody has looked at is said. */
function* lunsOf(c: Case): Iterable<LentLun | Unseen> {
  const seen = new Set<string>();
  for (const each of lent(c)) {
    if ('unseen' in each) yield each;
    else if (each.disk?.lun && !seen.has(each.disk.lun)) {
      seen.add(each.disk.lun);
      yield { lun: each.disk.lun, vios: each.vios, disk: each.disk };
    }
  }
}

const onSan: Rule = {
  id: 'disk-on-san',
  types: TYPES.AIS,
  looks: ['SV.backing', 'SV.disks', 'L.scsi'],
  severity: 'error',
  about: 'Every disk of the partition is on the storage network.',
  reason: 'A disk inside the server cannot be reached from another one.',
  ground: sourced('article'),
  *check(c) {
    for (const each of lent(c)) {
      if ('unseen' in each) yield each;
      else if (each.disk?.lun === null)
        yield {
          on: [spot(each.vios, 'disks')],
          message: `${each.device.name} of ${each.vios.name}, a disk of ${c.lpar.name}, is ${each.disk.name}: a disk inside ${c.source.name}.`,
          remedy: 'Bring the data to a disk of the storage network.',
        };
    }
  },
};

const whole: Rule = {
  id: 'disk-not-lv-or-file',
  types: TYPES.AIS,
  looks: ['SV.backing', 'L.scsi'],
  severity: 'error',
  about: 'Each disk stands on a whole physical volume, or on a unit of a shared storage pool.',
  reason: 'Logical volumes and files belong to a volume group of the VIOS.',
  ground: sourced('ivm'),
  *check(c) {
    for (const each of lent(c)) {
      if ('unseen' in each) {
        if (each.unseen[0].key === 'backing') yield each;
        continue;
      }
      const { backing, name } = each.device;
      if (backing.is !== 'logical-volume' && backing.is !== 'file') continue;
      const what =
        backing.is === 'file' ? `the file ${backing.path}` : `the logical volume ${backing.volume}`;
      yield {
        on: [spot(each.vios, 'backing')],
        message: `${name} of ${each.vios.name}, a disk of ${c.lpar.name}, stands on ${what}.`,
        remedy: 'Bring the data to a LUN, and map that as a whole.',
      };
    }
  },
};

const freePolicy = 'no_reserve';

function reserved(vios: Vios, disk: Disk, stops: readonly string[]): Failure {
  return {
    on: [spot(vios, 'disks')],
    message: `${disk.name} of ${vios.name} on ${vios.system} has the reserve policy ${disk.reservePolicy}.`,
    remedy: `On ${vios.name}, while it is not mapped: chdev -dev ${disk.name} -attr reserve_policy=no_reserve.`,
    fix: fix(
      `Set ${disk.name} of ${vios.name} on ${vios.system} to ${freePolicy}`,
      act(vios, 'setReservePolicy', disk.name, freePolicy),
      stops,
    ),
  };
}

const policyAtSource: Rule = {
  id: 'reserve-policy-src',
  types: TYPES.AIS,
  looks: ['SV.disks', 'SV.backing', 'L.scsi'],
  severity: 'error',
  about: 'No disk is reserved by the source’s VIOS.',
  reason: 'A reservation keeps every other VIOS out.',
  ground: sourced('ivm', 'handbook'),
  *check(c) {
    const stops = c.lpar.state === 'Running' ? [c.lpar.name] : [];
    for (const each of lent(c)) {
      if ('unseen' in each) {
        if (each.unseen[0].key !== 'luns') yield each;
      } else if (each.disk && each.disk.lun !== null && each.disk.reservePolicy !== freePolicy)
        yield each.disk.reservePolicy === undefined
          ? unseen(each.vios, 'disks')
          : reserved(each.vios, each.disk, stops);
    }
  },
};

const policyAtTarget: Rule = {
  id: 'reserve-policy-tgt',
  types: TYPES.AIS,
  looks: ['TV.disks', 'SV.disks', 'SV.backing', 'L.scsi'],
  severity: 'error',
  about: 'No disk of the partition is reserved by the target’s VIOS.',
  reason: 'The disk is opened on both sides for a moment.',
  ground: sourced('ivm', 'handbook'),
  *check(c) {
    for (const each of lunsOf(c)) {
      if ('unseen' in each) {
        yield each;
        continue;
      }
      for (const vios of c.targetVioses.filter(isRunning)) {
        const disk = vios.disks.find(({ lun }) => lun === each.lun);
        if (!disk || disk.reservePolicy === freePolicy) continue;
        yield disk.reservePolicy === undefined ? unseen(vios, 'disks') : reserved(vios, disk, []);
      }
    }
  },
};

const visible: Rule = {
  id: 'lun-visible-target',
  types: TYPES.AIS,
  looks: ['N.luns', 'TV.disks', 'SV.disks', 'SV.backing', 'L.scsi'],
  severity: 'error',
  about: 'A VIOS of the target sees every disk.',
  reason: 'The target’s VIOS lends the same disk that the source’s VIOS lends now.',
  ground: sourced('article', 'process'),
  *check(c) {
    const running = c.targetVioses.filter(isRunning);
    const [first] = running;
    if (!first) return;
    for (const each of lunsOf(c)) {
      if ('unseen' in each) {
        yield each;
        continue;
      }
      const { lun, vios, disk } = each;
      const known = c.world.luns.find(({ id }) => id === lun);
      if (running.some((one) => known?.visibleTo.includes(keyOf(one)))) continue;
      yield {
        on: [
          spot(first, 'disks'),
          spot(c.target, 'partitions'),
          ...running.slice(1).map((one) => spot(one, 'disks')),
        ],
        message: `No VIOS of ${c.target.name} sees the disk ${lun} (${disk.name} of ${vios.name}).`,
        remedy: `Zone the disk and map it to ${running.map(({ name }) => name).join(' and ')}, then let them look for it (cfgdev).`,
        ...(known && {
          fix: fix(
            `Show ${lun} to the VIOS of ${c.target.name}`,
            running.map((one) => act(one, 'showLun', lun)),
          ),
        }),
      };
    }
  },
};

const identity: Rule = {
  id: 'lun-identity-match',
  types: TYPES.AIS,
  looks: ['TV.disks', 'SV.disks', 'SV.backing', 'L.scsi'],
  severity: 'error',
  about: 'The VIOS of both servers use the same multipath driver for a disk.',
  reason: 'The console matches disks by what the driver reports as their identity.',
  ground: implied('remote'),
  *check(c) {
    for (const each of lunsOf(c)) {
      if ('unseen' in each) {
        yield each;
        continue;
      }
      const { lun, vios, disk } = each;
      const there = c.targetVioses.filter(isRunning).flatMap((one) => {
        const twin = one.disks.find((other) => other.lun === lun);
        return twin ? [{ vios: one, twin }] : [];
      });
      const [first] = there;
      if (!first || there.some(({ twin }) => twin.driver === disk.driver)) continue;
      yield {
        on: [spot(first.vios, 'disks'), spot(vios, 'disks')],
        message: `${lun} is driven by ${disk.driver} on ${vios.name} of ${c.source.name} and by ${first.twin.driver} on ${first.vios.name} of ${c.target.name}.`,
        remedy: 'Use the same multipath driver on both sides.',
      };
    }
  },
};

const cluster: Rule = {
  id: 'ssp-same-cluster',
  types: TYPES.AIS,
  looks: ['TV.cluster', 'SV.backing', 'L.scsi'],
  severity: 'error',
  about: 'Units of a shared storage pool are reached from the target: a VIOS there is in the same cluster.',
  reason: 'The pool exists in its cluster only.',
  ground: TYPICAL,
  *check(c) {
    const running = c.targetVioses.filter(isRunning);
    for (const each of lent(c)) {
      if ('unseen' in each) {
        if (each.unseen[0].key === 'backing') yield each;
        continue;
      }
      const { backing } = each.device;
      const [first] = running;
      if (backing.is !== 'pool-unit' || !first) continue;
      if (running.some((vios) => vios.cluster === backing.cluster)) continue;
      yield {
        on: [
          spot(first, 'cluster'),
          spot(c.target, 'partitions'),
          ...running.slice(1).map((vios) => spot(vios, 'cluster')),
        ],
        message: `${c.lpar.name} uses ${backing.unit} of the cluster ${backing.cluster}, and no VIOS of ${c.target.name} is in it.`,
        remedy: `Let ${first.name} join the cluster.`,
        fix: fix(`Let ${first.name} join ${backing.cluster}`, act(first, 'joinCluster', backing.cluster)),
      };
    }
  },
};

export const DISK_RULES: readonly Rule[] = [
  onSan,
  whole,
  policyAtSource,
  policyAtTarget,
  visible,
  identity,
  cluster,
];
