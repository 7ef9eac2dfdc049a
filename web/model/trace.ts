/**
 * A recorded dirty-page trace: which pages a real program wrote, interval by interval (format DPTR v1,
 * docs/traces.md). Run lists are flat pairs `[first, end)`, ascending, never touching.
 */
export interface Trace {
  /** First 16 hex digits of the SHA-256 of the file as it was opened. */
  id: string;
  label: string;
  pageBytes: number;
  /** Page frames instead of virtual pages (flag bit 1). */
  physical: boolean;
  /** Pages in existence at the start and at the end. */
  pagesAtStart: number;
  pages: number;
  /** Pairs of page numbers: populated at the start, all others hold zeros. */
  populated: Uint32Array;
  /** Frame k: lasts `frameNs[k]`, and its dirty pages are the pairs `runs[2·runStart[k] … 2·runStart[k+1])`. */
  frameNs: Float64Array;
  runStart: Uint32Array;
  runs: Uint32Array;
  /** The first frame in which the page total has settled: replay loops from here. */
  loopFrame: number;
  /** Sum of all frames. */
  durationNs: number;
  /** The embedded description (untrusted text, show as text only), or null. */
  metadata: unknown;
}
