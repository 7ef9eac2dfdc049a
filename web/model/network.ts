/**
 * What carries memory from host to host. Whatever is left out does not exist: a link then has one steady capacity,
 * and the hosts and the movers set no limit of their own.
 */
import type { VirtualNs } from './units.ts';

/** From `at` on, the link carries so much; 0 = it is down. */
export interface CapacityChange {
  at: VirtualNs;
  bytesPerSecond: number;
}

export interface LinkSpec {
  /**
   * Payload bytes per second, each direction by itself; 0 = a local socket, limited by the hosts' copying speed
   * alone. With `mtuBytes`: bytes per second on the line, headers included.
   */
  bytesPerSecond: number;
  oneWayDelayNs: VirtualNs;
  /** The largest IP packet (1500, or 9000 for jumbo frames): what TCP, IP and Ethernet add then takes its part. */
  mtuBytes?: number;
  /** Share of the packets that get lost, 0…1: takes its part, and bounds each TCP stream. */
  lossShare?: number;
  /** The most that one TCP stream keeps under way; it then sends no more than this in a round trip. */
  windowBytes?: number;
  /** Moments ascend. Counts as `bytesPerSecond` does. */
  schedule?: CapacityChange[];
}

/** A link of its own between two hosts. */
export interface PairLinkSpec extends LinkSpec {
  id: string;
  hosts: [string, string];
}

/** A service on a host that streams memory for its partitions: PowerVM's mover service partition. */
export interface MoverSpec {
  id: string;
  /** Payload that it can push through, all its moves together; 0 = no limit of its own. */
  bytesPerSecond: number;
  /** Moves that it serves at once. */
  maxMoves: number;
}

export interface HostNetwork {
  /** What the host's adapter carries, each direction by itself, headers counted as on the link; 0 = no limit. */
  nicBytesPerSecond?: number;
  /** Moves to and from this host at once. */
  maxMoves?: number;
  /** Every move needs one of them at each end; none listed = it needs none. */
  movers?: MoverSpec[];
}

/** Other traffic from host to host, on the way that a move would take. */
export interface TrafficSpec {
  id: string;
  from: string;
  to: string;
  /** Payload that it would like to send; 0 = as much as it gets. */
  bytesPerSecond: number;
  startNs: VirtualNs;
  endNs: VirtualNs;
}
