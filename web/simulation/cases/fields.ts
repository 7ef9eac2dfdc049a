/**
 * The inputs of a case, as data: what each means, which values are possible, and what is assumed where it is
 * missing. Names and units are those of the measured runs (docs/simulate.md, whose table is made from this one).
 */
import type { Era } from '../../model/scenario.ts';
import { MIB } from '../../model/units.ts';

export const PATTERNS = ['none', 'uniform', 'seq', 'hotcold', 'trace', 'workload'] as const;
export type Pattern = (typeof PATTERNS)[number];

export const ERAS: readonly Era[] = ['qemu-7.2-tcg', 'qemu-10.2-kvm'];

/** 1 TiB at 4 KiB pages: what the engine's bitmaps are laid out for. */
export const MAX_PAGES = 2 ** 28;
export const SMALLEST_PAGE_BYTES = 4096;
export const LARGEST_PAGE_BYTES = 16 * MIB;
const MAX_BYTES = MAX_PAGES * LARGEST_PAGE_BYTES;
const MAX_RATE = 1e12;
const MAX_TICKS = 1e9;

/** The measured guest's data area begins here; below it are its kernel and tables. */
export const DATA_AREA_BYTE = 16 * MIB;

const WRITING: readonly Pattern[] = ['uniform', 'seq', 'hotcold'];

export interface NumberField {
  unit: string;
  about: string;
  min: number;
  max: number;
  /** Whole numbers only. */
  whole?: true;
  /** `required`: without it there is no prediction. `checked`: has no influence on one, must be possible all the same. */
  use: 'required' | 'optional' | 'checked';
  /** Patterns for which the field is required, and must then be at least 1 where it is a size. */
  requiredBy?: readonly Pattern[];
  /** What a missing or null value means; a text where it is computed from other fields. */
  otherwise?: number | string;
}

const size = (about: string, unit: string, max: number): NumberField => ({
  about,
  unit,
  min: 1,
  max,
  whole: true,
  use: 'required',
});
const checked = (about: string, unit: string, min: number, max: number): NumberField => ({
  about,
  unit,
  min,
  max,
  use: 'checked',
});

