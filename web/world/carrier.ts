/**
 * Who brings memory over. A platform's tasks order it, the simulation does it by the engine over the network that all
 * share, and tells the task how far it is. A platform knows nothing of pages.
 */
import type { MoveAct } from '../model/migration.ts';
import type { MoveStatus } from '../model/recording.ts';
import type { Guest, Tuning } from '../model/scenario.ts';
import type { VirtualNs } from '../model/units.ts';

/** Disks that are copied along, before the memory and beside it. */
export interface DiskOrder {
  /** How many: each over a connection of its own. */
  disks: number;
  /** Of all of them together. */
  bytes: number;
  /** What the partition writes to them, bytes per second. */
  writesPerSecond: number;
  /** No faster than this, bytes per second; 0 = as fast as it goes. */
  maxBytesPerSecond: number;
}

export interface CarryOrder {
  /** Whose memory, by the name under which the page's map asks for it. */
  partition: string;
  /** Ends of the way in the network: hosts, or servers that keep an image. */
  from: string;
  to: string;
  guest: Guest;
  tuning: Tuning;
  /** One end only keeps what is brought there: the partition does not run at the end of this way. */
  part?: boolean;
  /** Mover services to use at each end, by `moverId`; absent: those of the hosts with the fewest moves. */
  movers?: readonly string[];
}

/** Of one carriage, in the order in which it was ordered, from 1. */
export type CarryId = number;

/** What became of a carriage at a moment; `ended` comes last, and always. */
export type CarryNews =
  | { id: CarryId; at: VirtualNs; what: 'stopped' | 'resumed' }
  | { id: CarryId; at: VirtualNs; what: 'ended'; status: MoveStatus };

export interface Carrier {
  /** Begins at the present moment. */
  begin(order: CarryOrder): CarryId;
  /** Whether it had an effect. */
  act(id: CarryId, act: MoveAct): boolean;
  /** One of its ends does not answer: nothing of it crosses until it does again. */
  block(id: CarryId, blocked: boolean): void;
  /** From now on all carriages together have so much of a mover service, bytes per second. @param mover its `moverId` */
  serve(mover: string, bytesPerSecond: number): void;
  /** Bytes on the wire, and bytes that wait, of a carriage under way. */
  progress(id: CarryId): { sentBytes: number; remainingBytes: number };
}
