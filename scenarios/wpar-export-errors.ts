/**
 * The NFS area is not prepared
 *
 * Most deployments that fail do so at the NFS server: the directory is not exported, or the host’s root is nobody there, or
 * something lies in it already. Each time the task fails at another step, and each step says what it found, why that matters and what
 * to do. The task list leads there: from the task to the step, from the step to the message.
 */
import { expect, lab, log, note, sleep } from 'switchover';

lab.setup({ title: 'The NFS area is not prepared' });
const x203 = lab.wpar.system('x203', { aix: '6100-02-01', address: '192.168.129.203' });
const x103 = lab.wpar.system('x103', { aix: '6100-02-01', address: '192.168.129.103' });
const x054 = lab.wpar.nfs('x054', {});
lab.wpar.hostName('x150', '192.168.129.150');
x054.mkdir('/backup/wpars/x150');
const x150 = lab.wpar.define('x150');

lab.wpar.hostName('x151', '192.168.129.151');

note('The directory is there, and not exported to anybody.');
const missing = await lab.wpar.createSystemWpar('x151', {
  host: x203,
  nfs: x054,
  path: '/backup/wpars/x150',
});
log(`${missing.step}: ${missing.message} ${missing.remedy}`);
expect(missing.status, 'without an export').toBe('failed');
expect(missing.rule ?? '').toBe('nfs-export-reachable');

note('Exported, but root of x203 is nobody on x054: ownership of the files could not be kept.');
x054.export('/backup/wpars/x150', { access: [x203, x103, 'x151'], root: [] });
const x151 = lab.wpar.partition('x151');
const squashed = await x151.deploy(x203);
log(`${squashed.step}: ${squashed.message} ${squashed.remedy}`);
expect(squashed.status, 'without root').toBe('failed');
expect(squashed.rule ?? '').toBe('nfs-root-access');

note('With root for every system that may ever host it, the deployment goes through.');
x054.export('/backup/wpars/x150', { root: [x203, x103, 'x151'] });
const good = await x151.deploy(x203);
expect(good.status, 'with access and root').toBe('done');
expect(x151.state).toBe('Defined');
expect(x150.state, 'the definition that nobody deployed').toBe('Undeployed');
await sleep('5 s');
