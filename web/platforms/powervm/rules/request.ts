/** A move that somebody asks for, with the switches of the console's command. */
import type { MobilityType } from '../objects/lpar-state.ts';
import type { VlanMapping } from './vlan-mapping.ts';

/** 1: required, what fails is an error. 2: wanted if possible, what fails is a warning. */
export type Strictness = 1 | 2;

export interface Options {
  mpio: Strictness;
  vlanBridge: Strictness;
  vsi: Strictness;
  uuid: Strictness;
  protectStorage: Strictness;
  requireRemoteRestart: Strictness;
  vnicConfig: Strictness;
  redundantVnicBacking: Strictness;
  /** 0: must not, 1: must, 2: if possible. */
  redundantVios: 0 | 1 | 2;
  redundantMsps: 0 | 1 | 2;
  redundantPagingVios: 0 | 1 | 2;
  /** NPIV is checked by port, or by port and disk. */
  npivValidation: 'port' | 'portdisk';
  /** Newer levels can be told to go on where the ports of the storage differ. */
  npivPorts: 'refuse' | 'warn';
  /** The move must not worsen how memory lies to processors. */
  affinity: boolean;
  /** Whether SR-IOV ports may stay behind; null: they may not. */
  migrateSriov: Strictness | null;
  destLparId: number | null;
  profileName: string | null;
  procPool: string | null;
  sourceMsp: string | null;
  destMsp: string | null;
  remoteUser: string | null;
  /** Newer consoles close an open terminal themselves. */
  openConsole: 'refuse' | 'warn';
}

export const DEFAULT_OPTIONS: Options = {
  mpio: 1,
  vlanBridge: 1,
  vsi: 1,
  uuid: 1,
  protectStorage: 1,
  requireRemoteRestart: 1,
  vnicConfig: 1,
  redundantVnicBacking: 1,
  redundantVios: 1,
  redundantMsps: 2,
  redundantPagingVios: 2,
  npivValidation: 'port',
  npivPorts: 'refuse',
  affinity: false,
  migrateSriov: null,
  destLparId: null,
  profileName: null,
  procPool: null,
  sourceMsp: null,
  destMsp: null,
  remoteUser: null,
  openConsole: 'refuse',
};

export interface MoveRequest {
  readonly lpar: string;
  readonly source: string;
  readonly target: string;
  /** Absent: what the partition's state says. */
  readonly type?: MobilityType;
  readonly options?: Partial<Options>;
  /** Adapters that are not named stay on the VLANs that they are on. */
  readonly vlans?: readonly VlanMapping[];
  /** Rules that rest on experience alone and block all the same: all of them, or these. */
  readonly blocking?: 'all' | readonly string[];
}
