/**
 * Why runs lie outside their bounds, where the numbers do not say it: found by comparing rounds. A test sees to it that
 * each of these is needed, and that none is lacking.
 */

/** By the bound's name in the report: what keeps it from holding. */
export const MISSED_BOUNDS: Readonly<Record<string, string>> = {};

const SWEEP =
  'the sweep is nearly as fast as the scan; where the two meet decides how many pages count twice, and lost ticks shift it';
const FIRST_TOUCH =
  'the destination took pages that it had never touched faster than the 0.29 GB/s assumed for every run';

/** By case. */
export const REASONS: Readonly<Record<string, string>> = {
  rnd34: `${FIRST_TOUCH}, and 30 ms weigh much in so short a move`,
  'link64_seq_h16384_r12000.f': SWEEP,
  'link64_seq_h16384_r12000.r1.f': SWEEP,
  'xb_h8192_r16000_ws2048_bw32.q':
    'the third round just fits its windows in the prediction, and took one more in both measurements; half a page at a time shrinks little',
  dl2000_h16384_r6000_bw64: FIRST_TOUCH,
  'idle_1024_976M_bw128.r1': FIRST_TOUCH,
  uni_h16384_r24000_bw64:
    'it hovers just above its threshold, so that some pages more or less decide whether a sync more comes',
  pc2_ac_t6_h16384_r24000_link64:
    'the guest was throttled before, and how many of its pages were missing hung on the last step',
  rnd05: 'the destination came to itself 50 ms late',
  rpc04: 'the first write at the destination met a page that had not come: 45 ms at 20 ms each way',
};

/** Differences with one cause in several runs, which the bounds may well allow. */
export const SYSTEMATIC: readonly string[] = [
  'With `max-postcopy-bandwidth` the measured guest began at the destination when the burst of a window was nearly over, 16 ms behind the switchover; in the engine it begins 12 ms earlier, asks for more pages within the burst, and waits for the next window less often (`pc_t1_h16384_r4000_bw64_pcbw64`).',
  'With `postcopy-preempt` the guest waited 2.6 and 3.7 ms for a page in front of a link of 64 MiB/s, 2.7 in the engine, and asked for fewer pages where it wrote most (`pc_preempt_t1_h16384_r4000_link64_d1.q`, `pc2_preempt_s2_h16384_r24000_link64_d1`).',
  'Several connections copy no faster in the engine than one, which shows where no link limits them (`quintela2022-16g-dirty-multifd`).',
  'Beside threads that compress without pause the guest lost more than beside those that wait for the limiter: 10 and 21 % in the two runs without disturbance, 3 % in the engine.',
];
