/** PowerVM's world as a script lays it out: descriptions that grow, and the world that they make so far. */

import type { Diagnostic, Result } from '../../../model/result.ts';
import {
  CONSTANT_FIELDS,
  type Constants,
  USUAL_CONSTANTS,
} from '../../../platforms/powervm/mobility/constants.ts';
import { describeWorld } from '../../../platforms/powervm/objects/describe.ts';
import type { WorldDescription } from '../../../platforms/powervm/objects/description.ts';
import { EMPTY_WORLD, type PowerWorld } from '../../../platforms/powervm/objects/world.ts';
import { didYouMean } from '../../../script/nearest.ts';

const EMPTY: WorldDescription = { consoles: [], systems: [], vioses: [], lpars: [], luns: [] };

/** With so many partitions a world is looked at as a whole alone, when time begins. */
const LOOKED_AT_EACH = 100;

export class LaidWorld {
  constants: Constants = USUAL_CONSTANTS;
  #description: WorldDescription = EMPTY;
  #made: Result<PowerWorld> | null = null;

  get description(): WorldDescription {
    return this.#description;
  }

  get world(): PowerWorld {
    const made = this.made;
    return made.ok ? made.value : EMPTY_WORLD;
  }

  get made(): Result<PowerWorld> {
    this.#made ??= describeWorld(this.#description);
    return this.#made;
  }

  /** Adds to one of its lists; nothing is added where that cannot be. */
  add<K extends 'consoles' | 'systems' | 'vioses' | 'lpars' | 'luns'>(
    list: K,
    described: NonNullable<WorldDescription[K]>[number],
  ): Diagnostic[] {
    const before = this.#description;
    const all = [...(before[list] ?? []), described];
    this.#description = { ...before, [list]: all };
    this.#made = null;
    if ((this.#description.lpars?.length ?? 0) > LOOKED_AT_EACH) return [];
    const made = this.made;
    if (made.ok) return [];
    this.#description = before;
    this.#made = null;
    return made.diagnostics;
  }

  /** Times and rates by name; what is unknown or out of its range is said, and changes nothing. */
  setConstants(values: Readonly<Record<string, unknown>>): Diagnostic[] {
    const faults = Object.entries(values).flatMap(([name, value]): Diagnostic[] => {
      const field = CONSTANT_FIELDS.find((each) => each.name === name);
      if (!field) {
        const fix = didYouMean(
          name,
          CONSTANT_FIELDS.map((each) => each.name),
        );
        return [{ where: name, what: `There is no constant ${name}.`, fix }];
      }
      const { value: kind } = field;
      if (kind.kind === 'number' && typeof value === 'number' && value >= kind.min && value <= kind.max)
        return [];
      const range = kind.kind === 'number' ? `Give a number from ${kind.min} to ${kind.max}.` : '';
      return [{ where: name, what: `${String(value)} is not possible.`, fix: range }];
    });
    if (faults.length === 0) this.constants = { ...this.constants, ...(values as Partial<Constants>) };
    return faults;
  }
}
