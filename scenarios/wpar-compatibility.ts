/**
 * Why a partition may not move
 *
 * A relocation begins with a comparison of the two systems. Here everything stands against it, one thing after the other: the agent
 * is silent, the AIX levels differ although /usr is shared, the arrival system is too small, and the partition was created without
 * checkpoints. Each time the console says which test failed, why there is such a test, and what to do; then that is done.
 */
import { expect, lab, log, note } from 'switchover';

lab.setup({ title: 'Why a partition may not move' });
lab.network({ bandwidth: '1 Gbit/s' });
const x203 = lab.wpar.system('x203', {
  aix: '6100-02-01',
  image: 'mksysb-61',
  address: '192.168.129.203',
  memory: '8 GiB',
});
const x103 = lab.wpar.system('x103', { aix: '6100-01-00', address: '192.168.129.103', memory: '2 GiB' });
const x054 = lab.wpar.nfs('x054', {});
lab.wpar.group('production', { tests: ['arrival-memory'] });
lab.wpar.hostName('x150', '192.168.129.150');
x054.prepare('x150', [x203, x103]);
const x150 = lab.wpar.partition('x150', {
  host: x203,
  nfs: x054,
  memory: '1.5 GB',
  group: 'production',
  checkpointable: false,
});
x103.stopAgent();

async function attempt(what: string, rule: string) {
  note(what);
  const move = await x150.relocate(x103);
  log(`${rule}: ${move.message} ${move.remedy}`);
  expect(move.status, rule).toBe('failed');
  expect(move.rule ?? '').toBe(rule);
  expect(x150.host?.name ?? '', 'where it stayed').toBe('x203');
}

expect(x150.suggestTarget() === null, 'no target is suggested').toBe(true);
for (const { system, failed } of x150.candidates()) log(`${system.name} fails ${failed.join(', ')}`);

await attempt('The agent on x103 does not answer: the manager can do nothing there.', 'agent-online');
x103.startAgent();
await attempt('x150 was created without checkpoints, so its state cannot be saved.', 'ckpt-flag-required');
note('It has to be stopped for that: shut down inside, change the flag, start.');
await x150.shutdown();
await x150.modify({ checkpointable: true });
await x150.start();
await attempt(
  'The levels differ. Libraries under /usr are borrowed from the host, and would change under running code.',
  'os-level-match',
);
x103.set({
  aix: '6100-02-01',
  filesets: { 'bos.rte': '6.1.2.1', 'bos.rte.libc': '6.1.2.1', 'bos.wpars': '6.1.2.1', 'mcr.rte': '6.1.2.1' },
});
await attempt('x103 has 2 GiB, of which AIX itself needs one: there is no room for it.', 'arrival-room');
x103.set({ memory: '6 GiB' });
await attempt('x103 has less memory than x203, which its group does not accept.', 'arrival-memory');
x103.set({ memory: '8 GiB' });
note('Nothing stands against it any more.');
const move = await x150.relocate(x103);
expect(move.status, 'with everything in order').toBe('done');
expect(x150.host?.name ?? '', 'where it runs').toBe('x103');
