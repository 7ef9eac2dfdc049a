/** Answers to a line in the terminal. */
import type { Call } from '../../../model/call.ts';
import type { RuleFinding } from '../../../model/rule-finding.ts';
import type { TerminalAnswer } from '../../../model/world-view.ts';

const lines = (texts: readonly string[], stream: 'out' | 'err') => texts.map((text) => ({ text, stream }));

export const told = (...texts: string[]): TerminalAnswer => ({
  lines: lines(texts, 'out'),
  returnCode: 0,
  call: null,
});

export const refusedWith = (...texts: string[]): TerminalAnswer => ({
  lines: lines(texts, 'err'),
  returnCode: 1,
  call: null,
});

/** A line that acts; `warnings` do not keep it from that. */
export const acted = (
  call: Call,
  warnings: readonly string[] = [],
  texts: readonly string[] = [],
): TerminalAnswer => ({
  lines: [...lines(warnings, 'err'), ...lines(texts, 'out')],
  returnCode: 0,
  call,
});

/** A finding in one line: what, and what to do. */
export const findingLine = ({ severity, message, remedy }: RuleFinding): string =>
  `${severity}: ${message} ${remedy}`;
