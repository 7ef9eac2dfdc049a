/** Firmware: its own least level, and the pairs that understand one another. */
import { firmwarePair, parseFirmware } from '../../objects/firmware.ts';
import { sourced, TYPICAL } from '../ground.ts';
import { type Rule, spot, TYPES } from '../rule.ts';
import { atBothEnds } from './ends.ts';

const FIRST_RELEASE = 340;
const FIRST_SERVICE = 39;

const leastLevel: Rule = {
  id: 'fw-min-level',
  types: TYPES.AIS,
  looks: ['S.firmware', 'T.firmware'],
  severity: 'error',
  about: 'The firmware of both servers is new enough for mobility.',
  reason: 'Older firmware does not know mobility; the least level of each model is in IBM’s tables.',
  ground: sourced('article'),
  *check(c) {
    yield* atBothEnds(c, (system) => {
      const level = parseFirmware(system.firmware);
      if (!level) return null;
      const { release, service } = level;
      const isOld = release < FIRST_RELEASE || (release === FIRST_RELEASE && service < FIRST_SERVICE);
      if (!isOld) return null;
      return {
        on: [spot(system, 'firmware')],
        message: `The firmware of ${system.name}, ${system.firmware}, is older than 340_039, with which the tables begin.`,
        remedy: `Update the firmware of ${system.name}.`,
        ground: TYPICAL,
      };
    });
  },
};

const pair: Rule = {
  id: 'fw-pair-compatible',
  types: TYPES.A,
  looks: ['S.firmware', 'T.firmware'],
  severity: 'error',
  about: 'The firmware of the target understands that of the source.',
  reason: 'The hypervisor’s state of the partition moves along, and its form depends on the firmware.',
  ground: sourced('firmware'),
  *check({ source, target }) {
    const [from, to] = [parseFirmware(source.firmware), parseFirmware(target.firmware)];
    if (!from || !to) return;
    const { verdict, because } = firmwarePair(from, to);
    if (verdict === 'allowed') return;
    const levels = `${source.firmware} on ${source.name}, ${target.firmware} on ${target.name}`;
    yield {
      on: [spot(target, 'firmware'), spot(source, 'firmware')],
      message:
        verdict === 'blocked'
          ? `These firmware levels do not fit (${levels}): ${because}.`
          : `Nobody has listed this pair of firmware levels (${levels}): ${because}.`,
      remedy:
        verdict === 'blocked'
          ? 'Update the firmware of one of the servers to a level that the support matrix allows.'
          : 'Look the pair up in the firmware support matrix before you move.',
      severity: verdict === 'blocked' ? 'error' : 'warning',
    };
  },
};

export const FIRMWARE_RULES: readonly Rule[] = [leastLevel, pair];
