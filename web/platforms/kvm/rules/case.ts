/** What every rule looks at: a guest on its way from one host to another, and what else there is at that moment. */
import type { VirtualNs } from '../../../model/units.ts';
import type { KvmMove, MoveOptions, MoveSetup } from '../migration/setup.ts';
import { setupOf } from '../migration/setup.ts';
import { type Standing, standingsAt } from '../migration/standing.ts';
import { memoryFor } from '../objects/memory.ts';
import type { Guest, Host, KvmWorld } from '../objects/world.ts';

export interface MoveRequest {
  readonly guest: string;
  readonly to: string;
  readonly options?: MoveOptions;
}

/** The world at a moment of a run. */
export interface Situation {
  readonly world: KvmWorld;
  readonly moves: readonly KvmMove[];
  readonly at: VirtualNs;
}

function addTo<T>(map: Map<string, T[]>, key: string, value: T): void {
  const there = map.get(key);
  if (there) there.push(value);
  else map.set(key, [value]);
}

/** The same, worked out once for any number of requests. */
export class Scene {
  readonly world: KvmWorld;
  readonly standings: readonly Standing[];
  readonly #byName: ReadonlyMap<string, Standing>;
  readonly #byHost = new Map<string, Standing[]>();
  readonly #hosts: ReadonlyMap<string, Host>;
  readonly #moves = new Map<string, KvmMove[]>();
  /** Bytes taken on a host, by the size of their pages. */
  readonly #taken = new Map<string, Map<number, number>>();

  constructor({ world, moves, at }: Situation) {
    this.world = world;
    this.standings = standingsAt(world, moves, at);
    this.#byName = new Map(this.standings.map((standing) => [standing.guest.name, standing]));
    this.#hosts = new Map(world.hosts.map((host) => [host.name, host]));
    for (const standing of this.standings) {
      const { guest, host, move } = standing;
      const ends = move ? [host, move.record.from, move.record.to] : [host];
      if (move) for (const end of new Set(ends.slice(1))) addTo(this.#moves, end, move);
      for (const end of new Set(ends)) {
        addTo(this.#byHost, end, standing);
        this.#take(end, guest);
      }
    }
  }

  #take(host: string, { hugePages, memory }: Guest): void {
    const there = this.#taken.get(host) ?? new Map<number, number>();
    this.#taken.set(host, there.set(hugePages, (there.get(hugePages) ?? 0) + memory));
  }

  standingOf(guest: string): Standing | undefined {
    return this.#byName.get(guest);
  }

  hostOf(name: string): Host | undefined {
    return this.#hosts.get(name);
  }

  /** Moves from a host and to it: under way, or to be begun at this very moment. */
  movesOn(host: string): readonly KvmMove[] {
    return this.#moves.get(host) ?? [];
  }

  /** Guests that stand there, or come or go. */
  on(host: string): readonly Standing[] {
    return this.#byHost.get(host) ?? [];
  }

  /** What is left there for guests with pages of this size: what stands there, comes or goes takes its part. */
  freeOn(host: Host, pageSize: number): number {
    return memoryFor(host, pageSize) - (this.#taken.get(host.name)?.get(pageSize) ?? 0);
  }
}

export interface Case {
  readonly scene: Scene;
  readonly request: MoveRequest;
  readonly options: MoveOptions;
  readonly setup: MoveSetup;
  readonly guest: Guest;
  readonly standing: Standing;
  readonly source: Host;
  readonly target: Host;
}

/** Null where the guest or one of the hosts is not there. */
export function caseOf(scene: Scene, request: MoveRequest): Case | null {
  const standing = scene.standingOf(request.guest);
  const source = standing && scene.hostOf(standing.host);
  const target = scene.hostOf(request.to);
  if (!standing || !source || !target) return null;
  const options = request.options ?? {};
  const { guest } = standing;
  return {
    ...{ scene, request, options, standing, guest, source, target },
    setup: setupOf(source.qemu, guest, options),
  };
}
