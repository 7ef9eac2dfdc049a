/**
 * The verbs of the script API that take no time of their own, by the kind of thing that they belong to: what each does,
 * for people, and what it takes. How they change a world stands beside the objects (console.ts, system.ts, vios.ts, lpar.ts).
 */
import type { ThingKind } from '../objects/names.ts';

export interface Taken {
  readonly name: string;
  readonly is: 'number' | 'text' | 'flag' | 'values' | ThingKind;
  readonly optional?: true;
}

export interface DescribedVerb {
  /** What it does, for people. */
  readonly about: string;
  readonly takes: readonly Taken[];
}

export const DESCRIBED = {
  ManagedSystem: {
    set: { about: 'Sets fields.', takes: [{ name: 'values', is: 'values' }] },
    powerOn: { about: 'Powers the server on, or brings its connection to the console back.', takes: [] },
    powerOff: { about: 'Powers the server off; no partition may run on it.', takes: [] },
    setBlockSize: {
      about: 'Sets the size of the logical memory blocks, MB, and powers the server off and on.',
      takes: [{ name: 'mb', is: 'number' }],
    },
    enterEnterpriseKey: { about: 'Enters the activation code of PowerVM Enterprise Edition.', takes: [] },
    updateFirmware: {
      about: 'Brings the firmware to a level and restarts the server; partitions can then be suspended.',
      takes: [{ name: 'level', is: 'text', optional: true }],
    },
    addProcPool: { about: 'Creates a shared processor pool.', takes: [{ name: 'name', is: 'text' }] },
    addVirtualSwitch: { about: 'Creates a virtual switch.', takes: [{ name: 'name', is: 'text' }] },
    addPagingDevice: {
      about:
        'Adds a paging device of a size, MB, to the shared memory pool, which is created where there is none.',
      takes: [{ name: 'mb', is: 'number' }],
    },
    growMemoryPool: {
      about: 'Enlarges the shared memory pool until so much of it is free, MB.',
      takes: [{ name: 'freeMb', is: 'number' }],
    },
    addReservedDevice: {
      about: 'Adds a disk to the reserved storage pool, where the memory of suspended partitions lies.',
      takes: [{ name: 'lun', is: 'text' }],
    },
  },
  Console: {
    set: { about: 'Sets fields.', takes: [{ name: 'values', is: 'values' }] },
    openWayTo: { about: 'Opens ping and ssh to another console.', takes: [{ name: 'other', is: 'Console' }] },
    exchangeKeys: {
      about: 'Exchanges ssh keys with another console.',
      takes: [{ name: 'other', is: 'Console' }],
    },
  },
  Vios: {
    set: { about: 'Sets fields.', takes: [{ name: 'values', is: 'values' }] },
    activate: { about: 'Activates the VIOS.', takes: [] },
    restart: { about: 'Restarts the VIOS: a mover then has its VASI device.', takes: [] },
    setMover: {
      about: 'Makes the VIOS a mover service partition, or ends that.',
      takes: [{ name: 'mover', is: 'flag', optional: true }],
    },
    tune: {
      about:
        'Sets tunables of the mover (vioslpm0): movesAtOnce, 1 to 8; concurrencyLevel, 1 to 5; lunValidation; tcpPortLow and tcpPortHigh.',
      takes: [{ name: 'values', is: 'values' }],
    },
    repairRmc: { about: 'Repairs the RMC connection to the console.', takes: [] },
    addSlots: {
      about: 'Raises the number of virtual slots and activates the VIOS again.',
      takes: [{ name: 'count', is: 'number' }],
    },
    removeOrphans: { about: 'Removes server adapters that belong to no partition.', takes: [] },
    openWayTo: { about: 'Lets the mover reach another one.', takes: [{ name: 'other', is: 'Vios' }] },
    addVlan: {
      about: 'Lets the bridge carry a VLAN; a virtual switch without trunk gets one.',
      takes: [
        { name: 'vlan', is: 'number' },
        { name: 'vswitch', is: 'text', optional: true },
      ],
    },
    nameClient: {
      about: 'Gives the server adapter in a slot one client: a partition and a slot of it.',
      takes: [
        { name: 'slot', is: 'number' },
        { name: 'lpar', is: 'Lpar' },
        { name: 'clientSlot', is: 'number' },
      ],
    },
    setReservePolicy: {
      about: 'Sets the reserve policy of a disk: no_reserve, single_path, PR_shared or PR_exclusive.',
      takes: [
        { name: 'disk', is: 'text' },
        { name: 'policy', is: 'text' },
      ],
    },
    showLun: {
      about: 'Zones and maps a disk of the storage network to the VIOS.',
      takes: [{ name: 'lun', is: 'text' }],
    },
    enableNpiv: {
      about: 'Lets the switch behind a Fibre Channel port speak NPIV.',
      takes: [{ name: 'port', is: 'text' }],
    },
    zonePort: {
      about: 'Zones a Fibre Channel port to a port of the storage.',
      takes: [
        { name: 'port', is: 'text' },
        { name: 'storagePort', is: 'text' },
      ],
    },
    joinCluster: {
      about: 'Lets the VIOS join the cluster of a shared storage pool.',
      takes: [{ name: 'cluster', is: 'text' }],
    },
  },
  Lpar: {
    set: { about: 'Sets fields.', takes: [{ name: 'values', is: 'values' }] },
    activate: { about: 'Activates the partition with its profile.', takes: [] },
    activateOnce: { about: 'Activates the partition to SMS and shuts it down again.', takes: [] },
    restart: {
      about: 'Shuts the partition down and activates it again: what its profile says takes effect.',
      takes: [],
    },
    shutDown: { about: 'Shuts the partition down.', takes: [] },
    suspend: {
      about: 'Suspends the partition: its memory goes to a disk of the reserved storage pool.',
      takes: [],
    },
    resume: { about: 'Lets a suspended partition run on.', takes: [] },
    recover: { about: 'Recovers a move that failed.', takes: [] },
    rename: { about: 'Gives the partition another name.', takes: [{ name: 'name', is: 'text' }] },
    closeConsole: { about: 'Closes the console session (rmvterm).', takes: [] },
    repairRmc: { about: 'Repairs the RMC connection to the console.', takes: [] },
    removeAdapters: {
      about: 'Takes adapters away: dedicated, lhea, sriov, hca, serial.',
      takes: [{ name: 'what', is: 'text' }],
    },
    makeAdaptersDesired: { about: 'Makes every adapter desired in profile and partition.', takes: [] },
    removeVtopt: { about: 'Removes virtual optical devices.', takes: [] },
    removeVtape: { about: 'Removes virtual tapes.', takes: [] },
    zoneSecondName: {
      about: 'Zones the second worldwide port name of a Fibre Channel adapter like the first one.',
      takes: [{ name: 'slot', is: 'number' }],
    },
    maskSecondName: {
      about: 'Lets the storage show the second worldwide port name the same disks as the first one.',
      takes: [{ name: 'slot', is: 'number' }],
    },
    logOutSecondName: {
      about: 'Logs the second worldwide port name out, wherever it is logged in.',
      takes: [{ name: 'slot', is: 'number' }],
    },
    setClusterTolerance: {
      about: 'Sets the silence, in seconds, that the heartbeats of its cluster put up with.',
      takes: [{ name: 'seconds', is: 'number' }],
    },
  },
} as const satisfies Readonly<Record<ThingKind, Readonly<Record<string, DescribedVerb>>>>;

/** Undefined where a kind has no such verb. */
export function describedVerb(kind: string, name: string): DescribedVerb | undefined {
  const verbs: Readonly<Record<string, DescribedVerb>> = Object.hasOwn(DESCRIBED, kind)
    ? DESCRIBED[kind as ThingKind]
    : {};
  return Object.hasOwn(verbs, name) ? verbs[name] : undefined;
}
