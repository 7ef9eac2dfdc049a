/** PowerVM by script, and by people while it plays. */
import { describe, expect, it } from 'vitest';
import { call, thingName } from '../../web/model/call.ts';
import { seconds } from '../../web/model/units.ts';
import { logged, played, reported } from './script.ts';

const WORLD = `import { expect, lab, log, Refused, sleep } from 'switchover';
const a = lab.powervm.server('a', { generation: 'POWER8' });
const b = lab.powervm.server('b', { generation: 'POWER8' });
const app = lab.powervm.lpar('app01', { server: a, memory: '2 GiB' });
`;

describe('a script', () => {
  it('describes a partition that can move in three lines', async () => {
    const report = await reported(
      `${WORLD}const move = await app.migrate(b); log(move.status, app.server.name);`,
    );
    expect(report.diagnostics).toEqual([]);
    expect(logged(report)).toEqual(['done b']);
  });
  it('is told what cannot be where it describes it', async () => {
    const { diagnostics } = await reported(
      `${WORLD}lab.powervm.lpar('two', { server: a, memory: '1 TiB' });`,
    );
    expect(diagnostics[0]).toMatchObject({
      where: 'server a, memory',
      what: 'Its partitions hold more memory than it has.',
      place: { line: 5 },
    });
  });
  it('is told of attributes that nothing has', async () => {
    const { diagnostics } = await reported(
      `${WORLD}lab.powervm.server('c', { attributes: { colour: 'red' } });`,
    );
    expect(diagnostics[0]?.what).toBe('A server has no attribute colour.');
  });
  it('gets everything that stands against a move as one refusal', async () => {
    const report = await reported(
      `${WORLD}app.set({ consoleOpen: true, bsrArrays: 1 });
try { app.migrate(b); } catch (error) { log(error instanceof Refused, error.findings.length); }`,
    );
    expect(logged(report)).toEqual(['true 2']);
  });
  it('stops a move, and everything is as before', async () => {
    const report = await reported(
      `${WORLD}const move = app.migrate(b); await sleep('15 s'); log(move.query().phase, move.stop());
const outcome = await move; log(outcome.status, app.server.name, b.free);`,
    );
    expect(logged(report)).toEqual(['Copy memory true', 'cancelled a 242 GiB']);
  });
});

it.each([
  ['target', 'b', 'The destination failed.', 'failed'],
  ['source', 'a', 'The source failed.', 'lost'],
] as const)(
  'a %s that fails during the copy ends it, and nobody has cancelled it',
  async (_, server, deed, status) => {
    const { moves } = await played(`import { lab, sleep } from 'switchover';
const a = lab.powervm.server('a', {});
const b = lab.powervm.server('b', {});
const app = lab.powervm.lpar('app01', { server: a, memory: '16 GiB' });
app.migrate(b);
await sleep('20 s');
${server}.fail();
await sleep('1 min');`);
    expect(moves.map(({ outcome }) => outcome.status)).toEqual([status]);
    expect(moves.flatMap(({ decisions = [] }) => decisions.map(({ what }) => what))).toEqual([deed]);
  },
);

it('a move that waits for ever does not keep the run from ending', async () => {
  const { scripted, tasks } = await played(`import { lab, sleep } from 'switchover';
const a = lab.powervm.server('a', { moves: 1 });
const b = lab.powervm.server('b', { moves: 1 });
const [one, two] = ['one', 'two'].map((name) => lab.powervm.lpar(name, { server: a, memory: '1 GiB' }));
one.migrate(b);
await sleep('5 s');
two.migrate(b, { queue: true });
b.fail();`);
  expect(scripted?.report.status).toBe('done');
  expect(tasks?.map(({ status }) => status)).toEqual(['failed', 'running']);
});

/** Its copy takes a while. */
const LARGE = WORLD.replace('2 GiB', '16 GiB');

describe('a client', () => {
  const gaps = async (deeds: string) => {
    const { scripted } = await played(
      `${LARGE}app.client({ every: '100 ms' });\nawait sleep('5 s');\n${deeds}\nawait sleep('5 s');`,
    );
    expect(scripted?.report.diagnostics).toEqual([]);
    return scripted?.clients[0]?.gaps.map(({ fromNs, toNs }) => [fromNs / 1e9, toNs / 1e9]);
  };
  it('hears nothing while the partition is shut down, and hears it again', async () => {
    expect(await gaps("app.shutDown(); await sleep('10 s'); app.activate();")).toEqual([[5, 15]]);
  });
  it('hears a partition again that its server took along in mid-move, when it is activated', async () => {
    const [gap, ...others] =
      (await gaps(
        "app.migrate(b); await sleep('18 s'); a.fail(); await sleep('20 s'); a.repair(); await app.recover(); app.activate();",
      )) ?? [];
    expect(others).toEqual([]);
    expect(gap?.[0]).toBe(23);
    expect(gap?.[1]).toBeGreaterThan(43);
    expect(gap?.[1]).toBeLessThan(60);
  });
});

it('a copy whose movers lose each other has failed, and was not cancelled by anybody', async () => {
  const { moves, tasks } = await played(
    `${LARGE}app.migrate(b, { redundantMsps: 0 }); await sleep('18 s'); lab.powervm.cut(a, b); await sleep('1 min');`,
  );
  expect(moves.map(({ outcome }) => outcome.status)).toEqual(['failed']);
  expect(moves[0]?.decisions?.map(({ what }) => what)).toEqual(['The connection failed.']);
  expect(tasks?.[0]?.failure?.step).toBe('Copy memory');
});

describe('a person', () => {
  const done = (at: number, what: ReturnType<typeof call>) => ({
    at: seconds(at),
    action: { kind: 'call' as const, call: what },
  });
  it('moves a partition, by the call of a drag', async () => {
    const migrate = call(
      thingName('Lpar', 'app01'),
      'migrate',
      { ...thingName('ManagedSystem', 'b') },
      { queue: true },
    );
    const recording = await played(`${WORLD}await sleep('2 min'); log(app.server.name);`, {
      interventions: [done(1, migrate)],
    });
    expect(recording.notes).toEqual([]);
    expect(recording.scripted?.report.logs.map(({ text }) => text)).toEqual(['b']);
    expect(recording.tasks?.map(({ origin }) => origin)).toEqual(['console']);
  });
  it('acts on a VIOS that the script never named', async () => {
    const mover = call(thingName('Vios', 'a/vios1'), 'setMover', false);
    const recording = await played(`${WORLD}await sleep('1 s');`, { interventions: [done(0.5, mover)] });
    expect(recording.notes).toEqual([]);
  });
  it('makes the script’s move impossible: it is superseded, not failed', async () => {
    const shut = call(thingName('Lpar', 'app01'), 'shutDown');
    const { scripted } = await played(
      `${WORLD}await sleep('2 s'); await app.migrate(b, { type: 'active' });`,
      {
        interventions: [done(1, shut)],
      },
    );
    expect(scripted?.report.status).toBe('superseded');
  });
});
