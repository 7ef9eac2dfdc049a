/** What can be done to a server at one stroke. */
import { changeSystem } from '../objects/change.ts';
import type { ManagedSystem } from '../objects/managed-system.ts';
import { partitionsOf } from '../objects/world.ts';
import type { DESCRIBED } from './described.ts';
import type { Deed } from './verb.ts';

type Deeds = Readonly<Record<Exclude<keyof typeof DESCRIBED.ManagedSystem, 'set'>, Deed<ManagedSystem>>>;

export const SYSTEM_VERBS: Deeds = {
  powerOn: (world, { name }) => changeSystem(world, name, { state: 'Operating' }),
  powerOff(world, { name }) {
    const running = partitionsOf(world, name).filter(({ state }) => state === 'Running');
    if (running.length > 0) return `${running.map((each) => each.name).join(', ')} must be shut down first.`;
    return changeSystem(world, name, { state: 'Power Off' });
  },
  setBlockSize: (world, { name }, [mb]) =>
    changeSystem(world, name, { lmbMb: Number(mb), pendingLmbMb: null }),
  enterEnterpriseKey: (world, { name }) =>
    changeSystem(world, name, { edition: 'enterprise', activeCapable: true, inactiveCapable: true }),
  updateFirmware: (world, { name, firmware }, [level]) =>
    changeSystem(world, name, { firmware: String(level ?? firmware), suspendCapable: true }),
  addProcPool(world, { name, procPools }, [pool]) {
    if (procPools.some((each) => each.name === pool)) return `${name} has a pool ${pool} already.`;
    const id = 1 + Math.max(0, ...procPools.map((each) => each.id));
    return changeSystem(world, name, { procPools: [...procPools, { id, name: String(pool) }] });
  },
  addVirtualSwitch: (world, { name, virtualSwitches }, [added]) =>
    changeSystem(world, name, { virtualSwitches: [...new Set([...virtualSwitches, String(added)])] }),
  addPagingDevice(world, { name, sharedMemoryPool: pool }, [mb]) {
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
  growMemoryPool(world, { name, sharedMemoryPool: pool }, [free]) {
    if (!pool) return `${name} has no shared memory pool.`;
    const more = Math.max(0, Number(free) - pool.freeMb);
    return changeSystem(world, name, {
      sharedMemoryPool: { ...pool, sizeMb: pool.sizeMb + more, freeMb: pool.freeMb + more },
    });
  },
  addReservedDevice(world, { name, reservedStorage }, [lun]) {
    const reserved = [...new Set([...(reservedStorage ?? []), String(lun)])];
    return changeSystem(world, name, { reservedStorage: reserved });
  },
};
