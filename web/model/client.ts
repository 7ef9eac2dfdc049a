/** Who uses a partition while it moves, and how soon the network finds it again. */

export interface ClientSpec {
  partition: string;
  /** Its date loop asks so often. */
  everyMs: number;
  /** Requests beside the date loop; left out, there are none. */
  requests?: RequestSpec;
  /** Left out, the partition can be reached the moment it runs on the destination. */
  announce?: AnnounceSpec;
}

/** A stream of equal requests that keeps its pace, whether or not earlier ones have been answered. */
export interface RequestSpec {
  perSecond: number;
  /** How long one takes at the partition's full speed when nothing waits before it. */
  serviceMs: number;
  /** How many are worked on side by side; the others wait their turn. */
  workers: number;
}

/**
 * After the switchover the network still sends to the source, until the partition's new place has announced
 * itself. Named and defined as QEMU's announce-* parameters: the first announcement follows `initialMs` after the
 * start on the destination, each next one `stepMs` later than the one before it did, at most `maxMs`.
 */
export interface AnnounceSpec {
  initialMs: number;
  maxMs: number;
  rounds: number;
  stepMs: number;
  /** How many announcements get lost before one is heard. */
  lost: number;
}

/** QEMU's defaults. */
export const USUAL_ANNOUNCE: AnnounceSpec = { initialMs: 50, maxMs: 550, rounds: 5, stepMs: 100, lost: 0 };

/** From the start on the destination to the announcement that is heard; the last one is, whatever got lost. */
export function foundAfterMs({ initialMs, maxMs, rounds, stepMs, lost }: AnnounceSpec): number {
  let afterMs = 0;
  for (let round = 0; round < Math.min(rounds, lost + 1); round++) {
    afterMs += Math.min(maxMs, initialMs + round * stepMs);
  }
  return afterMs;
}
