/**
 * Broken after a forced stop
 *
 * A process that waits inside the kernel cannot be ended from outside. A normal stop gives up on it after 600 seconds, a hard one
 * after 60, and the partition runs on. A forced stop does not wait: it leaves the partition broken, and nothing short of a restart
 * of the system ends that process. A shutdown inside would have told everybody, and a stop tells nobody.
 */
import { expect, lab, log, note, sleep } from 'switchover';

lab.setup({ title: 'Broken after a forced stop' });
const x203 = lab.wpar.system('x203', { aix: '6100-02-01', address: '192.168.129.203' });
const x054 = lab.wpar.nfs('x054', {});
lab.wpar.hostName('x150', '192.168.129.150');
x054.prepare('x150', [x203]);
const x150 = lab.wpar.partition('x150', { host: x203, nfs: x054, unkillable: true });
const session = x150.ssh();
session.every('15 s');
await sleep('20 s');

note('Stop, with little patience: one process does not end.');
const hard = await x150.stopHard();
log(`${hard.step}: ${hard.message} ${hard.remedy}`);
expect(hard.status, 'a hard stop').toBe('failed');
expect(x150.state, 'after a hard stop').toBe('Active');

note('Stop by force: what can be ended is ended, and the partition is broken.');
const forced = await x150.stopForced();
expect(forced.status, 'a forced stop').toBe('failed');
expect(x150.state, 'after a forced stop').toBe('Broken');
log(session.ended ?? 'The session lives.');

note('Recovering it does not help as long as the process is there.');
const recovery = await x150.recover();
log(`${recovery.step}: ${recovery.message}`);
expect(recovery.status, 'recovering').toBe('failed');

note('Only a restart of the system does.');
x203.crash();
await sleep('30 s');
x203.boot();
await sleep('5 s');
expect(x150.state, 'after a restart of x203').toBe('Defined');
const started = await x150.start();
expect(started.status, 'starting it again').toBe('done');
