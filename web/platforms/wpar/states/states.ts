/** The states of a workload partition, with the letters under which `lswpar` lists them. */
import type { Certainty } from '../ground.ts';

export const STATES = [
  'Undeployed',
  'Defined',
  'Loaded',
  'Active',
  'Frozen',
  'Paused',
  'Maintenance',
  'Moving',
  'Transitional',
  'Broken',
  'Errored',
] as const;
export type WparState = (typeof STATES)[number];

/** What is shown: the last known state gives way to this one while the agent does not answer. */
export type ShownState = WparState | 'Unknown';

export interface StateInfo {
  /** Empty: `lswpar` does not list it. */
  letter: string;
  about: string;
  /** Whether the product has exactly this letter and meaning. */
  certainty: Certainty;
}

export const STATE_INFO: Readonly<Record<ShownState, StateInfo>> = {
  Undeployed: {
    letter: '',
    about: 'A definition in the manager; nothing of it is on any system.',
    certainty: 'typical',
  },
  Defined: { letter: 'D', about: 'Created and not running.', certainty: 'sourced' },
  Loaded: {
    letter: 'L',
    about: 'The kernel is ready for it; no process has been started.',
    certainty: 'sourced',
  },
  Active: { letter: 'A', about: 'Running.', certainty: 'sourced' },
  Frozen: {
    letter: 'F',
    about: 'A checkpoint has begun: its processes stand still, the image is not stored yet.',
    certainty: 'sourced',
  },
  Paused: {
    letter: 'P',
    about: 'A checkpoint or restart is complete; its processes wait to be resumed or killed.',
    certainty: 'sourced',
  },
  Maintenance: {
    letter: 'N',
    about: 'Kernel and file systems are ready, for repairs; no process has been started.',
    certainty: 'typical',
  },
  Moving: {
    letter: 'M',
    about: 'It runs on the arrival system already; this system keeps serving what has not crossed yet.',
    certainty: 'typical',
  },
  Transitional: { letter: 'T', about: 'An administrative operation is running.', certainty: 'sourced' },
  Broken: {
    letter: 'B',
    about: 'An administrative operation failed and left it unusable until it is recovered.',
    certainty: 'sourced',
  },
  Errored: {
    letter: 'E',
    about: 'Part of it was lost: the departure system failed before everything had crossed.',
    certainty: 'typical',
  },
  Unknown: { letter: '', about: 'The agent of its system does not answer.', certainty: 'sourced' },
};

/** Null for a letter that stands for no state. */
export const stateOfLetter = (letter: string): WparState | null =>
  STATES.find((state) => state !== 'Undeployed' && STATE_INFO[state].letter === letter) ?? null;
