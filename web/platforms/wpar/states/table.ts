/**
 * What each action does in each state: the state that follows and the one shown meanwhile, or why it is refused.
 * What the product's manual does not say follows from what it says of neighbouring cells.
 */
import { ACTIONS, type Action } from './actions.ts';
import type { RefusalId } from './refusals.ts';
import { type ShownState, STATES, type WparState } from './states.ts';

export type Outcome = WparState | 'Removed';

export interface Allowed {
  to: Outcome;
  /** While it is under way. */
  via: WparState;
  /** What it can come to instead when it fails, or when the partition resists. */
  or: readonly Outcome[];
  /** Somebody has to say so twice. */
  confirm?: true;
}

export type Cell = Allowed | { refused: RefusalId };

const yes = (to: Outcome, via: WparState, ...or: Outcome[]): Allowed => ({ to, via, or });
const no = (refused: RefusalId): Cell => ({ refused });
const always = (refused: RefusalId): Record<WparState, Cell> =>
  Object.fromEntries(STATES.map((state) => [state, no(refused)])) as Record<WparState, Cell>;

/** Where a state says nothing else: why nothing can be done in it. */
const USUAL: Record<WparState, Cell> = {
  ...always('busy'),
  Undeployed: no('not-deployed'),
  Defined: no('not-running'),
  Loaded: no('loaded'),
  Maintenance: no('no-process'),
  Moving: no('moving'),
  Broken: no('recover-first'),
  Errored: no('recover-first'),
};

const row = (cells: Partial<Record<WparState, Cell>>): Record<WparState, Cell> => ({ ...USUAL, ...cells });

const STOP: Partial<Record<WparState, Cell>> = {
  Loaded: yes('Defined', 'Transitional'),
  Active: yes('Defined', 'Transitional', 'Active', 'Undeployed'),
  Paused: no('resume-or-kill'),
  Maintenance: yes('Defined', 'Transitional'),
  Broken: yes('Defined', 'Transitional', 'Broken'),
  Errored: yes('Defined', 'Transitional', 'Broken'),
};

const NO_IMAGE: Partial<Record<WparState, Cell>> = {
  Defined: no('nothing-paused'),
  Loaded: no('nothing-paused'),
  Active: no('not-paused'),
  Maintenance: no('nothing-paused'),
};

