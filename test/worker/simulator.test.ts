import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { loadedEngine } from '../../web/cli/lib/engine.ts';
import { seconds } from '../../web/model/units.ts';
import { Simulator } from '../../web/worker/simulator.ts';
import { jobOf } from '../simulation/worlds.ts';

const WASM = createRequire(import.meta.url).resolve('@jitl/quickjs-wasmfile-release-sync/wasm');

/** Files are read without the engine. */
const never = new Promise<never>(() => {});
const simulator = new Simulator(
  never,
  () => never,
  () => never,
  () => never,
);

const inputs = { ram_bytes: 2 ** 26, page_size: 4096, filled_pages: 100, pattern: 'none' };
const open = (cases: unknown) =>
  simulator.open('cases.json', new TextEncoder().encode(JSON.stringify(cases)));

describe('a case file', () => {
  it('offers its good cases, and says of each other why it is not offered', async () => {
    const opened = await open([
      { id: 'small', inputs },
      { id: 'broken', inputs: { ...inputs, ram_bytes: 'much' } },
      { id: 'magic', inputs: { ...inputs, capabilities: ['teleport'] } },
      { id: 'replay', inputs: { ...inputs, pattern: 'trace', trace: 'a.trace' } },
      { id: 'large', inputs: { ...inputs, ram_bytes: 2 ** 28 } },
    ]);
    expect(opened).toMatchObject({
      ok: true,
      value: {
        kind: 'cases',
        entries: 5,
        offers: [{ id: 'small' }, { id: 'large' }],
        refused: [
          { where: 'case "broken", inputs.ram_bytes', what: '"much" is no number.' },
          { where: 'case "magic", inputs.capabilities', what: 'There is no capability "teleport".' },
          { where: 'case "replay"', what: 'It replays a trace, which is a file of its own.' },
        ],
      },
    });
  });

  it('offers what is whole when all is well', async () => {
    const opened = await open([{ id: 'small', inputs }]);
    expect(opened).toMatchObject({ ok: true, value: { refused: [], entries: 1 } });
  });

  it('is refused when none of its cases can be played', async () => {
    const opened = await open([{ id: 'broken', inputs: {} }, 7]);
    expect(opened.ok).toBe(false);
    const places = opened.ok ? [] : opened.diagnostics.map((d) => d.where);
    expect(places).toContain('case number 2');
    expect(places).toContain('case "broken", inputs.pattern');
  });

  it('is refused when it is none', async () => {
    expect(await open({})).toMatchObject({
      ok: false,
      diagnostics: [{ what: 'The file holds no array of cases.' }],
    });
  });
});

describe('a question about a world', () => {
  it('is answered by the whole run, though it comes before that is computed', async () => {
    const read = async (url: string) => new Uint8Array(await readFile(url));
    const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));
    const real = new Simulator(loadedEngine(), read, breathe, () => read(WASM));
    const source = readFileSync('scenarios/powervm-eleven-findings.ts', 'utf8');
    const script = { source, seed: null, parameters: {}, answers: {}, attended: false };
    await real.start({ ...jobOf(), script });
    const ask = () => real.command(seconds(80), 'lssyscfg -r lpar -m p770-b -F name,state');
    const early = await ask();
    expect((await real.pull({ at: seconds(0), map: null })).state).toBe('ready');
    expect(early?.lines.map(({ text }) => text)).toContain('app01,Migrating - Running');
    expect(await ask()).toEqual(early);
  });
});
