/**
 * Slowing the guest until it fits
 *
 * With auto-converge QEMU takes CPU time from a guest whose rounds do not shrink, a step more each time, until it writes less than
 * the link carries. The migration ends, and the price is paid before the pause: requests take longer while the guest is throttled.
 */
import { expect, lab, log, note, param, sleep } from 'switchover';

lab.setup({ title: 'Slowing the guest until it fits', horizon: '10 min' });
lab.network({ bandwidth: '1 Gbit/s' });
lab.kvm.defaults({
  capabilities: ['auto-converge'],
  parameters: {
    'max-bandwidth': 0,
    'downtime-limit': '300 ms',
    'cpu-throttle-initial': param('first', {
      default: 20,
      min: 1,
      max: 99,
      about: 'First step of the throttle, percent.',
    }),
    'cpu-throttle-increment': param('step', {
      default: 10,
      min: 1,
      max: 99,
      about: 'Each further step, percent.',
    }),
  },
});
const alpha = lab.kvm.host('alpha', { memory: '16 GiB' });
const beta = lab.kvm.host('beta', { memory: '16 GiB' });
const index = lab.kvm.guest('index', {
  host: alpha,
  memory: '2 GiB',
  about: 'A search index that is being rebuilt',
  workload: { kind: 'uniform', pages: '1 GiB', writesPerSecond: 60_000 },
});
const client = index.client({ requests: { perSecond: 200, service: '4 ms', workers: 4 } });

await sleep('1 s');
note('The same guest as in the migration that never converges, on the same link.');
const run = await index.migrate(beta);
log('Throttled by up to', run.throttle, 'percent; the pause was', run.downtime);
expect(run.status).toBe('completed');
expect(run.throttle, 'the strongest throttle, percent').toBeGreaterThan(30);
expect(client.longestGap, 'the client’s longest wait').toBeLessThan('1 s');
