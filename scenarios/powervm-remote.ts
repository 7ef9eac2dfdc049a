/**
 * Between two consoles
 *
 * The servers belong to different HMCs. From V7R3.4 on a move may go from one to the other, if both can reach and trust one
 * another; the memory goes from mover to mover all the same, past the consoles. Here the keys are missing at first.
 */
import { expect, lab, log, note, sleep } from 'switchover';

lab.setup({ title: 'Between two consoles' });
const hmc1 = lab.powervm.console('hmc1', { version: 'V7R7.9.0', attributes: { trusts: [] } });
const hmc2 = lab.powervm.console('hmc2', { version: 'V7R7.9.0', attributes: { trusts: [] } });
const a = lab.powervm.server('p770-a', { generation: 'POWER7', console: hmc1 });
const b = lab.powervm.server('p770-b', { generation: 'POWER7', console: hmc2 });
const app = lab.powervm.lpar('app01', { server: a, memory: '16 GiB' });

await sleep('2 s');
const before = app.validate(b);
log(before.findings.map(({ id, message }) => `${id}: ${message}`).join(' '));
expect(before.ok, 'whether it can move at first').toBe(false);

note('Keys are exchanged: mkauthkeys on both consoles.');
hmc1.exchangeKeys(hmc2);
await sleep('5 s');
expect(app.validate(b).ok, 'whether it can move now').toBe(true);

const move = app.migrate(b);
await sleep('40 s');
note(
  'The console of the target fails in the middle of the copy. The movers do not need it; the clean-up does.',
);
hmc2.fail();
const outcome = await move;
expect(outcome.status, 'the move').toBe('failed');
expect(app.migrationState, 'what the other console says').toBe('Migration Failed');
expect(app.server.name, 'where it runs').toBe('p770-b');

await sleep('30 s');
hmc2.repair();
await app.recover();
expect(app.migrationState, 'after the recovery').toBe('Not Migrating');
expect(a.lpars.length, 'what is left on the source').toBe(0);
