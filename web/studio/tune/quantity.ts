/** Numbers as people read and write them: in a unit that suits their size, and in any other that measures the same. */
import { type Dimension, parseQuantity, UNITS } from '../../model/quantities.ts';
import { bits, count, digits, bytes as inBytes, rate, span } from '../format.ts';
import type { NumberField } from './field.ts';

export interface Amount {
  /** As it stands in the box. */
  text: string;
  unit: string;
}

interface Measure {
  dimension: Dimension;
  /** One of the model's unit, in what the dimension counts in. */
  each: number;
  units: readonly string[];
}

const SIZES = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
const RATES = ['B/s', 'KiB/s', 'MiB/s', 'MB/s', 'GiB/s', 'GB/s'];
const BIT_RATES = ['bit/s', 'kbit/s', 'Mbit/s', 'Gbit/s'];
const TIMES = ['ns', 'µs', 'ms', 's', 'min', 'h'];

const MEASURES: Readonly<Record<string, Measure>> = {
  bytes: { dimension: 'size', each: 1, units: SIZES },
  'bytes/s': { dimension: 'rate', each: 1, units: RATES },
  ns: { dimension: 'time', each: 1, units: TIMES },
  ms: { dimension: 'time', each: 1e6, units: TIMES },
  s: { dimension: 'time', each: 1e9, units: TIMES },
};

type Unit = Pick<NumberField, 'unit' | 'bits'>;

const factorOf = ({ dimension, each }: Measure, unit: string): number => (UNITS[dimension][unit] ?? 1) / each;

/** Of one there is one. */
const oneOf = (unit: string): string =>
  /^\p{L}{3,}s$/u.test(unit)
    ? unit
        .replace(/ies$/, 'y')
        .replace(/sses$/, 'ss')
        .replace(/([^s])s$/, '$1')
    : unit;

const written = (value: number): string => String(Number(value.toPrecision(6)));

/** In the unit that makes it shortest; among equals in the largest. Shares become percent. */
export function amountOf(value: number, { unit, bits }: Unit): Amount {
  const measure = MEASURES[unit];
  if (unit === 'share') return { text: written(value * 100), unit: '%' };
  if (!measure || value <= 0)
    return {
      text: written(value),
      unit: bits
        ? 'Mbit/s'
        : unit === 'bytes'
          ? 'B'
          : value === 1
            ? oneOf(unit)
            : unit.replace('bytes/', 'B/'),
    };
  let best: Amount | null = null;
  for (const name of bits ? BIT_RATES : measure.units) {
    const amount = value / factorOf(measure, name);
    if (best && amount < 1) break;
    const text = written(amount);
    if (!best || text.length <= best.text.length) best = { text, unit: name };
  }
  return best ?? { text: written(value), unit };
}

const SPOKEN: Readonly<Record<string, (value: number) => string>> = {
  bytes: inBytes,
  'bytes/s': rate,
  ns: span,
  ms: (value) => span(value * 1e6),
  s: (value) => span(value * 1e9),
};

/** For reading, not for writing: as the rest of the page says it. */
export function spoken(value: number, field: Unit): string {
  const say = field.bits ? bits : SPOKEN[field.unit];
  if (say && value >= 0) return say(value);
  const { text, unit } = amountOf(value, field);
  const number = Number(text);
  const large = Math.abs(number) >= 1e15 ? number.toExponential(0) : count(number);
  const short = Math.abs(number) >= 1000 ? large : digits(number);
  return unit === '' ? short : `${short}\u00a0${unit}`;
}

export type Read = { ok: true; value: number } | { ok: false; what: string; fix: string };

const PLAIN = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?\s*$/i;

/**
 * @param unit in which a bare number counts
 * @param pageBytes so that pages can be given as memory; 0 where that is not known
 */
export function readAmount(text: string, unit: string, field: Unit, pageBytes = 0): Read {
  // What people copy has thin spaces between thousands.
  const clean = text.replace(/[\u00a0\u202f\u2009]/g, ' ').replace(/(\d) (?=\d{3}\b)/g, '$1');
  const measure = MEASURES[field.unit];
  if (field.unit === 'share') {
    const share = readPlain(clean.replace(/%\s*$/, ''), '%');
    return share.ok ? { ok: true, value: share.value / 100 } : share;
  }
  if (!measure) {
    if (/^pages?$/.test(field.unit) && pageBytes > 0 && /[KMGT]i?B\s*$/.test(clean)) {
      const size = parseQuantity(clean, 'size');
      return size.ok ? { ok: true, value: Math.round(size.value / pageBytes) } : size;
    }
    const named = [field.unit, oneOf(field.unit)].find((each) => each !== '' && clean.trim().endsWith(each));
    return readPlain(named ? clean.trim().slice(0, -named.length) : clean, field.unit);
  }
  const read = parseQuantity(PLAIN.test(clean) ? `${clean} ${unit}` : clean, measure.dimension);
  return read.ok ? { ok: true, value: Number((read.value / measure.each).toPrecision(15)) } : read;
}

const readPlain = (text: string, unit: string): Read =>
  PLAIN.test(text)
    ? { ok: true, value: Number(text) }
    : {
        ok: false,
        what: `“${text.trim().slice(0, 40)}” is no number.`,
        fix: `Write a number${unit && `, in ${unit}`}.`,
      };
