/** A sentence as the page shows it: a headline, and text of which some words are strong. */
import { span } from './format.ts';

export interface Part {
  text: string;
  strong: boolean;
}

export interface Sentence {
  /** Changes with the phase, not with the numbers: what is announced once. */
  key: string;
  headline: string;
  parts: Part[];
}

/** @param text what stands between asterisks is strong */
export type Say = (key: string, headline: string, text: string) => Sentence;

/** Marked text as parts. */
export const words = (text: string): Part[] =>
  text
    .split('*')
    .map((piece, i) => ({ text: piece, strong: i % 2 === 1 }))
    .filter((part) => part.text !== '');

export const plain = (sentence: Sentence): string =>
  `${sentence.headline}. ${sentence.parts.map((p) => p.text).join('')}`;

/** A forecast deserves two digits, not four. */
export const about = (ns: number): string => {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(ns, 1))) - 1);
  return span(Math.round(ns / step) * step);
};

export const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);
