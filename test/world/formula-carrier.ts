/** Brings memory over by two formulas. */
import { NS_PER_S, ns } from '../../web/model/units.ts';
import { type CarryPlan, PlannedCarrier } from './planned-carrier.ts';

export class FormulaCarrier extends PlannedCarrier {
  constructor() {
    super(plan, 'resumed');
  }
}

/** Stop-and-copy: the fixed parts, then the memory at the cap. Post-copy: first what is needed, later the rest. */
const plan: CarryPlan = (id, { guest, tuning }, now) => {
  const { maxBandwidthBytesPerSecond: rate, policy } = tuning;
  const parts = policy?.pause ?? [];
  const fixedNs = parts.reduce(
    (sum, { fixedMs }) => sum + (typeof fixedMs === 'number' ? fixedMs * 1e6 : 0),
    0,
  );
  const firstBytes = parts.reduce((sum, { bytes }) => sum + (typeof bytes === 'number' ? bytes : 0), 0);
  const bytes = policy?.method.kind === 'postcopy' ? firstBytes : guest.memoryBytes;
  const resumedNs = ns(now + fixedNs + (bytes / rate) * NS_PER_S);
  const endedNs = ns(resumedNs + ((guest.memoryBytes - bytes) / rate) * NS_PER_S);
  return [
    { id, at: now, what: 'stopped' },
    { id, at: resumedNs, what: 'resumed' },
    { id, at: endedNs, what: 'ended', status: 'completed' },
  ];
};
