/**
 * A migration that converges
 *
 * The guest writes less than the link carries, so each round leaves less to send than the one before. When what is left fits
 * the allowed pause, it switches over. Turn the link down to see the rounds grow longer, and the pause stay.
 */
import { expect, lab, log, note, param, sleep } from 'switchover';

lab.setup({ title: 'A migration that converges' });
lab.network({
  bandwidth: param('link', {
    default: '2 Gbit/s',
    min: '500 Mbit/s',
    max: '10 Gbit/s',
    about: 'What the link carries.',
  }),
});
lab.kvm.defaults({ parameters: { 'max-bandwidth': 0, 'downtime-limit': '300 ms' } });
const alpha = lab.kvm.host('alpha', { memory: '16 GiB' });
const beta = lab.kvm.host('beta', { memory: '16 GiB' });
const shop = lab.kvm.guest('shop', {
  host: alpha,
  memory: '4 GiB',
  about: 'A web shop with a small working set',
  workload: {
    kind: 'uniform',
    pages: '256 MiB',
    writesPerSecond: param('writes', {
      default: 12_000,
      min: 0,
      max: 100_000,
      about: 'Page writes per second.',
    }),
  },
});
const client = shop.client({ every: '100 ms' });

await sleep('1 s');
note('Round 1 sends all of its memory once. Meanwhile the guest goes on writing.');
const run = await shop.migrate(beta);

log('Each page was sent', (1 + run.resentPages / (4 * 2 ** 18)).toFixed(2), 'times on average.');
log('Its client waited', client.longestGap, 'at most.');
expect(run.status).toBe('completed');
expect(run.downtime, 'the pause').toBeAtMost('450 ms');
expect(shop.host.name, 'where it runs').toBe('beta');
