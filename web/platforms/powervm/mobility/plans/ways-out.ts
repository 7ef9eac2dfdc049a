/** What follows when a move fails or is stopped: back to how it was, or to a state that waits to be recovered. */
import type { Constants } from '../constants.ts';
import { type Need, type PowerStep, step } from '../step.ts';

export interface Ends {
  readonly key: string;
  readonly lpar: string;
  readonly source: string;
  readonly target: string;
  readonly sourceConsole: string;
  readonly targetConsole: string;
}

export const serverNeed = (name: string): Need => ({ kind: 'server', name });
export const consoleNeeds = ({ sourceConsole, targetConsole }: Ends): Need[] =>
  [...new Set([sourceConsole, targetConsole])].map((name) => ({ kind: 'console', name }));

export const allNeeds = (ends: Ends): Need[] => [
  serverNeed(ends.source),
  serverNeed(ends.target),
  ...consoleNeeds(ends),
];

/** The target's part is taken back; where an end does not answer, it stays until somebody recovers the move. */
export const rollBack = (constants: Constants, ends: Ends): PowerStep =>
  step(constants, {
    name: 'Take back what the target had made',
    on: ends.target,
    takes: [['rollBackMs', 1]],
    needs: allNeeds(ends),
    begins: [{ kind: 'turn-back', key: ends.key }],
    ends: [{ kind: 'back', key: ends.key, orphans: false }],
    otherwise: [{ kind: 'fail', key: ends.key }],
  });

export const abort = (constants: Constants, { source, key }: Ends): PowerStep =>
  step(constants, {
    name: 'End the stream',
    on: source,
    takes: [['abortMs', 1]],
    begins: [{ kind: 'turn-back', key }],
  });

/** Nothing can be taken back any more. */
export const stays = (constants: Constants, { source, key }: Ends): PowerStep =>
  step(constants, {
    name: 'Wait to be recovered',
    on: source,
    ends: [{ kind: 'fail', key }],
  });

export const lost = (constants: Constants, { target, lpar, key }: Ends): PowerStep =>
  step(constants, {
    name: `${lpar} ends: a part of its memory does not come any more`,
    on: target,
    ends: [{ kind: 'lose', key }],
  });
