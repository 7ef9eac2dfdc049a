/** What can be asked of the manager, or of a shell on a system. */
import type { Behaviour, WparDefinition } from '../objects/wpar.ts';
import type { Mode } from '../rules/rule.ts';
import type { Action } from '../states/actions.ts';

interface Common {
  /** A shell on the system itself does without agents. Absent: the console. */
  by?: 'console' | 'shell' | 'script' | 'automatic';
  /** Said twice, where that is asked for. */
  confirmed?: boolean;
}

/** Actions that need no more than the partition. */
export type PlainAction = Exclude<
  Action,
  | 'deploy'
  | 'relocate-live'
  | 'relocate-static'
  | 'modify'
  | 'change'
  | 'rename'
  | 'backup'
  | 'remove'
  | 'force-remove'
>;

export type Settings = Partial<
  Pick<
    WparDefinition,
    | 'hostname'
    | 'address'
    | 'checkpointable'
    | 'auto'
    | 'script'
    | 'description'
    | 'group'
    | 'resources'
    | 'devices'
  >
>;

export type WparRequest = Common & { wpar: string } & (
    | {
        action: 'deploy';
        system: string;
        /** Of a partition that the manager does not know yet. */
        definition?: WparDefinition;
        behaviour?: Partial<Behaviour>;
      }
    /** `system`: which copy is meant, where there are two. */
    | { action: PlainAction; system?: string }
    | { action: 'relocate-live'; to: string; mode?: Mode }
    | { action: 'relocate-static'; to: string }
    | { action: 'modify' | 'change'; set: Settings }
    | { action: 'rename'; name: string }
    | { action: 'backup'; file: string }
    | { action: 'remove' | 'force-remove'; keepFiles?: boolean }
  );

export type OtherRequest = Common &
  (
    | { action: 'discover' }
    | { action: 'register'; system: string }
    /** `name`: under another name than it was saved. */
    | { action: 'restore'; file: string; system: string; name?: string }
    /** Everything leaves the system, or the members of the group that are on it. */
    | { action: 'evacuate'; system: string; group?: string; concurrency?: number }
  );

export type Request = WparRequest | OtherRequest;

export const isWparRequest = (request: Request): request is WparRequest => 'wpar' in request;
