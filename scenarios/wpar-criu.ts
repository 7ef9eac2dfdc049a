/**
 * The modern twin: CRIU and P.Haul
 *
 * What a WPAR Manager did, CRIU does with Linux processes today, step by step in other words: freeze, dump, copy, restore; TCP
 * connections survive by TCP_REPAIR, if dump and restore are told --tcp-established and the address comes along. CRIU can also copy
 * beforehand: a pre-dump while the processes run, again and again until little is left (P.Haul); or restore first and fetch the
 * pages when they are touched (lazy pages). Four ways, the same container, the same network.
 */
import { expect, lab, log, note, param, sleep } from 'switchover';

lab.setup({ title: 'The modern twin: CRIU and P.Haul' });
lab.network({ bandwidth: '1 Gbit/s' });
const writes = param('writes', { default: 1500, min: 0, max: 20_000, about: 'Page writes per second.' });
const one = lab.kvm.host('one', { memory: '16 GiB' });
const two = lab.kvm.host('two', { memory: '16 GiB' });
const box = lab.kvm.guest('box', {
  host: one,
  memory: '512 MiB',
  about: 'A container with one process',
  workload: { kind: 'uniform', pages: '48 MiB', writesPerSecond: writes },
});
const client = box.client({ every: '100 ms' });
await sleep('2 s');

note(
  'As a WPAR goes synchronously: freeze, dump everything over the NFS server, restore. (criu dump --tcp-established, criu restore)',
);
const plain = await box.migrate(two, { preset: 'wpar-synchronous' });
await sleep('2 s');
note(
  'One pre-dump while it runs, then the dump of what was written since. (criu pre-dump --track-mem, criu dump --prev-images-dir)',
);
const once = await box.migrate(one, { preset: 'criu-pre-dump' });
await sleep('2 s');
note(
  'P.Haul repeats the pre-dump until one writes 64 pages or fewer, grows by more than 10 %, or the ninth is done.',
);
const again = await box.migrate(two, { preset: 'p-haul' });
await sleep('2 s');
note(
  'Lazy pages: restored without its memory, each page follows when it is touched. (criu lazy-pages, userfaultfd)',
);
const lazy = await box.migrate(one, { preset: 'criu-lazy-pages' });
await sleep('2 s');

for (const [name, run] of [
  ['stop and copy', plain],
  ['one pre-dump', once],
  ['P.Haul', again],
  ['lazy pages', lazy],
] as const) {
  log(`${name}: pause ${run.downtime}, ${run.sent} sent, ${run.rounds} rounds, ${run.total} in all`);
  expect(run.status, name).toBe('completed');
}
expect(again.downtime, 'the pause with P.Haul').toBeAtMost(once.downtime);
expect(once.downtime, 'the pause with one pre-dump').toBeLessThan(plain.downtime);
expect(lazy.postcopy?.requests ?? 0, 'pages that were asked for').toBeGreaterThan(0);
log(`The longest silence that the client felt was ${client.longestGap}.`);
