/**
 * The NFS server falls silent in the middle
 *
 * Every file that a mobile partition writes lies on the NFS server, and its checkpoint, too. When the server does not answer, what
 * touches it hangs, and goes on when it is back: the pause is just that much longer. When it stays away, the task gives up, and the
 * partition runs on where it was, because the way back is open until it runs on the other side.
 */
import { expect, lab, log, note, param, sleep } from 'switchover';

lab.setup({ title: 'The NFS server falls silent in the middle' });
lab.network({ bandwidth: '1 Gbit/s' });
const silence = param('silence', {
  default: '40 s',
  min: '1 s',
  max: '110 s',
  about: 'How long the server is away at first.',
});
const clone = { aix: '6100-02-01', image: 'mksysb-61' };
const x203 = lab.wpar.system('x203', { ...clone, address: '192.168.129.203' });
const x103 = lab.wpar.system('x103', { ...clone, address: '192.168.129.103' });
const x054 = lab.wpar.nfs('x054', {});
lab.wpar.hostName('x150', '192.168.129.150');
x054.prepare('x150', [x203, x103]);
const x150 = lab.wpar.partition('x150', { host: x203, nfs: x054, memory: '400 MB' });
const probe = x150.ssh();
probe.every('15 s');
await sleep('20 s');

note('The image is half written when x054 falls silent. The step hangs.');
const move = x150.relocate(x103);
await sleep('8 s');
x054.down();
await sleep(silence);
log(`While it hangs: ${move.step}, x150 is ${x150.state}`);
x054.up();
const late = await move;
expect(late.status, 'with a server that came back').toBe('done');
expect(late.pause, 'the pause, with the silence in it').toBeGreaterThan(silence);
await sleep('30 s');
log(`The date loop had a gap of ${probe.longestGap}.`);

note('Once more, and this time the server stays away.');
const other = x150.relocate(x203);
await sleep('8 s');
x054.down();
const lost = await other;
log(`${lost.step}: ${lost.message} ${lost.remedy}`);
expect(lost.status, 'with a server that stayed away').toBe('failed');
expect(lost.rule ?? '').toBe('nfs-server-down');
expect(x150.host?.name ?? '', 'where it runs on').toBe('x103');
expect(x150.state).toBe('Active');
x054.up();
await sleep('30 s');
expect(probe.ended === null, 'the session lives').toBe(true);
