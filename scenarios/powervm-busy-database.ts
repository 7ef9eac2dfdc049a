/**
 * Busier means longer, not a longer pause
 *
 * Two databases of the same size move over the same 10 Gbit/s, one calm, one that writes almost as fast as memory can be sent.
 * The busy one takes longer. Its pause is as short: what is still missing when it switches over is fetched by the target on demand,
 * while the partition runs there already. For a while it is slower then; that is the price.
 */
import { expect, lab, log, note, param, sleep } from 'switchover';

lab.setup({ title: 'Busier means longer, not a longer pause', horizon: '1 h' });
const a = lab.powervm.server('s824-a', { generation: 'POWER8' });
const b = lab.powervm.server('s824-b', { generation: 'POWER8' });
const calm = lab.powervm.lpar('calm', { server: a, memory: '64 GiB', writes: '20 MiB/s', hot: '1 GiB' });
const busy = lab.powervm.lpar('busy', {
  server: a,
  memory: '64 GiB',
  writes: param('writes', {
    default: '800 MiB/s',
    min: '0 B/s',
    max: '4 GiB/s',
    about: 'Memory that the busy one writes.',
  }),
  hot: '24 GiB',
});
const clients = [calm, busy].map((lpar) => lpar.client({ every: '50 ms' }));

await sleep('2 s');
const first = await calm.migrate(b);
note('Now the busy one.');
const second = await busy.migrate(b);

log('calm:', first.total, 'in all,', first.rounds, 'rounds, stood still for', first.downtime);
log('busy:', second.total, 'in all,', second.rounds, 'rounds, stood still for', second.downtime);
log('Of the busy one', second.after, 'followed when it ran on the target already.');
expect(second.total, 'time of the busy one').toBeGreaterThan(first.total);
expect(second.downtime, 'pause of the busy one').toBeAtMost('300 ms');
for (const client of clients) expect(client.longestGap, 'what a client notices').toBeLessThan('1 s');
