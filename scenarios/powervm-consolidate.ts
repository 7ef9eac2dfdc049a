/**
 * Two half-empty servers become one
 *
 * Both run, and both are half empty. What stands on the one fits on the other: everything moves there, and a server can be
 * switched off. Later a third one is bought, and the load is spread again, with as few moves as help.
 */
import { expect, lab, log, note, sleep } from 'switchover';

lab.setup({ title: 'Two half-empty servers become one', horizon: '2 h' });
const a = lab.powervm.server('s822-a', { generation: 'POWER8', memory: '128 GiB' });
const b = lab.powervm.server('s822-b', { generation: 'POWER8', memory: '128 GiB' });
const c = lab.powervm.server('s822-c', { generation: 'POWER8', memory: '128 GiB' });
for (const [i, server] of [a, a, a, b, b, b].entries())
  lab.powervm.lpar(`app${i + 1}`, { server, memory: '12 GiB', writes: '20 MiB/s' });

await sleep('2 s');
c.powerOff();
note('Everything on the second one moves to the first.');
const moved = await b.evacuate({ to: a, concurrency: 2 });
log(moved.moved, 'partitions in', moved.total);
expect(moved.moved, 'partitions that moved').toBe(3);
expect(a.lpars.length, 'partitions on the first server').toBe(6);
b.powerOff();
expect(b.state, 'the second server').toBe('Power Off');

await sleep('1 min');
note('A third server is there: the console spreads the load.');
c.powerOn();
const spread = await lab.powervm.balance({ servers: [a, c] });
log(spread.moved, 'moves spread it in', spread.total);
expect(a.lpars.length, 'partitions on the first server').toBe(3);
expect(c.lpars.length, 'partitions on the third one').toBe(3);
