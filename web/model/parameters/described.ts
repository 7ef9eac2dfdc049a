/**
 * How anything that can be set is described: by its own name, in words for people, with its unit, what it may be,
 * what it is where nobody says otherwise, and how far that can be trusted.
 */
import type { Era } from '../scenario.ts';

/**
 * `sourced`: read in the product's own code or manual. `measured`: taken from real migrations. `typical`: a value
 * from experience or from somebody's report that was not verified; to be shown as such, and to be changed.
 */
export type Certainty = 'sourced' | 'measured' | 'typical';

export interface Provenance {
  certainty: Certainty;
  /** A file, manual or measurement; for `typical` the ground on which it rests. */
  source: string;
}

export const ERA_IDS: readonly Era[] = ['qemu-7.2-tcg', 'qemu-10.2-kvm'];

/** What one has in each era; an era that is missing does not have it. */
export type PerEra<T> = Partial<Record<Era, T>>;

export const inBoth = <T>(value: T): Record<Era, T> => ({ 'qemu-7.2-tcg': value, 'qemu-10.2-kvm': value });
export const in72 = <T>(value: T): PerEra<T> => ({ 'qemu-7.2-tcg': value });
export const in102 = <T>(value: T): PerEra<T> => ({ 'qemu-10.2-kvm': value });

export const erasOf = (defaults: PerEra<unknown>): Era[] =>
  ERA_IDS.filter((era) => Object.hasOwn(defaults, era));

export type Value = number | boolean | string | readonly string[];

/** What a value may be. */
export type Kind = NumberKind | BooleanKind | ChoiceKind | TextKind | ListKind;

export interface NumberKind {
  kind: 'number';
  min: number;
  max: number;
  whole?: true;
  /** A power of two; 0 as well where `min` is 0. */
  powerOfTwo?: true;
  /** What 0 means, where it means something else than none. */
  zero?: string;
}

export interface BooleanKind {
  kind: 'boolean';
}

export interface ChoiceKind {
  kind: 'choice';
  of: PerEra<readonly string[]>;
}

export interface TextKind {
  kind: 'text';
}

/** A list of texts. */
export interface ListKind {
  kind: 'list';
}

export interface Described {
  /** As the product spells it, or as the code calls it. */
  name: string;
  label: string;
  /** What it does, in one or two sentences. */
  about: string;
  /** Empty where there is none. */
  unit: string;
  value: Kind;
}

/** The largest number that is exact everywhere in a run. */
export const LARGEST_EXACT = Number.MAX_SAFE_INTEGER;

export const whole = (min: number, max: number, zero?: string): NumberKind =>
  zero === undefined
    ? { kind: 'number', min, max, whole: true }
    : { kind: 'number', min, max, whole: true, zero };
export const anyNumber = (min: number, max: number, zero?: string): NumberKind =>
  zero === undefined ? { kind: 'number', min, max } : { kind: 'number', min, max, zero };
export const powerOfTwo = (min: number, max: number, zero?: string): NumberKind => ({
  ...whole(min, max, zero),
  powerOfTwo: true,
});
export const YES_OR_NO: BooleanKind = { kind: 'boolean' };
export const oneOf = (...words: string[]): ChoiceKind => ({ kind: 'choice', of: inBoth(words) });
