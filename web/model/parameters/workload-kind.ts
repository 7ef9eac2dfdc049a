/** What a workload is described by, and the fields that most have. Page numbers are guest page frames. */
import { anyNumber, whole } from './described.ts';
import { type Field, fields } from './field.ts';

export interface WorkloadKind {
  kind: string;
  label: string;
  about: string;
  /** Distinct pages written within t seconds of a clean log, as a formula for people. */
  curve: string;
  fields: readonly Field[];
  /** A list of rows of one form: the property that holds it, and the fields of each row. */
  rows?: { name: string; label: string; min: number; max: number; fields: readonly Field[] };
  /** Other workloads that it is put together from: the property that holds one of them, or a list. */
  holds?: { name: string; many: boolean; about: string };
}

/** 1 TiB of pages of 4 KiB. */
export const MOST_PAGES = 2 ** 28;
export const MOST_PER_SECOND = 1e12;

export const [firstPage, pages, writesPerSecond] = fields(
  ['firstPage', 'First page', 'page', whole(0, MOST_PAGES - 1), 4096, 'Where the written pages begin.'],
  ['pages', 'Pages', 'pages', whole(1, MOST_PAGES), 4096, 'How many pages are written.'],
  [
    'writesPerSecond',
    'Writes',
    'pages/s',
    anyNumber(0, MOST_PER_SECOND),
    4000,
    'Page writes per second of guest time, repeated ones included.',
  ],
) as [Field, Field, Field];
/** The fields of a workload that writes one set of pages. */
export const area = [firstPage, pages, writesPerSecond];
