/** What is switched on and set for a move: conditions on it, as data. */
import type { Era } from '../scenario.ts';
import type { Value } from './described.ts';

/** How the stream travels: the scheme of the address that `migrate` is given. */
export type Transport = 'tcp' | 'unix' | 'vsock' | 'exec' | 'fd' | 'rdma' | 'file';
export const TRANSPORTS: readonly Transport[] = ['tcp', 'unix', 'vsock', 'exec', 'fd', 'rdma', 'file'];

/** `file` came with QEMU 8.2. */
export const transportsOf = (era: Era): readonly Transport[] =>
  era === 'qemu-7.2-tcg' ? TRANSPORTS.filter((transport) => transport !== 'file') : TRANSPORTS;

export type Condition =
  | { capability: string; on: boolean }
  | { parameter: string; is: Value }
  | { parameter: string; isNot: Value }
  | { parameter: string; below: string }
  | { transport: readonly Transport[] };

export const on = (capability: string): Condition => ({ capability, on: true });
export const off = (capability: string): Condition => ({ capability, on: false });
export const is = (parameter: string, value: Value): Condition => ({ parameter, is: value });
export const isNot = (parameter: string, value: Value): Condition => ({ parameter, isNot: value });
export const below = (parameter: string, other: string): Condition => ({ parameter, below: other });
export const over = (...transport: Transport[]): Condition => ({ transport });
export const notOver = (...but: Transport[]): Condition => ({
  transport: TRANSPORTS.filter((transport) => !but.includes(transport)),
});

/** What is set; a parameter that the era lacks is undefined. */
export interface Settings {
  has(capability: string): boolean;
  valueOf(parameter: string): Value | undefined;
  transport: Transport;
}

/** A condition on something that the era lacks does not hold. */
export function holds(condition: Condition, settings: Settings): boolean {
  if ('capability' in condition) return settings.has(condition.capability) === condition.on;
  if ('transport' in condition) return condition.transport.includes(settings.transport);
  const value = settings.valueOf(condition.parameter);
  if (value === undefined) return false;
  if ('below' in condition) {
    const other = settings.valueOf(condition.below);
    return typeof value === 'number' && typeof other === 'number' && value < other;
  }
  return 'is' in condition ? equal(value, condition.is) : !equal(value, condition.isNot);
}

const equal = (a: Value, b: Value): boolean =>
  typeof a === 'object' && typeof b === 'object'
    ? a.length === b.length && a.every((item, index) => item === b[index])
    : a === b;

/** `multifd on`, `tls-creds not ""` */
export function inWords(condition: Condition): string {
  if ('capability' in condition) return `${condition.capability} ${condition.on ? 'on' : 'off'}`;
  if ('transport' in condition) return `over ${condition.transport.join(', ')}`;
  if ('below' in condition) return `${condition.parameter} below ${condition.below}`;
  return 'is' in condition
    ? `${condition.parameter} ${JSON.stringify(condition.is)}`
    : `${condition.parameter} not ${JSON.stringify(condition.isNot)}`;
}
