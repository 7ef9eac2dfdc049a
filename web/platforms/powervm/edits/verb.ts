/**
 * What can be done to the objects of a world at one stroke: the verbs of the script API that take no time of their own,
 * and with which findings are put right. Each says what it takes, so that scripts, forms and people are checked alike.
 */
import type { CallValue } from '../../../model/call.ts';
import type { ThingKind } from '../objects/names.ts';
import type { PowerObject, PowerWorld } from '../objects/world.ts';

export interface Taken {
  readonly name: string;
  readonly is: 'number' | 'text' | 'flag' | 'values' | ThingKind;
  readonly optional?: true;
}

/** A number, text or flag as it is, a thing as its object. */
export type Given = number | string | boolean | PowerObject | Readonly<Record<string, CallValue>> | undefined;

export interface Verb<T extends PowerObject = PowerObject> {
  /** What it does, for people. */
  readonly about: string;
  readonly takes: readonly Taken[];
  /** The world after it, or why it cannot be done, as a sentence. */
  apply(world: PowerWorld, object: T, given: readonly Given[]): PowerWorld | string;
}

export type Verbs<T extends PowerObject> = Readonly<Record<string, Verb<T>>>;

export const number = (name: string): Taken => ({ name, is: 'number' });
export const text = (name: string): Taken => ({ name, is: 'text' });
