/** A move as it is asked for: the console's request with its mappings. */
import type { MoveRequest } from '../rules/request.ts';

/** Which VIOS of the target serves which adapter of the partition. */
export interface Mapping {
  readonly is: 'scsi' | 'fc';
  /** The partition's slot. */
  readonly slot: number;
  readonly vios: string;
  /** Null: any that is free. */
  readonly viosSlot: number | null;
  /** The physical port of an NPIV adapter; null: any with room. */
  readonly port: string | null;
}

export interface MoveOrder extends MoveRequest {
  readonly mappings?: readonly Mapping[];
  /** Minutes that the console gives the operating system; absent: no limit. */
  readonly waitMinutes?: number;
  /** Bytes per second that it may stream at most; absent: what the movers can. */
  readonly limitBytesPerSecond?: number;
}

/** Who asks. */
export type Origin = 'console' | 'shell' | 'script' | 'automatic';
