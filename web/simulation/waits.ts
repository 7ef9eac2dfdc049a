/** What the waits for single pages in post-copy come to. */
import type { PageFault, Span } from '../model/recording.ts';

/** Waits by length: entry k counts those of 2^k … 2^(k+1) µs; the last one takes all longer ones. */
export function latenciesOf(faults: readonly PageFault[]): number[] {
  const buckets = new Array<number>(24).fill(0);
  for (const { at, untilNs } of faults) {
    let micros = Math.floor((untilNs - at) / 1000);
    let bucket = 0;
    while (micros > 1 && bucket < 23) {
      micros = Math.floor(micros / 2);
      bucket++;
    }
    buckets[bucket] = (buckets[bucket] ?? 0) + 1;
  }
  return buckets;
}

/** Times in which all virtual CPUs waited. */
export function stallsOf(faults: readonly Pick<PageFault, 'at' | 'untilNs'>[], vcpus: number): Span[] {
  const edges = faults
    .flatMap(({ at, untilNs }) => [
      { at, step: 1 },
      { at: untilNs, step: -1 },
    ])
    .sort((a, b) => a.at - b.at || a.step - b.step);
  const spans: Span[] = [];
  let blocked = 0;
  let from: Span['fromNs'] | null = null;
  for (const { at, step } of edges) {
    blocked += step;
    if (blocked === vcpus) from = at;
    else if (from !== null) {
      if (at > from) spans.push({ fromNs: from, toNs: at });
      from = null;
    }
  }
  return spans;
}
