/**
 * The network between the hosts: what a flow from host to host crosses, and what every flow gets at a moment.
 * All rates are payload, bytes per second.
 */
import type { CapacityChange, LinkSpec, PairLinkSpec } from '../model/network.ts';
import type { VirtualNs } from '../model/units.ts';
import { type Flow, fairShares } from './fair-share.ts';
import { changed } from './link-course.ts';
import {
  capacityAt,
  linkId,
  nicId,
  payloadSchedule,
  type Resource,
  resourcesOf,
  type Wires,
} from './resources.ts';
import { lossBound, USUAL_MTU_BYTES, windowBound } from './wire.ts';

/** A move as the network sees it. */
export interface MoveFlow {
  from: string;
  to: string;
  /** The mover services that it uses (`moverId`). */
  movers: readonly string[];
  /** What it would send on average: its limiter's or its processor's rate; Infinity where neither bounds it. */
  demandBytesPerSecond: number;
  /** TCP streams that it sends over, side by side. */
  streams: number;
}

export interface MoveShare {
  /** What it sends on average, beside the others. */
  averageBytesPerSecond: number;
  /**
   * The rate at which its bytes leave. A limiter sends in bursts, so this is at least what the move would get if
   * nobody had one. Infinity where the network sets no limit.
   */
  wireBytesPerSecond: number;
}

/** What a resource carries. */
export interface Load {
  capacityBytesPerSecond: number;
  movesBytesPerSecond: number;
  otherBytesPerSecond: number;
}

export interface Shares {
  moves: MoveShare[];
  /** Of the other traffic that is there at this moment, by its id. */
  traffic: Map<string, number>;
  /** Of all resources, in their order. */
  loads: Load[];
}

export class Network {
  readonly resources: readonly Resource[];
  readonly #indexes: ReadonlyMap<string, number>;
  readonly #wires: Wires;

  constructor(wires: Wires) {
    this.#wires = wires;
    this.resources = resourcesOf(wires);
    this.#indexes = new Map(this.resources.map(({ id }, index) => [id, index]));
  }

  /** The link from host to host: their own, or else the one that all share. */
  linkBetween(from: string, to: string): LinkSpec {
    return this.#pairBetween(from, to) ?? this.#wires.link;
  }

  /** The next moment after `at` at which a capacity changes, or other traffic begins or ends; null = never. */
  nextChange(at: VirtualNs): VirtualNs | null {
    let next: VirtualNs | null = null;
    const consider = (moment: VirtualNs) => {
      if (moment > at && (next === null || moment < next)) next = moment;
    };
    for (const { schedule } of this.resources) for (const change of schedule) consider(change.at);
    for (const { startNs, endNs } of this.#wires.traffic ?? []) {
      consider(startNs);
      consider(endNs);
    }
    return next;
  }

  /** A link's schedule is another one from now on; its past is the same. @param id null: the one that all share */
  scheduleLink(id: string | null, schedule: CapacityChange[]): void {
    const link = id === null ? this.#wires.link : this.#wires.links?.find((pair) => pair.id === id);
    if (!link) throw new Error(`There is no link ${id}.`);
    link.schedule = schedule;
    for (const direction of ['forth', 'back'] as const) {
      const resource = this.resources[this.#indexes.get(linkId(id, direction)) ?? -1];
      if (resource) resource.schedule = payloadSchedule(link);
    }
  }

  /** From `at` on, a mover service carries so much. @param id its `moverId`; one that is not there bounds nothing */
  changeMover(id: string, at: VirtualNs, bytesPerSecond: number): void {
    const resource = this.resources[this.#indexes.get(id) ?? -1];
    if (resource) resource.schedule = changed(resource.schedule, { at, bytesPerSecond });
  }

  /** When the link between two hosts carries something again after `at`; null = never. */
  backAt(at: VirtualNs, from: string, to: string): VirtualNs | null {
    const { schedule = [] } = this.linkBetween(from, to);
    return schedule.find((change) => change.at > at && change.bytesPerSecond > 0)?.at ?? null;
  }

  /** What everybody gets at this moment. */
  sharesAt(at: VirtualNs, moves: readonly MoveFlow[]): Shares {
    const capacities = this.resources.map((resource) => capacityAt(resource, at));
    const traffic = (this.#wires.traffic ?? []).filter((each) => each.startNs <= at && at < each.endNs);
    const others = traffic.map((each) =>
      this.#flow({
        ...each,
        movers: [],
        demandBytesPerSecond: each.bytesPerSecond || Infinity,
        streams: 1,
      }),
    );
    const limited = moves.map((move) => this.#flow(move));
    const unlimited = moves.map((move) => this.#flow({ ...move, demandBytesPerSecond: Infinity }));
    const average = fairShares(capacities, [...limited, ...others]);
    const bursts = fairShares(capacities, [...unlimited, ...others]);
    const loads = capacities.map(
      (capacityBytesPerSecond): Load => ({
        capacityBytesPerSecond,
        movesBytesPerSecond: 0,
        otherBytesPerSecond: 0,
      }),
    );
    [...limited, ...others].forEach(({ path }, i) => {
      const kind = i < moves.length ? 'movesBytesPerSecond' : 'otherBytesPerSecond';
      for (const index of path) (loads[index] as Load)[kind] += average[i] as number;
    });
    return {
      moves: moves.map((_, i) => ({
        averageBytesPerSecond: average[i] as number,
        wireBytesPerSecond: Math.max(average[i] as number, bursts[i] as number),
      })),
      traffic: new Map(traffic.map(({ id }, i) => [id, average[moves.length + i] as number])),
      loads,
    };
  }

  #flow({ from, to, movers, demandBytesPerSecond, streams }: MoveFlow): Flow {
    const ids = [nicId(from, 'out'), this.#linkId(from, to), nicId(to, 'in'), ...movers];
    return {
      path: ids.flatMap((id) => this.#indexes.get(id) ?? []),
      capBytesPerSecond: Math.min(demandBytesPerSecond, streams * streamBound(this.linkBetween(from, to))),
    };
  }

  #pairBetween(from: string, to: string): PairLinkSpec | undefined {
    return this.#wires.links?.find(({ hosts }) => hosts.includes(from) && hosts.includes(to));
  }

  /** Forth is from a host to one that comes later in the scenario's list. */
  #linkId(from: string, to: string): string {
    const place = (host: string) => this.#wires.hosts.findIndex(({ id }) => id === host);
    return linkId(this.#pairBetween(from, to)?.id ?? null, place(from) <= place(to) ? 'forth' : 'back');
  }
}

/** The most that one TCP stream makes of a link, however little else is on it. */
function streamBound(link: LinkSpec): number {
  const { mtuBytes = USUAL_MTU_BYTES, lossShare = 0, windowBytes = 0 } = link;
  const roundTripNs = 2 * link.oneWayDelayNs;
  const window = windowBytes > 0 ? windowBound(windowBytes, roundTripNs) : Infinity;
  return Math.min(window, lossBound(mtuBytes, roundTripNs, lossShare));
}
