/**
 * A call of the script API as data: what a person does to a world beyond moving memory. An intervention holds one, a
 * line of script says the same, and both are carried out by the same code.
 */

/** What a call is given; a thing of the world is a `ThingName`, a quantity its text (`64 GiB`). */
export type CallValue =
  | string
  | number
  | boolean
  | null
  | ThingName
  | readonly CallValue[]
  | { readonly [field: string]: CallValue };

/** A thing of the world by the name under which the API knows it. Those that exist once have the name ''. */
export interface ThingName {
  /** Its kind in the API: `Guest`, `Lpar`, `Wpar`. */
  readonly $ref: string;
  readonly name: string;
}

export interface Call {
  readonly on: ThingName;
  readonly verb: string;
  readonly args: readonly CallValue[];
}

export const thingName = (kind: string, name = ''): ThingName => ({ $ref: kind, name });
export const call = (on: ThingName, verb: string, ...args: CallValue[]): Call => ({ on, verb, args });
