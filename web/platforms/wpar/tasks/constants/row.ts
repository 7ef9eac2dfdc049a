/** How a constant is written down: where it says nothing else, it is a value of this simulator, to be changed. */
import type { Certainty, NumberKind } from '../../../../model/parameters/described.ts';

export interface Row {
  label: string;
  about: string;
  unit: 'ms' | 'bytes' | 'bytes/s' | '%';
  usual: number;
  value: NumberKind;
  certainty: Certainty;
  source: string;
}

const OWN_VALUE = 'a value of this simulator; none is published';
const LONGEST_MS = 3_600_000;
const MOST_BYTES = 2 ** 40;

const row =
  (unit: Row['unit'], min: number, max: number) =>
  (label: string, usual: number, about = '', certainty: Certainty = 'typical', source = OWN_VALUE): Row => ({
    label,
    about,
    unit,
    usual,
    value: { kind: 'number', min, max },
    certainty,
    source,
  });

export const ms = row('ms', 0, LONGEST_MS);
export const bytes = row('bytes', 0, MOST_BYTES);
export const percent = row('%', 0, 100);
/** 0 would take for ever. */
export const bytesPerSecond = row('bytes/s', 1, MOST_BYTES);
