/**
 * Shut down, and moved in seconds
 *
 * A partition with huge pages cannot move while it runs: pages of 16 GB stay where they are. Shut down it can. An inactive move
 * takes its profiles and its disks over and no memory at all, so that size does not matter.
 */
import { expect, lab, log, note, sleep } from 'switchover';

lab.setup({ title: 'Shut down, and moved in seconds' });
const a = lab.powervm.server('p770-a', { generation: 'POWER7' });
const b = lab.powervm.server('p770-b', { generation: 'POWER7', attributes: { hugePagesAvailable: 8 } });
const db = lab.powervm.lpar('db01', { server: a, memory: '128 GiB', attributes: { hugePages: 4 } });

await sleep('2 s');
const active = db.validate(b);
expect(active.type, 'as it runs, the move would be').toBe('active');
expect(active.findings[0]?.id ?? '', 'what stands against it').toBe('huge-pages-active');

note('So it is shut down first.');
db.shutDown();
await sleep('30 s');
const move = await db.migrate(b);
log('It took', move.total, 'for a partition of', db.memory);
expect(move.type, 'the move').toBe('inactive');
expect(move.total, 'its time').toBeLessThan('30 s');
expect(move.sent, 'memory on the wire').toBe('0 B');

await sleep('5 s');
db.activate();
expect(db.state, 'its state').toBe('Running');
expect(db.server.name, 'where it runs').toBe('p770-b');
