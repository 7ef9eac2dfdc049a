/** What can be done to a console at one stroke. */
import { changeConsole } from '../objects/change.ts';
import type { Console } from '../objects/console.ts';
import type { PowerObject } from '../objects/world.ts';
import type { DESCRIBED } from './described.ts';
import type { Deed } from './verb.ts';

const nameOf = (object: unknown): string => (object as PowerObject).name;

type Deeds = Readonly<Record<Exclude<keyof typeof DESCRIBED.Console, 'set'>, Deed<Console>>>;

export const CONSOLE_VERBS: Deeds = {
  openWayTo: (world, { name, reaches }, [other]) =>
    changeConsole(world, name, { reaches: reaches && [...new Set([...reaches, nameOf(other)])] }),
  exchangeKeys(world, console, [other]) {
    const partner = other as Console;
    const trusting = (one: Console, to: Console) =>
      one.trusts && { trusts: [...new Set([...one.trusts, to.name])] };
    const there = changeConsole(world, console.name, trusting(console, partner) ?? { trusts: null });
    return changeConsole(there, partner.name, trusting(partner, console) ?? { trusts: null });
  },
};
