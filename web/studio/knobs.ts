/** The knobs of a script as controls: what they hold as a number in the model's unit, and back as the text they take. */
import { type Dimension, parseQuantity } from '../model/quantities.ts';
import type { Knob } from '../model/script.ts';
import type { NumberField } from './tune/field.ts';

const UNITS: Readonly<Record<Dimension, { unit: string; base: string }>> = {
  size: { unit: 'bytes', base: 'B' },
  rate: { unit: 'bytes/s', base: 'B/s' },
  time: { unit: 'ns', base: 'ns' },
};

/** A rate is spoken in bits where its script does: a link's is, not that of a guest's writes. */
const IN_BITS = /bit/i;

const dimensionOf = ({ kind }: Knob): Dimension | null =>
  kind === 'size' || kind === 'rate' || kind === 'time' ? kind : null;

export function numberOf(knob: Knob, text: string): number {
  const dimension = dimensionOf(knob);
  if (!dimension) return Number(text);
  const read = parseQuantity(text, dimension);
  return read.ok ? read.value : 0;
}

export function textOf(knob: Knob, value: number): string {
  const dimension = dimensionOf(knob);
  return dimension ? `${value} ${UNITS[dimension].base}` : `${value}`;
}

/** Null: it holds no number. */
export function fieldOfKnob(knob: Knob): NumberField | null {
  if (knob.kind === 'flag' || knob.kind === 'choice') return null;
  const dimension = dimensionOf(knob);
  const [min, max] = [knob.min, knob.max].map((text) => (text === undefined ? null : numberOf(knob, text)));
  const usual = numberOf(knob, knob.default);
  const value = {
    kind: 'number' as const,
    min: min ?? 0,
    max: max ?? Number.MAX_SAFE_INTEGER,
    ...(dimension !== 'rate' && Number.isInteger(usual) ? { whole: true as const } : {}),
  };
  const nothing = () => {
    throw new Error('A knob is turned by its script.');
  };
  return {
    kind: 'number',
    id: knob.name,
    label: knob.name,
    group: 'first',
    about: () => knob.about,
    get: nothing,
    set: nothing,
    reset: nothing,
    unit: dimension ? UNITS[dimension].unit : '',
    ...(dimension === 'rate' && IN_BITS.test(knob.default) ? { bits: true as const } : {}),
    value,
    ...(min != null && max != null && max > min
      ? { slider: { min, max, scale: min > 0 && max / min >= 20 ? ('log' as const) : ('linear' as const) } }
      : {}),
  };
}
