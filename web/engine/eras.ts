/**
 * Where QEMU's versions differ in the loop itself. Sources: the measured runs of 7.2 under TCG
 * (docs/fidelity.md), and QEMU's migration code as of 10.2.
 */
import type { Era } from '../model/scenario.ts';

export interface EraRules {
  /** Manual log protection: the log is cleared chunk by chunk before sending, not at the sync. */
  clearsByChunk: boolean;
  /** log2 of the pages in such a chunk (x-clear-bitmap-shift). */
  chunkShift: number;
  /** Switches over at `pending <= threshold` (10.1 on) instead of `<`. */
  inclusiveThreshold: boolean;
  /** The reported downtime ends when the destination runs (libvirt opens the return path). */
  returnPath: boolean;
  /** The limiter sees bytes in steps of this: 7.2 page by page, later versions per flush of 32 pages. */
  flushUnitBytes: number;
  /** Section header, end marker and footer that the limiter counts, and the part that counts as RAM. */
  sectionBytes: number;
  sectionRamBytes: number;
}

export const ERAS: Record<Era, EraRules> = {
  'qemu-7.2-tcg': {
    clearsByChunk: false,
    chunkShift: 18,
    inclusiveThreshold: false,
    returnPath: false,
    flushUnitBytes: 1,
    sectionBytes: 18,
    sectionRamBytes: 8,
  },
  'qemu-10.2-kvm': {
    clearsByChunk: true,
    chunkShift: 18,
    inclusiveThreshold: true,
    returnPath: true,
    flushUnitBytes: 32 * 4104,
    sectionBytes: 18,
    sectionRamBytes: 8,
  },
};
