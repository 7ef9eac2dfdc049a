/**
 * Eleven reasons, one by one
 *
 * Validation says everything that stands against a move at once, and each finding comes with what makes it go away. Here eleven
 * things do: a huge page, a physical adapter, an open console, a required adapter and more. They are put right one after the
 * other, and then the partition moves.
 */
import { expect, lab, log, note, sleep } from 'switchover';

lab.setup({ title: 'Eleven reasons, one by one', horizon: '30 min' });
const a = lab.powervm.server('p770-a', { generation: 'POWER7' });
const b = lab.powervm.server('p770-b', { generation: 'POWER7', attributes: { dpoRunning: true } });
for (const name of ['vios1', 'vios2']) lab.powervm.vios(name, { server: b, mover: false });
const app = lab.powervm.lpar('app01', {
  server: a,
  memory: '16 GiB',
  attributes: {
    consoleOpen: true,
    hugePages: 1,
    bsrArrays: 1,
    redundantErrPath: true,
    rmcState: 'inactive',
    dlparMemory: false,
    physicalSlots: [{ drcIndex: '21010002', description: 'Fibre Channel adapter', assigned: true }],
    eth: [{ slot: 10, pvid: 1, vlans: [], vswitch: 'ETHERNET0', mac: '02400000000a', required: true }],
  },
});

a.set({ serviceLpar: 'app01' });
const first = app.validate(b);
log(first.errors, 'things stand against the move.');
expect(first.errors, 'errors at first').toBe(11);

for (const { id, object, message, severity } of first.findings) {
  if (severity !== 'error') continue;
  await sleep('5 s');
  note(`${object}: ${message}`);
  const fixed = app.fix(b, id);
  expect(fixed, id).toBe(true);
}
expect(app.validate(b).errors, 'errors at last').toBe(0);

await sleep('5 s');
const move = await app.migrate(b);
expect(move.status, 'the move').toBe('done');
