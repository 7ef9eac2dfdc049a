/**
 * Synchronous and asynchronous relocation compared
 *
 * Two equal partitions move, one after the other. The first goes the old way: checkpoint into an image on the NFS server, restart
 * from it; it stands still throughout, and until it runs there the way back is open. The second goes the way of technology level 2:
 * only what is needed crosses first, the rest is paged in while it runs; until all is there it hangs on both systems. Make the state
 * larger, and see which pause grows.
 */
import { expect, lab, log, note, param, sleep } from 'switchover';

lab.setup({ title: 'Synchronous and asynchronous relocation compared' });
lab.network({ bandwidth: '1 Gbit/s' });
const memory = param('state', {
  default: '480 MB',
  min: '60 MB',
  max: '8 GB',
  about: 'What each partition has to bring along.',
});

const clone = { aix: '6100-02-01', image: 'mksysb-61', memory: '32 GiB' } as const;
const x203 = lab.wpar.system('x203', { ...clone, address: '192.168.129.203' });
const x103 = lab.wpar.system('x103', { ...clone, address: '192.168.129.103' });
const x054 = lab.wpar.nfs('x054', {});
const workload = { kind: 'uniform', pages: '40 MB', writesPerSecond: 2000 } as const;
for (const [name, address] of [
  ['x150', '192.168.129.150'],
  ['x151', '192.168.129.151'],
] as const) {
  lab.wpar.hostName(name, address);
  x054.prepare(name, [x203, x103]);
  lab.wpar.partition(name, { host: x203, nfs: x054, memory, workload });
}
const x150 = lab.wpar.partition('x150');
const x151 = lab.wpar.partition('x151');
const first = x150.ssh();
first.every('15 s');
const second = x151.ssh();
second.every('15 s');
await sleep('20 s');

note('x150 goes synchronously: all of its state into an image on x054, and out of it on x103.');
const slow = await x150.relocate(x103, { mode: 'synchronous' });
note('x151 goes asynchronously: what is needed first, the rest on demand and in the background.');
const fast = await x151.relocate(x103, { mode: 'asynchronous' });
await sleep('20 s');

log(`synchronous: pause ${slow.pause}, gap in the date loop ${first.longestGap}, ${slow.sent} sent`);
log(`asynchronous: pause ${fast.pause}, gap in the date loop ${second.longestGap}, ${fast.sent} sent`);
expect(slow.status).toBe('done');
expect(fast.status).toBe('done');
expect(fast.pause, 'the asynchronous pause').toBeLessThan('4 s');
expect(slow.pause, 'the synchronous pause').toBeGreaterThan('14 s');
expect(fast.sent, 'what crosses for the asynchronous one').toBeLessThan(slow.sent);
