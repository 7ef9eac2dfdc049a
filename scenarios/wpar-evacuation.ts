/**
 * Ten partitions leave their system
 *
 * x203 has to be serviced. The manager empties it: the largest partition first, each to the target that is best when its turn comes.
 * Two at a time share the network and the NFS server, so each takes a little longer, and all together less. One of them cannot be
 * moved while it runs: it is stopped and started anew. Only when nothing runs, moves or waits there may the system be switched off.
 */
import { expect, lab, log, note, param, sleep } from 'switchover';

lab.setup({ title: 'Ten partitions leave their system' });
lab.network({ bandwidth: '1 Gbit/s' });
const atOnce = param('at-once', { default: 2, min: 1, max: 10, about: 'How many move at the same time.' });

const clone = { aix: '6100-02-01', image: 'mksysb-61', memory: '16 GiB' } as const;
const x203 = lab.wpar.system('x203', { ...clone, address: '192.168.129.203' });
const x103 = lab.wpar.system('x103', { ...clone, address: '192.168.129.103' });
const x303 = lab.wpar.system('x303', { ...clone, address: '192.168.129.33', ownProcessors: 1.5 });
const x054 = lab.wpar.nfs('x054', {});
for (let i = 0; i < 10; i++) {
  const name = `x${150 + i}`;
  lab.wpar.hostName(name, `192.168.129.${150 + i}`);
  x054.prepare(name, [x203, x103, x303]);
  lab.wpar.partition(name, {
    host: x203,
    nfs: x054,
    memory: `${60 + 40 * i} MB`,
    processors: 0.1 + 0.02 * i,
    // This one was created without the check box.
    checkpointable: i !== 4,
  });
}
const probe = lab.wpar.partition('x159').ssh();
probe.every('15 s');
await sleep('20 s');

note('Evacuate x203. Who cannot be paused is stopped and started anew.');
const move = await x203.evacuate({ atOnce });
await sleep('20 s');

for (let i = 0; i < 10; i++) {
  const wpar = lab.wpar.partition(`x${150 + i}`);
  log(`${wpar.name} is ${wpar.state} on ${wpar.host?.name ?? 'no system'}`);
  expect(wpar.state, wpar.name).toBe('Active');
}
log(`x203 was empty after ${move.total}; the session with x159 had a gap of ${probe.longestGap}.`);
expect(move.status).toBe('done');
expect(x203.partitions.length, 'partitions left on x203').toBe(0);
expect(x203.safeToSwitchOff, 'x203 may be switched off').toBe(true);
expect(x103.partitions.length + x303.partitions.length, 'partitions elsewhere').toBe(10);
x203.crash();
await sleep('10 s');
expect(lab.wpar.partition('x150').state, 'x150 after x203 was switched off').toBe('Active');
