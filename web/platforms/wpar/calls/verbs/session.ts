/** What somebody does who is logged in. */
import { dateLoop, INTERRUPT } from '../../session/session.ts';
import type { Verb } from './verb.ts';

export const SESSION_VERBS: Readonly<Record<string, Verb>> = {
  type: (_, session, arg) => ({ kind: 'type', session, line: arg(0).text }),
  every: (_, session, arg) => ({ kind: 'type', session, line: dateLoop(arg(0).timeNs / 1e9) }),
  interrupt: (_, session) => ({ kind: 'type', session, line: INTERRUPT }),
  logout: (_, session) => ({ kind: 'type', session, line: 'exit' }),
};
