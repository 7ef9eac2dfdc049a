/** What a script has in its hands when it holds a size, a rate or a time; and the helpers that make one from a number. */
import { type Dimension, UNITS } from '../../model/quantities.ts';

export interface QuantityClass {
  name: string;
  about: string;
  /** The unit of `valueOf`, by which quantities compare with < and >. */
  base: string;
  /** Properties: the same quantity as a number, in that unit. */
  as: Readonly<Record<string, string>>;
}

export const QUANTITY_CLASSES: Readonly<Record<Dimension, QuantityClass>> = {
  time: {
    name: 'Duration',
    about: 'A span of virtual time. Compares with < and >, and prints as `283 ms`.',
    base: 'ns',
    as: { ns: 'ns', ms: 'ms', seconds: 's', minutes: 'min' },
  },
  size: {
    name: 'Size',
    about: 'An amount of memory or data. Compares with < and >, and prints as `64 GiB`.',
    base: 'bytes',
    as: { bytes: 'B', KiB: 'KiB', MiB: 'MiB', GiB: 'GiB' },
  },
  rate: {
    name: 'Rate',
    about: 'Data per time. Compares with < and >, and prints as `10 Gbit/s`.',
    base: 'bytes per second',
    as: { bytesPerSecond: 'B/s', MiBps: 'MiB/s', Mbitps: 'Mbit/s', Gbitps: 'Gbit/s' },
  },
};

/** `ms(300)` is `'300 ms'`, for numbers that are computed. */
export const HELPERS: Readonly<Record<string, { dimension: Dimension; unit: string }>> = {
  ns: { dimension: 'time', unit: 'ns' },
  ms: { dimension: 'time', unit: 'ms' },
  seconds: { dimension: 'time', unit: 's' },
  minutes: { dimension: 'time', unit: 'min' },
  KiB: { dimension: 'size', unit: 'KiB' },
  MiB: { dimension: 'size', unit: 'MiB' },
  GiB: { dimension: 'size', unit: 'GiB' },
  TiB: { dimension: 'size', unit: 'TiB' },
  Mbit: { dimension: 'rate', unit: 'Mbit/s' },
  Gbit: { dimension: 'rate', unit: 'Gbit/s' },
  MiBps: { dimension: 'rate', unit: 'MiB/s' },
};

export const factorOf = (dimension: Dimension, unit: string): number => UNITS[dimension][unit] ?? 1;
