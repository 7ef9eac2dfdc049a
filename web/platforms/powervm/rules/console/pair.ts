/** Two consoles that move a partition between them. */
import type { Console } from '../../objects/console.ts';
import { compareVersions, isAtLeast, parseVersion } from '../../objects/version.ts';
import type { Case } from '../case.ts';
import { sourced, TYPICAL } from '../ground.ts';
import { act, type Failure, fix, type Rule, set, spot, TYPES } from '../rule.ts';
import { consoles, update } from './console.ts';

const REMOTE_LEVEL = '7.3.4';
/** HMC and FSM work together after this level. */
const MIXED_LEVEL = '7.7.1.0';

/** Both consoles, where each server has one of its own. */
function remote({ sourceConsole, targetConsole }: Case): readonly [Console, Console] | null {
  if (!sourceConsole || !targetConsole || sourceConsole.name === targetConsole.name) return null;
  return [sourceConsole, targetConsole];
}

const levels: Rule = {
  id: 'remote-hmc-level',
  types: TYPES.AIS,
  looks: ['SC.version', 'TC.version', 'SC.product', 'TC.product'],
  severity: 'error',
  about: `Two HMC that move between them are both at ${REMOTE_LEVEL} or later.`,
  reason: 'Moves between consoles begin with this level.',
  ground: sourced('article'),
  *check(c) {
    for (const console of remote(c) ?? []) {
      if (console.product !== 'HMC' || isAtLeast(console.version, REMOTE_LEVEL)) continue;
      yield {
        on: [spot(console, 'version'), spot(console, 'product')],
        message: `${console.name} is at ${console.version}; moves to another console need ${REMOTE_LEVEL} or later.`,
        remedy: `Update ${console.name}, or let one console manage both servers.`,
        fix: update(console, c.world.settings.newestConsole.HMC),
      };
    }
  },
};

const mixed: Rule = {
  id: 'hmc-fsm-level',
  types: TYPES.AIS,
  looks: ['SC.version', 'TC.version', 'SC.product', 'TC.product'],
  severity: 'error',
  about: `An HMC that moves to or from an FSM is later than ${MIXED_LEVEL}.`,
  reason: 'HMC and FSM work together only after this level.',
  ground: sourced('article'),
  *check(c) {
    const pair = remote(c);
    const hmc = pair?.find(({ product }) => product === 'HMC');
    const fsm = pair?.find(({ product }) => product === 'FSM');
    if (!hmc || !fsm) return;
    const [have, after] = [parseVersion(hmc.version), parseVersion(MIXED_LEVEL)];
    if (have && after && compareVersions(have, after) > 0) return;
    yield {
      on: [spot(hmc, 'version'), spot(hmc, 'product'), spot(fsm, 'product')],
      message: `${hmc.name} is at ${hmc.version}; with the FSM ${fsm.name} it has to be later than ${MIXED_LEVEL}.`,
      remedy: `Update ${hmc.name}.`,
      fix: update(hmc, c.world.settings.newestConsole.HMC),
    };
  },
};

const ivm: Rule = {
  id: 'ivm-hmc-mix',
  types: TYPES.AIS,
  looks: ['SC.product', 'TC.product'],
  severity: 'error',
  about: 'An IVM moves to another IVM.',
  reason: 'IVM and HMC work together only where their levels allow it.',
  ground: TYPICAL,
  *check(c) {
    const pair = remote(c);
    if (!pair) return;
    const [one, other] = pair;
    if (one.product === other.product || (one.product !== 'IVM' && other.product !== 'IVM')) return;
    yield {
      on: [spot(one, 'product'), spot(other, 'product')],
      message: `${one.name} is an ${one.product}, ${other.name} an ${other.product}.`,
      remedy: 'Use an HMC for both servers, or look up whether the two levels work together.',
    };
  },
};

const role: Rule = {
  id: 'ivm-host-role',
  types: TYPES.AIS,
  looks: ['S.activeMovesInProgress', 'T.activeMovesInProgress', 'SC.product', 'TC.product'],
  severity: 'error',
  about: 'A server with IVM takes part in one move at a time.',
  reason: 'With IVM a server cannot be source and target at once.',
  ground: sourced('ivm'),
  *check({ source, target, sourceConsole, targetConsole }) {
    for (const [system, console] of [
      [source, sourceConsole],
      [target, targetConsole],
    ] as const) {
      if (console?.product !== 'IVM' || system.activeMovesInProgress === 0) continue;
      yield {
        on: [spot(system, 'activeMovesInProgress'), spot(console, 'product')],
        message: `${system.name} takes part in another move, and its console is an IVM.`,
        remedy: 'Move one partition after the other.',
      };
    }
  },
};

