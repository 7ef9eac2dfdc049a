import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { loadedEngine } from '../../web/cli/lib/engine.ts';
import { seconds } from '../../web/model/units.ts';
import { ScriptBench } from '../../web/studio/script-bench.ts';
import { Studio } from '../../web/studio/studio.ts';
import type { SimulationPort } from '../../web/worker/protocol.ts';
import { Simulator } from '../../web/worker/simulator.ts';
import { WORLD } from '../simulation/script.ts';
import { jobOf } from '../simulation/worlds.ts';

const WASM = createRequire(import.meta.url).resolve('@jitl/quickjs-wasmfile-release-sync/wasm');
const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A studio on the real simulation, with a script open. */
async function opened(source: string) {
  const read = async (url: string) => new Uint8Array(await readFile(url));
  const simulator = new Simulator(loadedEngine(), read, breathe, () => read(WASM));
  const due: ((now: number) => void)[] = [];
  let asked = 0;
  /** Counts what the simulation has been asked and has not answered yet. */
  const counted =
    <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      asked++;
      try {
        return await call(...args);
      } finally {
        asked--;
      }
    };
  const port: SimulationPort = {
    start: counted((job) => simulator.start(job)),
    pull: counted((request) => simulator.pull(request)),
    check: counted((at, call) => simulator.check(at, call)),
    command: counted((at, line) => simulator.command(at, line)),
    open: counted((name, bytes) => simulator.open(name, bytes)),
    read: counted((reading) => simulator.read(reading)),
  };
  const studio = new Studio(port, jobOf(), [], (frame) => void due.push(frame));
  const later: (() => void)[] = [];
  const bench = new ScriptBench(studio, (_, call) => {
    later.push(call);
    return () => later.splice(later.indexOf(call), 1);
  });
  let now = 0;
  /** Frames until nobody waits for anything any more. */
  const settle = async () => {
    for (let quiet = 0; quiet < 10; quiet++) {
      if (asked > 0 || later.length > 0 || due.length > 0 || studio.run.computing) quiet = 0;
      for (const call of later.splice(0)) call();
      now += 16;
      for (const frame of due.splice(0)) frame(now);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  };
  await settle();
  void studio.openScript({ id: 'a', title: 'A script', source });
  await settle();
  return { studio, bench, settle };
}

const MOVES = `${WORLD}await sleep('1 s');\nawait db.migrate(beta);\nlog('there');\n`;

describe('a script at work', () => {
  it('is shown with its text, and lays out what the page shows', async () => {
    const { studio, bench } = await opened(MOVES);
    expect(bench.text.get()).toBe(MOVES);
    expect(bench.status.get()).toBe('good');
    expect(studio.shownScenario.partitions.map(({ id }) => id)).toEqual(['db']);
    expect(studio.run.shown.get()?.recording.moves).toHaveLength(1);
    expect(bench.report.get()?.logs.map(({ text }) => text)).toEqual(['there']);
    expect(studio.changed).toBe(false);
  });

  it('runs what is typed when typing stops', async () => {
    const { bench, settle } = await opened(MOVES);
    bench.edit(MOVES.replace('there', 'here'));
    expect(bench.changed.get()).toBe(true);
    await settle();
    expect(bench.report.get()?.logs.map(({ text }) => text)).toEqual(['here']);
    bench.reset();
    await settle();
    expect(bench.changed.get()).toBe(false);
    expect(bench.report.get()?.logs.map(({ text }) => text)).toEqual(['there']);
  });

  it('keeps the last good run while the text is broken, whether it cannot be read or breaks as it runs', async () => {
    const { studio, bench, settle } = await opened(MOVES);
    const good = studio.run.shown.get()?.recording.fingerprint;
    for (const [text, line] of [
      [`${MOVES}const = 3;`, 9],
      [`${MOVES}nobody.migrate(beta);`, 9],
    ] as const) {
      bench.edit(text);
      await settle();
      expect(bench.status.get()).toBe('broken');
      expect(bench.text.get()).toBe(text);
      expect(bench.diagnostics.get()[0]?.place?.line).toBe(line);
      expect(studio.run.shown.get()?.recording.fingerprint).toBe(good);
      expect(studio.run.frame).not.toBe(null);
    }
    bench.edit(MOVES);
    await settle();
    expect(bench.status.get()).toBe('good');
    expect(bench.diagnostics.get()).toEqual([]);
  });

  it('does not do what it could not go on with, and says so', async () => {
    const source = `${WORLD}await sleep('2 s');\nif (db.host.name === 'beta') throw new Error('It is gone');\n`;
    const { studio, settle } = await opened(source);
    const good = studio.run.shown.get()?.recording.fingerprint;
    studio.clock.seek(seconds(0.5));
    void studio.act({ kind: 'migrate', partition: 'db', to: 'beta' });
    await settle();
    expect(studio.run.shown.get()?.recording.fingerprint).toBe(good);
    expect(studio.job.interventions).toEqual([]);
    expect(studio.refusal.get()).toMatchObject({
      cause: 'move',
      diagnostics: [{ what: expect.stringMatching(/^It was not done, .* in line \d+: .*It is gone/) }],
    });
  });

  it('becomes, with what a person did, a script that gives the same run', async () => {
    const { studio, bench, settle } = await opened(MOVES);
    studio.clock.seek(seconds(1.2));
    void studio.act({ kind: 'cancel', partition: 'db' });
    await settle();
    const acted = studio.run.shown.get()!.recording;
    expect(acted.moves[0]!.outcome.status).toBe('cancelled');
    const text = bench.exported();
    void studio.undo();
    await settle();
    expect(studio.run.shown.get()!.recording.moves[0]!.outcome.status).toBe('completed');
    bench.edit(text);
    await settle();
    expect(studio.run.shown.get()!.recording.fingerprint).toBe(acted.fingerprint);
  });

  it('waits for an answer, and goes on with it', async () => {
    const asks = `${WORLD}await sleep('1 s');
const go = await ask('go', { question: 'Go?', choices: ['yes', 'no'], default: 'no' });
if (go === 'yes') await db.migrate(beta);`;
    const { studio, settle } = await opened(asks);
    expect(studio.run.shown.get()!.recording.scripted!.report.status).toBe('waiting');
    void studio.answer('go', 'yes');
    await settle();
    expect(studio.run.shown.get()!.recording.moves).toHaveLength(1);
  });

  it('has knobs that are turned, and turned back', async () => {
    const { studio, settle } = await opened(`${WORLD}log(param('pause', { default: '300 ms' }));`);
    void studio.turn('pause', '1 s');
    await settle();
    const { report } = studio.run.shown.get()!.recording.scripted!;
    expect([report.logs[0]?.text, report.knobs[0]?.value]).toEqual(['1 s', '1 s']);
    expect(studio.changed).toBe(true);
    void studio.turn('pause', null);
    await settle();
    expect(studio.run.shown.get()!.recording.scripted!.report.logs[0]?.text).toBe('300 ms');
  });
});
