/** Devices that are passed through and can migrate: what they send while the guest stands still. */
import { expect, it } from 'vitest';
import { loadedEngine } from '../../../web/cli/lib/engine.ts';
import { loadedSandbox } from '../../../web/cli/lib/scenario/run-here.ts';
import { MIB, ms } from '../../../web/model/units.ts';
import { ScriptRun } from '../../../web/simulation/script/script-run.ts';
import { jobOf, logged, played } from '../script.ts';

const world = (state: number) => `import { lab, log, sleep } from 'switchover';
lab.setup({ horizon: '40 s' });
lab.network({ bandwidth: '1 Gbit/s' });
const alpha = lab.kvm.host('alpha', { memory: '1 GiB', vfioDevices: 2 });
const beta = lab.kvm.host('beta', { memory: '1 GiB', vfioDevices: 2 });
const db = lab.kvm.guest('db', { host: alpha, memory: '64 MiB', vfio: 'migratable', vfioDevices: 2, vfioState: ${state}, workload: { kind: 'uniform', pages: 2000, writesPerSecond: 4000 } });
const move = db.migrate(beta, { parameters: { 'max-bandwidth': 0 } });
`;

it('their state is sent in the pause, and told by query-migrate', async () => {
  const [plain] = (await played(world(0))).moves;
  const opened = await ScriptRun.open(
    await loadedEngine(),
    await loadedSandbox(),
    jobOf(world(10 * MIB)),
    new Map(),
  );
  if (!opened.ok) throw new Error('not opened');
  while (!opened.value.step());
  const [move] = opened.value.recording().moves;
  const devices = ({ outcome }: typeof move & object) =>
    outcome.downtimeParts.find(({ label }) => label === 'Device state')!.durationNs;
  const [longer, sent] = [devices(move!) - devices(plain!), (20 * MIB) / 125e6];
  expect(Math.abs(longer - ms(1000 * sent))).toBeLessThan(ms(5));
  expect(move!.outcome.sentBytes).toBeGreaterThan(20 * MIB);
  // They leave the pages less of the pause: it ends up no longer than allowed, but for stopping and starting.
  expect(move!.outcome.downtimeNs).toBeLessThan(ms(300) + ms(30));
  const told = (at: number) =>
    JSON.parse(
      opened.value
        .command(at as never, '{"execute": "query-migrate"}')!
        .lines.map(({ text }) => text)
        .join('\n'),
    ).return.vfio;
  expect([told(move!.stoppedNs!), told(move!.endNs)]).toEqual([
    { transferred: 0 },
    { transferred: 20 * MIB },
  ]);
});

it('what takes longer than the allowed pause is waited for, until that is allowed', async () => {
  const { moves } = await played(world(40 * MIB));
  expect(moves[0]!.outcome.status).toBe('cancelled');
  // It looks ten times a second, not as often as it can.
  expect(moves[0]!.syncs.length).toBeLessThan(450);
  const allowed = await played(`${world(40 * MIB)}await sleep('5 s'); log(move.query().status);
move.set({ 'downtime-limit': '1 s', 'avail-switchover-bandwidth': '1 Gbit/s' });
log((await move).status);`);
  expect(logged(allowed.scripted!.report)).toEqual(['running', 'completed']);
  const held = await played(`${world(40 * MIB)}await sleep('5 s'); move.hold(); log((await move).status);`);
  expect(logged(held.scripted!.report)).toEqual(['completed']);
});
