/** The memory map in words: a summary, one cell, the hottest region. */
import { type MemoryMap, PAGE_STATES, type PageState } from '../model/frame.ts';
import { bytes, count, percent } from './format.ts';

/** In the order of PAGE_STATES, for people. */
export const STATE_NAMES: readonly string[] = PAGE_STATES.map(
  (state) =>
    (({ dirty: 'dirty again', asked: 'asked for' }) as Partial<Record<PageState, string>>)[state] ?? state,
);
const STATES = PAGE_STATES.length;
const DIRTY = PAGE_STATES.indexOf('dirty');

/** 62 % there, 21 % waiting, 17 % dirty again */
export function summary(map: MemoryMap): string {
  return STATE_NAMES.map((name, i) => ({ name, pages: map.totals[i] ?? 0 }))
    .filter((s) => s.pages > 0)
    .sort((a, b) => b.pages - a.pages)
    .map((s) => `${percent(s.pages / map.totalPages)} ${s.name}`)
    .join(', ');
}

const range = (first: number, last: number): string =>
  first === last ? `page ${count(first)}` : `pages ${count(first)}–${count(last)}`;

/** What is in one cell; empty past the end of memory. */
export function cellText(map: MemoryMap, cell: number): string {
  const parts = STATE_NAMES.map((name, i) => ({ name, pages: map.counts[cell * STATES + i] ?? 0 })).filter(
    (s) => s.pages > 0,
  );
  if (parts.length === 0) return '';
  const first = cell * map.pagesPerCell;
  const last = Math.min(first + map.pagesPerCell, map.totalPages) - 1;
  const what = range(first, last);
  return `${what[0]?.toUpperCase()}${what.slice(1)}: ${parts.map((s) => `${count(s.pages)} ${s.name}`).join(', ')}`;
}

/** What one cell stands for. */
export const scaleText = ({ pagesPerCell }: MemoryMap, pageBytes: number): string =>
  pagesPerCell === 1
    ? `Each square is a page of ${bytes(pageBytes)}`
    : `Each square is ${count(pagesPerCell)} pages of ${bytes(pageBytes)}`;

/** The sixteenth of memory with most pages dirty again; null while none is. */
export function hottest(map: MemoryMap): string | null {
  const regions = 16;
  const perRegion = Math.ceil(map.totalPages / regions);
  const dirty = new Array<number>(regions).fill(0);
  for (let cell = 0; cell < map.cells; cell++) {
    const region = Math.min(regions - 1, Math.floor((cell * map.pagesPerCell) / perRegion));
    dirty[region] = (dirty[region] ?? 0) + (map.counts[cell * STATES + DIRTY] ?? 0);
  }
  const most = Math.max(...dirty);
  if (most === 0) return null;
  const first = dirty.indexOf(most) * perRegion;
  return `${range(first, Math.min(first + perRegion, map.totalPages) - 1)}, ${count(most)} of them dirty again`;
}
