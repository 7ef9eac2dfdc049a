/** What the partition is, and what it is doing. */

import { type LparState, STATE_FOR, typeOfState } from '../../objects/lpar-state.ts';
import { freeReserved } from '../../objects/world.ts';
import type { Case } from '../case.ts';
import { sourced } from '../ground.ts';
import { act, type Deed, fix, type Rule, spot, TYPES } from '../rule.ts';

const environment: Rule = {
  id: 'lpar-env-supported',
  types: TYPES.AIS,
  looks: ['L.env'],
  severity: 'error',
  about: 'The partition runs AIX, Linux or IBM i.',
  reason: 'Other partitions are never moved.',
  ground: sourced('migrlpar'),
  *check({ lpar }) {
    if (lpar.env === 'aixlinux' || lpar.env === 'os400') return;
    yield {
      on: [spot(lpar, 'env')],
      message: `${lpar.name} is a partition of type ${lpar.env}.`,
      remedy: 'Only AIX, Linux and IBM i partitions can be moved.',
    };
  },
};

const PASSING: readonly LparState[] = [
  'Starting',
  'Open Firmware',
  'Shutting Down',
  'Suspending',
  'Resuming',
  'Hardware Discovery',
];

const state: Rule = {
  id: 'lpar-state-supported',
  types: TYPES.AIS,
  looks: ['L.state'],
  severity: 'error',
  about: 'The partition is in the state that the type of the move asks for.',
  reason: 'A running partition moves actively, one that is shut down inactively, a suspended one suspended.',
  ground: sourced('pypowervm', 'restrictions'),
  code: 'HSCL05DF',
  *check(c) {
    const { lpar, type } = c;
    const asked = STATE_FOR[type];
    if (lpar.state === asked) return;
    const other = typeOfState(lpar.state);
    const message = `${lpar.name} is in state ${lpar.state}; ${type === 'inactive' ? 'an inactive' : type === 'active' ? 'an active' : 'a suspended'} move asks for ${asked}.`;
    if (PASSING.includes(lpar.state)) {
      const later: LparState =
        lpar.state === 'Shutting Down'
          ? 'Not Activated'
          : lpar.state === 'Suspending'
            ? 'Suspended'
            : 'Running';
      yield {
        on: [spot(lpar, 'state')],
        message,
        remedy: `Wait until it is ${later}.`,
      };
      return;
    }
    const change = CHANGES[type];
    yield {
      on: [spot(lpar, 'state')],
      message,
      remedy: other
        ? `Move it with type ${other}, or ${change.what} ${lpar.name} first.`
        : `Bring ${lpar.name} into state ${asked} first.`,
      ...(other && {
        fix: fix(
          `${change.label} ${lpar.name}`,
          type === 'suspended' ? suspension(c) : act(lpar, change.verb),
          lpar.state === 'Running' ? [lpar.name] : [],
        ),
      }),
    };
  },
};

/** With a disk for its memory, where the server has reserved none. */
function suspension({ world, lpar, source }: Case): Deed[] {
  const device = act(source, 'addReservedDevice', `${lpar.name}-memory`);
  return [...(freeReserved(world, lpar) === undefined ? [device] : []), act(lpar, 'suspend')];
}

const CHANGES = {
  active: { what: 'activate', label: 'Activate', verb: 'activate' },
  inactive: { what: 'shut down', label: 'Shut down', verb: 'shutDown' },
  suspended: { what: 'suspend', label: 'Suspend', verb: 'suspend' },
} as const;

const alive: Rule = {
  id: 'lpar-not-crashed',
  types: TYPES.A,
  looks: ['L.crashed', 'L.state'],
  severity: 'error',
  about: 'The kernel of the partition is alive.',
  reason: 'A crashed kernel cannot take part in the move.',
  ground: sourced('article'),
  *check({ lpar }) {
    if (!lpar.crashed && lpar.state !== 'Error') return;
    yield {
      on: [spot(lpar, lpar.crashed ? 'crashed' : 'state')],
      message: lpar.crashed ? `The kernel of ${lpar.name} has crashed.` : `${lpar.name} is in state Error.`,
      remedy: `Restart ${lpar.name}, or shut it down and move it inactive.`,
      fix: fix(`Restart ${lpar.name}`, act(lpar, 'restart'), [lpar.name]),
    };
  },
};

const activated: Rule = {
  id: 'lpar-activated-once',
  types: TYPES.AIS,
  looks: ['L.activatedOnce'],
  severity: 'error',
  about: 'The partition was activated at least once.',
  reason: 'What moves is the profile of the last activation; without one there is nothing to move.',
  ground: sourced('article', 'kickoff'),
  *check({ lpar, sourceConsole }) {
    if (lpar.activatedOnce) return;
    yield {
      on: [spot(lpar, 'activatedOnce')],
      message: `${lpar.name} was never activated.`,
      remedy: `Activate it once, SMS is enough (chsysstate -m ${lpar.system} -r lpar -o on -n ${lpar.name} -f PROFILE -b sms), and shut it down again.${sourceConsole?.product === 'IVM' ? ' With IVM it may move all the same.' : ''}`,
      fix: fix(`Activate ${lpar.name} once to SMS`, act(lpar, 'activateOnce')),
    };
  },
};

const resting: Rule = {
  id: 'lpar-not-migrating',
  types: TYPES.AIS,
  looks: ['L.migrationState'],
  severity: 'error',
  about: 'The partition is not in another move.',
  reason: 'A partition makes one move at a time, and a failed one has to be recovered first.',
  ground: sourced('nova'),
  *check({ lpar }) {
    if (lpar.migrationState === 'Not Migrating') return;
    const failed = lpar.migrationState === 'Migration Failed' || lpar.migrationState === 'Invalid';
    yield {
      on: [spot(lpar, 'migrationState')],
      message: `${lpar.name} is in another move (${lpar.migrationState}).`,
      remedy: failed
        ? `Recover the failed move: migrlpar -o r -m ${lpar.system} -p ${lpar.name}.`
        : 'Wait until it has ended, or stop it.',
      ...(failed && { fix: fix(`Recover the move of ${lpar.name}`, act(lpar, 'recover')) }),
    };
  },
};

const management: Rule = {
  id: 'lpar-not-mgmt-partition',
  types: TYPES.AIS,
  looks: ['L.managementPartition'],
  severity: 'error',
  about: 'The partition is not the management partition of its server.',
  reason: 'NovaLink manages the server from it.',
  ground: sourced('pypowervm'),
  *check({ lpar }) {
    if (!lpar.managementPartition) return;
    yield {
      on: [spot(lpar, 'managementPartition')],
      message: `${lpar.name} is the management partition of ${lpar.system}.`,
      remedy: 'It stays with its server.',
    };
  },
};

export const LPAR_STATE_RULES: readonly Rule[] = [environment, state, alive, activated, resting, management];
