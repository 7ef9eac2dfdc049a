/** On which machine somebody is who types: `x203$` on a machine, `x150#` inside a partition. */
import type { TerminalAnswer } from '../../../model/world-view.ts';
import { serverOf, systemOf, type WparWorld, wparOf } from '../objects/world.ts';
import { runningOn } from '../objects/wpar.ts';

export type Place =
  | { kind: 'system'; name: string }
  | { kind: 'server'; name: string }
  /** Inside a partition, logged in from its host. */
  | { kind: 'wpar'; name: string; from: string };

export const promptOf = ({ kind, name }: Place): string => (kind === 'wpar' ? `${name}#` : `${name}$`);

/** A prompt and what follows it; without one it is the first system. */
export function placeIn(world: WparWorld, line: string): { place: Place | null; command: string } {
  const [, name, mark, rest = ''] = /^\s*([\w.-]+)([$#])(?:\s+(.*))?$/.exec(line) ?? [];
  if (name === undefined) return { place: startIn(world), command: line.trim() };
  return { place: mark === '#' ? insideOf(world, name) : machine(world, name), command: rest.trim() };
}

export function startIn(world: WparWorld): Place | null {
  const [first] = world.systems;
  return first ? { kind: 'system', name: first.name } : null;
}

export const machine = (world: WparWorld, name: string): Place | null =>
  systemOf(world, name) ? { kind: 'system', name } : serverOf(world, name) ? { kind: 'server', name } : null;

export function insideOf(world: WparWorld, name: string): Place | null {
  const wpar = wparOf(world, name);
  const from = wpar && runningOn(wpar);
  return from ? { kind: 'wpar', name, from } : null;
}

export type Answer = Omit<TerminalAnswer, 'place'> & { place?: Place };

type Stream = 'out' | 'err';
const lines = (texts: readonly string[], stream: Stream) => texts.map((text) => ({ text, stream }));

export const said = (...texts: string[]): Answer => ({
  lines: lines(texts, 'out'),
  returnCode: 0,
  call: null,
});
export const failed = (returnCode: number, ...texts: string[]): Answer => ({
  lines: lines(texts, 'err'),
  returnCode,
  call: null,
});
