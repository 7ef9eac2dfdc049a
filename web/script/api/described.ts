/** From the model's descriptions of what can be set (name, unit, range, default) to options of a script. */
import type { Described, Kind as ModelKind } from '../../model/parameters/described.ts';
import type { Field as ModelField } from '../../model/parameters/field.ts';
import type { Dimension } from '../../model/quantities.ts';
import type { Era } from '../../model/scenario.ts';
import { type Any, type Field, may } from '../define.ts';
import {
  either,
  FLAG,
  isObject,
  type Kind,
  list,
  misfit,
  number,
  quantity,
  SIZE,
  spoken,
  TEXT,
} from '../kinds.ts';

/** Units of the model that a script may also give as a quantity, and one of each in that quantity's own unit. */
const QUANTITIES: Readonly<Record<string, { dimension: Dimension; each: number }>> = {
  bytes: { dimension: 'size', each: 1 },
  'bytes/s': { dimension: 'rate', each: 1 },
  'MB/s': { dimension: 'rate', each: 2 ** 20 },
  ns: { dimension: 'time', each: 1 },
  ms: { dimension: 'time', each: 1e6 },
  s: { dimension: 'time', each: 1e9 },
};

const isNumber = (raw: unknown): boolean => typeof raw === 'number';

/** A number of pages, or memory that will be counted in the guest's pages. */
export type Pages = { pages: number } | { bytes: number };

export const PAGES: Kind<Pages> = {
  type: 'number | Size | SizeText',
  read(raw, path) {
    if (typeof raw === 'number') {
      const read = number({ min: 0, whole: true }).read(raw, path);
      return read.ok ? { ok: true, value: { pages: read.value } } : read;
    }
    if (typeof raw !== 'string' && !isObject(raw)) {
      return misfit(path, raw, `${spoken(raw)} is no memory.`, "Give pages, or memory as '1 GiB'.");
    }
    const read = SIZE.read(raw, path);
    return read.ok ? { ok: true, value: { bytes: read.value } } : read;
  },
  write: (value) => value,
};

/** The value in the model's own unit, whichever way it was given. */
function kindOf(unit: string, value: ModelKind, era: Era | null): Kind<Any> {
  if (unit === 'pages' || unit === 'page') return PAGES;
  switch (value.kind) {
    case 'number': {
      const plain = number({ min: value.min, max: value.max, whole: value.whole === true });
      const same = QUANTITIES[unit];
      if (!same) return plain;
      const most = Math.min(value.max * same.each, Number.MAX_SAFE_INTEGER);
      const written = quantity(same.dimension, { min: value.min * same.each, max: most });
      return either(plain, scaled(written, same.each), isNumber);
    }
    case 'boolean':
      return FLAG;
    case 'text':
      return TEXT;
    case 'list':
      return list(TEXT);
    case 'choice': {
      const words = era ? (value.of[era] ?? []) : [...new Set(Object.values(value.of).flat())];
      return { ...TEXT, type: words.map((word) => `'${word}'`).join(' | ') || 'string' };
    }
  }
}

/** A quantity in another unit. */
const scaled = (of: Kind<number>, each: number): Kind<number> => ({
  type: of.type,
  read(raw, path) {
    const read = of.read(raw, path);
    return read.ok ? { ok: true, value: Math.round(read.value / each) } : read;
  },
  write: (value) => of.write(value * each),
});

/** An option for each field, none of them needed. */
export const optionsOf = (fields: readonly ModelField[]): Record<string, Field<Any> & { optional: true }> =>
  Object.fromEntries(
    fields.map((each) => [each.name, may(kindOf(each.unit, each.value, null), aboutOf(each, each.default))]),
  );

export const describedOption = (each: Described, preset: unknown): Field<Any> & { optional: true } =>
  may(kindOf(each.unit, each.value, null), aboutOf(each, preset));

function aboutOf({ label, about, unit }: Described, preset: unknown): string {
  const shown =
    typeof preset === 'string'
      ? preset === ''
        ? ''
        : `'${preset}'`
      : preset === undefined
        ? ''
        : JSON.stringify(preset);
  const usual = shown ? ` Default: ${shown}${unit && typeof preset === 'number' ? ` ${unit}` : ''}.` : '';
  return `${label}. ${about}${unit ? ` In ${unit}.` : ''}${usual}`.replace(/\.\./g, '.');
}
