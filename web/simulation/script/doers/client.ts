/** Somebody who uses a partition from outside, whatever the platform. */
import type { ClientSpec } from '../../../model/client.ts';
import type { Doers } from '../../../script/session.ts';
import type { Stage } from '../stage.ts';

export const clientDoers = (stage: Stage): Pick<Doers, 'Client'> => ({
  Client: {
    longestGap: (self) => Math.max(0, ...gapsOf(stage, self)),
    gaps: (self) => gapsOf(stage, self),
  },
});

function gapsOf(stage: Stage, self: number): number[] {
  const spec = stage.things.at<ClientSpec>('Client', self);
  const { gaps } = stage.seenBy(spec, stage.fleet?.records() ?? [], stage.now);
  return gaps.map(({ fromNs, toNs }) => toNs - fromNs);
}
