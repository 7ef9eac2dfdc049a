/**
 * A world that notices which values are read. A rule that found nothing has not passed if it looked at a value that
 * nobody has seen: a default stood in for it.
 */
import { knows } from '../objects/known.ts';
import type { PowerObject, PowerWorld } from '../objects/world.ts';
import type { Spot } from './rule.ts';

export interface Tracked {
  world: PowerWorld;
  /** Reads of unseen values since the last call. */
  reads(): Spot[];
}

const NONE: Spot[] = [];
const knowsAll = ({ unknown }: PowerObject): boolean => !unknown;

export function tracked(world: PowerWorld): Tracked {
  const { consoles, systems, vioses, lpars } = world;
  // Most worlds were described.
  if ([consoles, systems, vioses, lpars].every((all: readonly PowerObject[]) => all.every(knowsAll)))
    return { world, reads: () => NONE };
  const spots = new Map<string, Spot>();
  const watched = <T extends PowerObject>(object: T): T => {
    // What was described knows everything of itself.
    if (!object.unknown) return object;
    return new Proxy(object, {
      get(target, key) {
        if (typeof key === 'string' && !knows(target, key))
          spots.set(`${target.kind} ${'system' in target ? target.system : ''} ${target.name} ${key}`, {
            object: target,
            key,
          });
        return Reflect.get(target, key);
      },
    });
  };
  return {
    world: {
      ...world,
      consoles: world.consoles.map(watched),
      systems: world.systems.map(watched),
      vioses: world.vioses.map(watched),
      lpars: world.lpars.map(watched),
    },
    reads() {
      const all = [...spots.values()];
      spots.clear();
      return all;
    },
  };
}
