/** A move under way: its migration in the engine, and what the network gives it from moment to moment. */
import { policyOf } from '../engine/policy.ts';
import type { MoveAct } from '../model/migration.ts';
import type { Policy } from '../model/policy.ts';
import type { MoveRecord, RateChange } from '../model/recording.ts';
import type { Move } from '../model/scenario.ts';
import { NS_PER_S, ns, type VirtualNs } from '../model/units.ts';
import type { MoveFlow } from '../world/network.ts';
import { demandOf, type Stage } from './demand.ts';
import type { Mover } from './mover.ts';

/** Pages that the engine sends in one go. */
const BURST_PAGES = 64;

export class Journey {
  readonly move: Move;
  readonly from: string;
  readonly mover: Mover;
  /** When the copy began. */
  readonly startNs: VirtualNs;
  /** Mover services on the way, as resources of the network. */
  readonly #services: readonly string[];
  readonly #policy: Policy;
  #rates: RateChange[] = [];
  /** The engine has not been told the last of them. */
  #rateIsNew = false;
  /** One of its ends does not answer, nobody knows for how long. */
  blocked = false;

  /** @param startNs of the copy; at `move.at` preparations began */
  constructor(move: Move, from: string, services: readonly string[], mover: Mover, startNs: VirtualNs) {
    this.move = move;
    this.startNs = startNs;
    this.from = from;
    this.mover = mover;
    this.#services = services;
    this.#policy = policyOf(mover.config);
  }

  /** Computes up to moment `at` of the run. */
  run(at: VirtualNs): void {
    const rate = this.#rates.at(-1);
    if (rate && this.#rateIsNew && at > rate.at) {
      this.mover.migration.setLinkRate(rate.bytesPerSecond);
      this.#rateIsNew = false;
    }
    this.mover.run(ns(at - this.startNs));
  }

  /** When everything was over on both hosts, as far as that has been computed. */
  get endNs(): VirtualNs | null {
    const { endedNs } = this.mover;
    return endedNs === null ? null : ns(this.startNs + endedNs);
  }

  /** Somebody acts on it at `at`, to which it has been computed; tells whether that had an effect. */
  act(at: VirtualNs, act: MoveAct, what: string, by: 'person' | 'script'): boolean {
    const decision = { by, what, why: by === 'script' ? 'The scenario says so.' : 'Somebody asked for it.' };
    return this.mover.act(ns(at - this.startNs), act, decision);
  }

  /**
   * The network gives it `share` from `at` on, to which it has been computed. Of several in one moment the last counts:
   * the engine hears of it when time goes on, as it does when the move is repeated from its record.
   * @param outageNs how long a share of 0 will last; Infinity = for good
   */
  setShare(at: VirtualNs, share: number, outageNs: number): void {
    const bytesPerSecond = engineRate(share, this.mover.config.guest.pageBytes, outageNs);
    if (this.#rates.at(-1)?.bytesPerSecond === bytesPerSecond) return;
    this.#rateIsNew = true;
    this.#rates = [...this.#rates.filter((rate) => rate.at < at), { at, bytesPerSecond }];
  }

  /** How far it is at moment `at`, to which it has been computed. */
  stageAt(at: VirtualNs): Stage | 'interrupted' | 'waiting' | 'ended' {
    const since = at - this.startNs;
    const { endedNs, switchedNs, stoppedNs } = this.mover;
    if (isPast(endedNs, since)) return 'ended';
    for (const { fromNs, toNs } of this.mover.interruptions)
      if (isPast(fromNs, since) && !isPast(toNs, since)) return 'interrupted';
    if (isPast(switchedNs, since)) return 'postcopy';
    const { wait } = this.mover;
    if (wait && isPast(wait.fromNs, since) && !isPast(wait.toNs, since)) return 'waiting';
    return isPast(stoppedNs, since) ? 'stopped' : 'running';
  }

  /** When it goes on with the switchover, where it waits at `at` to be told so; null = it does not. */
  goesOnNs(at: VirtualNs): VirtualNs | null {
    const { wait } = this.mover;
    return wait && this.stageAt(at) === 'waiting' ? ns(this.startNs + wait.toNs) : null;
  }

  /** The next moment after `at` at which its limiter will be set anew, as was planned; null = never. */
  nextChange(at: VirtualNs): VirtualNs | null {
    let next = Infinity;
    for (const change of this.mover.config.changes ?? []) {
      const moment = this.startNs + change.at;
      if (moment > at && moment < next) next = moment;
    }
    return next < Infinity ? ns(next) : null;
  }

  /** What it asks of the network at moment `at`, to which it has been computed; null = nothing at all. */
  flowAt(at: VirtualNs): MoveFlow | null {
    const stage = this.stageAt(at);
    if (stage === 'ended' || stage === 'interrupted' || stage === 'waiting' || this.blocked) return null;
    const { machine } = this.mover.config;
    const { changes } = this.mover;
    return {
      from: this.from,
      to: this.move.to,
      movers: this.#services,
      demandBytesPerSecond: demandOf(this.#policy, { machine, changes }, stage, ns(at - this.startNs)),
      streams: this.#policy.transport.channels,
    };
  }

  record(): MoveRecord {
    const { partition, to } = this.move;
    return { ...this.mover.record(partition, this.from, to, this.startNs), rates: this.#rates };
  }
}

const isPast = (moment: VirtualNs | null, now: number): boolean => moment !== null && moment <= now;

/**
 * For the engine 0 is a local socket. Over a link that is down it therefore sends on, but so little that one burst
 * lasts as long as the outage: TCP does not find the link again at once either, for its timers double.
 */
function engineRate(share: number, pageBytes: number, outageNs: number): number {
  if (share > 0) return Number.isFinite(share) ? share : 0;
  return Math.max(1, Math.floor((BURST_PAGES * pageBytes * NS_PER_S) / outageNs));
}
