/** From a script's options to a guest: memory in pages, what it holds, and how it is written. */
import { CONTENT_CLASSES } from '../../model/parameters/contents.ts';
import { WORKLOAD_KINDS } from '../../model/parameters/workloads.ts';
import { done, type Result, refused } from '../../model/result.ts';
import { type Guest, type PageContent, STEADY, type Workload } from '../../model/scenario.ts';
import type { GUEST_OPTIONS } from '../../script/api/kvm.ts';
import type { WorkloadOptions } from '../../script/api/workloads.ts';
import type { Kind } from '../../script/kinds.ts';

type ReadBy<K> = K extends Kind<infer T> ? T : never;
export type GuestOptions = ReadBy<typeof GUEST_OPTIONS>;

const PAGE_BYTES = 4096;

export function guestOf(options: GuestOptions): Result<Guest> {
  const { memory, pageSize: pageBytes = PAGE_BYTES, vcpus, writeSize, hugePages } = options;
  if ((pageBytes & (pageBytes - 1)) !== 0)
    return refused({
      where: 'pageSize',
      what: `${pageBytes} bytes are no page.`,
      fix: 'Give a power of two.',
    });
  const pages = memory / pageBytes;
  if (!Number.isInteger(pages)) {
    const fix = `Give a whole number of pages of ${pageBytes} bytes.`;
    return refused({ where: 'memory', what: `${memory} bytes are ${pages} pages.`, fix });
  }
  if (options.filled !== undefined && options.filled > memory)
    return refused({
      where: 'filled',
      what: 'More than the memory cannot be filled.',
      fix: 'Make it smaller.',
    });
  if (options.free !== undefined && options.free > memory)
    return refused({
      where: 'free',
      what: 'More than the memory cannot be free.',
      fix: 'Make it smaller.',
    });
  const { zeroPercent, contents } = contentsOf(options.contents, pages);
  const filled = Math.round(
    options.filled === undefined ? pages * (1 - zeroPercent / 100) : options.filled / pageBytes,
  );
  const workload = workloadOf(options.workload ?? { kind: 'idle' }, pageBytes, pages);
  if (!workload.ok) return workload;
  return done({
    memoryBytes: memory,
    pageBytes,
    filled: filled > 0 ? [{ first: 0, end: filled }] : [],
    workload: workload.value,
    pace: STEADY,
    ...(vcpus === undefined ? {} : { vcpus }),
    ...(writeSize === undefined ? {} : { writeBytes: writeSize }),
    ...(options.free === undefined ? {} : { freePages: Math.floor(options.free / pageBytes) }),
    ...(hugePages === undefined ? {} : { hostPageBytes: hugePages }),
    ...(contents.length > 0 ? { contents } : {}),
  });
}

function contentsOf(id: string | undefined, pages: number): { zeroPercent: number; contents: PageContent[] } {
  const found = CONTENT_CLASSES.find((each) => each.id === id);
  if (!found) return { zeroPercent: 0, contents: [] };
  const { zeroPercent, packed } = found;
  const encrypted = id === 'encrypted' ? { encrypted: true } : {};
  return { zeroPercent, contents: [{ range: { first: 0, end: pages }, ratio: packed.zlib, ...encrypted }] };
}

/** Memory becomes pages, and what was left out what it usually is; the set fits into the memory unless it was given. */
export function workloadOf(
  { kind, ...given }: WorkloadOptions,
  pageBytes: number,
  pages: number,
): Result<Workload> {
  const described = WORKLOAD_KINDS.find((each) => each.kind === kind);
  if (!described) return refused({ where: 'workload', what: `There is no workload ${kind}.` });
  const values: Record<string, unknown> = {};
  for (const { name, unit, default: usual } of described.fields) {
    const isPages = unit === 'pages' || unit === 'page';
    const usually =
      name === 'firstPage' ? 0 : isPages && typeof usual === 'number' ? Math.min(usual, pages) : usual;
    values[name] = inPages(given[name] ?? usually, pageBytes);
  }
  const { rows, holds } = described;
  if (rows) values[rows.name] = (given[rows.name] as object[]).map((row) => rowInPages(row, pageBytes));
  if (holds) {
    const held = [given[holds.name] as WorkloadOptions | WorkloadOptions[]].flat();
    const read = held.map((each) => workloadOf(each, pageBytes, pages));
    const refusal = read.find(({ ok }) => !ok);
    if (refusal) return refusal;
    const inner = read.map((each) => (each.ok ? each.value : null));
    values[holds.name] = holds.many ? inner : inner[0];
  }
  return done({ kind, ...values } as unknown as Workload);
}

const rowInPages = (row: object, pageBytes: number): object =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, inPages(value, pageBytes)]));

function inPages(value: unknown, pageBytes: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('pages' in value) return value.pages;
  if ('bytes' in value && typeof value.bytes === 'number') return Math.ceil(value.bytes / pageBytes);
  return value;
}
