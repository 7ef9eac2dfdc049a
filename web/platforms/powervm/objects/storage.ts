/**
 * Disks and the two ways to them. With vSCSI the VIOS owns the disk and lends it to a partition; with NPIV the
 * partition has worldwide port names of its own on the fabric, a pair per adapter: one in use, one for the move.
 */

/** A disk on the storage network. */
export interface Lun {
  readonly id: string;
  readonly sizeGb: number;
  /** VIOS that see it: `server/name`. */
  readonly visibleTo: readonly string[];
}

/** A disk as a VIOS knows it. */
export interface Disk {
  readonly name: string;
  /** Null: it is no LUN but a local disk; absent: nobody looked. */
  readonly lun?: string | null;
  /** `no_reserve`, `single_path`, `PR_shared`, `PR_exclusive`; absent: nobody looked. */
  readonly reservePolicy?: string;
  /** The multipath driver that owns it. */
  readonly driver: string;
}

/** What a virtual target device stands on. */
export type Backing =
  | { readonly is: 'disk'; readonly disk: string }
  | { readonly is: 'pool-unit'; readonly cluster: string; readonly unit: string }
  | { readonly is: 'logical-volume'; readonly volume: string }
  | { readonly is: 'file'; readonly path: string }
  | { readonly is: 'optical'; readonly media: string | null }
  | { readonly is: 'tape'; readonly device: string };

export interface TargetDevice {
  readonly name: string;
  readonly backing: Backing;
}

/** Who may use a server adapter; `any` of the first and of the second is "any client". */
export interface Client {
  readonly lparId: number | 'any';
  readonly lparName: string;
  readonly slot: number | 'any';
}

export interface ScsiServer {
  readonly slot: number;
  readonly client: Client;
  readonly required?: boolean;
  /** Absent: nobody looked. */
  readonly devices?: readonly TargetDevice[];
}

export interface FcServer {
  readonly slot: number;
  readonly client: Client;
  readonly required?: boolean;
  /** The physical port behind it; null: none, absent: nobody looked. */
  readonly port?: string | null;
}

/** A physical Fibre Channel port. */
export interface FcPort {
  readonly name: string;
  /** Whether the switch it hangs on speaks NPIV. */
  readonly fabric: boolean;
  readonly slots: number;
  readonly freeSlots: number;
  /** Ports of the storage that it reaches; absent: nobody looked. */
  readonly storagePorts?: readonly string[];
}

/** The partition's end of vSCSI. */
export interface ScsiClient {
  readonly slot: number;
  readonly vios: string;
  readonly viosSlot: number | 'any';
  readonly required?: boolean;
}

/** What the fabric grants one of the two worldwide port names. */
export interface Grant {
  /** Storage ports that it is zoned to. */
  readonly storagePorts: readonly string[];
  /** LUNs that the storage shows it. */
  readonly luns: readonly string[];
}

/** The partition's end of NPIV. */
export interface FcClient {
  readonly slot: number;
  readonly vios: string;
  readonly viosSlot: number | 'any';
  readonly required?: boolean;
  /** The one in use, and the one that logs in on the target. */
  readonly wwpns: readonly [string, string];
  /** Of either; absent: nobody looked. */
  readonly grants?: readonly [Grant, Grant];
  /** Where the second one is logged in already. */
  readonly secondInUseBy?: string;
}

export const isAnyClient = ({ lparId, slot }: Client): boolean => lparId === 'any' || slot === 'any';
