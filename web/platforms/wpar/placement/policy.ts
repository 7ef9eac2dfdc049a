/**
 * Relocation policies: a system that was too busy on average over a while should lose a partition to another one of
 * the domain, if that improves things there and does not merely move the trouble. What has eased by itself, or by the last
 * relocation, is left alone: its average still tells of before.
 */
import type { VirtualNs } from '../../../model/units.ts';
import type { RelocationPolicy } from '../objects/group.ts';
import { type Utilisation, utilisation } from '../objects/load.ts';
import { systemOf, type WparWorld } from '../objects/world.ts';
import { runningOn, stateOf } from '../objects/wpar.ts';
import { suggestTarget } from './suggest.ts';

/** The world from `at` until the next one. */
export interface Snapshot {
  at: VirtualNs;
  world: WparWorld;
}

/** Null while less than the whole span has been seen. */
export function averageOf(
  snapshots: readonly Snapshot[],
  system: string,
  fromNs: number,
  toNs: number,
): Utilisation | null {
  const first = snapshots[0];
  if (!first || first.at > fromNs || toNs <= fromNs) return null;
  let processors = 0;
  let memory = 0;
  snapshots.forEach(({ at, world }, i) => {
    const begin = Math.max(at, fromNs);
    const end = Math.min(snapshots[i + 1]?.at ?? toNs, toNs);
    const here = systemOf(world, system);
    if (end <= begin || !here) return;
    const { processorPercent, memoryPercent } = utilisation(world, here);
    processors += processorPercent * (end - begin);
    memory += memoryPercent * (end - begin);
  });
  const span = toNs - fromNs;
  return { processorPercent: processors / span, memoryPercent: memory / span };
}

/** What is above which threshold, in words; empty: nothing. */
export function violations(
  policy: RelocationPolicy,
  { processorPercent, memoryPercent }: Utilisation,
): string[] {
  const above = (what: string, value: number, limit: number | null): string[] =>
    limit !== null && value > limit
      ? [`${what} at ${Math.round(value)} % on average over ${policy.averagingMinutes} min, above ${limit} %`]
      : [];
  return [
    ...above('processors', processorPercent, policy.processorPercent),
    ...above('memory', memoryPercent, policy.memoryPercent),
  ];
}

export interface Decision {
  policy: string;
  system: string;
  violated: readonly string[];
  /** Null: nothing that may be moved would help. */
  move: { wpar: string; to: string } | null;
  why: string;
}

/**
 * @param averages by system, over the policy's time
 * @param resting partitions that were relocated a short while ago
 */
export function decisionsOf(
  world: WparWorld,
  policy: RelocationPolicy,
  averages: ReadonlyMap<string, Utilisation>,
  resting: readonly string[] = [],
): Decision[] {
  return policy.domain.flatMap((system) => {
    const average = averages.get(system);
    const violated = average ? violations(policy, average) : [];
    const here = systemOf(world, system);
    if (violated.length === 0 || !here || violations(policy, utilisation(world, here)).length === 0)
      return [];
    const move = moveFrom(world, policy, system, resting);
    const why = move
      ? `${system}: ${violated.join(', ')}. ${move.wpar} goes to ${move.to}.`
      : `${system}: ${violated.join(', ')}. No relocation within the domain would help.`;
    return [{ policy: policy.name, system, violated, move, why }];
  });
}

/** What needs most is moved first, to a system that stays within the policy with it. */
function moveFrom(
  world: WparWorld,
  policy: RelocationPolicy,
  system: string,
  resting: readonly string[],
): Decision['move'] {
  const members = world.wpars
    .filter(
      (wpar) =>
        runningOn(wpar) === system &&
        stateOf(wpar) === 'Active' &&
        wpar.task === null &&
        !resting.includes(wpar.name) &&
        (policy.group === null || wpar.group === policy.group),
    )
    .sort((a, b) => b.processors - a.processors || b.stateBytes - a.stateBytes || (a.name < b.name ? -1 : 1));
  for (const { name } of members) {
    const target = suggestTarget(world, name).find(
      (each) =>
        each.possible &&
        policy.domain.includes(each.system) &&
        violations(policy, each.projected).length === 0,
    );
    if (target) return { wpar: name, to: target.system };
  }
  return null;
}
