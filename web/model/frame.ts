/**
 * What the page asks for once per animation frame, and what it gets: the memory map at the cursor.
 * Everything else on screen follows from the recording alone.
 */
import type { VirtualNs } from './units.ts';

/**
 * The states of a page on the map, in the order of their counts in a cell. `asked`: in post-copy the destination ran
 * into it while it was missing and asked for it; it stays so when it has come.
 */
export const PAGE_STATES = ['there', 'dirty', 'waiting', 'zero', 'asked'] as const;
export type PageState = (typeof PAGE_STATES)[number];

export interface MapRequest {
  partition: string;
  /** How many cells to divide the memory into; each cell is a contiguous run of pages. */
  cells: number;
}

export interface MemoryMap {
  partition: string;
  totalPages: number;
  pagesPerCell: number;
  cells: number;
  /** `cells × PAGE_STATES.length` page counts. A cell past the end of memory has only zeros. */
  counts: Uint32Array;
  /** Totals per state, pages. */
  totals: number[];
  /** The page that goes next, or -1 when nothing is being sent. */
  cursorPage: number;
}

export interface Frame {
  at: VirtualNs;
  map: MemoryMap | null;
}
