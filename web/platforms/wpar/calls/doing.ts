/**
 * What a call of the script API asks of this platform. Offers of the console, remedies of rules and lines of scripts all
 * come through here, so that they do the same.
 */
import type { Call } from '../../../model/call.ts';
import { type Diagnostic, done, type Result, refused } from '../../../model/result.ts';
import type { VirtualNs } from '../../../model/units.ts';
import type { Edit } from '../objects/edit.ts';
import type { WparWorld } from '../objects/world.ts';
import type { Request } from '../tasks/request.ts';
import { Misfit, Taken } from './take.ts';
import { MANAGER_VERBS } from './verbs/manager.ts';
import { SERVER_VERBS } from './verbs/server.ts';
import { SESSION_VERBS } from './verbs/session.ts';
import { SYSTEM_VERBS } from './verbs/system.ts';
import type { Verb } from './verbs/verb.ts';
import { WPAR_VERBS } from './verbs/wpar.ts';

export type Doing =
  | { kind: 'request'; request: Request }
  | { kind: 'edit'; edit: Edit }
  | { kind: 'cancel'; task: string }
  | { kind: 'ssh'; wpar: string; patienceNs: VirtualNs | null }
  | { kind: 'type'; session: string; line: string };

/** By the kind of thing that they belong to. */
export const VERBS: Readonly<Record<string, Readonly<Record<string, Verb>>>> = {
  WparManager: MANAGER_VERBS,
  AixSystem: SYSTEM_VERBS,
  NfsServer: SERVER_VERBS,
  Wpar: WPAR_VERBS,
  WparSession: SESSION_VERBS,
};

/** Null: the call is none of this platform's. */
export function doingOf(world: WparWorld, { on, verb: name, args }: Call): Result<Doing> | null {
  const verbs = Object.hasOwn(VERBS, on.$ref) ? VERBS[on.$ref] : undefined;
  if (!verbs) return null;
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  const whole = `${on.name || on.$ref}.${name}`;
  if (!verb) return refused({ where: whole, what: `${on.name || 'It'} cannot do ${name}.` });
  try {
    return done(verb(world, on.name, (i) => new Taken(args[i], `${whole}, argument ${i + 1}`)));
  } catch (fault) {
    if (fault instanceof Misfit) return refused(fault.diagnostic satisfies Diagnostic);
    throw fault;
  }
}
