/** From a case to the migration that the engine runs. */
import type { Machine, MigrationConfig } from '../../model/migration.ts';
import { done, type Result, refused } from '../../model/result.ts';
import type { Guest, MeasuredGuest, PageContent, Tuning, Workload } from '../../model/scenario.ts';
import type { Trace } from '../../model/trace.ts';
import { MIB, seconds, ZERO_NS } from '../../model/units.ts';
import { machineFor } from '../machines.ts';
import type { Case, CaseInputs } from './case.ts';
import { isPlain, policyWith } from './features.ts';
import { filledRanges, type Layout, layoutOf } from './memory.ts';

/** Cases name no seed: a prediction is one run, always the same. */
export const CASE_SEED = 1;

/** @param trace the opened trace that the case names, null when it names none */
export function configOf({ id, inputs }: Case, trace: Trace | null): Result<MigrationConfig> {
  const misfit = trace && misfitOf(inputs, trace);
  if (misfit) return refused({ where: `case "${id}", inputs.${misfit.field}`, what: misfit.what });
  return done({
    guest: guestOf(inputs, trace),
    trace,
    tuning: tuningOf(inputs),
    machine: machineFor(inputs.era, overridesOf(inputs)),
    seed: CASE_SEED,
    guestStartNs: ZERO_NS,
    changes: inputs.features.changes,
    timeCapNs: seconds(inputs.numbers.time_cap_s as number),
  });
}

function misfitOf(inputs: CaseInputs, trace: Trace): { field: string; what: string } | null {
  const { pageBytes, ramPages, kernelPages } = layoutOf(inputs);
  const filled = (inputs.numbers.filled_pages ?? 0) + kernelPages;
  if (trace.pageBytes !== pageBytes) {
    return {
      field: 'page_size',
      what: `The trace's pages have ${trace.pageBytes} bytes, the guest's ${pageBytes}.`,
    };
  }
  if (trace.pages > ramPages) {
    return { field: 'ram_bytes', what: `The trace has ${trace.pages} pages, the memory only ${ramPages}.` };
  }
  if (trace.pages + filled > ramPages) {
    const room = ramPages - trace.pages;
    return {
      field: 'filled_pages',
      what: `Behind the trace's ${trace.pages} pages there is room for ${room}.`,
    };
  }
  return null;
}

export function guestOf(inputs: CaseInputs, trace: Trace | null): Guest {
  const { numbers } = inputs;
  const layout = layoutOf(inputs);
  return {
    memoryBytes: layout.pages * layout.pageBytes,
    pageBytes: layout.pageBytes,
    filled: filledRanges(inputs, trace),
    workload: workloadOf(inputs, trace),
    pace: {
      tickHz: tickHzOf(inputs),
      ticksBefore: numbers.ticks_before_migration as number,
      stopTick: numbers.write_stop_tick as number,
      burstOnTicks: numbers.burst_on_ticks as number,
      burstOffTicks: numbers.burst_off_ticks as number,
    },
    vcpus: numbers.vcpus ?? 1,
    ...(numbers.free_pages ? { freePages: numbers.free_pages } : {}),
    writeBytes: numbers.bytes_per_write as number,
    ...systemOf(inputs, layout),
    contents: contentsOf(inputs, layout),
  };
}

/**
 * What a measured guest saw of its timer in the second before says next to nothing of how it fares while it migrates:
 * between the two there is a correlation of 0.1 in 112 undisturbed runs, for both ends had just been started then. So
 * the usual pace counts, and of the difference the share that came again. What none of them showed is
 * taken as it is, and so is the pace of other guests.
 */
const USUAL_TICKS_HZ = 976;
const SHARE_THAT_CAME_AGAIN = 0.07;
const SLOWEST_SEEN_HZ = 650;
const FASTEST_SEEN_HZ = 1010;

function tickHzOf({ era, pattern, numbers }: CaseInputs): number {
  const seen = numbers.guest_tick_rate_hz as number;
  if (era !== 'qemu-7.2-tcg' || pattern === 'workload' || pattern === 'trace') return seen;
  if (seen < SLOWEST_SEEN_HZ || seen > FASTEST_SEEN_HZ) return seen;
  return USUAL_TICKS_HZ + SHARE_THAT_CAME_AGAIN * (seen - USUAL_TICKS_HZ);
}

/** A guest that writes more than this in all is taken by its averages. */
const MOST_SINGLE_WRITES = 2e8;

