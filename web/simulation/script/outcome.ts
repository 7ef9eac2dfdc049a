/** What a script gets to know of a move that has ended. */
import type { MoveRecord } from '../../model/recording.ts';
import type { OUTCOME } from '../../script/api/results.ts';
import type { Kind } from '../../script/kinds.ts';

type ReadBy<K> = K extends Kind<infer T> ? T : never;

export function outcomeOf({
  outcome,
  from,
  to,
  disks,
  startNs,
  throttle = [],
}: MoveRecord): ReadBy<typeof OUTCOME> {
  const { transport, postcopy } = outcome;
  return {
    status: outcome.status,
    from,
    to,
    total: outcome.totalNs,
    downtime: outcome.downtimeNs,
    gap: outcome.heartbeatGapNs,
    sent: outcome.sentBytes,
    rounds: outcome.syncCount,
    resentPages: outcome.resentPages,
    zeroPages: outcome.zeroPages,
    throttle: Math.max(0, ...throttle.map(({ percent }) => percent)),
    deltaPages: transport.deltaPages - transport.deltaOverflows,
    deltaOverflows: transport.deltaOverflows,
    deltaMisses: transport.deltaMisses,
    disks: disks
      ? {
          took: startNs - disks.fromNs,
          sent: disks.points.at(-1)?.sentBytes ?? 0,
          left: disks.points.at(-1)?.leftBytes ?? 0,
        }
      : null,
    postcopy: postcopy && {
      sent: postcopy.bytes,
      requests: postcopy.requests,
      blocked: postcopy.blockedNs,
    },
  };
}
