/**
 * KubeVirt: a ramp of the allowed pause, or a stall detector
 *
 * Both let a guest arrive whose rounds no longer shrink, by allowing it a longer pause. The ramp raises the limit step by step, on
 * a schedule, whether that is needed or not. The detector waits until it sees that what remains has stopped shrinking, and then
 * allows just the pause that is needed; where that would be too long, it gives up at once instead of running into a time limit.
 */
import { expect, lab, log, note, sleep } from 'switchover';

lab.setup({ title: 'KubeVirt: a ramp of the allowed pause, or a stall detector', horizon: '30 min' });
lab.network({ bandwidth: '1 Gbit/s' });
const one = lab.kvm.host('node-1', { memory: '16 GiB' });
const two = lab.kvm.host('node-2', { memory: '16 GiB' });
const cache = lab.kvm.guest('cache', {
  host: one,
  memory: '1 GiB',
  about: 'A cache with a small and very busy working set',
  workload: { kind: 'uniform', pages: '72 MiB', writesPerSecond: 100_000 },
});
const index = lab.kvm.guest('index', {
  host: one,
  memory: '1 GiB',
  about: 'A search index that writes all over its memory',
  workload: { kind: 'uniform', pages: '768 MiB', writesPerSecond: 60_000 },
});
const client = cache.client();

await sleep('1 s');
note('With the ramp: 150 ms at first, more every 10 seconds.');
const ramped = await cache.migrate(two, { preset: 'kubevirt-downtime-ramp' });
log('Ramp:', ramped.status, 'after', ramped.total, 'with a pause of', ramped.downtime);

await sleep('2 s');
note('With the detector: it looks for the moment from which on waiting gains nothing.');
const detected = await cache.migrate(one, { preset: 'kubevirt-stall-detector' });
log('Detector:', detected.status, 'after', detected.total, 'with a pause of', detected.downtime);
expect(ramped.status, 'with the ramp').toBe('completed');
expect(detected.status, 'with the detector').toBe('completed');
expect(client.longestGap, 'the client’s longest wait').toBeLessThan('1.2 s');

await sleep('2 s');
note('A guest for which no pause that is allowed would do.');
const hopeless = await index.migrate(two, { preset: 'kubevirt-stall-detector' });
log('Hopeless, with the detector:', hopeless.status, 'after', hopeless.total);
await sleep('2 s');
const endless = await index.migrate(two, { preset: 'kubevirt-downtime-ramp' });
log('Hopeless, with the ramp:', endless.status, 'after', endless.total);
expect(hopeless.status, 'hopeless, with the detector').toBe('cancelled');
expect(hopeless.total, 'time that the detector wasted').toBeLessThan(endless.total);
