/** Virtual Ethernet: adapters of partitions, trunk adapters of VIOS, and the bridge between them and the world. */

/** A partition's virtual Ethernet adapter. */
export interface EthClient {
  readonly slot: number;
  /** Port VLAN id: the network of untagged frames. */
  readonly pvid: number;
  /** Further VLANs that it may use with tags. */
  readonly vlans: readonly number[];
  readonly vswitch: string;
  readonly mac: string;
  readonly required?: boolean;
  /** Profile of a virtual station interface (802.1Qbg); null: none. */
  readonly vsi?: string | null;
}

/** A VIOS's adapter that carries the frames of others. */
export interface Trunk {
  readonly slot: number;
  readonly pvid: number;
  readonly vlans: readonly number[];
  readonly vswitch: string;
  readonly priority: number;
  /** The shared Ethernet adapter it belongs to; absent: nobody looked. */
  readonly sea?: string;
}

/** A shared Ethernet adapter: bridges its trunks to a physical network. */
export interface Sea {
  readonly name: string;
  /** The trunk, by slot, whose PVID is the untagged network of the bridge. */
  readonly pvidTrunk: number;
  readonly failover: 'none' | 'auto' | 'sharing';
  readonly mbitPerSecond: number;
  readonly aggregated: boolean;
}

/** A virtual NIC: backed by ports of SR-IOV adapters through a VIOS. */
export interface Vnic {
  readonly slot: number;
  readonly capacityPercent: number;
  readonly required?: boolean;
  readonly backing: readonly { vios: string; adapter: number; port: number }[];
}

/** An address over which a mover service partition streams. */
export interface MoverAddress {
  readonly address: string;
  readonly over: 'physical' | 'aggregate' | 'virtual';
  readonly mbitPerSecond: number;
  readonly mtuBytes: number;
}

export const DEFAULT_VSWITCH = 'ETHERNET0';

/** Every VLAN that an adapter needs bridged. */
export const vlansOf = ({ pvid, vlans }: Pick<EthClient, 'pvid' | 'vlans'>): number[] => [
  ...new Set([pvid, ...vlans]),
];

export const carries = (trunk: Trunk, vlan: number, vswitch: string): boolean =>
  trunk.vswitch.toLowerCase() === vswitch.toLowerCase() &&
  (trunk.pvid === vlan || trunk.vlans.includes(vlan));
