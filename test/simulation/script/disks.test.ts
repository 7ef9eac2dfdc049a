/** Disks that are copied along: first they, then the memory, over the network that all share. */
import { describe, expect, it } from 'vitest';
import { loadedEngine } from '../../../web/cli/lib/engine.ts';
import { loadedSandbox } from '../../../web/cli/lib/scenario/run-here.ts';
import { GIB, MIB, ms, NS_PER_S, ns, seconds } from '../../../web/model/units.ts';
import { ScriptRun } from '../../../web/simulation/script/script-run.ts';
import { jobOf, logged, played } from '../script.ts';

const MOVE = `await sleep('1 s'); const move = db.migrate(beta, { copyStorage: 'all' });\n`;
/** One gigabit a second without headers or delay to speak of. */
const world = (guest = '', lines = '') => `import { lab, log, now, sleep, until } from 'switchover';
lab.network({ bandwidth: '1 Gbit/s' });
const alpha = lab.kvm.host('alpha', { memory: '1 GiB' });
const beta = lab.kvm.host('beta', { memory: '1 GiB' });
const db = lab.kvm.guest('db', { host: alpha, memory: '64 MiB', disks: ['local', 'local', 'shared'], diskSize: '512 MiB', ${guest} workload: { kind: 'uniform', pages: 2000, writesPerSecond: 4000 } });
${lines}`;
const LINK = 125e6;

describe('disks that are copied along', () => {
  it('go before the memory, as fast as the link, and change nothing of its copy', async () => {
    const { moves, tasks } = await played(`${world()}${MOVE}await move;`);
    const [{ disks, startNs, outcome }] = moves as [(typeof moves)[0]];
    expect(disks).toMatchObject({ disks: 2, bytes: GIB, fromNs: seconds(1), readyNs: startNs });
    const rate = (GIB * NS_PER_S) / (startNs - seconds(1));
    expect(rate).toBeLessThanOrEqual(LINK);
    expect(rate).toBeGreaterThan(0.9 * LINK);
    expect(tasks![0]!.steps[0]).toMatchObject({
      name: 'Copying the disks',
      startNs: seconds(1),
      endNs: startNs,
    });
    const later = `db.set({ disks: [] }); await until('${startNs} ns'); await db.migrate(beta);`;
    const [plain] = (await played(world() + later)).moves;
    expect(plain!.fingerprint).toBe(moves[0]!.fingerprint);
    expect(outcome).toEqual(plain!.outcome);
  });

  it('take what is written meanwhile along, and leave the memory less of the link', async () => {
    const [busy] = (await played(`${world("diskWrites: '25 MB/s',")}${MOVE}await move;`)).moves;
    const [quiet] = (await played(`${world()}${MOVE}await move;`)).moves;
    const { points, readyNs } = busy!.disks!;
    const written = 25e6 * ((readyNs! - seconds(1)) / NS_PER_S);
    const sent = points.find(({ at }) => at === readyNs)!.sentBytes;
    expect(Math.abs(sent - GIB - written)).toBeLessThan(1 * MIB);
    expect(busy!.outcome.totalNs).toBeGreaterThan(quiet!.outcome.totalNs);
    expect(points.at(-1)!.leftBytes).toBe(0);
  });

  it('share the network with what else moves, and wait where the link is cut', async () => {
    const ready = async (lines: string) =>
      (
        await played(
          `${world('', `const web = lab.kvm.guest('web', { host: alpha, memory: '256 MiB' });\n`)}${MOVE}${lines}await move;`,
        )
      ).moves.find(({ partition }) => partition === 'db')!.disks!.readyNs!;
    const alone = await ready('');
    expect(await ready('web.migrate(beta);\n')).toBeGreaterThan(alone + seconds(1.5));
    const cut = await ready(`await sleep('2 s'); lab.network().cut('3 s');\n`);
    expect(Math.abs(cut - alone - seconds(3))).toBeLessThan(ms(1));
  });

  it('are called off with their move, and never outlast the run', async () => {
    const { moves, scripted } = await played(
      `${world()}${MOVE}await sleep('2 s'); log(move.query().status, move.cancel()); log((await move).status, db.host, now());`,
    );
    expect(logged(scripted!.report)).toEqual(['mirroring true', 'cancelled alpha 3 s']);
    expect(moves[0]!.disks!.readyNs).toBeNull();
    const late = await played(
      `${world("diskWrites: '1 GB/s',", "lab.setup({ horizon: '30 s' });\n")}${MOVE}`,
    );
    expect(late.moves[0]!.outcome.status).toBe('cancelled');
    expect(late.notes.map(({ text }) => text)).toEqual([
      'The run ended before the disks of db were copied to beta: 1024 MiB were left. Its memory never began to move.',
    ]);
  });

  it('say so where the guest stops before all that it wrote has followed', async () => {
    const { notes, moves } = await played(
      `${world("diskWrites: '100 MB/s',")}db.set({ diskSize: '64 MiB' });\n${MOVE}log((await move).disks);`,
    );
    expect(moves[0]!.disks!.points.at(-1)!.leftBytes).toBeGreaterThan(MIB);
    expect(notes[0]!.text).toMatch(/^db stopped when \d+ MiB that it had written/);
  });

  it('are block jobs of the source until the guest stops', async () => {
    const made = await ScriptRun.open(
      await loadedEngine(),
      await loadedSandbox(),
      jobOf(`${world()}${MOVE}await move;`),
      new Map(),
    );
    if (!made.ok) throw new Error('no run');
    const run = made.value;
    while (!run.step());
    const [move] = run.recording().moves;
    const says = (at: number, line: string) => run.command(ns(at), line)!.lines.map(({ text }) => text);
    const half = (seconds(1) + move!.startNs) / 2;
    const jobs = (at: number) => JSON.parse(says(at, '{"execute": "query-block-jobs"}').join('\n')).return;
    expect(jobs(half)).toMatchObject([
      { device: 'drive-virtio-disk0', type: 'mirror', len: GIB / 2, status: 'running', ready: false },
      { device: 'drive-virtio-disk1' },
    ]);
    expect(Math.abs(jobs(half)[0].offset - GIB / 4)).toBeLessThan(MIB);
    expect(says(half, 'info migrate').join('\n')).not.toMatch(/status/i);
    expect(
      run.worldAt(ns(half))!.panels.find(({ id }) => id === 'migrations')!.rows[0]!.cells.state,
    ).toMatchObject({
      text: 'mirror',
    });
    expect(says(move!.startNs + 1, 'info block-jobs')).toEqual([
      `Type mirror, device drive-virtio-disk0: Completed ${GIB / 2} of ${GIB / 2} bytes, speed limit 0 bytes/s`,
      `Type mirror, device drive-virtio-disk1: Completed ${GIB / 2} of ${GIB / 2} bytes, speed limit 0 bytes/s`,
    ]);
    expect(says(move!.endNs, 'info block-jobs')).toEqual(['No active jobs']);
  });
});
