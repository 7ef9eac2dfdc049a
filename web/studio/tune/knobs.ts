/** The knobs of a script as controls: what each is now, what it may be, and how that is written for the script. */
import { type Dimension, parseQuantity } from '../../model/quantities.ts';
import type { Diagnostic } from '../../model/result.ts';
import type { Knob, Written } from '../../model/script.ts';
import type { NumberField, Setting } from './field.ts';
import { amountOf, spoken } from './quantity.ts';

const UNITS: Readonly<Record<Dimension, string>> = { size: 'bytes', rate: 'bytes/s', time: 'ns' };

const isQuantity = (kind: Knob['kind']): kind is Dimension => kind in UNITS;

/** In what the model counts in. */
export function valueFrom({ kind }: Knob, written: Written): Setting {
  if (kind === 'flag') return written === 'true';
  if (kind === 'choice') return written;
  if (kind === 'number') return Number(written);
  const read = parseQuantity(written, kind);
  return read.ok ? read.value : 0;
}

const describes = ({ kind }: Knob): Pick<NumberField, 'unit' | 'bits'> =>
  isQuantity(kind)
    ? { unit: UNITS[kind], ...(kind === 'rate' ? { bits: true as const } : {}) }
    : { unit: '' };

/** A number as a box takes it; null for a flag or a choice. */
export function numberOf(knob: Knob): NumberField | null {
  const { kind, name, min, max, about } = knob;
  if (kind === 'flag' || kind === 'choice') return null;
  const [low, high] = [min, max].map((bound) =>
    bound === undefined ? null : Number(valueFrom(knob, bound)),
  );
  const slides = typeof low === 'number' && typeof high === 'number' && high > low;
  const scale = slides && low > 0 && high / low > 20 ? 'log' : 'linear';
  return {
    kind: 'number',
    id: `knob-${name}`,
    label: name,
    group: 'first',
    value: { kind: 'number', min: low ?? -Infinity, max: high ?? Infinity },
    about: () => about,
    get: () => valueFrom(knob, knob.value),
    set: (scenario) => scenario,
    reset: (scenario) => scenario,
    ...describes(knob),
    ...(slides ? { slider: { min: low, max: high, scale } } : {}),
  };
}

/** As the script reads it. */
export function writtenAs(knob: Knob, value: Setting): Written {
  if (!isQuantity(knob.kind) || typeof value !== 'number') return String(value);
  const { text, unit } = amountOf(value, describes(knob));
  return `${text} ${unit}`;
}

/** For reading. */
export function knobText(knob: Knob, written: Written): string {
  const value = valueFrom(knob, written);
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return typeof value === 'number' ? spoken(value, describes(knob)) : String(value);
}

export function knobMisfit(knob: Knob, value: Setting): Diagnostic | null {
  const { min, max } = numberOf(knob)?.value ?? {};
  if (typeof value !== 'number' || min === undefined || max === undefined) return null;
  const asked = spoken(value, describes(knob));
  if (value < min)
    return { what: `${asked} is too small.`, fix: `Give at least ${spoken(min, describes(knob))}.` };
  if (value > max)
    return { what: `${asked} is too large.`, fix: `Give at most ${spoken(max, describes(knob))}.` };
  return null;
}
