/** What the client saw: a pure function of the moves, for the pause is measured where it is felt. */
import { type ClientSpec, foundAfterMs } from '../model/client.ts';
import type { ClientRecord, Span } from '../model/recording.ts';
import { ms, type VirtualNs } from '../model/units.ts';
import { courseOf, type FeltMove, silencesOf } from './client/availability.ts';
import { gapsOf } from './client/date-loop.ts';
import { requestSeries } from './client/requests.ts';

/**
 * @param moves of all partitions, in the order in which they began
 * @param away when the partition does not run, beside its moves; null: nobody knows, and one that was lost stays so
 */
export function clientView(
  spec: ClientSpec,
  moves: readonly FeltMove[],
  endNs: VirtualNs,
  away: readonly Span[] | null = null,
): ClientRecord {
  const own = moves.filter(({ partition }) => partition === spec.partition);
  const foundAfter = ms(spec.announce ? foundAfterMs(spec.announce) : 0);
  const silences = silencesOf(own, foundAfter, endNs, away);
  const everyNs = ms(spec.everyMs);
  const requests = spec.requests && requestSeries(spec.requests, courseOf(own, silences), endNs);
  return {
    partition: spec.partition,
    everyNs,
    gaps: gapsOf(everyNs, silences),
    ...(requests ? { requests } : {}),
  };
}
