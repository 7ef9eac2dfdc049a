/**
 * A migration that never converges
 *
 * The guest dirties its memory faster than the link can carry it: round after round ends with as much to send as before. Pre-copy
 * alone would go on for ever; somebody has to give it up, slow the guest, allow a longer pause, or go over to post-copy.
 */
import { ask, expect, lab, log, note, sleep } from 'switchover';

lab.setup({ title: 'A migration that never converges', horizon: '5 min' });
lab.network({ bandwidth: '1 Gbit/s' });
lab.kvm.defaults({ parameters: { 'max-bandwidth': 0, 'downtime-limit': '300 ms' } });
const alpha = lab.kvm.host('alpha', { memory: '16 GiB' });
const beta = lab.kvm.host('beta', { memory: '16 GiB' });
const index = lab.kvm.guest('index', {
  host: alpha,
  memory: '2 GiB',
  about: 'A search index that is being rebuilt',
  workload: { kind: 'uniform', pages: '1 GiB', writesPerSecond: 60_000 },
});
index.client();

await sleep('1 s');
const move = index.migrate(beta);
await sleep('45 s');
const { remaining, dirtyRate, bandwidth } = move.query();
note('The rounds do not shrink any more: what is copied in one is written again in the next.');
log('Still', remaining, 'to send; dirtied at', dirtyRate, 'and copied at', bandwidth);
expect(dirtyRate.MiBps / bandwidth.MiBps, 'dirtied, for each byte that is copied').toBeGreaterThan(0.9);

const way = await ask('way', {
  question: 'It will not end by itself. What now?',
  choices: ['give it up', 'allow a longer pause'],
  default: 'give it up',
});
if (way === 'give it up') move.cancel();
else move.set({ 'downtime-limit': '15 s' });
const run = await move;
log('It is', run.status, 'after', run.total, 'and', run.sent);
expect(run.status).toBe(way === 'give it up' ? 'cancelled' : 'completed');
