/** What an instance of the engine offers: assembly/index.ts. Addresses lie in its memory. */
import type { WriterExports } from './writers.ts';

export interface Exports extends WriterExports {
  memory: WebAssembly.Memory;
  settings(): number;
  configure(): number;
  settingsChanged(): void;
  setFilled(first: number, end: number): void;
  leaveOut(first: number, end: number): void;
  makeTrace(frames: number, runs: number, loopFrame: number): number;
  traceStarts(): number;
  traceRunStarts(): number;
  traceRuns(): number;
  run(untilNs: number, haltAtSync: number): number;
  events(): number;
  forgetEvents(): void;
  stateTop(): number;
  now(): number;
  ended(): number;
  phase(): number;
  dirtyPages(): number;
  sentBytes(): number;
  counters(): number;
  waitsSince(vcpu: number): number;
  addContent(
    first: number,
    end: number,
    ratio: number,
    keepsZero: number,
    zeros: number,
    writeBytes: number,
  ): number;
  cancel(atNs: number): number;
  fail(atNs: number, what: number): number;
  recover(atNs: number): number;
  goOn(atNs: number): number;
  askPostcopy(): number;
  holdGuest(atNs: number): number;
  waitingBits(): number;
  waitingMap(): number;
  cursorPage(): number;
  showGuest(atNs: number): void;
  countMap(cells: number, pagesPerCell: number): number;
  hashHigh(): number;
  hashLow(): number;
  kernelMark(first: number, count: number, from: number, to: number): void;
  kernelCount(): number;
  kernelHarvest(): void;
  kernelSend(): void;
  kernelMeet(random: bigint): number;
}

/** What the engine counts, in the order in which it hands it out. */
export const COUNTERS = [
  'normalPages',
  'zeroPages',
  'resentPages',
  'skippedPages',
  'syncCount',
  'dirtyPagesRate',
  'throttlePercent',
  'packetBytes',
  'deltaPages',
  'deltaBytes',
  'deltaMisses',
  'deltaOverflows',
  'compressedPages',
  'compressedBytes',
  'requests',
  'precopyBytes',
  'stopBytes',
  'downtimeNs',
  'firstTickNs',
] as const;
