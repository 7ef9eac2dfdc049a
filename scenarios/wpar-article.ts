/**
 * A workload partition moves while somebody is logged in
 *
 * The whole way once: prepare the NFS server, create a partition, start it, log in and print the date every 15 seconds, relocate
 * it to the system that the manager suggests, pause it, resume it, stop it. A relocation is a gap between two lines of the
 * session; it is as long as the task says. A stop from the manager ends the session without a word.
 */
import { expect, lab, log, note, param, sleep } from 'switchover';

lab.setup({ title: 'A workload partition moves while somebody is logged in', horizon: '1 h' });
lab.network({ bandwidth: '1 Gbit/s' });
const every = param('every', {
  default: '15 s',
  min: '2 s',
  max: '60 s',
  about: 'How often the session prints the date.',
});

// Two similar systems from one clone image, and an older machine that keeps the files.
const clone = { aix: '6100-02-01', model: 'Power5, Model 51a', image: 'mksysb-61' };
const x203 = lab.wpar.system('x203', { ...clone, address: '192.168.129.203' });
const x103 = lab.wpar.system('x103', { ...clone, address: '192.168.129.103' });
const x054 = lab.wpar.nfs('x054', { area: '/backup/wpars' });

note('First the NFS server: a directory for each partition, exported to every system that may ever host it.');
for (let n = 150; n < 160; n++) {
  lab.wpar.hostName(`x${n}`, `192.168.129.${n}`);
  x054.prepare(`x${n}`, [x203, x103]);
}
expect(x054.blocks, 'the area before anything is deployed').toBe(16);

note(
  'New: a system partition x150 on x203, its files on x054. Its private files are copied, which takes minutes.',
);
const created = await lab.wpar.createSystemWpar('x150', { host: x203, nfs: x054, checkpointable: true });
expect(created.status).toBe('done');
expect(created.total, 'creating').toBeAtLeast('6 min');
expect(created.total, 'creating').toBeAtMost('10 min');
const x150 = lab.wpar.partition('x150');
expect(x150.state).toBe('Defined');
log(`x150 takes ${x054.usage('x150')} blocks of 512 bytes on x054`);

note('No hardware has to be tested, so a start is short.');
const started = await x150.start();
expect(started.total, 'starting').toBeAtMost('30 s');

note('Somebody logs in. What topas paints has wrong colours until the terminal type is set.');
const session = x150.ssh();
await sleep('5 s');
session.type('topas');
await sleep('10 s');
session.type('export TERM=aixterm');
session.type('topas');
await sleep('10 s');
session.every(every);
await sleep('1 min');

const target = x150.suggestTarget();
expect(target?.name ?? 'none', 'the suggested target').toBe('x103');
for (const { system, why } of x150.candidates()) log(`${system.name}: ${why.join(' ')}`);
note('Relocate to the suggested system: the session falls silent, and goes on.');
const move = await x150.relocate(x103);
expect(move.status).toBe('done');
expect(x150.host?.name ?? 'none').toBe('x103');
await sleep('1 min');
expect(session.ended === null, 'the session lives').toBe(true);
log(`The task says ${move.pause}, the date loop shows a gap of ${session.longestGap}.`);
expect(move.pause, 'the pause').toBeAtLeast('17 s');
expect(move.pause, 'the pause').toBeAtMost('20 s');

note('Pause: the session hangs, and does not end.');
await x150.pause();
await sleep('40 s');
expect(x150.state).toBe('Paused');
expect(session.ended === null, 'the session hangs and lives').toBe(true);
await x150.resume();
await sleep('30 s');

note('Stop from the manager: the session just ends, without a word why.');
await x150.stop();
await sleep('5 s');
expect(x150.state).toBe('Defined');
log(session.ended ?? 'The session lives.');
