/** What can be done to a server at one stroke. */
import { changeSystem } from '../objects/change.ts';
import type { ManagedSystem } from '../objects/managed-system.ts';
import { partitionsOf } from '../objects/world.ts';
import { number, text, type Verbs } from './verb.ts';

export const SYSTEM_VERBS: Verbs<ManagedSystem> = {
  powerOn: {
    about: 'Powers the server on, or brings its connection to the console back.',
    takes: [],
    apply: (world, { name }) => changeSystem(world, name, { state: 'Operating' }),
  },
  powerOff: {
    about: 'Powers the server off; no partition may run on it.',
    takes: [],
    apply(world, { name }) {
      const running = partitionsOf(world, name).filter(({ state }) => state === 'Running');
      if (running.length > 0)
        return `${running.map((each) => each.name).join(', ')} must be shut down first.`;
      return changeSystem(world, name, { state: 'Power Off' });
    },
  },
  setBlockSize: {
    about: 'Sets the size of the logical memory blocks, MB, and powers the server off and on.',
    takes: [number('mb')],
    apply: (world, { name }, [mb]) => changeSystem(world, name, { lmbMb: Number(mb), pendingLmbMb: null }),
  },
  enterEnterpriseKey: {
    about: 'Enters the activation code of PowerVM Enterprise Edition.',
    takes: [],
    apply: (world, { name }) =>
      changeSystem(world, name, { edition: 'enterprise', activeCapable: true, inactiveCapable: true }),
  },
  updateFirmware: {
    about: 'Brings the firmware to a level and restarts the server; partitions can then be suspended.',
    takes: [{ name: 'level', is: 'text', optional: true }],
    apply: (world, { name, firmware }, [level]) =>
      changeSystem(world, name, { firmware: String(level ?? firmware), suspendCapable: true }),
  },
  addProcPool: {
    about: 'Creates a shared processor pool.',
    takes: [text('name')],
    apply(world, { name, procPools }, [pool]) {
      if (procPools.some((each) => each.name === pool)) return `${name} has a pool ${pool} already.`;
      const id = 1 + Math.max(0, ...procPools.map((each) => each.id));
      return changeSystem(world, name, { procPools: [...procPools, { id, name: String(pool) }] });
    },
  },
  addVirtualSwitch: {
    about: 'Creates a virtual switch.',
    takes: [text('name')],
    apply: (world, { name, virtualSwitches }, [added]) =>
      changeSystem(world, name, { virtualSwitches: [...new Set([...virtualSwitches, String(added)])] }),
  },
  addPagingDevice: {
    about:
      'Adds a paging device of a size, MB, to the shared memory pool, which is created where there is none.',
    takes: [number('mb')],
    apply(world, { name, sharedMemoryPool: pool }, [mb]) {
      const size = Number(mb);
      const vioses = world.vioses.filter(({ system }) => system === name).map((vios) => vios.name);
      return changeSystem(world, name, {
        sharedMemoryPool: {
          sizeMb: Math.max(pool?.sizeMb ?? 0, size),
          freeMb: Math.max(pool?.freeMb ?? 0, size),
          pagingVioses: pool?.pagingVioses.length ? pool.pagingVioses : vioses,
          freeDevicesMb: [...(pool?.freeDevicesMb ?? []), size],
        },
      });
    },
  },
  growMemoryPool: {
    about: 'Enlarges the shared memory pool until so much of it is free, MB.',
    takes: [number('freeMb')],
    apply(world, { name, sharedMemoryPool: pool }, [free]) {
      if (!pool) return `${name} has no shared memory pool.`;
      const more = Math.max(0, Number(free) - pool.freeMb);
      return changeSystem(world, name, {
        sharedMemoryPool: { ...pool, sizeMb: pool.sizeMb + more, freeMb: pool.freeMb + more },
      });
    },
  },
  addReservedDevice: {
    about: 'Adds a disk to the reserved storage pool, where the memory of suspended partitions lies.',
    takes: [text('lun')],
    apply(world, { name, reservedStorage }, [lun]) {
      const reserved = [...new Set([...(reservedStorage ?? []), String(lun)])];
      return changeSystem(world, name, { reservedStorage: reserved });
    },
  },
};
