/** A move under way: its migration in the engine, and what the network gives it from moment to moment. */
import type { MoveRecord, RateChange } from '../model/recording.ts';
import type { Move } from '../model/scenario.ts';
import { NS_PER_S, ns, type VirtualNs } from '../model/units.ts';
import type { MoveFlow } from '../world/network.ts';
import type { Mover } from './mover.ts';

/** Pages that the engine sends in one go. */
const BURST_PAGES = 64;

export class Journey {
  readonly move: Move;
  readonly from: string;
  readonly mover: Mover;
  /** Mover services on the way, as resources of the network. */
  readonly #services: readonly string[];
  #rates: RateChange[] = [];

  constructor(move: Move, from: string, services: readonly string[], mover: Mover) {
    this.move = move;
    this.from = from;
    this.mover = mover;
    this.#services = services;
  }

  /** Computes up to moment `at` of the run. */
  run(at: VirtualNs): void {
    this.mover.run(ns(at - this.move.at));
  }

  /**
   * The network gives it `share` from `at` on, to which it has been computed.
   * @param outageNs how long a share of 0 will last; Infinity = for good
   */
  setShare(at: VirtualNs, share: number, outageNs: number): void {
    const bytesPerSecond = engineRate(share, this.mover.config.guest.pageBytes, outageNs);
    if (this.#rates.at(-1)?.bytesPerSecond === bytesPerSecond) return;
    this.mover.migration.setLinkRate(bytesPerSecond);
    this.#rates = [...this.#rates.filter((rate) => rate.at < at), { at, bytesPerSecond }];
  }

  stoppedBy(at: VirtualNs): boolean {
    const stopped = this.mover.stoppedNs;
    return stopped !== null && this.move.at + stopped <= at;
  }

  endedBy(at: VirtualNs): boolean {
    const ended = this.mover.endedNs;
    return ended !== null && this.move.at + ended <= at;
  }

  /** What it asks of the network at moment `at`, to which it has been computed. */
  flowAt(at: VirtualNs): MoveFlow {
    const { tuning, machine } = this.mover.config;
    // The last pages are sent without the limiter.
    const limit = this.stoppedBy(at) ? Infinity : tuning.maxBandwidthBytesPerSecond || Infinity;
    return {
      from: this.from,
      to: this.move.to,
      movers: this.#services,
      demandBytesPerSecond: Math.min(limit, machine.localBytesPerSecond),
      streams: 1,
    };
  }

  record(): MoveRecord {
    const { partition, to, at } = this.move;
    return { ...this.mover.record(partition, this.from, to, at), rates: this.#rates };
  }
}

/**
 * For the engine 0 is a local socket. Over a link that is down it therefore sends on, but so little that one burst
 * lasts as long as the outage: TCP does not find the link again at once either, for its timers double.
 */
function engineRate(share: number, pageBytes: number, outageNs: number): number {
  if (share > 0) return Number.isFinite(share) ? share : 0;
  return Math.max(1, Math.floor((BURST_PAGES * pageBytes * NS_PER_S) / outageNs));
}
