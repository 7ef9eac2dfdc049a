/** Who stands where at a moment, and how: the lab's picture as data. */
import type { MoveRecord, Recording } from '../model/recording.ts';
import type { PartitionSpec, Scenario } from '../model/scenario.ts';
import type { VirtualNs } from '../model/units.ts';
import { begunNs, moveAt, overNs } from './moment.ts';

/**
 * `arriving` and `leaving` are the shadow on the other host: of memory that has come, or that is still to follow.
 * `fetching` runs there while it follows, `interrupted` cannot get at it, `lost` never will.
 */
export type StandingState =
  | 'running'
  | 'moving'
  | 'stopped'
  | 'arriving'
  | 'fetching'
  | 'leaving'
  | 'interrupted'
  | 'lost';

export interface Standing {
  partition: PartitionSpec;
  state: StandingState;
  /** What its last move came to, where that needs a word. */
  note: string;
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

/** It is a shadow on the one host of what stands on the other. */
export const isShadow = (state: StandingState): boolean => state === 'arriving' || state === 'leaving';

/** The host a partition runs on; during the pause that is still the source. Of a lost one, where it ran last. */
export function hostAt(
  scenario: Scenario,
  recording: Recording | null,
  partition: string,
  at: VirtualNs,
): string {
  let host = scenario.partitions.find((p) => p.id === partition)?.host ?? '';
  for (const move of recording?.moves ?? [])
    if (move.partition === partition && move.resumedNs !== null && move.resumedNs <= at) host = move.to;
  return host;
}

const isUnderWay = (move: MoveRecord, at: VirtualNs): boolean => begunNs(move) <= at && at < overNs(move);

/** The move that is under way at a moment: the one begun last, if there are several. */
export const moveUnderWay = (recording: Recording, at: VirtualNs): MoveRecord | undefined =>
  recording.moves.findLast((move) => isUnderWay(move, at));

/** Post-copy without its connection. */
export const interruptionAt = (move: MoveRecord, at: VirtualNs) =>
  move.interruptions?.find(({ fromNs, toNs }) => fromNs <= at && at < toNs);

/** How it stands on its own host. */
function stateAt(move: MoveRecord | undefined, at: VirtualNs): StandingState {
  if (!move) return 'running';
  const { status } = move.outcome;
  if (status === 'lost' && at >= move.endNs) return 'lost';
  if (interruptionAt(move, at) || (status === 'paused' && at >= move.endNs)) return 'interrupted';
  if (!isUnderWay(move, at)) return 'running';
  if (move.resumedNs !== null && move.resumedNs <= at) return 'fetching';
  return move.stoppedNs !== null && move.stoppedNs <= at ? 'stopped' : 'moving';
}

/** How its shadow stands on the other host, if there is one. */
function shadowAt(move: MoveRecord, at: VirtualNs): StandingState | null {
  const waits = move.outcome.status === 'paused' && at >= move.endNs;
  if (!isUnderWay(move, at) && !waits) return null;
  return move.resumedNs !== null && move.resumedNs <= at ? 'leaving' : 'arriving';
}

const NOTES: Partial<Record<MoveRecord['outcome']['status'], string>> = {
  failed: 'its move failed',
  cancelled: 'its move was given up',
};

export function sceneAt(scenario: Scenario, recording: Recording | null, at: VirtualNs): Scene {
  const moves = recording?.moves ?? [];
  const under = recording && moveUnderWay(recording, at);
  const told = under ?? (recording ? moveAt(recording, at) : undefined);
  const lastOf = new Map(moves.filter((m) => begunNs(m) <= at).map((m) => [m.partition, m]));
  const hosts = scenario.hosts.map((host): HostScene => {
    const standing = scenario.partitions.flatMap((partition): Standing[] => {
      const move = lastOf.get(partition.id);
      const own = hostAt(scenario, recording, partition.id, at) === host.id;
      const note = (own && move && at >= move.endNs && NOTES[move.outcome.status]) || '';
      if (own) return [{ partition, state: stateAt(move, at), note }];
      const shadow = move && (move.from === host.id || move.to === host.id) ? shadowAt(move, at) : null;
      return shadow ? [{ partition, state: shadow, note }] : [];
    });
    const role = told?.from === host.id ? 'source' : told?.to === host.id ? 'destination' : '';
    return { id: host.id, memoryBytes: host.memoryBytes, role, standing };
  });
  return { scenario, hosts, move: under ?? null };
}

/** Two scenes with the same key draw the same elements; only numbers differ. */
export const sceneKey = (scene: Scene): string =>
  scene.hosts
    .map(
      (h) => `${h.id}:${h.role}:${h.standing.map((s) => `${s.partition.id}/${s.state}/${s.note}`).join(',')}`,
    )
    .join(';');
