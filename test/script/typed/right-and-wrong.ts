/** What an editor accepts and what it underlines. Only checked (tsconfig.scenarios.json), never run. */
import { ask, expect, lab, MiB, ms, param, Refused, sleep } from 'switchover';

const link = param('link', { default: '10 Gbit/s', min: '1 Gbit/s' });
lab.network({ bandwidth: link, delay: '0.1 ms' });
// @ts-expect-error a size is no rate
lab.network({ bandwidth: '10 GiB' });
// @ts-expect-error there is no such unit
lab.network({ bandwidth: '10 Gbps' });

const alpha = lab.kvm.host('alpha', { memory: '64 GiB' });
// @ts-expect-error a number has no unit
lab.kvm.host('beta', { memory: 64 });
// @ts-expect-error no such option
lab.kvm.host('beta', { memroy: '64 GiB' });

const db = lab.kvm.guest('db', {
  host: alpha,
  memory: MiB(512),
  workload: { kind: 'uniform', pages: '64 MiB', writesPerSecond: 1000 },
});
// @ts-expect-error a uniform workload has no hot pages
lab.kvm.guest('web', { host: alpha, memory: '1 GiB', workload: { kind: 'uniform', hotPages: 3 } });

const run = await db.migrate(alpha, {
  capabilities: ['auto-converge'],
  parameters: { 'downtime-limit': '300 ms', 'max-bandwidth': 0 },
});
// @ts-expect-error a Power server is no host of QEMU
lab.traffic(lab.powervm.server('p770'), alpha, {});
// @ts-expect-error no such capability
db.migrate(alpha, { capabilities: ['auto-convrge'] });

if (run.downtime > ms(500)) await sleep('1 s');
expect(run.downtime).toBeAtMost('300 ms');
expect(run.status).toBe('completed');
// @ts-expect-error a time is held against a time
expect(run.downtime).toBeAtMost('300 MiB');
// @ts-expect-error no such status
expect(run.status).toBe('complete');

const answer: 'yes' | 'no' = await ask('go', { question: 'Go?', choices: ['yes', 'no'], default: 'no' });
const mode: 'a' | 'b' = param('mode', { default: 'a', of: ['a', 'b'] });
const refused: unknown = new Refused(answer + mode);

export { refused };
