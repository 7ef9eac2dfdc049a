// A running partition moves from one POWER8 server to another. Its client notices less than a second.
import { expect, lab, log, note } from 'switchover';

lab.setup({ title: 'A first active move' });

const a = lab.powervm.server('s824-a', { generation: 'POWER8' });
const b = lab.powervm.server('s824-b', { generation: 'POWER8' });
const app = lab.powervm.lpar('app01', { server: a, memory: '64 GiB' });
const client = app.client({ every: '50 ms' });

note(
  'The console validates the move, makes a shell partition on the target, and lets the movers copy memory.',
);
const move = await app.migrate(b);
log(`${move.total} in all, stood still for ${move.downtime}, ${move.sent} sent in ${move.rounds} rounds`);

expect(move.status, 'the move').toBe('done');
expect(app.server.name, 'where it runs').toBe('s824-b');
expect(client.longestGap, 'what its client notices').toBeLessThan('1 s');
