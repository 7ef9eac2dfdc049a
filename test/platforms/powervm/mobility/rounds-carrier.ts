/**
 * Brings memory over by the formula of PowerVM's pre-copy, at the rate of the order: rounds until little is left, it no
 * longer shrinks or ten are sent; then the rest after the switchover.
 */
import { MIB, NS_PER_S, ns } from '../../../../web/model/units.ts';
import { type CarryPlan, PlannedCarrier } from '../../../world/planned-carrier.ts';

const LEFT_BYTES = 256 * MIB;
const ROUNDS = 10;
const SHRINKS = 0.95;

export class RoundsCarrier extends PlannedCarrier {
  constructor() {
    super(plan, 'stopped');
  }
}

const plan: CarryPlan = (id, { guest, tuning }, now) => {
  const rate = tuning.maxBandwidthBytesPerSecond || 1e9;
  const { workload, pageBytes } = guest;
  const writes = workload.kind === 'uniform' ? workload.writesPerSecond * pageBytes : 0;
  const hot = workload.kind === 'uniform' ? workload.pages * pageBytes : 0;
  const touched = guest.filled.reduce((sum, { first, end }) => sum + (end - first) * pageBytes, 0);
  let [sent, atNs] = [touched, now as number];
  for (let round = 0; round < ROUNDS; round++) {
    const seconds = sent / rate;
    atNs += seconds * NS_PER_S;
    const next = Math.min(hot, writes * seconds);
    const over = next <= LEFT_BYTES || next >= SHRINKS * sent;
    sent = next;
    if (over) break;
  }
  const pauseNs = (tuning.policy?.pause ?? []).reduce(
    (sum, { fixedMs, perAdapterMs }) =>
      sum +
      (typeof fixedMs === 'number' ? fixedMs : 0) * 1e6 +
      (perAdapterMs ?? 0) * (guest.adapters ?? 1) * 1e6,
    0,
  );
  return [
    { id, at: ns(atNs), what: 'stopped' },
    { id, at: ns(atNs + pauseNs), what: 'resumed' },
    { id, at: ns(atNs + pauseNs + (sent / rate) * NS_PER_S), what: 'ended', status: 'completed' },
  ];
};
