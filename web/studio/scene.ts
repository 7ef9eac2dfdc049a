/** Who stands where at a moment: the lab's picture as data. */
import type { MoveRecord, Recording } from '../model/recording.ts';
import type { PartitionSpec, Scenario } from '../model/scenario.ts';
import type { VirtualNs } from '../model/units.ts';

export interface Standing {
  partition: PartitionSpec;
  state: 'running' | 'moving' | 'stopped' | 'arriving';
}

export interface HostScene {
  id: string;
  memoryBytes: number;
  role: 'source' | 'destination' | '';
  standing: Standing[];
}

export interface Scene {
  scenario: Scenario;
  hosts: HostScene[];
  /** The move under way, if any. */
  move: MoveRecord | null;
}

const completed = (move: MoveRecord): boolean => move.outcome.status === 'completed';

/** The host a partition runs on; during the pause that is still the source. */
export function hostAt(
  scenario: Scenario,
  recording: Recording | null,
  partition: string,
  at: VirtualNs,
): string {
  let host = scenario.partitions.find((p) => p.id === partition)?.host ?? '';
  for (const move of recording?.moves ?? [])
    if (move.partition === partition && completed(move) && (move.resumedNs ?? move.endNs) <= at)
      host = move.to;
  return host;
}

const isUnderWay = (move: MoveRecord, at: VirtualNs): boolean =>
  move.startNs <= at && at < (move.resumedNs ?? move.endNs);

/** The move that is under way at a moment: the one begun last, if there are several. */
export const moveUnderWay = (recording: Recording, at: VirtualNs): MoveRecord | undefined =>
  recording.moves.findLast((move) => isUnderWay(move, at));

export function sceneAt(scenario: Scenario, recording: Recording | null, at: VirtualNs): Scene {
  const moves = recording?.moves ?? [];
  const under = moves.filter((m) => isUnderWay(m, at));
  const told = under.at(-1) ?? moves.findLast((m) => m.startNs <= at) ?? moves[0];
  const hosts = scenario.hosts.map((host): HostScene => {
    const standing: Standing[] = [];
    for (const partition of scenario.partitions) {
      const move = under.find((m) => m.partition === partition.id);
      if (hostAt(scenario, recording, partition.id, at) === host.id) {
        const stopped = move && move.stoppedNs !== null && move.stoppedNs <= at;
        standing.push({ partition, state: stopped ? 'stopped' : move ? 'moving' : 'running' });
      } else if (move?.to === host.id) standing.push({ partition, state: 'arriving' });
    }
    const role = told?.from === host.id ? 'source' : told?.to === host.id ? 'destination' : '';
    return { id: host.id, memoryBytes: host.memoryBytes, role, standing };
  });
  return { scenario, hosts, move: under.at(-1) ?? null };
}

/** Two scenes with the same key draw the same elements; only numbers differ. */
export const sceneKey = (scene: Scene): string =>
  scene.hosts
    .map((h) => `${h.id}:${h.role}:${h.standing.map((s) => `${s.partition.id}/${s.state}`).join(',')}`)
    .join(';');
