/** What a verb makes of its arguments. */
import type { WparWorld } from '../../objects/world.ts';
import type { Request } from '../../tasks/request.ts';
import type { Doing } from '../doing.ts';
import type { Taken } from '../take.ts';

/** @param name of the thing that does it */
export type Verb = (world: WparWorld, name: string, arg: (i: number) => Taken) => Doing;

/** Who asks, and whether it was said twice: options that every request has. */
export const commonFrom = (options: Taken): Pick<Request, 'by' | 'confirmed'> => ({
  ...(options.at('by').there ? { by: options.at('by').word('console', 'shell', 'script') } : {}),
  ...(options.at('confirmed').there ? { confirmed: options.at('confirmed').flag } : {}),
});
