/** Cells and columns of a table, and quantities as people read them. */
import { NS_PER_MS, NS_PER_S } from '../../../model/units.ts';
import type { Cell, Column, Tone } from '../../../model/world-view.ts';

export const cell = (text: string, tone: Tone = 'quiet'): Cell => ({ text, tone, share: null });
export const bar = (text: string, share: number, tone: Tone = 'quiet'): Cell => ({
  text,
  tone,
  share: Math.min(1, Math.max(0, share)),
});

export const column = (id: string, label: string, kind: Column['kind'] = 'text', minor = false): Column => ({
  id,
  label,
  kind,
  minor,
});

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

/** 291 ms, 9.84 s */
export const time = (ns: number): string =>
  ns < NS_PER_S ? `${Math.round(ns / NS_PER_MS)} ms` : `${Number((ns / NS_PER_S).toFixed(2))} s`;

/** 1.25 Gbit/s, from bytes per second. */
export function bits(bytesPerSecond: number): string {
  const perSecond = bytesPerSecond * 8;
  if (perSecond >= 1e9) return `${Number((perSecond / 1e9).toFixed(2))} Gbit/s`;
  return perSecond >= 1e6
    ? `${Number((perSecond / 1e6).toFixed(1))} Mbit/s`
    : `${Math.round(perSecond / 1e3)} kbit/s`;
}
