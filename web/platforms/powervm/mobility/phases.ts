/**
 * The phases of a move in their order, with the words of the console for each, and how much of the bar each fills.
 * The console's own percent is not published: the shares are this simulator's.
 */
import type { LparState, MigrationState, MobilityType } from '../objects/lpar-state.ts';

export type PhaseId =
  | 'validate'
  | 'discover'
  | 'match'
  | 'shell'
  | 'serve'
  | 'prepare-os'
  | 'open-stream'
  | 'copy'
  | 'suspend'
  | 'take-over'
  | 'residual'
  | 'configure'
  | 'hand-over'
  | 'free-source'
  | 'finish';

/** What the stream is in, between mover and hypervisor. */
export type VasiState = 'Invalid' | 'Enabled' | 'Suspended' | 'Resumed' | 'Completed' | 'Failover';

export interface Phase {
  readonly id: PhaseId;
  readonly label: string;
  readonly migrationState: MigrationState;
  readonly vasi: VasiState;
  /** Firmware and console still honour a stop. */
  readonly stoppable: boolean;
  /** Where the partition runs, or would run: from here on on the target. */
  readonly onTarget: boolean;
  /** Of the bar, percent. */
  readonly percent: number;
}

const phase = (
  id: PhaseId,
  label: string,
  percent: number,
  rest: Partial<Omit<Phase, 'id' | 'label' | 'percent'>> = {},
): Phase => ({
  id,
  label,
  migrationState: 'Migration In Progress',
  vasi: 'Invalid',
  stoppable: true,
  onTarget: false,
  ...rest,
  percent,
});

const STARTING = { migrationState: 'Migration Starting' } as const;
const THERE = { stoppable: false, onTarget: true, vasi: 'Completed' } as const;

const SETUP = [
  phase('validate', 'Validate', 2, STARTING),
  phase('discover', 'Find what stands behind the adapters', 1, STARTING),
  phase('match', 'Find the same on the target', 1, STARTING),
  phase('shell', 'Create the shell partition', 2, STARTING),
  phase('serve', 'Create adapters on the target’s VIOS', 4, STARTING),
];

const PHASES: Readonly<Record<MobilityType, readonly Phase[]>> = {
  active: [
    ...SETUP,
    phase('prepare-os', 'Prepare the operating system', 1, STARTING),
    phase('open-stream', 'Open the stream between the movers', 1, { vasi: 'Enabled' }),
    phase('copy', 'Copy memory', 70, { vasi: 'Enabled' }),
    phase('suspend', 'Suspend and switch over', 2, { vasi: 'Suspended', stoppable: false }),
    phase('take-over', 'Resume on the target, announce the new place', 1, { ...THERE, vasi: 'Resumed' }),
    phase('residual', 'Bring what is still missing', 7, { ...THERE, vasi: 'Resumed' }),
    phase('free-source', 'Remove it from the source', 4, THERE),
    phase('finish', 'Write the profile', 4, THERE),
  ],
  inactive: [
    ...SETUP.map((each) => ({ ...each, percent: each.percent * 4 })),
    phase('configure', 'Move configuration, NVRAM and profiles', 30),
    phase('free-source', 'Remove it from the source', 20, THERE),
    phase('finish', 'Write the profile', 10, THERE),
  ],
  suspended: [
    ...SETUP.map((each) => ({ ...each, percent: each.percent * 4 })),
    phase('configure', 'Move configuration and profiles', 20),
    phase('hand-over', 'Hand over the saved state', 10, { stoppable: false }),
    phase('free-source', 'Remove it from the source', 20, THERE),
    phase('finish', 'Write the profile', 10, THERE),
  ],
};

export const phasesOf = (type: MobilityType): readonly Phase[] => PHASES[type];

export function phaseOf(type: MobilityType, id: PhaseId): Phase {
  const found = PHASES[type].find((each) => each.id === id);
  if (!found) throw new Error(`${type} moves have no phase ${id}`);
  return found;
}

/** Percent of the bar that lies before a phase. */
export const percentBefore = (type: MobilityType, id: PhaseId): number => {
  const phases = PHASES[type];
  const index = phases.findIndex((each) => each.id === id);
  return phases.slice(0, Math.max(0, index)).reduce((sum, { percent }) => sum + percent, 0);
};

export const MIGRATING: Readonly<Record<MobilityType, LparState>> = {
  active: 'Migrating - Running',
  inactive: 'Migrating - Not Activated',
  suspended: 'Migrating - Suspended',
};
