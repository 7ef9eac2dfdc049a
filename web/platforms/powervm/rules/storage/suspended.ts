/** Disks on which the memory of suspended partitions lies. */
import { sourced } from '../ground.ts';
import { act, fix, type Rule, spot, TYPES } from '../rule.ts';

const atSource: Rule = {
  id: 'suspend-storage-src',
  types: TYPES.S,
  looks: ['L.suspendedOn', 'S.reservedStorage'],
  severity: 'error',
  about: 'The memory of the suspended partition lies on a disk of the source’s reserved storage pool.',
  reason: 'The memory of a suspended partition is there and nowhere else.',
  ground: sourced('suspend'),
  *check({ lpar, source }) {
    const lun = lpar.suspendedOn;
    if (lun !== null && source.reservedStorage?.includes(lun)) return;
    yield lun === null
      ? {
          on: [spot(lpar, 'suspendedOn')],
          message: `No disk holds the memory of ${lpar.name}.`,
          remedy: `Resume ${lpar.name} and suspend it again, with a reserved storage pool on ${source.name}.`,
        }
      : {
          on: [spot(source, 'reservedStorage'), spot(lpar, 'suspendedOn')],
          message: `${lun}, where the memory of ${lpar.name} lies, is not in the reserved storage pool of ${source.name}.`,
          remedy: `Add the disk to the pool of ${source.name}.`,
          fix: fix(`Add ${lun} to the pool of ${source.name}`, act(source, 'addReservedDevice', lun)),
        };
  },
};

const atTarget: Rule = {
  id: 'suspend-storage-tgt',
  types: TYPES.S,
  looks: ['L.suspendedOn', 'T.reservedStorage'],
  severity: 'error',
  about: 'The target’s reserved storage pool holds the disk with the partition’s memory.',
  reason: 'The target reads the memory from it when the partition resumes.',
  ground: sourced('suspend'),
  *check({ lpar, target }) {
    const lun = lpar.suspendedOn;
    if (lun === null || target.reservedStorage?.includes(lun)) return;
    yield {
      on: [spot(target, 'reservedStorage'), spot(lpar, 'suspendedOn')],
      message:
        target.reservedStorage === null
          ? `${target.name} has no reserved storage pool.`
          : `${lun}, where the memory of ${lpar.name} lies, is not in the reserved storage pool of ${target.name}.`,
      remedy: `Map ${lun} to the VIOS of ${target.name} and add it to its reserved storage pool.`,
      fix: fix(`Add ${lun} to the pool of ${target.name}`, act(target, 'addReservedDevice', lun)),
    };
  },
};

const protectedStorage: Rule = {
  id: 'protected-storage',
  types: TYPES.A,
  looks: ['L.suspendedOn', 'T.reservedStorage'],
  severity: 'error',
  about: 'A disk that is reserved for suspending the partition is reserved on the target, too.',
  reason: 'Otherwise the partition can no longer be suspended, or restarted elsewhere, after the move.',
  ground: sourced('migrlpar'),
  relaxed: ({ protectStorage }) => protectStorage === 2,
  *check({ lpar, target }) {
    const lun = lpar.suspendedOn;
    if (lun === null || target.reservedStorage?.includes(lun)) return;
    yield {
      on: [spot(target, 'reservedStorage'), spot(lpar, 'suspendedOn')],
      message: `${lun} is reserved for suspending ${lpar.name}, and is not in the reserved storage pool of ${target.name}.`,
      remedy: `Add the disk to the pool of ${target.name}, or move with --protectstorage 2.`,
      fix: fix(`Add ${lun} to the pool of ${target.name}`, act(target, 'addReservedDevice', lun)),
    };
  },
};

export const SUSPENDED_RULES: readonly Rule[] = [atSource, atTarget, protectedStorage];