/** The measured guest itself, when it is small enough to be followed write by write. */
function measuredGuestOf(inputs: CaseInputs): MeasuredGuest | null {
  const { numbers, pattern } = inputs;
  if (inputs.era !== 'qemu-7.2-tcg' || (pattern !== 'uniform' && pattern !== 'hotcold')) return null;
  const writesPerSecond = numbers.writes_per_s_nominal as number;
  const ticks = (numbers.guest_tick_rate_hz as number) * (numbers.time_cap_s as number);
  if ((writesPerSecond * ticks) / 1000 > MOST_SINGLE_WRITES) return null;
  const random = inputs.content === 'random';
  const bytes = numbers.bytes_per_write as number;
  const offset = inputs.writeOffset === 'random_aligned' && bytes < 4096 ? 1 : 0;
  return {
    kind: 'measured-guest',
    firstPage: layoutOf(inputs).hotPage,
    hotPages: numbers.hot_pages as number,
    coldPages: pattern === 'hotcold' ? (numbers.cold_pages as number) : 0,
    hotPercent: Math.floor(numbers.hot_percent as number),
    writesPerSecond,
    drawsBefore: random ? (numbers.filled_pages ?? 0) : 0,
    contentDraws: offset + (random && bytes >= 4 ? Math.floor(bytes / 4) : 0),
  };
}

/** The measured guest's kernel writes its stack and its variables at every tick in which it writes pages. */
function systemOf({ era, pattern }: CaseInputs, { pageBytes, kernelPages }: Layout): Pick<Guest, 'system'> {
  const writes = pattern !== 'none' && pattern !== 'trace' && pattern !== 'workload';
  if (era !== 'qemu-7.2-tcg' || !writes || kernelPages < SYSTEM_PAGES) return {};
  return { system: { firstPage: Math.ceil(MIB / pageBytes), pages: SYSTEM_PAGES } };
}

const SYSTEM_PAGES = 2;
/** Measured: what zlib at level 1 makes of a page of random words, and of one word over and over. */
const COMPRESSED_SHARE = { random: 4104.7 / 4096, compressible: 59.5 / 4096 };

/** Kernel, ROMs and tables shrink like a page of one word. */
function contentsOf({ content, contents, numbers }: CaseInputs, { dataPage, pages }: Layout): PageContent[] {
  const end = dataPage + (numbers.filled_pages ?? 0);
  // The first that holds a page tells what it holds.
  const ranges: PageContent[] = [
    ...contents,
    { range: { first: dataPage, end }, ratio: COMPRESSED_SHARE[content] },
    { range: { first: 0, end: dataPage }, ratio: COMPRESSED_SHARE.compressible },
    { range: { first: end, end: pages }, ratio: COMPRESSED_SHARE.compressible },
  ];
  return ranges.filter(({ range }) => range.end > range.first);
}

function workloadOf(inputs: CaseInputs, trace: Trace | null): Workload {
  const measured = measuredGuestOf(inputs);
  if (measured) return measured;
  if (inputs.workload) return inputs.workload;
  const { numbers } = inputs;
  const firstPage = layoutOf(inputs).hotPage;
  const pages = numbers.hot_pages as number;
  const writesPerSecond = numbers.writes_per_s_nominal as number;
  switch (inputs.pattern) {
    case 'none':
      return { kind: 'idle' };
    case 'uniform':
      return { kind: 'uniform', firstPage, pages, writesPerSecond };
    case 'seq':
      return { kind: 'sweep', firstPage, pages, writesPerSecond };
    case 'hotcold':
      return {
        kind: 'hot-cold',
        firstPage,
        hotPages: pages,
        coldPages: numbers.cold_pages as number,
        hotPercent: numbers.hot_percent as number,
        writesPerSecond,
      };
    case 'trace':
      return { kind: 'trace', trace: trace?.id ?? '' };
    case 'workload':
      return { kind: 'idle' };
  }
}

/** Whoever measured asked for post-copy when a poll, every 25 ms, saw that it was time: half of that late on average. */
const POSTCOPY_LAG_NS = 12.5e6;

export function tuningOf({ era, numbers, features }: CaseInputs): Tuning {
  return {
    era,
    maxBandwidthBytesPerSecond: numbers.max_bandwidth_Bps as number,
    downtimeLimitMs: (numbers.downtime_limit_s as number) * 1000,
    ...(isPlain(features) ? {} : { policy: policyWith(era, features) }),
    ...(features.postcopy && era === 'qemu-7.2-tcg' ? { postcopyLagNs: POSTCOPY_LAG_NS } : {}),
  };
}

function overridesOf({ numbers }: CaseInputs): Partial<Machine> {
  const given: Partial<Machine> = {
    linkBytesPerSecond: numbers['link.bandwidth_Bps'] ?? 0,
    oneWayDelayNs: seconds(numbers['link.one_way_delay_s'] as number),
  };
  const local = numbers['host.local_socket_Bps'];
  if (local !== null) given.localBytesPerSecond = local;
  const firstTouch = numbers['host.first_touch_Bps'];
  if (firstTouch !== null) given.firstTouchBytesPerSecond = firstTouch;
  const zeroPage = numbers['host.zero_page_scan_s'];
  if (zeroPage !== null) given.zeroPageNs = zeroPage * 1e9;
  const deviceState = numbers['host.non_ram_state_bytes'];
  if (deviceState !== null) given.deviceStateBytes = deviceState;
  return given;
}
