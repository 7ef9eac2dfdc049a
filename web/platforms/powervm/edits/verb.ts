/** What a verb that takes no time does to a world, given what it takes (described.ts). */
import type { CallValue } from '../../../model/call.ts';
import type { PowerObject, PowerWorld } from '../objects/world.ts';

/** A number, text or flag as it is, a thing as its object. */
export type Given = number | string | boolean | PowerObject | Readonly<Record<string, CallValue>> | undefined;

/** The world after it, or why it cannot be done, as a sentence. */
export type Deed<T extends PowerObject = PowerObject> = (
  world: PowerWorld,
  object: T,
  given: readonly Given[],
) => PowerWorld | string;
