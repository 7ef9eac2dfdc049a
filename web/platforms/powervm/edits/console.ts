/** What can be done to a console at one stroke. */
import { changeConsole } from '../objects/change.ts';
import type { Console } from '../objects/console.ts';
import type { PowerObject } from '../objects/world.ts';
import type { Taken, Verbs } from './verb.ts';

const OTHER: Taken = { name: 'other', is: 'Console' };
const nameOf = (object: unknown): string => (object as PowerObject).name;

export const CONSOLE_VERBS: Verbs<Console> = {
  openWayTo: {
    about: 'Opens ping and ssh to another console.',
    takes: [OTHER],
    apply: (world, { name, reaches }, [other]) =>
      changeConsole(world, name, { reaches: reaches && [...new Set([...reaches, nameOf(other)])] }),
  },
  exchangeKeys: {
    about: 'Exchanges ssh keys with another console.',
    takes: [OTHER],
    apply(world, console, [other]) {
      const partner = other as Console;
      const trusting = (one: Console, to: Console) =>
        one.trusts && { trusts: [...new Set([...one.trusts, to.name])] };
      const there = changeConsole(world, console.name, trusting(console, partner) ?? { trusts: null });
      return changeConsole(there, partner.name, trusting(partner, console) ?? { trusts: null });
    },
  },
};