/** Dots lead into objects: `link.bandwidth_Bps` is `inputs.link.bandwidth_Bps`. */
export const NUMBER_FIELDS = {
  ram_bytes: size('Memory of the guest; a multiple of the page', 'bytes', MAX_BYTES),
  page_size: size('A power of two from 4 KiB to 16 MiB', 'bytes', LARGEST_PAGE_BYTES),
  migratable_ram_bytes: {
    about: 'Memory that migrates: `ram_bytes`, then ROMs and tables',
    unit: 'bytes',
    min: 1,
    max: MAX_BYTES,
    whole: true,
    use: 'optional',
    otherwise: '`ram_bytes`',
  },
  filled_pages: {
    about: 'Pages that hold data, from 16 MiB on; behind the pages of a trace',
    unit: 'pages',
    min: 0,
    max: MAX_PAGES,
    whole: true,
    use: 'optional',
    requiredBy: ['none', ...WRITING, 'workload'],
    otherwise: 0,
  },
  free_pages: {
    about:
      'Pages that the guest reports free (virtio-balloon with free-page-hint), the last ones that migrate; left out until they are written, except with `postcopy-ram`',
    unit: 'pages',
    min: 0,
    max: MAX_PAGES,
    whole: true,
    use: 'optional',
    otherwise: 0,
  },
  base_nonzero_pages: {
    about: 'Pages of kernel, ROMs and tables that hold data',
    unit: 'pages',
    min: 0,
    max: MAX_PAGES,
    whole: true,
    use: 'optional',
    otherwise: '115, as measured; 0 with a trace',
  },
  hot_pages: {
    about: 'Size of the set that is written',
    unit: 'pages',
    min: 0,
    max: MAX_PAGES,
    whole: true,
    use: 'optional',
    requiredBy: WRITING,
  },
  hot_base_page: {
    about: 'First page of the set that is written',
    unit: 'page',
    min: 0,
    max: MAX_PAGES,
    whole: true,
    use: 'optional',
    otherwise: 'the page at 16 MiB',
  },
  hot_percent: {
    about: 'Share of the writes that hit the hot pages, `hotcold` only',
    unit: '%',
    min: 0,
    max: 100,
    use: 'optional',
    requiredBy: ['hotcold'],
  },
  cold_pages: {
    about: 'Pages behind the hot ones that take the other writes, `hotcold` only',
    unit: 'pages',
    min: 0,
    max: MAX_PAGES,
    whole: true,
    use: 'optional',
    requiredBy: ['hotcold'],
  },
  writes_per_s_nominal: {
    about: 'Page writes per 1,000 timer ticks',
    unit: '1/1000 ticks',
    min: 0,
    max: MAX_RATE,
    use: 'optional',
    requiredBy: WRITING,
  },
  write_stop_tick: {
    about: 'No writes after this tick; 0 = never stops',
    unit: 'tick',
    min: 0,
    max: MAX_TICKS,
    whole: true,
    use: 'optional',
    otherwise: 0,
  },
  burst_on_ticks: {
    about: 'Writes only in so many ticks of each period; 0 with `burst_off_ticks` 0 = always',
    unit: 'ticks',
    min: 0,
    max: MAX_TICKS,
    whole: true,
    use: 'optional',
    otherwise: 0,
  },
  burst_off_ticks: {
    about: 'The other ticks of each period',
    unit: 'ticks',
    min: 0,
    max: MAX_TICKS,
    whole: true,
    use: 'optional',
    otherwise: 0,
  },
  guest_tick_rate_hz: {
    about:
      'Timer ticks that the guest saw per second before the migration; 650 to 1010 in the era 7.2 are taken for a disturbed look at the usual 976, but with `trace` and `workload`',
    unit: '1/s',
    min: 0.001,
    max: 1e6,
    use: 'optional',
    otherwise: 1000,
  },
  ticks_before_migration: {
    about: 'Ticks the guest had done when the migration began',
    unit: 'ticks',
    min: 0,
    max: MAX_TICKS,
    whole: true,
    use: 'optional',
    otherwise: 0,
  },
  max_bandwidth_Bps: {
    about: 'Rate limit; 0 = none',
    unit: 'bytes/s',
    min: 0,
    max: MAX_RATE,
    use: 'optional',
    otherwise: 134217728,
  },
  downtime_limit_s: {
    about: 'The pause that is allowed',
    unit: 's',
    min: 0,
    max: 2000,
    use: 'optional',
    otherwise: 0.3,
  },
  time_cap_s: {
    about: 'A migration that takes longer is cancelled',
    unit: 's',
    min: 0.001,
    max: 86400,
    use: 'optional',
    otherwise: 3600,
  },
  'link.bandwidth_Bps': {
    about: 'Capacity of the link for payload; null = a local socket',
    unit: 'bytes/s',
    min: 1,
    max: MAX_RATE,
    use: 'optional',
    otherwise: 'a local socket',
  },
  'link.one_way_delay_s': {
    about: 'One way delay of the link',
    unit: 's',
    min: 0,
    max: 10,
    use: 'optional',
    otherwise: 0,
  },
  'host.local_socket_Bps': {
    about: 'Copying speed for pages that the destination already has',
    unit: 'bytes/s',
    min: 1,
    max: 1e15,
    use: 'optional',
    otherwise: 'as the era has it',
  },
  'host.first_touch_Bps': {
    about: 'Copying speed for pages that the destination touches first',
    unit: 'bytes/s',
    min: 1,
    max: 1e15,
    use: 'optional',
    otherwise: 'as the era has it',
  },
  'host.zero_page_scan_s': {
    about: 'Time to see that a page is zero',
    unit: 's',
    min: 0,
    max: 1,
    use: 'optional',
    otherwise: 'as the era has it',
  },
  'host.non_ram_state_bytes': {
    about: 'Device state, sent while the guest stands',
    unit: 'bytes',
    min: 0,
    max: 2 ** 40,
    whole: true,
    use: 'optional',
    otherwise: 'as the era has it',
  },
  vcpus: {
    about: 'Number of virtual CPUs; more than 64 count as 64',
    unit: '',
    min: 1,
    max: 4096,
    whole: true,
    use: 'optional',
    otherwise: 1,
  },
  nonzero_pages_initial: checked('`filled_pages` + `base_nonzero_pages`', 'pages', 0, MAX_PAGES),
  writes_per_s_effective: checked('Nominal rate × ticks per second ÷ 1,000', '1/s', 0, MAX_RATE),
  bytes_per_write: {
    about: 'How much of a page one write changes',
    unit: 'bytes',
    min: 1,
    max: LARGEST_PAGE_BYTES,
    whole: true,
    use: 'optional',
    otherwise: 8,
  },
} satisfies Record<string, NumberField>;

export type NumberName = keyof typeof NUMBER_FIELDS;

/** Fields with a choice of words. */
export const CHOICES = {
  pattern: { of: PATTERNS as readonly string[], use: 'required', about: 'How the guest writes its memory' },
  era: {
    of: ERAS as readonly string[],
    use: 'optional',
    about: 'Which migration loop runs',
    otherwise: '`qemu-7.2-tcg`',
  },
  content: {
    of: ['random', 'compressible'],
    use: 'optional',
    about: 'What the filled pages hold',
    otherwise: '`random`',
  },
  write_offset: {
    of: ['random_aligned', 'fixed0'],
    use: 'optional',
    about: 'Where in its page a write goes',
    otherwise: '`random_aligned`',
  },
} as const;

/** What a running migration may be told; plain pre-copy is told nothing. */
export const CHANGES_DURING_THE_MOVE = ['postcopy_start', 'bw_change', 'param_change'] as const;

/** Times that count with a capability. */
export const SWITCHOVER_TIMES = ['switchover_ack_s', 'go_on_after_s'] as const;

/** Remarks of whoever made the file. */
export const REMARKS: readonly string[] = ['guest_cmdline'];
