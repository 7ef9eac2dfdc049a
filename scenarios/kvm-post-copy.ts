/**
 * Over at once, the memory follows
 *
 * Post-copy runs the guest at the destination before its memory is there: each page that it touches is asked for, the others follow
 * behind. The move takes one pass over the memory however much is written. But if the connection breaks now, the guest stands still
 * until it is brought back: neither side has all of it.
 */
import { expect, lab, log, note, param, sleep } from 'switchover';

lab.setup({ title: 'Over at once, the memory follows' });
lab.network({ bandwidth: '1 Gbit/s', delay: '0.2 ms' });
lab.kvm.defaults({ capabilities: ['postcopy-ram'], parameters: { 'max-bandwidth': 0 } });
const alpha = lab.kvm.host('alpha', { memory: '16 GiB' });
const beta = lab.kvm.host('beta', { memory: '16 GiB' });
const index = lab.kvm.guest('index', {
  host: alpha,
  memory: '2 GiB',
  vcpus: 4,
  about: 'A search index that is being rebuilt',
  workload: { kind: 'uniform', pages: '1 GiB', writesPerSecond: 60_000 },
});
const client = index.client();
const breaks = param('cut', { default: true, about: 'Whether the connection breaks while memory follows.' });

await sleep('1 s');
const move = index.migrate(beta);
await sleep('4 s');
move.startPostcopy();
note('It runs at the destination now. Pages that it touches are asked for, and come first.');
await sleep('1 s');
if (breaks) {
  move.fail('link');
  note('Without its connection the guest waits: a part of its memory is on either host.');
  await sleep('3 s');
  move.recover();
}
const run = await move;
log(
  run.postcopy?.requests ?? 0,
  'pages were asked for; its CPUs waited',
  run.postcopy?.blocked ?? 0,
  'for them in all.',
);
expect(run.status).toBe('completed');
expect(run.downtime, 'the pause at the switchover').toBeLessThan('200 ms');
expect(client.longestGap, 'the client’s longest wait').toBeGreaterThan(breaks ? '3 s' : '0 s');
