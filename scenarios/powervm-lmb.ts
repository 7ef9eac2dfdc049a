/**
 * Blocks of two sizes
 *
 * Memory belongs to partitions in logical blocks, and the blocks of both servers have to be of one size. To change it a server
 * has to be powered off and on: that is planned for a night, and the finding names what it stops.
 */
import { expect, lab, log, note, sleep } from 'switchover';

lab.setup({ title: 'Blocks of two sizes' });
const a = lab.powervm.server('p750-a', { generation: 'POWER7', lmb: '256 MiB' });
const b = lab.powervm.server('p750-b', { generation: 'POWER7', lmb: '128 MiB' });
const app = lab.powervm.lpar('app01', { server: a, memory: '16 GiB' });

await sleep('2 s');
const [why] = app.validate(b).findings;
expect(why?.id ?? '', 'what stands against the move').toBe('lmb-size-equal');
log(why?.message ?? '', why?.remedy ?? '');

try {
  await app.migrate(b);
} catch {
  note('The console refuses the move. Nothing has happened.');
}
expect(app.state, 'its state').toBe('Running');

await sleep('10 s');
note('The target is empty, so that its block size can be changed now: power off, power on.');
b.powerOff();
await sleep('2 min');
b.powerOn();
b.setBlockSize(256);
const move = await app.migrate(b);
expect(move.status, 'the move').toBe('done');
