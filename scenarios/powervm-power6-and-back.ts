/**
 * From POWER6 to POWER7 and back
 *
 * A partition may move to a newer generation and, as long as it is not started again there, back: it keeps the compatibility mode
 * in which it was started. A restart on POWER7 gives it the newer mode, and from then on there is no way back while it runs.
 */
import { expect, lab, log, note, sleep } from 'switchover';

lab.setup({ title: 'From POWER6 to POWER7 and back', horizon: '2 h' });
const old = lab.powervm.server('p570', { generation: 'POWER6', memory: '128 GiB' });
const young = lab.powervm.server('p770', { generation: 'POWER7', memory: '128 GiB' });
const app = lab.powervm.lpar('app01', { server: old, memory: '8 GiB', os: 'AIX 6.1 6100-09-08-1642' });

await sleep('2 s');
const up = await app.migrate(young);
expect(up.status, 'to POWER7').toBe('done');
await sleep('10 s');
note('It still runs in the mode of POWER6, so that it can go back.');
const back = await app.migrate(old);
expect(back.status, 'and back').toBe('done');

await sleep('10 s');
await app.migrate(young);
note('On POWER7 it is started again, and takes the mode of POWER7.');
app.restart();
await sleep('1 min');
const [why] = app.validate(old).findings;
log(why?.message ?? '');
expect(why?.id ?? '', 'what stands against the way back').toBe('proc-compat-current');
expect(app.server.name, 'where it stays').toBe('p770');
