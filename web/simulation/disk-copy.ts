/**
 * Disks that are copied along with a move: mirrored first, then kept equal while the memory follows. An even flow of
 * bytes over the network that all share; what the partition writes meanwhile goes along, each write as if no other
 * had met the same block, and never more than there is.
 */
import type { DiskCopyRecord } from '../model/recording.ts';
import { NS_PER_S, ns, type VirtualNs } from '../model/units.ts';
import type { DiskOrder } from '../world/carrier.ts';
import type { MoveFlow } from '../world/network.ts';
import type { Journey } from './journey.ts';

/** No disk is read and written faster than this (typical, unverified). */
const FASTEST_DISK = 2e9;

export class DiskCopy {
  readonly fromNs: VirtualNs;
  readonly #order: DiskOrder;
  readonly #ends: { from: string; to: string };
  /** The move of the memory, once it has begun. */
  journey: Journey | null = null;
  #now: VirtualNs;
  #sent = 0;
  #left: number;
  #share = 0;
  #ready: VirtualNs | null = null;
  readonly #points: DiskCopyRecord['points'] = [];
  readonly #demands: { at: VirtualNs; bytesPerSecond: number }[] = [];

  constructor(order: DiskOrder, ends: { from: string; to: string }, at: VirtualNs) {
    this.fromNs = at;
    this.#now = at;
    this.#order = order;
    this.#ends = ends;
    this.#left = order.bytes;
    this.#note();
  }

  /** Both copies were equal for the first time; null: they never were. */
  get readyNs(): VirtualNs | null {
    return this.#ready;
  }

  get leftBytes(): number {
    return Math.round(this.#left);
  }

  /** Nobody writes to them any more on the source, or nobody ever did. */
  get isOver(): boolean {
    if (this.journey)
      return this.journey.stageAt(this.#now) !== 'running' || this.#order.writesPerSecond === 0;
    return false;
  }

  /** Copies up to `at`. */
  run(at: VirtualNs): void {
    if (at <= this.#now) return;
    const end = this.equalNs;
    const seconds = (at - this.#now) / NS_PER_S;
    const written = this.#order.writesPerSecond * seconds;
    const sent = Math.min(this.#share * seconds, this.#left + written);
    this.#sent += sent;
    const left = Math.min(this.#order.bytes, Math.max(0, this.#left + written - sent));
    this.#left = end !== null && at >= end ? 0 : left;
    this.#now = at;
    if (this.#left === 0 && this.#ready === null) this.#ready = at;
    this.#note();
  }

  /** When both copies will be equal if nothing else changes; null: they are, or never will be. */
  get equalNs(): VirtualNs | null {
    const gain = this.#share - this.#order.writesPerSecond;
    if (this.#left === 0 || gain <= 0) return null;
    return ns(this.#now + Math.max(1, Math.ceil((this.#left / gain) * NS_PER_S)));
  }

  setShare(bytesPerSecond: number): void {
    this.#share = bytesPerSecond;
  }

  /** What it asks of the network now. */
  flow(): MoveFlow {
    const demand = this.#demand;
    const last = this.#demands.at(-1);
    if (last?.at === this.#now) last.bytesPerSecond = demand;
    else if (last?.bytesPerSecond !== demand) this.#demands.push({ at: this.#now, bytesPerSecond: demand });
    return this.#flowOf(demand);
  }

  /** What it asked of the network at a moment; null: nothing. */
  flowAt(at: VirtualNs): MoveFlow | null {
    const demand = this.#demands.findLast((each) => each.at <= at)?.bytesPerSecond ?? 0;
    return demand > 0 ? this.#flowOf(demand) : null;
  }

  /** When what it asks for changed. */
  get moments(): readonly VirtualNs[] {
    return this.#demands.map(({ at }) => at);
  }

  /** Asks for nothing from now on. */
  end(): void {
    this.#share = 0;
    this.#demands.push({ at: this.#now, bytesPerSecond: 0 });
  }

  get #demand(): number {
    const most = this.#order.maxBytesPerSecond || FASTEST_DISK;
    return this.#left > 0 ? most : Math.min(most, this.#order.writesPerSecond);
  }

  #flowOf(demandBytesPerSecond: number): MoveFlow {
    return { ...this.#ends, movers: [], demandBytesPerSecond, streams: this.#order.disks };
  }

  #note(): void {
    const point = { at: this.#now, sentBytes: Math.round(this.#sent), leftBytes: this.leftBytes };
    const [before, last] = this.#points.slice(-2);
    const straight = before && last && isBetween(before, last, point);
    if (straight) this.#points.pop();
    this.#points.push(point);
  }

  record(): DiskCopyRecord {
    const { disks, bytes, maxBytesPerSecond } = this.#order;
    return {
      disks,
      bytes,
      maxBytesPerSecond,
      fromNs: this.fromNs,
      readyNs: this.#ready,
      points: [...this.#points],
    };
  }
}

type Point = DiskCopyRecord['points'][number];

/** Whether a line from one to another passes within a byte or two of the one between. */
function isBetween(from: Point, middle: Point, to: Point): boolean {
  const share = (middle.at - from.at) / Math.max(1, to.at - from.at);
  const near = (name: 'sentBytes' | 'leftBytes') =>
    Math.abs(from[name] + (to[name] - from[name]) * share - middle[name]) <= 2;
  return near('sentBytes') && near('leftBytes');
}
