/** A virtual I/O server: owns the physical adapters of its server, and as a mover it streams memory. */
import type { Known } from './known.ts';
import type { LparState } from './lpar-state.ts';
import type { MoverAddress, Sea, Trunk } from './network.ts';
import type { Disk, FcPort, FcServer, ScsiServer } from './storage.ts';

/** The mover's tunables (`lsdev -dev vioslpm0 -attr`). */
export interface MoverTunables {
  /** Moves at once, 1 to 8. */
  readonly movesAtOnce: number;
  /** 1 to 5: lower gives each move more memory. */
  readonly concurrencyLevel: number;
  /** Whether LUNs are checked one by one, and not ports alone. */
  readonly lunValidation: boolean;
  /** Ports of the stream; 0 and 0: whichever are free. */
  readonly tcpPortLow: number;
  readonly tcpPortHigh: number;
}

export interface Vios extends Known {
  readonly kind: 'vios';
  readonly name: string;
  readonly id: number;
  readonly system: string;
  readonly state: LparState;
  /** `2.2.3.1`. */
  readonly level: string;
  /** Mover service partition. */
  readonly msp: boolean;
  /** The device that joins mover and hypervisor is configured. */
  readonly vasi: boolean;
  readonly rmcState: string;
  /** The server takes its time of day from this partition. */
  readonly timeReference: boolean;
  readonly memoryMb: number;
  readonly procUnits: number;
  /** Processor capacity that it may still take, cores. */
  readonly freeCores: number;

  readonly seas: readonly Sea[];
  readonly trunks: readonly Trunk[];
  readonly scsiServers: readonly ScsiServer[];
  readonly fcServers: readonly FcServer[];
  readonly fcPorts: readonly FcPort[];
  readonly disks: readonly Disk[];
  readonly maxVirtualSlots: number;
  /** Slots that anything but the adapters above takes: serial adapters, Ethernet without trunk. */
  readonly otherSlots: readonly number[];
  /** The lowest slot that is free, as the console reports it; null: none is left. */
  readonly nextFreeSlot: number | null;
  /** Server adapters left behind by partitions that are gone, by device name. */
  readonly orphans: readonly string[];

  readonly addresses: readonly MoverAddress[];
  readonly tunables: MoverTunables;
  readonly movesInProgress: number;
  /** A firewall lets the mover's ports through. */
  readonly portsOpen: boolean;
  readonly viosecure: 'none' | 'low' | 'medium' | 'high';
  /** Movers talk through a secure tunnel. */
  readonly secureTunnel: boolean;
  /** The cluster whose shared storage pool it can use. */
  readonly cluster: string | null;
}

export const DEFAULT_TUNABLES: MoverTunables = {
  movesAtOnce: 8,
  concurrencyLevel: 4,
  lunValidation: false,
  tcpPortLow: 0,
  tcpPortHigh: 0,
};

/** Slots 0 and 1 are the serial adapters that every partition has. */
export const SERIAL_SLOTS: readonly number[] = [0, 1];

export const defaultVios = (name: string, system: string, id: number): Vios => ({
  kind: 'vios',
  name,
  id,
  system,
  state: 'Running',
  level: '3.1.4.10',
  msp: true,
  vasi: true,
  rmcState: 'active',
  timeReference: id === 1,
  memoryMb: 4096,
  procUnits: 1,
  freeCores: 2,
  seas: [],
  trunks: [],
  scsiServers: [],
  fcServers: [],
  fcPorts: [],
  disks: [],
  maxVirtualSlots: 200,
  otherSlots: SERIAL_SLOTS,
  nextFreeSlot: 2,
  orphans: [],
  addresses: [],
  tunables: DEFAULT_TUNABLES,
  movesInProgress: 0,
  portsOpen: true,
  viosecure: 'none',
  secureTunnel: false,
  cluster: null,
});

export const usedSlots = (vios: Vios): Set<number> =>
  new Set([
    ...vios.otherSlots,
    ...vios.trunks.map(({ slot }) => slot),
    ...vios.scsiServers.map(({ slot }) => slot),
    ...vios.fcServers.map(({ slot }) => slot),
  ]);

/** How many server adapters it can still get. What the console calls the next free slot is the lowest one. */
export function freeSlots(vios: Vios): number {
  const { maxVirtualSlots, nextFreeSlot } = vios;
  if (nextFreeSlot === null) return 0;
  return Math.max(0, Math.min(maxVirtualSlots - usedSlots(vios).size, maxVirtualSlots - nextFreeSlot));
}

/** The slots that `count` new adapters get: the lowest free ones. */
export function slotsFor(vios: Vios, count: number): number[] {
  const used = usedSlots(vios);
  const free: number[] = [];
  for (let slot = 2; free.length < count && slot < vios.maxVirtualSlots; slot++)
    if (!used.has(slot)) free.push(slot);
  return free;
}
