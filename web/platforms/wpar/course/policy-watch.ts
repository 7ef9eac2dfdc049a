/** The manager looks at its policies at regular intervals, and says the same thing once. */
import type { TaskRecord } from '../../../model/task-record.ts';
import { ms, NS_PER_S, ns, type VirtualNs } from '../../../model/units.ts';
import type { Utilisation } from '../objects/load.ts';
import { type WparWorld, wparOf } from '../objects/world.ts';
import { copyOn } from '../objects/wpar.ts';
import { averageOf, decisionsOf, type Snapshot } from '../placement/policy.ts';
import { basisOf } from '../tasks/build.ts';
import type { Request } from '../tasks/request.ts';
import type { Notice } from './happening.ts';

const NS_PER_MINUTE = 60 * NS_PER_S;

export class PolicyWatch {
  #nextNs: VirtualNs | null = null;
  #said = new Set<string>();

  /** Infinity while there is no policy. */
  nextNs(world: WparWorld): number {
    return world.policies.length === 0 ? Infinity : (this.#nextNs ?? everyNs(world));
  }

  look(
    world: WparWorld,
    snapshots: readonly Snapshot[],
    now: VirtualNs,
    tasks: readonly TaskRecord[],
  ): { notices: Notice[]; requests: Request[] } {
    this.#nextNs = ns(now + everyNs(world));
    const notices: Notice[] = [];
    const requests: Request[] = [];
    const said = new Set<string>();
    for (const policy of world.policies) {
      const averages = new Map<string, Utilisation>();
      for (const system of policy.domain) {
        const average = averageOf(snapshots, system, now - policy.averagingMinutes * NS_PER_MINUTE, now);
        if (average) averages.set(system, average);
      }
      const resting = [
        ...restingAt(tasks, now, world),
        ...requests.flatMap((each) => ('wpar' in each ? each.wpar : [])),
      ];
      for (const { system, move, why } of decisionsOf(world, policy, averages, resting)) {
        const key = `${policy.name} ${system}`;
        said.add(key);
        const acts = policy.automatic && move !== null && !isLeft(world, tasks, system);
        if (acts || !this.#said.has(key)) notices.push({ at: now, policy: policy.name, text: why });
        if (acts) requests.push({ action: 'relocate-live', by: 'automatic', ...move });
      }
    }
    this.#said = said;
    return { notices, requests };
  }
}

/** A relocation that was begun for a policy is on its way from it: what it brings is not known yet. */
const isLeft = (world: WparWorld, tasks: readonly TaskRecord[], system: string): boolean =>
  tasks.some(({ origin, endNs, target }) => {
    const moved = origin === 'automatic' && endNs === null ? wparOf(world, target) : undefined;
    return moved !== undefined && copyOn(moved, system) !== undefined;
  });

const everyNs = (world: WparWorld): VirtualNs => ms(Math.max(1000, basisOf(world).times.policyEveryMs));

/** Relocated automatically a short while ago. */
function restingAt(tasks: readonly TaskRecord[], now: VirtualNs, world: WparWorld): string[] {
  const sinceNs = now - ms(basisOf(world).times.cooldownMs);
  return tasks
    .filter(
      ({ origin, kind, requestedNs }) =>
        origin === 'automatic' && kind === 'relocate-live' && requestedNs > sinceNs,
    )
    .map(({ target }) => target);
}
