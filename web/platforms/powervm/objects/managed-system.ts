/** A Power server as its console sees it. Memory in MiB, processors in processing units (1.0 = one core). */
import { modesOf } from './compat-mode.ts';
import { parseFirmware, USUAL_FIRMWARE } from './firmware.ts';
import { type Form, formOf, type Generation, generationOf, MODEL_OF } from './generation.ts';
import type { Known } from './known.ts';

export type SystemState =
  | 'Operating'
  | 'Standby'
  | 'Initializing'
  | 'Power Off'
  | 'No Connection'
  | 'Error'
  | 'Incomplete'
  | 'Recovery';

export type Edition = 'express' | 'standard' | 'enterprise';

export interface ProcPool {
  id: number;
  name: string;
}

/** Where partitions with shared memory get theirs. */
export interface SharedMemoryPool {
  sizeMb: number;
  /** What is left of it for I/O entitled memory. */
  freeMb: number;
  /** VIOS that page for it; two are redundant. */
  pagingVioses: readonly string[];
  /** Paging devices that nobody uses yet, by their size. */
  freeDevicesMb: readonly number[];
}

/** A port of an SR-IOV adapter, for virtual NICs. */
export interface SriovPort {
  adapter: number;
  port: number;
  /** Capacity that is left, percent. */
  freePercent: number;
}

export interface ManagedSystem extends Known {
  readonly kind: 'system';
  readonly name: string;
  readonly typeModel: string;
  readonly serial: string;
  readonly address: string;
  readonly state: SystemState;
  readonly generation: Generation;
  readonly form: Form;
  readonly firmware: string;
  readonly edition: Edition;
  /** The console that manages it. */
  readonly console: string;
  /** Managed by NovaLink beside its console. */
  readonly novalink: boolean;

  readonly activeCapable: boolean;
  readonly inactiveCapable: boolean;
  readonly suspendCapable: boolean;
  readonly ibmiMobilityCapable: boolean;
  readonly ibmiRestrictedIoCapable: boolean;
  readonly compatModes: readonly string[];
  readonly memorySharingCapable: boolean;
  readonly memoryExpansionCapable: boolean;
  readonly bsrCapable: boolean;
  readonly hugePageCapable: boolean;
  readonly redundantErrPathCapable: boolean;
  readonly virtualFcCapable: boolean;
  readonly virtualSwitchCapable: boolean;
  readonly remoteRestartCapable: boolean;
  readonly vtpmCapable: boolean;
  /** Servers with the same key can read one another's virtual TPM. */
  readonly trustedKey: string;
  readonly secureBootCapable: boolean;
  readonly persistentMemoryCapable: boolean;

  /** Logical memory block: the console calls it memory region. */
  readonly lmbMb: number;
  /** What takes effect when the server has been powered off and on. */
  readonly pendingLmbMb: number | null;
  readonly configurableMemoryMb: number;
  readonly availableMemoryMb: number;
  readonly firmwareMemoryMb: number;
  readonly hugePagesAvailable: number;
  readonly bsrArraysAvailable: number;
  readonly sharedMemoryPool: SharedMemoryPool | null;
  /** Devices of the reserved storage pool that suspended partitions are kept on, by LUN; null: no pool. */
  readonly reservedStorage: readonly string[] | null;

  readonly configurableProcUnits: number;
  readonly availableProcUnits: number;
  readonly minProcUnitsPerVirtualProc: number;
  readonly maxVirtualProcsPerLpar: number;
  readonly maxProcsPerLpar: number;
  readonly procPools: readonly ProcPool[];

  readonly maxLpars: number;
  /** The partition that does service work for the server, by name. */
  readonly serviceLpar: string | null;
  readonly activeMovesSupported: number;
  readonly activeMovesInProgress: number;
  readonly inactiveMovesSupported: number;
  readonly inactiveMovesInProgress: number;
  /** What an inactive move takes memory and processors from. */
  readonly inactivePolicy: 'config' | 'prof';
  /** The dynamic platform optimizer is at work. */
  readonly dpoRunning: boolean;
  readonly onBattery: boolean;
  /** Time of day against true time. */
  readonly clockOffsetS: number;
  readonly virtualSwitches: readonly string[];
  readonly sriovPorts: readonly SriovPort[];
  readonly vsiCapable: boolean;
  /** Servers of the same name here are on one layer-2 network. */
  readonly segment: string;
}

/** A server that is ready to send and receive: what a description leaves out. */
export function defaultSystem(
  name: string,
  hints: { typeModel?: string; generation?: Generation; firmware?: string } = {},
): ManagedSystem {
  const generation =
    hints.generation ?? (hints.typeModel === undefined ? null : generationOf(hints.typeModel)) ?? 'POWER7';
  const typeModel = hints.typeModel ?? MODEL_OF[generation];
  const firmware = hints.firmware ?? USUAL_FIRMWARE[generation];
  const level = parseFirmware(firmware);
  return {
    kind: 'system',
    name,
    typeModel,
    serial: '',
    address: '',
    state: 'Operating',
    generation,
    form: formOf(typeModel),
    firmware,
    edition: 'enterprise',
    console: '',
    novalink: false,
    activeCapable: true,
    inactiveCapable: true,
    suspendCapable: true,
    ibmiMobilityCapable: true,
    ibmiRestrictedIoCapable: true,
    compatModes: modesOf(generation, level),
    memorySharingCapable: true,
    memoryExpansionCapable: true,
    bsrCapable: true,
    hugePageCapable: true,
    redundantErrPathCapable: true,
    virtualFcCapable: true,
    virtualSwitchCapable: true,
    remoteRestartCapable: true,
    vtpmCapable: true,
    trustedKey: '',
    secureBootCapable: true,
    persistentMemoryCapable: true,
    lmbMb: 256,
    pendingLmbMb: null,
    configurableMemoryMb: 262_144,
    availableMemoryMb: 262_144,
    firmwareMemoryMb: 6144,
    hugePagesAvailable: 0,
    bsrArraysAvailable: 16,
    sharedMemoryPool: null,
    reservedStorage: null,
    configurableProcUnits: 16,
    availableProcUnits: 16,
    minProcUnitsPerVirtualProc: 0.1,
    maxVirtualProcsPerLpar: 64,
    maxProcsPerLpar: 256,
    procPools: [{ id: 0, name: 'DefaultPool' }],
    maxLpars: 160,
    serviceLpar: null,
    activeMovesSupported: 16,
    activeMovesInProgress: 0,
    inactiveMovesSupported: 16,
    inactiveMovesInProgress: 0,
    inactivePolicy: 'config',
    dpoRunning: false,
    onBattery: false,
    clockOffsetS: 0,
    virtualSwitches: ['ETHERNET0'],
    sriovPorts: [],
    vsiCapable: true,
    segment: 'lan',
  };
}
