/** From a workload to the writers that the engine knows: sets, sweeps, a recording, the measured guest. */
import { NS_PER_S } from '../model/units.ts';
import type { Workload } from '../model/workload.ts';
import { pacesOf, powerLawPoints, zipfGroups } from './spread.ts';

/** What the engine offers for it: each returns 0 when there is no room for one more. */
export interface WriterExports {
  makeCourse(outer: number, phases: number): number;
  addToCourse(course: number, lengthNs: number, speed: number): void;
  addSet(first: number, count: number, rate: number, percent: number, course: number): number;
  addScatteredSet(...place: ScatteredPlace): number;
  addDriftingSet(
    first: number,
    span: number,
    count: number,
    rate: number,
    drift: number,
    course: number,
  ): number;
  addSweep(first: number, count: number, rate: number, stride: number, once: number, course: number): number;
  addScatteredSweep(...place: ScatteredPlace): number;
  addMeasuredGuest(...values: number[]): number;
  addTrace(pages: number, once: number, course: number): number;
}

type ScatteredPlace = [
  first: number,
  span: number,
  key: number,
  rank: number,
  count: number,
  rate: number,
  course: number,
];

/** A workload has more parts than the engine has room for. */
export class TooManyWriters extends Error {
  override name = 'TooManyWriters';
}

/** @param tracePages of the trace that the workload replays, if it does */
export function addWriters(engine: WriterExports, workload: Workload, tracePages: number): void {
  new Adder(engine, tracePages).add(workload, 0);
}

const ONCE = 1;
const OVER_AND_OVER = 0;
const IN_ORDER = 1;

class Adder {
  readonly #engine: WriterExports;
  readonly #tracePages: number;
  /** Scattered workloads lie in an order of their own each. */
  #scattered = 0;

  constructor(engine: WriterExports, tracePages: number) {
    this.#engine = engine;
    this.#tracePages = tracePages;
  }

