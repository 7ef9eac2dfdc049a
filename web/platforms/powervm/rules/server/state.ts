/** What the servers are doing. */
import type { SystemState } from '../../objects/managed-system.ts';
import { implied, sourced } from '../ground.ts';
import { act, fix, type Rule, set, spot, TYPES } from '../rule.ts';
import { abbreviation, atBothEnds, type End, forBothEnds, letter } from './ends.ts';

/** A server in one of these can be brought back; in the others it has to be repaired. */
const RECOVERABLE: readonly SystemState[] = ['Standby', 'Initializing', 'Power Off', 'No Connection'];
const FAILED: readonly SystemState[] = ['Error', 'Incomplete', 'Recovery'];

const operating = (end: End): Rule => ({
  id: `${abbreviation(end)}-operating`,
  types: TYPES.AIS,
  looks: [`${letter(end)}.state`],
  severity: 'error',
  about: `The ${end} is operating and connected to its console.`,
  reason: 'The console talks to both servers throughout the move, which implies that both can be reached.',
  ground: implied('validation'),
  *check(c) {
    const { name, state } = c[end];
    if (state === 'Operating') return;
    const canReturn = RECOVERABLE.includes(state);
    yield {
      on: [spot(c[end], 'state')],
      message: `${name} is in state ${state}.`,
      remedy: canReturn
        ? `Power ${name} on, or restore its connection to the console.`
        : `Repair ${name} first; its console says what is wrong with it.`,
      ...(canReturn && {
        fix: fix(`Power on and connect ${name}`, act(c[end], 'powerOn')),
      }),
    };
  },
});

const notFailed: Rule = {
  id: 'src-not-failed',
  types: TYPES.AIS,
  looks: ['S.state'],
  severity: 'error',
  about: 'The source has not failed.',
  reason: 'Partitions cannot be moved off a server that has failed: mobility is for planned moves.',
  ground: sourced('article'),
  *check({ source }) {
    if (!FAILED.includes(source.state)) return;
    yield {
      on: [spot(source, 'state')],
      message: `${source.name} has failed (${source.state}).`,
      remedy: 'Use what you have for failures: a cluster, remote restart, a backup.',
    };
  },
};

const other: Rule = {
  id: 'tgt-not-source',
  types: TYPES.AIS,
  looks: ['T.name'],
  severity: 'error',
  about: 'The target is another server than the source.',
  reason: 'A move needs two servers.',
  ground: sourced('ivm'),
  *check({ source, target, lpar }) {
    if (target.name !== source.name) return;
    yield {
      on: [spot(target, 'name')],
      message: `${lpar.name} is on ${target.name} already.`,
      remedy: 'Choose another target.',
    };
  },
};

const optimizer: Rule = {
  id: 'tgt-dpo-running',
  types: TYPES.AIS,
  looks: ['T.dpoRunning'],
  severity: 'error',
  about: 'No dynamic platform optimizer is at work on the target.',
  reason: 'The optimizer shifts memory and processors while it works.',
  ground: sourced('servers'),
  *check({ target }) {
    if (!target.dpoRunning) return;
    yield {
      on: [spot(target, 'dpoRunning')],
      message: `The dynamic platform optimizer is at work on ${target.name}.`,
      remedy: `Wait until it has ended, or stop it (optmem -m ${target.name} -o stop).`,
      fix: fix(`Stop the optimizer on ${target.name}`, set(target, { dpoRunning: false })),
    };
  },
};

const battery: Rule = {
  id: 'on-battery',
  types: TYPES.A,
  looks: ['S.onBattery', 'T.onBattery'],
  severity: 'error',
  about: 'Neither server runs on battery power.',
  reason: 'A server on battery may go down during the move.',
  ground: sourced('handbook'),
  *check(c) {
    yield* atBothEnds(c, (system) =>
      system.onBattery
        ? {
            on: [spot(system, 'onBattery')],
            message: `${system.name} runs on battery power.`,
            remedy: 'Wait until mains power is back.',
          }
        : null,
    );
  },
};

const clocks: Rule = {
  id: 'tod-synchronised',
  types: TYPES.A,
  looks: ['S.clockOffsetS', 'T.clockOffsetS'],
  severity: 'warning',
  about: 'Both servers have the same time of day.',
  reason: 'The partition sees its clock jump by the difference.',
  ground: sourced('handbook'),
  *check({ source, target, world }) {
    const { clockToleranceS } = world.settings;
    const apartS = Math.abs(source.clockOffsetS - target.clockOffsetS);
    if (apartS <= clockToleranceS) return;
    yield {
      on: [spot(target, 'clockOffsetS'), spot(source, 'clockOffsetS')],
      message: `The clocks of ${source.name} and ${target.name} are ${apartS} s apart.`,
      remedy: 'Set the time of day, or give both servers a time reference partition.',
      fix: fix(`Set the clock of ${target.name}`, set(target, { clockOffsetS: source.clockOffsetS })),
    };
  },
};

export const SERVER_STATE_RULES: readonly Rule[] = [
  ...forBothEnds(operating),
  notFailed,
  other,
  optimizer,
  battery,
  clocks,
];
