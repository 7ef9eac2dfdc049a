/** What the platform's tasks stand on. */
import { ms, type VirtualNs } from '../../../model/units.ts';
import type { Carrier } from '../../../world/carrier.ts';
import type { Ground } from '../../../world/course/ground.ts';
import type { WparWorld } from '../objects/world.ts';
import type { Basis } from '../tasks/build.ts';
import type { Change } from '../tasks/change.ts';
import type { Check, Need } from '../tasks/task.ts';
import { judged, notCarried, outage, unmet } from './judge.ts';
import { ruleFindingOf } from './tell.ts';

export interface Place {
  carrier: Carrier;
  world(): WparWorld;
  now(): VirtualNs;
  change(changes: readonly Change[]): void;
}

export const groundOf = (place: Place, { times, blocking }: Basis): Ground<Change, Need, Check> => ({
  get now() {
    return place.now();
  },
  carrier: place.carrier,
  dispatchNs: ms(times.dispatchMs),
  change: place.change,
  unmet: (needs) => unmet(place.world(), needs),
  // What stood on a system is gone with it: there is nothing to wait for.
  patienceNs: ({ kind }) =>
    ms(kind === 'system' ? 0 : kind === 'server' ? times.serverPatienceMs : times.agentPatienceMs),
  // Agents take back by themselves what they began.
  neededToUndo: ({ kind }) => kind !== 'agent',
  outage: (need) => ruleFindingOf(outage(place.world(), need)),
  judged: (task, checks) => judged(place.world(), task.target, checks, blocking).map(ruleFindingOf),
  notCarried: (wpar, status) => ruleFindingOf(notCarried(wpar, status)),
});
