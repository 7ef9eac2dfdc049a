/** What the waits for single pages in post-copy come to. */
import type { PageFault, Span } from '../model/recording.ts';
import { ns } from '../model/units.ts';

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
export function stallsOf(waits: readonly Pick<PageFault, 'at' | 'untilNs'>[], vcpus: number): Span[] {
  const begins = Float64Array.from(waits, ({ at }) => at).sort();
  const ends = Float64Array.from(waits, ({ untilNs }) => untilNs).sort();
  const spans: Span[] = [];
  let fromNs: Span['fromNs'] | null = null;
  for (let begun = 0, over = 0; over < ends.length; ) {
    const [begin = Infinity, end = Infinity] = [begins[begun], ends[over]];
    // One that ends when another one begins does not wait beside it.
    if (end <= begin) over++;
    else begun++;
    const at = ns(Math.min(begin, end));
    if (begun - over === vcpus) fromNs = at;
    else if (fromNs !== null) {
      if (at > fromNs) spans.push({ fromNs, toNs: at });
      fromNs = null;
    }
  }
  return spans;
}
