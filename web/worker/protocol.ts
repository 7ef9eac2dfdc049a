/**
 * Everything that crosses between the page and the simulation worker. All of it is structured-clonable data;
 * expected failure comes back as diagnostics, never as an exception.
 */
import type { Call } from '../model/call.ts';
import type { Environment, Reading } from '../model/environment.ts';
import type { Frame, MapRequest } from '../model/frame.ts';
import type { Recording } from '../model/recording.ts';
import type { Diagnostic, Result } from '../model/result.ts';
import type { Examination } from '../model/rule-finding.ts';
import type { Job, Scenario } from '../model/scenario.ts';
import type { VirtualNs } from '../model/units.ts';
import type { TerminalAnswer, WorldView } from '../model/world-view.ts';

export interface PullRequest {
  /** The moment to show. */
  at: VirtualNs;
  map: MapRequest | null;
  /** Whether to bring the console of the world, where it has one. */
  world?: boolean;
}

/** The answer to one pull. `recording` comes once, with the first pull after the run is complete. */
export interface Pull {
  run: number;
  state: 'idle' | 'computing' | 'ready' | 'failed';
  /** 0…1 while computing. */
  progress: number;
  recording: Recording | null;
  frame: Frame | null;
  /** As it was asked for; null: the run has none. */
  world: WorldView | null;
  /** With `failed`: why. The page keeps the last good run. */
  failure: string | null;
}

/** Before the first run. */
export const NO_RUN: Pull = {
  run: 0,
  state: 'idle',
  progress: 0,
  recording: null,
  frame: null,
  world: null,
  failure: null,
};

export interface CaseOffer {
  id: string;
  scenario: Scenario;
}

/** What a file that a person brought turned out to be. */
export type OpenedFile =
  | {
      kind: 'trace';
      id: string;
      label: string;
      pages: number;
      populatedPages: number;
      seconds: number;
      bytes: Uint8Array;
    }
  /** What of a case file can be played, and why the rest cannot. */
  | { kind: 'cases'; offers: CaseOffer[]; refused: Diagnostic[]; entries: number };

export interface SimulationPort {
  /** Starts a run; refuses what cannot run, and then changes nothing. Returns the run's number. */
  start(job: Job): Promise<Result<number>>;
  /** Once per animation frame, never more than one under way. */
  pull(request: PullRequest): Promise<Pull>;
  /**
   * Holds a call against the rules of its platform at a moment; null: nobody has rules for it.
   * @throws when the thread was lost meanwhile: then nobody knows
   */
  check(at: VirtualNs, call: Call): Promise<Examination | null>;
  /**
   * A line in the terminal of a world's console, at a moment; null: it has none.
   * @throws when the thread was lost meanwhile
   */
  command(at: VirtualNs, line: string): Promise<TerminalAnswer | null>;
  /** Reads a trace or a case file. */
  open(name: string, bytes: Uint8Array): Promise<Result<OpenedFile>>;
  /** Reads what a management console printed; refuses only what is too much. */
  read(reading: Reading): Promise<Result<Environment>>;
}