  /** @param course of the engine that its time runs by; 0: the guest's time */
  add(workload: Workload, course: number): void {
    switch (workload.kind) {
      case 'idle':
        return;
      case 'together':
        for (const each of workload.workloads) this.add(each, course);
        return;
      case 'phases': {
        const phases = workload.phases.map(({ durationMs, speedPercent }): [number, number] => [
          durationMs,
          speedPercent,
        ]);
        this.add(workload.workload, this.#course(course, phases));
        return;
      }
      case 'trace': {
        const { speedPercent = 100, repeats = true } = workload;
        const own = speedPercent === 100 ? course : this.#course(course, [[1000, speedPercent]]);
        if (this.#tracePages > 0)
          this.#took(this.#engine.addTrace(this.#tracePages, repeats ? OVER_AND_OVER : ONCE, own));
        return;
      }
      case 'measured-guest': {
        const { firstPage, hotPages, coldPages, hotPercent } = workload;
        const { writesPerSecond, drawsBefore, contentDraws } = workload;
        const share = coldPages > 0 ? hotPercent : 100;
        const guest = [firstPage, hotPages, coldPages, share, writesPerSecond, drawsBefore, contentDraws];
        this.#took(this.#engine.addMeasuredGuest(...guest, course));
        return;
      }
      default:
        this.#addSingle(workload, course);
    }
  }

  #addSingle(
    workload: Exclude<Workload, { kind: 'idle' | 'together' | 'phases' | 'trace' | 'measured-guest' }>,
    course: number,
  ): void {
    const { firstPage } = workload;
    switch (workload.kind) {
      case 'uniform':
        this.#set(firstPage, workload.pages, workload.writesPerSecond, course);
        return;
      case 'hot-cold': {
        const { hotPages, coldPages, hotPercent, writesPerSecond } = workload;
        this.#set(firstPage, hotPages, writesPerSecond, course, hotPercent);
        this.#set(firstPage + hotPages, coldPages, writesPerSecond, course, 100 - hotPercent);
        return;
      }
      case 'classes': {
        let first = firstPage;
        for (const { pages, writesPerSecond } of workload.sets) {
          this.#set(first, pages, writesPerSecond, course);
          first += pages;
        }
        return;
      }
      case 'zipf':
        this.#zipf(workload, course);
        return;
      case 'power-law': {
        const { pages, firstSecondPages, exponent } = workload;
        this.#paced(workload, powerLawPoints(firstSecondPages, exponent, pages), course);
        return;
      }
      case 'curve':
        this.#paced(workload, workload.points, course);
        return;
      case 'sweep':
        this.#sweep(firstPage, workload.pages, workload.writesPerSecond, course);
        return;
      case 'stride': {
        const { pages, writesPerSecond, stridePages } = workload;
        this.#sweep(firstPage, pages, writesPerSecond, course, stridePages);
        return;
      }
      case 'drift': {
        const { pages, areaPages, writesPerSecond, driftPagesPerSecond } = workload;
        const span = Math.max(areaPages, pages);
        this.#took(
          this.#engine.addDriftingSet(firstPage, span, pages, writesPerSecond, driftPagesPerSecond, course),
        );
        return;
      }
      case 'checkpoint': {
        const { pages, writesPerSecond, periodMs, sweptPercent, sweepPagesPerSecond } = workload;
        this.#set(firstPage, pages, writesPerSecond, course);
        const lastsMs = ((pages * sweptPercent) / 100 / sweepPagesPerSecond) * 1000;
        const rest = this.#burst(course, Math.min(lastsMs, periodMs), periodMs);
        this.#sweep(firstPage, pages, sweepPagesPerSecond, rest);
        return;
      }
      case 'garbage-collection': {
        const { pages, writesPerSecond, periodMs, survivorPercent, pauseMs } = workload;
        this.#sweep(firstPage, pages, writesPerSecond, course);
        const lastsMs = Math.min(pauseMs, periodMs);
        const rate = ((pages * survivorPercent) / 100 / lastsMs) * 1000;
        this.#sweep(firstPage, pages, rate, this.#burst(course, lastsMs, periodMs));
        return;
      }
      case 'growth':
        this.#took(
          this.#engine.addSweep(
            firstPage,
            workload.pages,
            workload.newPagesPerSecond,
            IN_ORDER,
            ONCE,
            course,
          ),
        );
    }
  }

  #set(first: number, pages: number, rate: number, course: number, percent = 100): void {
    if (pages > 0) this.#took(this.#engine.addSet(first, pages, rate, percent, course));
  }

  #sweep(first: number, pages: number, rate: number, course: number, stride = IN_ORDER): void {
    this.#took(this.#engine.addSweep(first, pages, rate, stride, OVER_AND_OVER, course));
  }

  #zipf(
    { firstPage, pages, writesPerSecond, exponent, scattered }: Extract<Workload, { kind: 'zipf' }>,
    course: number,
  ): void {
    const key = ++this.#scattered;
    for (const group of zipfGroups(pages, exponent)) {
      const rate = writesPerSecond * group.share;
      if (scattered) {
        const place = [firstPage, pages, key, group.rank, group.pages, rate, course] as const;
        this.#took(this.#engine.addScatteredSet(...place));
      } else this.#set(firstPage + group.rank, group.pages, rate, course);
    }
  }

  #paced(
    { firstPage, pages }: { firstPage: number; pages: number },
    points: Parameters<typeof pacesOf>[0],
    course: number,
  ): void {
    const key = ++this.#scattered;
    let rank = 0;
    for (const { pages: own, everySeconds } of pacesOf(points, pages)) {
      const place = [firstPage, pages, key, rank, own, own / everySeconds, course] as const;
      this.#took(this.#engine.addScatteredSweep(...place));
      rank += own;
    }
  }

  /** Runs for `lastsMs` at the beginning of each period, and rests. */
  #burst(outer: number, lastsMs: number, periodMs: number): number {
    return this.#course(outer, [
      [lastsMs, 100],
      ...(periodMs > lastsMs ? [[periodMs - lastsMs, 0] as [number, number]] : []),
    ]);
  }

  /** @param phases their lengths, ms, and speeds, percent */
  #course(outer: number, phases: [number, number][]): number {
    const course = this.#took(this.#engine.makeCourse(outer, phases.length));
    for (const [lengthMs, speedPercent] of phases) {
      this.#engine.addToCourse(course, (lengthMs * NS_PER_S) / 1000, speedPercent / 100);
    }
    return course;
  }

  #took(result: number): number {
    if (!result) throw new TooManyWriters('The workload has more parts than there is room for.');
    return result;
  }
}