const reaches = (from: Console, to: Console): boolean =>
  from.reaches === null || from.reaches.includes(to.name);

const reachable: Rule = {
  id: 'remote-console-reachable',
  types: TYPES.AIS,
  looks: ['SC.reaches', 'TC.reaches'],
  severity: 'error',
  about: 'The consoles reach one another by ping and ssh.',
  reason: 'Commands for the target are handed to its console by ssh.',
  ground: sourced('validation'),
  *check(c) {
    const pair = remote(c);
    if (!pair) return;
    const [from, to] = pair;
    if (reaches(from, to)) return;
    yield {
      on: [spot(from, 'reaches')],
      message: `${from.name} cannot reach ${to.name}.`,
      remedy: `Open ping and TCP port 22 from ${from.name} to ${to.name}.`,
      fix: fix(`Open the way from ${from.name} to ${to.name}`, act(from, 'openWayTo', to)),
    };
  },
};

const keys: Rule = {
  id: 'remote-console-ssh-keys',
  types: TYPES.AIS,
  looks: ['SC.trusts', 'TC.trusts'],
  severity: 'error',
  about: 'The consoles have exchanged ssh keys.',
  reason: 'Nobody is there to type a password when commands are handed over.',
  ground: sourced('remote', 'ansible'),
  code: 'HSCL3653',
  *check(c): Iterable<Failure> {
    const pair = remote(c);
    if (!pair) return;
    const user = c.options.remoteUser ?? pair[1].user;
    for (const [from, to] of [pair, [pair[1], pair[0]] as const]) {
      if (from.trusts === null || from.trusts.includes(to.name)) continue;
      yield {
        on: [spot(from, 'trusts')],
        message: `${from.name} has no ssh key for ${to.name}.`,
        remedy: `On ${from.name}: mkauthkeys --ip ${to.address || to.name} -u ${user}; test it with mkauthkeys --test.`,
        fix: fix(`Exchange keys between ${from.name} and ${to.name}`, act(from, 'exchangeKeys', to)),
      };
    }
  },
};

const authority: Rule = {
  id: 'console-authority',
  types: TYPES.AIS,
  looks: ['SC.mayMigrate', 'TC.mayMigrate'],
  severity: 'error',
  about: 'The user may move partitions of both servers.',
  reason: 'Consoles grant tasks and servers by role.',
  ground: sourced('ansible'),
  code: 'HSCL350B',
  *check(c) {
    for (const console of consoles(c)) {
      if (console.mayMigrate) continue;
      yield {
        on: [spot(console, 'mayMigrate')],
        message: `The user ${console.user} may not move partitions on ${console.name}.`,
        remedy: 'Use a user with the role hscsuperadmin, or one with the task in its role.',
        fix: fix(`Give ${console.user} on ${console.name} the role`, set(console, { mayMigrate: true })),
      };
    }
  },
};

const busy: Rule = {
  id: 'console-not-busy',
  types: TYPES.AIS,
  looks: ['SC.busyWith', 'TC.busyWith'],
  severity: 'error',
  about: 'No other operation holds the partition or a VIOS.',
  reason: 'The console locks what it works on.',
  ground: sourced('pypowervm'),
  code: 'HSCL3205',
  *check(c) {
    const involved = [c.lpar, ...c.sourceVioses, ...c.targetVioses].map(
      ({ system, name }) => `${system}/${name}`,
    );
    for (const console of consoles(c)) {
      const held = console.busyWith.filter((key) => involved.includes(key));
      if (held.length === 0) continue;
      yield {
        on: [spot(console, 'busyWith')],
        message: `Another operation on ${console.name} holds ${held.join(', ')}.`,
        remedy: 'Wait until it has ended, then try again.',
      };
    }
  },
};

const novalink: Rule = {
  id: 'novalink-mix',
  types: TYPES.A,
  looks: ['S.novalink', 'T.novalink'],
  severity: 'error',
  about: 'Both servers are managed with NovaLink, or neither is.',
  reason: 'PowerVC does not mix the two ways of managing a server in one move.',
  ground: sourced('powervc'),
  *check({ source, target }) {
    if (source.novalink === target.novalink) return;
    const [one, other] = source.novalink ? [source, target] : [target, source];
    yield {
      on: [spot(target, 'novalink'), spot(source, 'novalink')],
      message: `${one.name} is managed with NovaLink, ${other.name} by its console alone.`,
      remedy: 'Choose a target that is managed in the same way.',
    };
  },
};

export const CONSOLE_PAIR_RULES: readonly Rule[] = [
  levels,
  mixed,
  ivm,
  reachable,
  keys,
  authority,
  busy,
  role,
  novalink,
];