export const TABLE: Readonly<Record<Action, Readonly<Record<WparState, Cell>>>> = {
  deploy: {
    ...always('deployed'),
    Undeployed: yes('Defined', 'Transitional', 'Undeployed', 'Broken', 'Active'),
    Transitional: no('busy'),
    Broken: no('recover-first'),
    Errored: no('recover-first'),
  },
  start: row({
    Defined: yes('Active', 'Transitional', 'Defined', 'Broken'),
    Loaded: yes('Active', 'Transitional', 'Broken'),
    Active: no('already-active'),
    Paused: no('use-resume'),
    Maintenance: yes('Active', 'Transitional', 'Broken'),
  }),
  load: row({
    Defined: yes('Loaded', 'Transitional', 'Defined'),
    Loaded: no('already'),
    Active: no('already-active'),
    Paused: no('use-resume'),
    Maintenance: no('stop-first'),
  }),
  'start-maintenance': row({
    Defined: yes('Maintenance', 'Transitional', 'Defined', 'Broken'),
    Active: no('already-active'),
    Paused: no('use-resume'),
    Maintenance: no('already'),
  }),
  stop: row(STOP),
  'hard-stop': row(STOP),
  'force-stop': row({
    ...STOP,
    Active: yes('Defined', 'Transitional', 'Broken', 'Undeployed'),
    Frozen: { ...yes('Defined', 'Transitional', 'Broken'), confirm: true },
    Paused: yes('Defined', 'Transitional'),
    Moving: { ...yes('Broken', 'Transitional'), confirm: true },
    Transitional: { ...yes('Defined', 'Transitional', 'Broken', 'Undeployed'), confirm: true },
  }),
  reboot: row({
    Active: yes('Active', 'Transitional', 'Active', 'Defined', 'Broken'),
    Paused: no('use-resume'),
    Maintenance: yes('Active', 'Transitional', 'Defined', 'Broken'),
  }),
  shutdown: row({
    Loaded: no('no-process'),
    Active: yes('Defined', 'Transitional', 'Broken', 'Undeployed'),
    Frozen: no('frozen'),
    Paused: no('frozen'),
  }),
  pause: row({ Active: yes('Paused', 'Frozen', 'Active'), Paused: no('already') }),
  resume: row({
    ...NO_IMAGE,
    Paused: yes('Active', 'Transitional', 'Paused'),
  }),
  kill: row({
    ...NO_IMAGE,
    Paused: yes('Defined', 'Transitional', 'Undeployed'),
    Broken: yes('Defined', 'Transitional', 'Broken'),
  }),
  checkpoint: row({ Active: yes('Active', 'Frozen'), Paused: no('already') }),
  'relocate-live': row({
    Defined: no('only-static'),
    Active: yes('Active', 'Frozen', 'Errored', 'Broken'),
    Paused: yes('Active', 'Paused', 'Paused'),
  }),
  'relocate-static': row({
    Undeployed: yes('Defined', 'Transitional', 'Undeployed', 'Broken'),
    Defined: yes('Defined', 'Transitional', 'Broken'),
    Active: yes('Active', 'Transitional', 'Active', 'Defined', 'Broken'),
    Paused: no('resume-or-kill'),
    Maintenance: no('stop-first'),
  }),
  modify: row({
    Defined: yes('Defined', 'Transitional'),
    Active: no('stop-first'),
    Paused: no('resume-or-kill'),
    Maintenance: no('stop-first'),
  }),
  change: row({
    Defined: yes('Defined', 'Transitional'),
    Active: yes('Active', 'Active'),
    Paused: no('resume-or-kill'),
    Maintenance: no('stop-first'),
  }),
  rename: row({
    Defined: yes('Defined', 'Transitional'),
    Active: no('stop-first'),
    Paused: no('resume-or-kill'),
    Maintenance: no('stop-first'),
  }),
  backup: row({
    Defined: yes('Defined', 'Transitional'),
    Active: yes('Active', 'Active'),
    Paused: no('inconsistent'),
    Maintenance: no('stop-first'),
  }),
  sync: row({
    Defined: yes('Defined', 'Transitional'),
    Active: yes('Active', 'Active'),
    Paused: no('resume-or-kill'),
    Maintenance: no('stop-first'),
  }),
  remove: row({
    Undeployed: yes('Removed', 'Undeployed'),
    Defined: yes('Removed', 'Transitional', 'Broken'),
    Active: no('running'),
    Paused: no('resume-or-kill'),
    Maintenance: no('stop-first'),
  }),
  'force-remove': row({
    Undeployed: yes('Removed', 'Undeployed'),
    Defined: yes('Removed', 'Transitional', 'Broken'),
    Active: no('running'),
    Paused: no('resume-or-kill'),
    Maintenance: no('stop-first'),
    Broken: yes('Removed', 'Transitional', 'Broken'),
    Errored: yes('Removed', 'Transitional', 'Broken'),
  }),
  recover: row({
    Undeployed: no('nothing-broken'),
    Defined: no('nothing-broken'),
    Loaded: no('nothing-broken'),
    Active: no('nothing-broken'),
    Paused: no('nothing-broken'),
    Maintenance: no('nothing-broken'),
    Broken: yes('Defined', 'Transitional', 'Undeployed', 'Broken'),
    Errored: yes('Defined', 'Transitional', 'Broken'),
  }),
};

/** The console can do nothing while an agent is silent; the commands on the system itself work. */
export const cellOf = (state: ShownState, action: Action): Cell =>
  state === 'Unknown' ? no('agent-offline') : TABLE[action][state];

export const isRefused = (cell: Cell): cell is { refused: RefusalId } => 'refused' in cell;

export const possibleActions = (state: ShownState): Action[] =>
  ACTIONS.filter((action) => !isRefused(cellOf(state, action)));
