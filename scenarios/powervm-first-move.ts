/**
 * A first active move
 *
 * A running partition moves from one POWER8 server to another: three lines describe it, the fourth moves it. The console
 * validates, makes a shell partition on the target, and lets the movers copy memory; then it suspends for a moment and runs on
 * there. Live mobility is for planned moves: it is no disaster recovery, and it does not replace PowerHA.
 */
import { expect, lab, log, note, param, sleep } from 'switchover';

lab.setup({ title: 'A first active move' });
const a = lab.powervm.server('s824-a', { generation: 'POWER8' });
const b = lab.powervm.server('s824-b', { generation: 'POWER8' });
const app = lab.powervm.lpar('app01', {
  server: a,
  memory: param('memory', {
    default: '64 GiB',
    min: '4 GiB',
    max: '192 GiB',
    about: 'Memory of the partition.',
  }),
});
const client = app.client({ every: '50 ms' });

await sleep('2 s');
expect(app.validate(b).ok, 'whether it can move').toBe(true);
note('From now on it stands on both servers: as itself on the one, as a shadow on the other.');
const move = await app.migrate(b);

log('In all', move.total, 'and', move.rounds, 'rounds; it stood still for', move.downtime);
expect(move.status, 'the move').toBe('done');
expect(app.server.name, 'where it runs').toBe('s824-b');
expect(app.state, 'its state').toBe('Running');
expect(client.longestGap, 'what its client notices').toBeLessThan('1 s');
