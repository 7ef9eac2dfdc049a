/** Something that can be set and is the same in every era: of the link, the guest's writes, its contents. */
import type { Described, Provenance, Value } from './described.ts';

export interface Field extends Described, Provenance {
  default: Value;
}

export const EXAMPLE = 'an example to start from';

type Row = [
  name: string,
  label: string,
  unit: string,
  value: Field['value'],
  preset: Value,
  about: string,
  provenance?: Partial<Provenance>,
];

/** Values without another word are typical ones, to be changed. */
export const fields = (...rows: Row[]): Field[] =>
  rows.map(([name, label, unit, value, preset, about, provenance]) => ({
    name,
    label,
    about,
    unit,
    value,
    default: preset,
    certainty: 'typical',
    source: EXAMPLE,
    ...provenance,
  }));
