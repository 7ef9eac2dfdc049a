/** How a person describes a world: what they leave out is ready to move. */
import type { Console } from './console.ts';
import type { Amounts, Lpar } from './lpar.ts';
import type { ManagedSystem } from './managed-system.ts';
import type { Lun } from './storage.ts';
import type { Vios } from './vios.ts';
import type { BrokenPath, Settings } from './world.ts';

type Named<T> = { readonly name: string } & Partial<Omit<T, 'name' | 'kind'>>;

export type ConsoleDescription = Named<Console>;

export interface SystemDescription extends Named<ManagedSystem> {
  /** How many VIOS it gets, where none is described: 0, 1 or 2. Two, where nothing is said. */
  readonly viosCount?: number;
}

export type ViosDescription = Named<Vios> & { readonly system: string };

export interface LparDescription extends Omit<Named<Lpar>, 'memoryMb' | 'procUnits' | 'procs'> {
  readonly system: string;
  /** Desired, or all three. */
  readonly memoryMb?: number | Amounts;
  readonly procUnits?: number | Amounts;
  readonly procs?: number | Amounts;
  /** The way to its disk, where no adapters are described. vSCSI, where nothing is said. */
  readonly storage?: 'vscsi' | 'npiv' | 'none';
  /** The network of its Ethernet adapter, where none is described; 1, where nothing is said. */
  readonly vlan?: number;
}

export interface WorldDescription {
  /** One HMC for all servers, where none is described. */
  readonly consoles?: readonly ConsoleDescription[];
  readonly systems: readonly SystemDescription[];
  readonly vioses?: readonly ViosDescription[];
  readonly lpars?: readonly LparDescription[];
  readonly luns?: readonly Lun[];
  readonly brokenPaths?: readonly BrokenPath[];
  readonly settings?: Partial<Settings>;
}
