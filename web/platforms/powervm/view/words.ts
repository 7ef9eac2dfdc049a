/** How amounts, states and progress read in the console. */
import type { Cell, StateWord, Tone } from '../../../model/world-view.ts';
import type { LparState } from '../objects/lpar-state.ts';
import type { SystemState } from '../objects/managed-system.ts';

const GIB = 1024;

const trimmed = (value: number, digits: number): string => String(Number(value.toFixed(digits)));

export const gib = (mb: number): string =>
  mb < GIB ? `${Math.round(mb)} MiB` : `${trimmed(mb / GIB, mb % GIB === 0 ? 0 : 1)} GiB`;

export const units = (value: number): string => trimmed(value, 2);

export const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

const BYTES = 2 ** 30;
export const bytesText = (bytes: number): string =>
  bytes < BYTES ? `${Math.round(bytes / 2 ** 20)} MiB` : `${trimmed(bytes / BYTES, 1)} GiB`;

export const secondsText = (ns: number): string => {
  const seconds = Math.round(ns / 1e9);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
};

const SYSTEM_TONES: Partial<Record<SystemState, Tone>> = { Operating: 'good', Error: 'bad', Standby: 'warn' };
export const systemWord = (state: SystemState): StateWord => ({
  word: state,
  tone: SYSTEM_TONES[state] ?? 'warn',
});

const LPAR_TONES: Partial<Record<LparState, Tone>> = {
  Running: 'good',
  'Not Activated': 'quiet',
  Suspended: 'quiet',
  Error: 'bad',
  'Not Available': 'bad',
};
export const lparWord = (state: LparState): StateWord => ({ word: state, tone: LPAR_TONES[state] ?? 'busy' });

export const cell = (text: string, tone: Tone = 'quiet', share: number | null = null): Cell => ({
  text,
  tone,
  share,
});
export const state = ({ word, tone }: StateWord): Cell => cell(word, tone);
/** @param used of `total`; fuller is worse */
export const bar = (used: number, total: number, text: string): Cell => {
  const share = total > 0 ? Math.min(1, Math.max(0, used / total)) : 0;
  return cell(text, share > 0.95 ? 'warn' : 'quiet', share);
};
export const yesNo = (value: boolean): Cell => cell(value ? 'yes' : 'no', value ? 'good' : 'quiet');
