/** Quantities in the sentences of decisions: three digits at most and a unit. */
import { MIB } from '../../model/units.ts';

const digits = (value: number): string => String(Number(value.toPrecision(3)));

/** 95 ms, 1.5 s, 2000 s */
export const milliseconds = (ms: number): string =>
  ms < 1000 ? `${digits(ms)} ms` : `${digits(ms / 1000)} s`;

/** 40.5 MiB */
export const mebibytes = (bytes: number): string => `${digits(bytes / MIB)} MiB`;
