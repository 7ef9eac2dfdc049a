/** Fields of the model (a name, a label, a unit, a range, a default) as controls of some place in a scenario. */
import type { Field as Described } from '../../model/parameters/field.ts';
import type { Scenario } from '../../model/scenario.ts';
import type { FlagField, GroupId, Need, NumberField, Setting } from './field.ts';

/** Where a value stands, by name; undefined where it is left out. */
export interface Place {
  get(scenario: Scenario, name: string): unknown;
  set(scenario: Scenario, name: string, value: unknown): Scenario;
}

export interface Extra {
  id?: string;
  label?: string;
  group: GroupId;
  name?(scenario: Scenario): string | undefined;
  hint?(scenario: Scenario): string;
  needs?(scenario: Scenario): Need | null;
  bits?: true;
  slider?: NonNullable<NumberField['slider']>;
  /** What it is called when it is left out, and what counts then; without it the default counts. */
  absent?: { label: string; otherwise: number };
}

/** Left out is the default, unless it has a name of its own. */
export function fieldAt(place: Place, described: Described, extra: Extra): NumberField | FlagField {
  const { name, label, about, unit, value, certainty, source } = described;
  const { absent, id = name, name: named, ...more } = extra;
  const fallback = absent ? null : described.default;
  const common = {
    id,
    label: more.label ?? label,
    about: () => about,
    ground: () => ({ certainty, source }),
    usual: () => (absent ? null : described.default) as Setting,
    get: (s: Scenario) => (place.get(s, name) ?? fallback) as Setting,
    set: (s: Scenario, to: Setting) => place.set(s, name, to === null ? undefined : to),
    reset: (s: Scenario, original: Scenario) => place.set(s, name, place.get(original, name)),
    ...(named ? { name: named } : {}),
  };
  if (value.kind === 'boolean') return { ...common, kind: 'flag', group: more.group, ...needs(more) };
  if (value.kind !== 'number') throw new Error(`${name} is no number`);
  const zero = value.zero && {
    value: 0,
    label: value.zero,
    otherwise: Number(described.default) || value.max / 100,
  };
  const special = absent ? { value: null, ...absent } : zero || undefined;
  return {
    ...common,
    ...more,
    label: common.label,
    kind: 'number',
    unit,
    value,
    ...(special ? { special } : {}),
  };
}

const needs = ({ needs: own }: Extra) => (own ? { needs: own } : {});
