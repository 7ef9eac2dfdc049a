/**
 * The target fails on the way
 *
 * In the middle of the copy the target breaks down. The partition has never stopped to run on its source, so that nothing is
 * lost; but the console cannot clean up on a server that does not answer. The move waits to be recovered, and then begins again.
 * Had the source failed, the partition would have failed with it: this is no protection against failures.
 */
import { expect, lab, log, note, sleep } from 'switchover';

lab.setup({ title: 'The target fails on the way' });
const a = lab.powervm.server('p780-a', { generation: 'POWER7' });
const b = lab.powervm.server('p780-b', { generation: 'POWER7' });
const c = lab.powervm.server('p780-c', { generation: 'POWER7' });
const app = lab.powervm.lpar('app01', { server: a, memory: '32 GiB' });
const client = app.client({ every: '100 ms' });

await sleep('2 s');
const move = app.migrate(b);
await sleep('40 s');
log('At', move.query().percent, 'percent the target fails.');
b.fail();
const outcome = await move;
expect(outcome.status, 'the move').toBe('failed');
expect(app.server.name, 'where it runs').toBe('p780-a');

note(
  'It cannot set off again before the failed move has been recovered, by force, because the target does not answer.',
);
expect(app.validate(c).ok, 'whether it can move').toBe(false);
await app.recover({ force: true });
expect(app.migrationState, 'after the recovery').toBe('Not Migrating');

const again = await app.migrate(c);
expect(again.status, 'the second move').toBe('done');
expect(client.longestGap, 'what its client notices of all this').toBeLessThan('1 s');
