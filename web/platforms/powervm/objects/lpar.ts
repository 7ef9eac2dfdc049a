/** A logical partition: what moves. Memory in MiB, processors in processing units and virtual processors. */
import type { Known } from './known.ts';
import type { LparState, MigrationState } from './lpar-state.ts';
import type { EthClient, Vnic } from './network.ts';
import type { FcClient, ScsiClient } from './storage.ts';

export interface Amounts {
  readonly min: number;
  readonly desired: number;
  readonly max: number;
}

/** What a partition is activated with. All its profiles travel; the one it was last activated with counts. */
export interface Profile {
  readonly name: string;
  readonly memoryMb: Amounts;
  readonly procUnits: Amounts;
  readonly procs: Amounts;
  readonly maxVirtualSlots: number;
  readonly compatMode: string;
}

/** A slot of the server with a real adapter in it. */
export interface PhysicalSlot {
  readonly drcIndex: string;
  readonly description: string;
  readonly required?: boolean;
  /** Whether the partition has it now, and not in its profile alone. */
  readonly assigned: boolean;
}

/** A port of the host Ethernet adapter, the shared physical NIC of POWER6 and POWER7. */
export interface LheaPort {
  readonly name: string;
  readonly required?: boolean;
  /** Part of an EtherChannel with a virtual backup that the HEA script manages. */
  readonly inEtherChannel: boolean;
}

export interface SerialAdapter {
  readonly slot: number;
  readonly role: 'server' | 'client';
}

/** How it uses its memory; for the time a move takes, not for whether it may. */
export interface MemoryLoad {
  /** MiB written per second. */
  readonly dirtyMbPerSecond: number;
  /** The most different memory it keeps writing. */
  readonly hotSetMb: number;
  /** Share of the memory that was ever written, 0 to 1: the rest is never sent. */
  readonly touchedShare: number;
}

export interface Lpar extends Known {
  readonly kind: 'lpar';
  readonly name: string;
  readonly id: number;
  readonly system: string;
  readonly env: 'aixlinux' | 'os400' | 'vioserver';
  /** As the console shows it: `AIX 7.1 7100-03-05-1524`. */
  readonly osVersion: string;
  readonly state: LparState;
  readonly migrationState: MigrationState;
  /** Its kernel crashed or writes a dump. */
  readonly crashed: boolean;
  readonly activatedOnce: boolean;
  readonly uuid: string;
  readonly profiles: readonly Profile[];
  /** The one it was last activated with. */
  readonly currentProfile: string | null;

  readonly memoryMb: Amounts;
  /** What it holds now. */
  readonly runningMemoryMb: number;
  readonly memoryMode: 'dedicated' | 'shared';
  /** I/O entitled memory of a partition with shared memory. */
  readonly ioEntitledMb: number;
  /** Factor of active memory expansion, 0: off. */
  readonly memoryExpansion: number;
  /** Page table: one part in so many of the maximum memory. */
  readonly hptRatio: number;
  readonly hugePages: number;
  readonly bsrArrays: number;

  readonly procMode: 'shared' | 'dedicated';
  readonly procUnits: Amounts;
  readonly procs: Amounts;
  readonly capped: boolean;
  readonly uncapWeight: number;
  readonly procPool: string;
  readonly compatDesired: string;
  readonly compatCurrent: string;

  readonly redundantErrPath: boolean;
  readonly physicalSlots: readonly PhysicalSlot[];
  readonly lheaPorts: readonly LheaPort[];
  readonly hcaAdapters: readonly string[];
  readonly sriovPorts: readonly string[];
  readonly scsi: readonly ScsiClient[];
  readonly fc: readonly FcClient[];
  readonly eth: readonly EthClient[];
  readonly vnics: readonly Vnic[];
  readonly serial: readonly SerialAdapter[];
  /** Slots of virtual storage adapters with which it serves other partitions. */
  readonly serverSlots: readonly number[];

  readonly consoleOpen: boolean;
  readonly rmcState: string;
  readonly rmcAddress: string;
  readonly dlparMemory: boolean;
  readonly dlparProc: boolean;
  readonly dlparIo: boolean;

  readonly remoteRestart: boolean;
  readonly vtpm: boolean;
  readonly secureBoot: boolean;
  readonly persistentMemoryVolumes: number;
  readonly workGroup: string | null;
  readonly affinityGroup: string | null;
  /** How well its memory lies to its processors now, 0 to 100, and by server after a move; absent: unknown. */
  readonly affinityScore: number | null;
  readonly affinityAt: Readonly<Record<string, number>>;
  readonly managementPartition: boolean;
  /** IBM i: no physical I/O at all. */
  readonly restrictedIo: boolean;
  readonly timeReference: boolean;
  readonly availabilityPriority: number;
  /** What a check script or kernel extension says against a move; null: nothing. */
  readonly osVeto: string | null;
  /** A cluster it belongs to, and the silence its heartbeats put up with. */
  readonly cluster: { product: string; toleranceS: number } | null;
  /** A suspended partition's memory lies on this LUN. */
  readonly suspendedOn: string | null;
  readonly load: MemoryLoad;
}

export const amounts = (desired: number, min = desired, max = desired): Amounts => ({ min, desired, max });

export const defaultLpar = (name: string, system: string, id: number): Lpar => ({
  kind: 'lpar',
  name,
  id,
  system,
  env: 'aixlinux',
  osVersion: 'AIX 7.2 7200-05-03-2136',
  state: 'Running',
  migrationState: 'Not Migrating',
  crashed: false,
  activatedOnce: true,
  uuid: '',
  profiles: [],
  currentProfile: 'default_profile',
  memoryMb: amounts(8192, 2048, 16_384),
  runningMemoryMb: 8192,
  memoryMode: 'dedicated',
  ioEntitledMb: 0,
  memoryExpansion: 0,
  hptRatio: 64,
  hugePages: 0,
  bsrArrays: 0,
  procMode: 'shared',
  procUnits: amounts(0.5, 0.1, 2),
  procs: amounts(2, 1, 4),
  capped: false,
  uncapWeight: 128,
  procPool: 'DefaultPool',
  compatDesired: 'default',
  compatCurrent: 'POWER7',
  redundantErrPath: false,
  physicalSlots: [],
  lheaPorts: [],
  hcaAdapters: [],
  sriovPorts: [],
  scsi: [],
  fc: [],
  eth: [],
  vnics: [],
  serial: [],
  serverSlots: [],
  consoleOpen: false,
  rmcState: 'active',
  rmcAddress: '',
  dlparMemory: true,
  dlparProc: true,
  dlparIo: true,
  remoteRestart: false,
  vtpm: false,
  secureBoot: false,
  persistentMemoryVolumes: 0,
  workGroup: null,
  affinityGroup: null,
  affinityScore: null,
  affinityAt: {},
  managementPartition: false,
  restrictedIo: false,
  timeReference: false,
  availabilityPriority: 127,
  osVeto: null,
  cluster: null,
  suspendedOn: null,
  load: { dirtyMbPerSecond: 40, hotSetMb: 2048, touchedShare: 0.9 },
});

export const slotsOf = (lpar: Lpar): number[] =>
  [lpar.scsi, lpar.fc, lpar.eth, lpar.vnics, lpar.serial].flatMap((all) => all.map(({ slot }) => slot));

/** The profile that the console moves: the last activated one. */
export const referenceProfile = (lpar: Lpar): Profile | null =>
  lpar.profiles.find(({ name }) => name === lpar.currentProfile) ?? lpar.profiles[0] ?? null;
