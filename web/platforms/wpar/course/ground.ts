/** What the platform's tasks stand on. */
import { call } from '../../../model/call.ts';
import { ms, type VirtualNs } from '../../../model/units.ts';
import type { Carrier } from '../../../world/carrier.ts';
import type { Ground } from '../../../world/course/ground.ts';
import { MANAGER } from '../calls/things.ts';
import type { WparWorld } from '../objects/world.ts';
import { basisOf } from '../tasks/build.ts';
import type { Change } from '../tasks/change.ts';
import type { Check, Need } from '../tasks/task.ts';
import type { Times } from '../tasks/times.ts';
import { judged, notCarried, outage, unmet } from './judge.ts';
import { ruleFindingOf } from './tell.ts';

export interface Place {
  carrier: Carrier;
  world(): WparWorld;
  now(): VirtualNs;
  change(changes: readonly Change[]): void;
}

const timesIn = (place: Place): Times => basisOf(place.world()).times;

export const groundOf = (place: Place): Ground<Change, Need, Check> => ({
  get now() {
    return place.now();
  },
  carrier: place.carrier,
  get dispatchNs() {
    return ms(timesIn(place).dispatchMs);
  },
  change: place.change,
  unmet: (needs) => unmet(place.world(), needs),
  // What stood on a system is gone with it: there is nothing to wait for.
  patienceNs: ({ kind }) => {
    const { serverPatienceMs, agentPatienceMs } = timesIn(place);
    return ms(kind === 'system' ? 0 : kind === 'server' ? serverPatienceMs : agentPatienceMs);
  },
  // Agents take back by themselves what they began.
  neededToUndo: ({ kind }) => kind !== 'agent',
  // An NFS server that does not answer keeps what it has.
  machineOf: ({ kind, name }) => (kind === 'system' ? name : null),
  outage: (need) => ruleFindingOf(outage(place.world(), need)),
  judged: (task, checks) => judged(place.world(), task.target, checks).map(ruleFindingOf),
  cancelCall: (task) => call(MANAGER, 'cancel', task),
  notCarried: (wpar, status) => ruleFindingOf(notCarried(wpar, status)),
});
