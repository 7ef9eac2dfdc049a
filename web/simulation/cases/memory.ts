/**
 * Where things lie in the guest's memory. The measured guest's RAM begins with its kernel at 1 MiB, its data
 * area begins at 16 MiB; behind the RAM follow the ROMs (first the 256 KiB of the BIOS) and tables, which
 * migrate too. A guest that replays a trace has the trace's pages at the front and its filled pages behind them;
 * it has no kernel of its own, and what base pages it is given lie in the ROMs, then behind the filled pages.
 */

import { beyondMemory } from '../../model/parameters/workload-read.ts';
import type { PageRange } from '../../model/scenario.ts';
import type { Trace } from '../../model/trace.ts';
import { KIB, MIB } from '../../model/units.ts';
import type { CaseInputs } from './case.ts';
import { DATA_AREA_BYTE, LARGEST_PAGE_BYTES, MAX_PAGES, SMALLEST_PAGE_BYTES } from './fields.ts';

const KERNEL_BYTE = MIB;
const BIOS_BYTES = 256 * KIB;
/** Counted on idle guests: non-zero pages beside the filled ones. */
const MEASURED_BASE_PAGES = 115;

export interface Layout {
  pageBytes: number;
  /** Pages that migrate: RAM, then ROMs and tables. */
  pages: number;
  ramPages: number;
  /** First page of the data area. */
  dataPage: number;
  /** First page that is written. */
  hotPage: number;
  /** Non-zero pages of the kernel, and of ROMs and tables behind the RAM. */
  kernelPages: number;
  romPages: number;
}

/** All sizes must have been checked one by one; `fitMemory` says whether they fit together. */
export function layoutOf({ pattern, numbers }: CaseInputs): Layout {
  const pageBytes = numbers.page_size as number;
  const ramBytes = numbers.ram_bytes as number;
  const pages = (numbers.migratable_ram_bytes ?? ramBytes) / pageBytes;
  const ramPages = ramBytes / pageBytes;
  const romArea = pages - ramPages;
  const dataPage = DATA_AREA_BYTE / pageBytes;
  const replay = pattern === 'trace';
  const kernelArea = replay ? 0 : kernelAreaPages(pageBytes, ramPages);
  const base =
    numbers.base_nonzero_pages ?? (replay ? 0 : Math.min(MEASURED_BASE_PAGES, kernelArea + romArea));
  const romPages = Math.min(base, romArea, replay ? romArea : Math.ceil(BIOS_BYTES / pageBytes));
  return {
    pageBytes,
    pages,
    ramPages,
    dataPage,
    hotPage: numbers.hot_base_page ?? dataPage,
    kernelPages: base - romPages,
    romPages,
  };
}

const kernelAreaPages = (pageBytes: number, ramPages: number) =>
  Math.max(0, Math.min(ramPages, DATA_AREA_BYTE / pageBytes) - Math.ceil(KERNEL_BYTE / pageBytes));

/** Refuses sizes that cannot be together. */
export function fitMemory(inputs: CaseInputs, refuse: (field: string, what: string, fix?: string) => void) {
  const { numbers, pattern } = inputs;
  const pageBytes = numbers.page_size as number;
  const ramBytes = numbers.ram_bytes as number;
  const migratable = numbers.migratable_ram_bytes ?? ramBytes;
  if (
    pageBytes < SMALLEST_PAGE_BYTES ||
    pageBytes > LARGEST_PAGE_BYTES ||
    !Number.isInteger(Math.log2(pageBytes))
  ) {
    refuse('page_size', `${pageBytes} is not a power of two from 4 KiB to 16 MiB.`);
    return;
  }
  for (const [field, bytes] of [
    ['ram_bytes', ramBytes],
    ['migratable_ram_bytes', migratable],
  ] as const) {
    if (bytes % pageBytes !== 0) {
      refuse(field, `${bytes} is not a multiple of the page size, ${pageBytes}.`);
      return;
    }
    if (bytes / pageBytes > MAX_PAGES) {
      refuse(field, `${bytes} bytes are ${bytes / pageBytes} pages.`, `The limit is ${MAX_PAGES} pages.`);
      return;
    }
  }
  if (migratable < ramBytes) {
    refuse('migratable_ram_bytes', `${migratable} is less than ram_bytes, ${ramBytes}.`);
    return;
  }
  const layout = layoutOf(inputs);
  const { ramPages, dataPage, hotPage } = layout;
  const filled = numbers.filled_pages ?? 0;
  if (pattern !== 'trace') {
    const room = Math.max(0, ramPages - dataPage);
    if (filled > room) {
      refuse('filled_pages', `${filled} pages do not fit.`, `From 16 MiB on, the memory has ${room}.`);
    }
    if (layout.kernelPages > kernelAreaPages(pageBytes, ramPages)) {
      refuse(
        'base_nonzero_pages',
        `${numbers.base_nonzero_pages} pages do not fit below 16 MiB and behind the RAM.`,
      );
    }
  }
  if ((numbers.free_pages ?? 0) > layout.pages) {
    refuse('free_pages', `${numbers.free_pages} pages are more than the memory has.`);
  }
  if (inputs.workload) {
    for (const { where = '', what, fix } of beyondMemory(inputs.workload, ramPages, 'workload')) {
      refuse(where, what, fix);
    }
  }
  inputs.contents.forEach(({ range }, i) => {
    if (range.end <= layout.pages) return;
    refuse(`contents[${i}].range`, `It ends at page ${range.end}, the memory at ${layout.pages}.`);
  });
  if (pattern !== 'uniform' && pattern !== 'seq' && pattern !== 'hotcold') return;
  const hot = numbers.hot_pages as number;
  const cold = pattern === 'hotcold' ? (numbers.cold_pages as number) : 0;
  if (hot === 0) refuse('hot_pages', '0 is not possible: there is nothing to write.');
  if (pattern === 'hotcold' && cold === 0) refuse('cold_pages', '0 is not possible with pattern hotcold.');
  if (hotPage + hot > ramPages) {
    refuse('hot_pages', `${hot} pages from page ${hotPage} on reach beyond the memory of ${ramPages} pages.`);
  } else if (hotPage + hot + cold > ramPages) {
    refuse(
      'cold_pages',
      `${cold} pages from page ${hotPage + hot} on reach beyond the memory of ${ramPages} pages.`,
    );
  }
  if ((numbers.burst_off_ticks as number) > 0 && numbers.burst_on_ticks === 0) {
    refuse('burst_on_ticks', '0 would mean that the guest never writes.', 'Use pattern none for that.');
  }
}

/** Ranges that hold data at the start, ascending; a trace adds its own. */
export function filledRanges(inputs: CaseInputs, trace: Trace | null): PageRange[] {
  const layout = layoutOf(inputs);
  const filled = inputs.numbers.filled_pages ?? 0;
  const fillPage = trace ? trace.pages : layout.dataPage;
  const kernelPage = trace ? fillPage + filled : Math.ceil(KERNEL_BYTE / layout.pageBytes);
  const ranges = [
    { first: kernelPage, end: kernelPage + layout.kernelPages },
    { first: fillPage, end: fillPage + filled },
    { first: layout.ramPages, end: layout.ramPages + layout.romPages },
  ];
  return ranges.filter((range) => range.end > range.first).sort((a, b) => a.first - b.first);
}
