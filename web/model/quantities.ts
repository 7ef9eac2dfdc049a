/**
 * Sizes, rates and times as people write them: `64 GiB`, `10 Gbit/s`, `300 ms`. Inside they are bytes, bytes per second
 * and nanoseconds. A unit of the wrong kind is refused, with what was probably meant.
 */

export type Dimension = 'size' | 'rate' | 'time';

const KI = 1024;

/** Each unit in the unit that the code counts in. The most usual one of each letter stands last. */
export const UNITS: Readonly<Record<Dimension, Readonly<Record<string, number>>>> = {
  size: {
    B: 1,
    kB: 1e3,
    KiB: KI,
    MB: 1e6,
    MiB: KI ** 2,
    GB: 1e9,
    GiB: KI ** 3,
    TB: 1e12,
    TiB: KI ** 4,
  },
  rate: {
    'B/s': 1,
    'kB/s': 1e3,
    'MB/s': 1e6,
    'GB/s': 1e9,
    'KiB/s': KI,
    'MiB/s': KI ** 2,
    'GiB/s': KI ** 3,
    'bit/s': 1 / 8,
    'kbit/s': 1e3 / 8,
    'Mbit/s': 1e6 / 8,
    'Gbit/s': 1e9 / 8,
  },
  time: { ns: 1, us: 1e3, µs: 1e3, ms: 1e6, s: 1e9, min: 60e9, h: 3600e9 },
};

export const A_DIMENSION: Readonly<Record<Dimension, string>> = {
  size: 'a size',
  rate: 'a rate',
  time: 'a time',
};

export const EXAMPLE: Readonly<Record<Dimension, string>> = {
  size: '64 GiB',
  rate: '10 Gbit/s',
  time: '300 ms',
};

export type Parsed = { ok: true; value: number } | { ok: false; what: string; fix: string };

const QUANTITY = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?)\s*([^\s\d].*?)?\s*$/i;

/** What people write for a unit, in lower case. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  sec: 's',
  secs: 's',
  second: 's',
  seconds: 's',
  msec: 'ms',
  milliseconds: 'ms',
  m: 'min',
  mins: 'min',
  minute: 'min',
  minutes: 'min',
  hour: 'h',
  hours: 'h',
  bytes: 'B',
  byte: 'B',
  bps: 'bit/s',
};

/** @param text `300 ms` */
export function parseQuantity(text: string, dimension: Dimension): Parsed {
  const match = QUANTITY.exec(text);
  const shown = `'${text.slice(0, 40)}'`;
  if (!match) {
    return {
      ok: false,
      what: `${shown} is not ${A_DIMENSION[dimension]}.`,
      fix: `Write it as '${EXAMPLE[dimension]}'.`,
    };
  }
  const amount = Number(match[1]);
  const unit = match[2] ?? '';
  const factor = Object.hasOwn(UNITS[dimension], unit) ? UNITS[dimension][unit] : undefined;
  if (factor === undefined) return { ok: false, ...wrongUnit(shown, match[1] ?? '', unit, dimension) };
  const value = amount * factor;
  if (!Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER) {
    return { ok: false, what: `${shown} is too large.`, fix: `Write it as '${EXAMPLE[dimension]}'.` };
  }
  return { ok: true, value: dimension === 'rate' ? value : Math.round(value) };
}

function wrongUnit(shown: string, amount: string, unit: string, dimension: Dimension) {
  const meant = `${amount} ${nearest(unit, dimension)}`;
  if (unit === '') {
    return { what: `${shown} has no unit.`, fix: `Write ${A_DIMENSION[dimension]}: '${meant}'.` };
  }
  const other = (Object.keys(UNITS) as Dimension[]).find((each) => Object.hasOwn(UNITS[each], unit));
  if (other) {
    return {
      what: `${shown} is ${A_DIMENSION[other]}, and ${A_DIMENSION[dimension]} is wanted.`,
      fix: `Did you mean '${meant}'?`,
    };
  }
  return { what: `There is no unit '${unit.slice(0, 20)}'.`, fix: `Did you mean '${meant}'?` };
}

/** The unit of this dimension that was probably meant: the same but for case, another name, or the same letter. */
function nearest(unit: string, dimension: Dimension): string {
  const units = Object.keys(UNITS[dimension]);
  const low = unit.toLowerCase();
  const same = units.findLast((each) => each.toLowerCase() === low);
  if (same) return same;
  const other = OTHER_NAMES[low];
  if (other && units.includes(other)) return other;
  const letter = /^[kmgt]/.exec(low)?.[0];
  const alike = letter && units.findLast((each) => each.length > 1 && each.toLowerCase().startsWith(letter));
  if (dimension !== 'time' && alike) return alike;
  return { size: 'GiB', rate: 'Gbit/s', time: 's' }[dimension];
}

/**
 * In the unit that gives the shortest number from 1 on, three digits or more: `283 ms`, `1.25 Gbit/s`.
 * @param more digits than that, to tell it from one that is nearly the same
 */
export function showQuantity(value: number, dimension: Dimension, more = 0): string {
  const preferred = PREFERRED[dimension];
  const unit = preferred.find((each) => Math.abs(value) >= (UNITS[dimension][each] ?? 1)) ?? preferred.at(-1);
  return `${showNumber(value / (UNITS[dimension][unit as string] ?? 1), more)} ${unit}`;
}

/**
 * Three digits, and all before the point: `0.3`, `14.2`, `12448`. A count is never rounded.
 * @param more digits than that
 */
export function showNumber(value: number, more = 0): string {
  if (Number.isInteger(value) || !Number.isFinite(value)) return `${value}`;
  const whole = Math.trunc(Math.abs(value)).toString().length;
  return `${Number(value.toPrecision(Math.min(Math.max(whole, 3) + more, 21)))}`;
}

const PREFERRED: Readonly<Record<Dimension, readonly string[]>> = {
  size: ['TiB', 'GiB', 'MiB', 'KiB', 'B'],
  rate: ['Gbit/s', 'Mbit/s', 'kbit/s', 'bit/s'],
  time: ['min', 's', 'ms', 'µs', 'ns'],
};
