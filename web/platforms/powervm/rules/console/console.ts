/** Each server's console: that there is one, that it may manage this server, that it is new enough. */
import type { Console } from '../../objects/console.ts';
import { compareGenerations, type Generation } from '../../objects/generation.ts';
import type { ManagedSystem } from '../../objects/managed-system.ts';
import { compareVersions, isAtLeast, parseVersion } from '../../objects/version.ts';
import type { PowerWorld } from '../../objects/world.ts';
import type { Case } from '../case.ts';
import { type Ground, sourced, TYPICAL } from '../ground.ts';
import { type Fix, fix, type Rule, set, spot, TYPES } from '../rule.ts';

type Managed = readonly [ManagedSystem, Console];

/** Each server with its console, where it has one. */
const managed = ({ source, target, sourceConsole, targetConsole }: Case): Managed[] => [
  ...(sourceConsole ? [[source, sourceConsole] as const] : []),
  ...(targetConsole ? [[target, targetConsole] as const] : []),
];

/** Both consoles, or the one that manages both servers. */
export function* consoles({ sourceConsole, targetConsole }: Case): Iterable<Console> {
  if (sourceConsole) yield sourceConsole;
  if (targetConsole && targetConsole !== sourceConsole) yield targetConsole;
}

export const update = (console: Console, version: string): Fix =>
  fix(`Update ${console.name} to ${version}`, set(console, { version }), [console.name]);

const isHmc = ({ product }: Console) => product === 'HMC';

const handOver = (world: PowerWorld, system: ManagedSystem): Fix | undefined => {
  const hmc = world.consoles.find(isHmc);
  return hmc && fix(`Let ${hmc.name} manage ${system.name}`, set(system, { console: hmc.name }));
};

const present: Rule = {
  id: 'console-present',
  types: TYPES.AIS,
  looks: ['S.console', 'T.console'],
  severity: 'error',
  about: 'Each server has a console.',
  reason: 'It is the console that drives a move.',
  ground: sourced('article'),
  *check({ world, source, target, sourceConsole, targetConsole }) {
    for (const [system, console] of [
      [source, sourceConsole],
      [target, targetConsole],
    ] as const) {
      if (console) continue;
      const way = handOver(world, system);
      yield {
        on: [spot(system, 'console')],
        message: `${system.name} has no console.`,
        remedy: `Connect ${system.name} to a management console.`,
        ...(way && { fix: way }),
      };
    }
  },
};

const kind: Rule = {
  id: 'console-manages-type',
  types: TYPES.AIS,
  looks: ['SC.product', 'TC.product', 'S.form', 'T.form'],
  severity: 'error',
  about: 'The console may manage a server of this kind.',
  reason: 'IVM manages POWER blades, FSM manages Flex servers, HMC manages all of them.',
  ground: sourced('article'),
  *check(c) {
    for (const [system, console] of managed(c)) {
      const { product } = console;
      const fits =
        product === 'HMC' || (product === 'IVM' ? system.form === 'blade' : system.form === 'flex');
      if (fits) continue;
      const way = handOver(c.world, system);
      yield {
        on: [spot(console, 'product'), spot(system, 'form')],
        message:
          product === 'IVM'
            ? `${console.name} is an IVM and manages blades only; ${system.name} (${system.typeModel}) is none.`
            : `${console.name} is an FSM and manages Flex servers only; ${system.name} (${system.typeModel}) is none.`,
        remedy: `Manage ${system.name} with an HMC.`,
        ...(way && { fix: way }),
      };
    }
  },
};

/** The first HMC level for each generation; typical, unverified. */
const FIRST_HMC: readonly (readonly [Generation, string])[] = [
  ['POWER11', '10.3.1060'],
  ['POWER10', '10.1.1010'],
  ['POWER9', '9.1.910'],
  ['POWER8', '8.8.1.0'],
  ['POWER7', '7.7.1.0'],
  ['POWER6', '7.3.2.0'],
];
const IBMI_HMC = '7.7.5';

const least: Rule = {
  id: 'console-min-level',
  types: TYPES.AIS,
  looks: ['SC.version', 'TC.version', 'S.generation', 'T.generation', 'L.env'],
  severity: 'error',
  about: 'The console is new enough for its servers and for the partition.',
  reason: 'What a move can do depends on the level of the console.',
  ground: sourced('article'),
  *check(c) {
    for (const [system, console] of managed(c)) {
      if (!isHmc(console)) continue;
      const first = FIRST_HMC.find(([generation]) => compareGenerations(system.generation, generation) >= 0);
      const needs: [version: string, why: string, ground: Ground, key: 'generation' | 'env'][] = [];
      if (first) needs.push([first[1], `${system.generation} servers`, TYPICAL, 'generation']);
      if (c.lpar.env === 'os400') needs.push([IBMI_HMC, 'moving IBM i', sourced('ibmi'), 'env']);
      for (const [version, why, ground, key] of needs) {
        if (isAtLeast(console.version, version)) continue;
        yield {
          on: [spot(console, 'version'), spot(key === 'env' ? c.lpar : system, key)],
          message: `${console.name} is at ${console.version}; ${why} need ${version} or later.`,
          remedy: `Update ${console.name}.`,
          ground,
          fix: update(console, c.world.settings.newestConsole.HMC),
        };
      }
    }
  },
};

const current: Rule = {
  id: 'console-level-current',
  types: TYPES.AIS,
  looks: ['SC.version', 'TC.version'],
  severity: 'warning',
  about: 'The console is at its newest level.',
  reason: 'Each level removes faults and adds ways to move.',
  ground: sourced('article'),
  *check(c) {
    for (const console of consoles(c)) {
      const newest = c.world.settings.newestConsole[console.product];
      const [have, best] = [parseVersion(console.version), parseVersion(newest)];
      if (!have || !best || compareVersions(have, best) >= 0) continue;
      yield {
        on: [spot(console, 'version')],
        message: `${console.name} is at ${console.version}; the newest level that is known here is ${newest}.`,
        remedy: `Update ${console.name} when you can.`,
        fix: update(console, newest),
      };
    }
  },
};

export const CONSOLE_RULES: readonly Rule[] = [present, kind, least, current];
