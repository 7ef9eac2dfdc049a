/** Reads what a call was given. What does not fit is said with its place, and the call is not made. */
import type { CallValue, ThingName } from '../../../model/call.ts';
import { type Dimension, parseQuantity } from '../../../model/quantities.ts';
import type { Diagnostic } from '../../../model/result.ts';

/** Thrown by what reads, caught by whoever made it read. */
export class Misfit extends Error {
  readonly diagnostic: Diagnostic;

  constructor(where: string, what: string, fix: string) {
    super(what);
    this.diagnostic = { where, what, fix };
  }
}

const isFields = (value: CallValue | undefined): value is { readonly [field: string]: CallValue } =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !('$ref' in value);

const isThing = (value: CallValue | undefined): value is ThingName =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && '$ref' in value;

export const namesIn = (text: string): string[] => text.split(/[\s,:]+/).filter((name) => name !== '');

/** One value with its place. Null and nothing at all are the same: it was left out. */
export class Taken {
  readonly value: CallValue | undefined;
  readonly where: string;

  constructor(value: CallValue | undefined, where: string) {
    this.value = value === null ? undefined : value;
    this.where = where;
  }

  get there(): boolean {
    return this.value !== undefined;
  }

  #misfit(wanted: string): never {
    throw new Misfit(this.where, this.there ? `It takes ${wanted}.` : 'It is missing.', `Give ${wanted}.`);
  }

  /** Null where it was left out. */
  or<T>(read: (value: Taken) => T): T | undefined {
    return this.there ? read(this) : undefined;
  }

  get text(): string {
    return typeof this.value === 'string' ? this.value : this.#misfit('a text');
  }
  get flag(): boolean {
    return typeof this.value === 'boolean' ? this.value : this.#misfit('true or false');
  }
  get number(): number {
    return typeof this.value === 'number' && Number.isFinite(this.value)
      ? this.value
      : this.#misfit('a number');
  }
  /** A list, or names one after the other. */
  get texts(): string[] {
    const { value } = this;
    return typeof value === 'string' ? namesIn(value) : this.each((each) => each.text);
  }
  /** Bytes. */
  get size(): number {
    return this.#quantity('size');
  }
  get timeNs(): number {
    return this.#quantity('time');
  }
  get timeMs(): number {
    return this.#quantity('time') / 1e6;
  }
  /** Octal digits. */
  get mode(): number {
    const { text } = this;
    return /^[0-7]{1,4}$/.test(text) ? Number.parseInt(text, 8) : this.#misfit('octal digits, as 755');
  }

  /** A name of one of these things; a name alone will do. */
  name(...kinds: string[]): string {
    const { value } = this;
    if (typeof value === 'string') return value;
    return isThing(value) && kinds.includes(value.$ref)
      ? value.name
      : this.#misfit(`a ${kinds.join(' or ')}`);
  }

  word<T extends string>(...words: readonly T[]): T {
    return words.find((each) => each === this.value) ?? this.#misfit(`one of: ${words.join(', ')}`);
  }

  each<T>(read: (value: Taken) => T): T[] {
    const { value } = this;
    if (!Array.isArray(value)) return this.#misfit('a list');
    return (value as readonly CallValue[]).map((each, i) => read(new Taken(each, `${this.where}.${i}`)));
  }

  /** A field of options; all of them are left out where the options are. */
  at(field: string): Taken {
    const { value } = this;
    if (value === undefined) return new Taken(undefined, `${this.where}.${field}`);
    if (!isFields(value)) return this.#misfit('options');
    return new Taken(Object.hasOwn(value, field) ? value[field] : undefined, `${this.where}.${field}`);
  }

  get fields(): [name: string, Taken][] {
    const { value } = this;
    if (value === undefined) return [];
    if (!isFields(value)) return this.#misfit('options');
    return Object.entries(value).map(([name, each]) => [name, new Taken(each, `${this.where}.${name}`)]);
  }

  /** A number is in the unit that the code counts in. */
  #quantity(dimension: Dimension): number {
    const { value } = this;
    if (typeof value === 'number') return value;
    if (typeof value !== 'string')
      return this.#misfit(dimension === 'size' ? "a size, as '8 GiB'" : "a time, as '15 s'");
    const parsed = parseQuantity(value, dimension);
    if (!parsed.ok) throw new Misfit(this.where, parsed.what, parsed.fix);
    return parsed.value;
  }
}
