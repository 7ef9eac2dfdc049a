/** What is wrong with how a scenario's memory is to be brought over. */
import { ERA_IDS } from '../model/parameters/described.ts';
import { checkPolicy } from '../model/parameters/policy-check.ts';
import type { Diagnostic } from '../model/result.ts';
import type { Tuning } from '../model/scenario.ts';
import { outOfRange } from './ranges.ts';

export function untunable(tuning: Tuning): Diagnostic[] {
  const { era, policy } = tuning;
  const eras = ERA_IDS.join(', ');
  return [
    ...(ERA_IDS.includes(era)
      ? []
      : [{ where: 'era', what: `${era} is none that is known.`, fix: `Give one of ${eras}.` }]),
    ...outOfRange([
      ['max-bandwidth', tuning.maxBandwidthBytesPerSecond, { fix: 'Give bytes per second; 0 is unlimited.' }],
      ['downtime-limit', tuning.downtimeLimitMs, { fix: 'Give milliseconds, 0 or more.' }],
      ['post-copy, delay of whoever asks', tuning.postcopyLagNs, { fix: 'Give nanoseconds, 0 or more.' }],
    ]),
    ...(policy ? checkPolicy(policy) : []).map(({ where, what, fix }) => ({
      where: `policy, ${where}`,
      what,
      fix,
    })),
  ];
}
