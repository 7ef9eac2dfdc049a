/** Quantities in words a person reads: three digits, a unit, a thin space between thousands. */
import { GIB, KIB, MIB, NS_PER_MS, NS_PER_S, TIB } from '../model/units.ts';

const THIN = '\u202f';
const NBSP = '\u00a0';

/** Three significant digits, no trailing zeros: 412, 35.1, 9.84. */
export const digits = (value: number, places?: number): string => {
  const size = Math.abs(value);
  return value
    .toFixed(places ?? (size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2))
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
};

/** 12 448 */
export const count = (value: number): string =>
  Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+(?!\d))/g, THIN);

/** 412 MiB, 1.5 GiB. Binary units, from bytes. */
export const bytes = (value: number): string => {
  const units: [number, string][] = [
    [TIB, 'TiB'],
    [GIB, 'GiB'],
    [MIB, 'MiB'],
    [KIB, 'KiB'],
  ];
  for (const [size, name] of units)
    if (value >= size * 0.9995) return `${digits(value / size)}${NBSP}${name}`;
  return `${Math.round(value)}${NBSP}B`;
};

/** 118 MiB/s, from bytes per second. */
export const rate = (bytesPerSecond: number): string => `${bytes(bytesPerSecond)}/s`;

/** 200 Mbit/s, from payload bytes per second; decimal bits, as network speeds are spoken. */
export const bits = (bytesPerSecond: number): string => {
  const perSecond = bytesPerSecond * 8;
  if (perSecond >= 0.9995e9) return `${digits(perSecond / 1e9)}${NBSP}Gbit/s`;
  if (perSecond >= 0.9995e6) return `${digits(perSecond / 1e6)}${NBSP}Mbit/s`;
  return `${digits(perSecond / 1e3)}${NBSP}kbit/s`;
};

/** 291 ms, 9.84 s, 2 min 5 s. From nanoseconds of virtual time. */
export const span = (ns: number): string => {
  if (ns === 0) return `0${NBSP}s`;
  if (ns < NS_PER_MS / 1000) return `${Math.round(ns)}${NBSP}ns`;
  if (ns < NS_PER_MS) return `${digits(ns / 1000)}${NBSP}µs`;
  if (ns < 0.9995 * NS_PER_S) return `${digits(ns / NS_PER_MS)}${NBSP}ms`;
  if (ns < 99.95 * NS_PER_S) return `${digits(ns / NS_PER_S)}${NBSP}s`;
  const whole = Math.round(ns / NS_PER_S);
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  return [h ? `${h}${NBSP}h` : '', m ? `${m}${NBSP}min` : '', s && !h ? `${s}${NBSP}s` : '']
    .filter(Boolean)
    .join(' ');
};

/** A step for marks on a time axis, seconds: the least round one that is not below `seconds`. */
export function timeStep(seconds: number): number {
  for (const step of [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600])
    if (seconds > 0.5 && step >= seconds) return step;
  const power = 10 ** Math.floor(Math.log10(seconds));
  return ([1, 2, 5].find((m) => m * power >= seconds) ?? 10) * power;
}

/** 00:05.900 */
export const clock = (ns: number): string => {
  const total = Math.round(ns / NS_PER_MS);
  const pad = (value: number, width: number) => value.toString().padStart(width, '0');
  const hours = Math.floor(total / 3_600_000);
  return `${hours ? `${hours}:` : ''}${pad(Math.floor(total / 60_000) % 60, 2)}:${pad(Math.floor(total / 1000) % 60, 2)}.${pad(total % 1000, 3)}`;
};

/** A mark on a time axis, `everyNs` from the next: `1.5 s`, and `10:01.5` where seconds alone are too many to be read. */
export function mark(ns: number, everyNs: number): string {
  if (ns < 99.95 * NS_PER_S) return span(Math.round(ns));
  const decimals = everyNs >= NS_PER_S ? 0 : everyNs >= NS_PER_S / 10 ? 1 : 3;
  return clock(ns).slice(0, decimals === 0 ? -4 : decimals - 3 || undefined);
}

/** 87 %, never 100 % before it is whole nor 0 % once it has begun. */
export const percent = (share: number): string => {
  const whole = Math.round(share * 100);
  const honest = share < 1 && whole === 100 ? 99 : share > 0 && whole === 0 ? '< 1' : whole;
  return `${honest}${NBSP}%`;
};
