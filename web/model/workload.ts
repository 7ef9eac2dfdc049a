/** How a guest writes its memory. Page numbers are guest page frame indexes; rates are per second of guest time. */

export type Workload =
  | { kind: 'idle' }
  | { kind: 'uniform'; firstPage: number; pages: number; writesPerSecond: number }
  | {
      kind: 'hot-cold';
      firstPage: number;
      hotPages: number;
      coldPages: number;
      /** Share of the writes that go to the hot pages, percent; the cold pages lie right behind them. */
      hotPercent: number;
      writesPerSecond: number;
    }
  /** Sets one behind the other, each written at random at its own rate. */
  | { kind: 'classes'; firstPage: number; sets: { pages: number; writesPerSecond: number }[] }
  /** The page of rank r is written in proportion to r^−exponent. */
  | {
      kind: 'zipf';
      firstPage: number;
      pages: number;
      writesPerSecond: number;
      exponent: number;
      /** Hot pages are spread over the set; else they lie at its front. */
      scattered: boolean;
    }
  /** So many distinct pages within t seconds: firstSecondPages · t^exponent, until all are written. */
  | { kind: 'power-law'; firstPage: number; pages: number; firstSecondPages: number; exponent: number }
  /** Distinct pages within the seconds of each point, as measured; straight between them, and on behind the last. */
  | {
      kind: 'curve';
      firstPage: number;
      pages: number;
      points: { seconds: number; distinctPages: number }[];
    }
  | MeasuredGuest
  | { kind: 'sweep'; firstPage: number; pages: number; writesPerSecond: number }
  /** Every so many pages, then those right behind these, until all are written. */
  | { kind: 'stride'; firstPage: number; pages: number; writesPerSecond: number; stridePages: number }
  /** A uniform set at the front of `areaPages` that moves on, and begins anew at their end. */
  | {
      kind: 'drift';
      firstPage: number;
      pages: number;
      writesPerSecond: number;
      driftPagesPerSecond: number;
      areaPages: number;
    }
  /** Writes at random, and once in each period sweeps on over a share of the pages. */
  | {
      kind: 'checkpoint';
      firstPage: number;
      pages: number;
      writesPerSecond: number;
      periodMs: number;
      sweptPercent: number;
      sweepPagesPerSecond: number;
    }
  /** Fills page by page, and once in each period moves a share of the pages within `pauseMs`. */
  | {
      kind: 'garbage-collection';
      firstPage: number;
      pages: number;
      writesPerSecond: number;
      periodMs: number;
      survivorPercent: number;
      pauseMs: number;
    }
  /** Writes each page once, one behind the other. */
  | { kind: 'growth'; firstPage: number; pages: number; newPagesPerSecond: number }
  /** Another workload at changing speed, phase after phase, over and over. */
  | { kind: 'phases'; phases: { durationMs: number; speedPercent: number }[]; workload: Workload }
  /** Several at once. */
  | { kind: 'together'; workloads: Workload[] }
  | TraceReplay;

/** Replays a recorded trace at the front of memory. */
export interface TraceReplay {
  kind: 'trace';
  trace: string;
  /** Of the recorded speed; absent: 100. */
  speedPercent?: number;
  /** Whether it loops from its first settled frame (absent: it does), or does nothing behind its end. */
  repeats?: boolean;
}

/**
 * The guest program of the measured runs (docs/fidelity.md), write by write: which page comes next is drawn from
 * xorshift32 with a known seed, so its sequence is known and not a matter of averages.
 */
export interface MeasuredGuest {
  kind: 'measured-guest';
  firstPage: number;
  hotPages: number;
  /** Behind the hot pages; 0: all writes are hot. */
  coldPages: number;
  hotPercent: number;
  writesPerSecond: number;
  /** Numbers it drew before its first write, to fill its memory. */
  drawsBefore: number;
  /** Numbers it draws with each write beside those that choose the page: offset and contents. */
  contentDraws: number;
}

/** Itself, or what it is put together from. */
export function singleWorkloads(workload: Workload): Exclude<Workload, { kind: 'phases' | 'together' }>[] {
  if (workload.kind === 'phases') return singleWorkloads(workload.workload);
  if (workload.kind === 'together') return workload.workloads.flatMap(singleWorkloads);
  return [workload];
}

/** The trace that a workload replays, alone or beside others. */
export const tracesOf = (workload: Workload): TraceReplay[] =>
  singleWorkloads(workload).filter((each) => each.kind === 'trace');

/** Page writes per second at full speed, repeated ones included; 0 where a recording or a curve has them. */
export function writesPerSecondOf(workload: Exclude<Workload, { kind: 'phases' | 'together' }>): number {
  switch (workload.kind) {
    case 'classes':
      return workload.sets.reduce((sum, { writesPerSecond }) => sum + writesPerSecond, 0);
    case 'growth':
      return workload.newPagesPerSecond;
    case 'power-law':
      return workload.firstSecondPages;
    default:
      return 'writesPerSecond' in workload ? workload.writesPerSecond : 0;
  }
}

/** Pages [first, end) that a workload reaches; null: none, or those of its trace. */
export function reachOf(
  workload: Exclude<Workload, { kind: 'phases' | 'together' }>,
): { first: number; end: number } | null {
  switch (workload.kind) {
    case 'idle':
    case 'trace':
      return null;
    case 'hot-cold':
    case 'measured-guest':
      return reach(workload.firstPage, workload.hotPages + workload.coldPages);
    case 'classes':
      return reach(
        workload.firstPage,
        workload.sets.reduce((sum, { pages }) => sum + pages, 0),
      );
    case 'drift':
      return reach(workload.firstPage, Math.max(workload.areaPages, workload.pages));
    default:
      return reach(workload.firstPage, workload.pages);
  }
}

const reach = (first: number, pages: number) => ({ first, end: first + pages });
