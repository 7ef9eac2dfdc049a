/** The date loop asks on schedule; what falls into a silence is answered when the silence ends. */
import type { ClientGap, Span } from '../../model/recording.ts';
import { ns, type VirtualNs } from '../../model/units.ts';

export function gapsOf(everyNs: VirtualNs, silences: readonly Span[]): ClientGap[] {
  const gaps: ClientGap[] = [];
  let before: Span = { fromNs: ns(-1), toNs: ns(-1) };
  for (const silence of silences) {
    const asked = Math.floor(silence.fromNs / everyNs) * everyNs;
    if (asked + everyNs < silence.toNs) {
      const late = before.fromNs < asked && asked < before.toNs;
      gaps.push({ fromNs: late ? before.toNs : ns(asked), toNs: silence.toNs });
    }
    before = silence;
  }
  return gaps;
}
