/** What acts on a migration, in both languages of the monitor: done where QEMU would do it, else refused as it does. */
import { call } from '../../../model/call.ts';
import { parameterNamed } from '../../../model/parameters/qemu/parameters.ts';
import { allowed, misfitOf } from '../../../model/parameters/values.ts';
import type { TerminalAnswer } from '../../../model/world-view.ts';
import { CHANGEABLE } from '../migration/limits.ts';
import { has, type MoveOptions } from '../migration/setup.ts';
import { isPostcopy } from '../migration/states.ts';
import { eraOf } from '../objects/version.ts';
import { examine } from '../rules/examine.ts';
import { migrate } from '../rules/rule.ts';
import { acted, findingLine, refusedWith, told } from './answer.ts';
import { type Context, moveOf } from './context.ts';

export function begin(context: Context, to: string, options: MoveOptions = {}): TerminalAnswer {
  const guest = context.standing.guest.name;
  const request = { guest, to, ...(Object.keys(options).length > 0 ? { options } : {}) };
  const { findings } = examine(context, request);
  const lines = findings.map(findingLine);
  return findings.some(({ severity }) => severity === 'error')
    ? refusedWith(...lines)
    : acted(migrate(request), lines);
}

export function cancel({ standing }: Context): TerminalAnswer {
  if (!standing.move) return told();
  if (isPostcopy(standing.state)) return refusedWith('Error: Postcopy migration in progress, cannot cancel.');
  return acted(call(moveOf(standing.guest.name), 'cancel'));
}

export function startPostcopy({ standing }: Context): TerminalAnswer {
  const { move, state, guest } = standing;
  if (!move) return refusedWith('Error: Start the migration before switching to postcopy');
  if (!has(move.setup, 'postcopy-ram'))
    return refusedWith('Error: Enable postcopy with migrate_set_capability before the start of migration');
  return isPostcopy(state) ? told() : acted(call(moveOf(guest.name), 'startPostcopy'));
}

export function recover({ standing }: Context): TerminalAnswer {
  if (standing.lost)
    return refusedWith(
      `A host of ${standing.guest.name} failed in post-copy, and with it a part of its memory.`,
      'Start it anew from its disks, in another run; only a broken connection can be recovered.',
    );
  if (standing.state !== 'postcopy-paused')
    return refusedWith('Error: Migrate recover can only be run when postcopy is paused.');
  return acted(call(moveOf(standing.guest.name), 'recover'));
}

export function pause({ standing }: Context): TerminalAnswer {
  if (standing.state !== 'postcopy-active')
    return refusedWith(
      'Error: migrate-pause is currently only supported during postcopy-active or postcopy-recover state',
    );
  return acted(call(moveOf(standing.guest.name), 'fail', 'link'));
}

/** Of the states that can be named here only pre-switchover waits for it. */
export const goOn = ({ standing }: Context, state: string): TerminalAnswer =>
  standing.state === state && state === 'pre-switchover'
    ? acted(call(moveOf(standing.guest.name), 'goOn'))
    : refusedWith(`Error: Migration not in expected state: ${standing.state}`);

export function setParameter(context: Context, name: string, value: unknown): TerminalAnswer {
  const { standing, version } = context;
  const parameter = parameterNamed(name);
  const era = eraOf(version);
  if (!parameter || !Object.hasOwn(parameter.defaults, era))
    return refusedWith(`Error: Parameter '${name}' is unexpected`);
  if (misfitOf(parameter.value, value, era))
    return refusedWith(`Error: Parameter '${name}' expects ${allowed(parameter.value, era)}`);
  if (!standing.move)
    return refusedWith(
      `There is no migration of ${standing.guest.name} under way.`,
      `Give what it is to begin with along with it: migrate -d tcp:HOST ${name}=${String(value)}`,
    );
  if (!CHANGEABLE.includes(name) || typeof value !== 'number')
    return refusedWith(
      `${name} takes no effect on a migration under way.`,
      `These do: ${CHANGEABLE.join(', ')}`,
    );
  return acted(call(moveOf(standing.guest.name), 'set', { [name]: value }));
}
