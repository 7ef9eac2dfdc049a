/** What crosses the link at a moment, as far as the picture of the link needs it. */
import type { Recording } from '../model/recording.ts';
import type { Scenario } from '../model/scenario.ts';
import { NS_PER_S, type VirtualNs } from '../model/units.ts';
import { levelsAt } from './levels.ts';
import { phaseAt } from './moment.ts';
import { phasesOf, sends } from './phases.ts';
import { interruptionAt, moveUnderWay } from './scene.ts';

export interface Flow {
  /** Of the link's speed, 0…1. */
  share: number;
  /** From a host further on in the scenario to one before it. */
  backwards: boolean;
  /** Pages that were sent before are among it. */
  again: boolean;
}

export function flowAt(scenario: Scenario, recording: Recording, at: VirtualNs): Flow | null {
  const move = moveUnderWay(recording, at);
  const phase = move && phaseAt(move, at);
  if (!move || !phase || !sends(phase) || interruptionAt(move, at)) return null;
  const capacity = scenario.link.bytesPerSecond || levelsAt(move, at).bandwidthBytesPerSecond;
  const bytesPerSecond = (phase.sentBytes / (phase.toNs - phase.fromNs)) * NS_PER_S;
  const place = (id: string) => scenario.hosts.findIndex((host) => host.id === id);
  return {
    share: capacity > 0 ? Math.min(1, bytesPerSecond / capacity) : 1,
    backwards: place(move.from) > place(move.to),
    again:
      phase.number > 1 || (phase.kind === 'pause' && phasesOf(move).some(({ kind }) => kind === 'round')),
  };
}
