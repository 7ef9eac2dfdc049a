/** What the editor knows of the language, held against what the sandbox runs and what the command line checks. */
import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import type { LanguageService } from '../../web/editor/language/protocol.ts';
import { languageService, OPTIONS } from '../../web/editor/language/service.ts';
import { withInterventions } from '../../web/model/lines.ts';
import { seconds } from '../../web/model/units.ts';
import { exportedNames } from '../../web/script/prelude.ts';
import { open } from '../script/sandboxed.ts';

const TYPINGS = readFileSync('web/script/switchover.d.ts', 'utf8');
const FILE = 'file:///scenario.ts';

const serviceFor = (text: string): LanguageService =>
  languageService(
    { names: () => [FILE], read: (name) => (name === FILE ? { text, version: 1 } : undefined) },
    TYPINGS,
  );

/** A text with `|` where the caret is. */
function at(marked: string): { service: LanguageService; offset: number } {
  return { service: serviceFor(marked.replace('|', '')), offset: marked.indexOf('|') };
}

async function suggestions(marked: string) {
  const { service, offset } = at(marked);
  return service.suggest(FILE, offset);
}
const names = async (marked: string) => (await suggestions(marked)).map(({ name }) => name);
const faults = async (text: string) =>
  (await serviceFor(text).faults(FILE)).filter((f) => f.severity === 'error');

const IMPORT = "import { lab } from 'switchover';\n";

describe('the editor accepts', () => {
  it('what the command line accepts, and underlines nothing of it', async () => {
    expect(await faults(readFileSync('test/script/typed/right-and-wrong.ts', 'utf8'))).toEqual([]);
  });

  it('every scenario of the gallery', async () => {
    const texts = import.meta.glob<string>('../../scenarios/*.ts', {
      query: '?raw',
      import: 'default',
      eager: true,
    });
    expect(Object.keys(texts).length).toBeGreaterThan(3);
    for (const [path, text] of Object.entries(texts)) expect([path, await faults(text)]).toEqual([path, []]);
  });

  it('what the page writes of what somebody did', async () => {
    const deeds = [
      { kind: 'migrate', partition: 'db', to: 'beta' },
      { kind: 'change', partition: 'db', changes: { downtimeLimitMs: 500 } },
      { kind: 'cancel', partition: 'db' },
    ] as const;
    const written = withInterventions(
      IMPORT,
      deeds.map((action) => ({ at: seconds(1), action })),
    );
    expect(await faults(written)).toEqual([]);
  });

  it('by the same rules: the compiler’s options are those of the project', () => {
    const { compilerOptions } = JSON.parse(readFileSync('tsconfig.json', 'utf8')) as {
      compilerOptions: Record<string, unknown>;
    };
    const shared = Object.entries(OPTIONS).filter(([, value]) => typeof value === 'boolean');
    expect(shared.length).toBeGreaterThan(5);
    for (const [name, value] of shared) expect([name, compilerOptions[name]]).toEqual([name, value]);
  });

  it('waiting where nothing is imported yet', async () => {
    expect(await faults('await Promise.resolve();')).toEqual([]);
  });
});

describe('the editor suggests', () => {
  it('the members of a thing, and no others', async () => {
    const found = await names(`${IMPORT}lab.|`);
    expect(found).toEqual(expect.arrayContaining(['kvm', 'setup', 'network', 'link']));
    expect(found.length).toBeLessThan(15);
  });

  it('and nothing of a thing that only tells its kind', async () => {
    const found = await names(`${IMPORT}lab.kvm.host('a').|`);
    expect(found.toSorted()).toEqual(['free', 'name', 'set']);
  });

  it('the words that an option may have', async () => {
    const found = await names(`${IMPORT}lab.kvm.guest('a', { workload: { kind: '|' } });`);
    expect(found).toEqual(expect.arrayContaining(['idle', 'uniform', 'hot-cold']));
  });

  it('everything of the module, whether it is imported or not', async () => {
    const found = await suggestions(`${IMPORT}|`);
    const ours = found.filter(({ source }) => source === 'switchover').map(({ name }) => name);
    expect(new Set([...ours, 'lab'])).toEqual(new Set(exportedNames()));
  });

  it('an import with what it imports', async () => {
    const { service, offset } = at(`${IMPORT}exp|`);
    const found = (await service.suggest(FILE, offset)).find(({ name }) => name === 'expect');
    const said = await service.explain(FILE, offset, found as NonNullable<typeof found>);
    expect(said?.code).toContain('function expect');
    expect(said?.prose).toContain('Checks what the scenario is about');
    expect(said?.edits).toEqual([{ start: IMPORT.indexOf('lab'), length: 0, text: 'expect, ' }]);
  });

  it('no module but switchover', async () => {
    expect(await names("import { lab } from '|';")).toEqual(['switchover']);
  });

  it('no global that a script does not have when it runs', async () => {
    const globals = (await suggestions(`${IMPORT}|`)).filter(
      ({ kind, source, name }) => kind !== 'keyword' && !source && name !== 'lab' && name !== 'undefined',
    );
    const list = globals.map(({ name }) => name);
    expect(list).toEqual(expect.arrayContaining(['Math', 'Promise', 'Map']));
    const session = await open(`
      const missing = ${JSON.stringify(list)}.filter((name) => !(name in globalThis));
      if (missing.length > 0) throw new Error(missing.join());`);
    expect(session.start()).toMatchObject({ state: 'returned' });
  });
});

test.each([
  ['new Date();', "'Date'"],
  ['setTimeout(() => 1);', "'setTimeout'"],
  ['console;', "'console'"],
  ['document;', "'document'"],
  ['process;', "'process'"],
  ["fetch('x');", "'fetch'"],
  ["eval('1');", "'eval'"],
  ['Math.random();', "'random'"],
  ["import 'lodash';", "'lodash'"],
])('the editor underlines %s and does not advise to set something up', async (line, said) => {
  const [fault] = await faults(`${IMPORT}${line}`);
  expect(fault?.message).toContain(said);
  expect(fault?.message).not.toMatch(/compiler option|type definitions|npm/);
});

describe('the editor says', () => {
  it('what a thing is, with the units it is written in', async () => {
    const { service, offset } = at(`${IMPORT}lab.kvm.host('a', { mem|ory: '64 GiB' });`);
    const said = await service.hover(FILE, offset);
    expect(said?.code).toMatch(/HostOptions\.memory: (?:Size \| SizeText|SizeText \| Size)$/);
    expect(said?.prose).toBe(
      'Memory for guests.\n\n`SizeText`: a number, a space, and B, kB, KiB, MB, MiB, GB, GiB, TB, TiB',
    );
  });

  it('which units there are, where one is wrong', async () => {
    const [fault] = await faults(`${IMPORT}lab.network({ bandwidth: '10 Gbps' });`);
    expect(fault?.message).toMatch(/'"10 Gbps"' is not assignable to type '.*RateText.*'/);
    expect(fault?.message).toContain('RateText: a number, a space, and B/s, kB/s');
    expect(fault?.message).not.toMatch(/\$\{number\}/);
  });

  it('what a call takes', async () => {
    const { service, offset } = at(`${IMPORT}lab.kvm.host(|`);
    const help = await service.signatures(FILE, offset);
    expect(help?.signatures[0]?.code).toMatch(/^host\(name: string, options\??: HostOptions\): Host$/);
    expect(help?.signatures[0]?.parameters[0]).toEqual({
      label: 'name: string',
      prose: 'By which it is known.',
    });
  });

  it('how to put a forgotten import and a wrong name right', async () => {
    const text = `${IMPORT}expect(1).toBe(1);\nlab.netwrk;`;
    const service = serviceFor(text);
    const titles = async (word: string) => {
      const start = text.indexOf(word);
      const [fault] = (await service.faults(FILE)).filter((f) => f.start === start && f.severity === 'error');
      return (await service.fixes(FILE, { start, length: word.length }, [fault?.code ?? 0])).map(
        ({ title }) => title,
      );
    };
    expect(await titles('expect')).toEqual(['Update import from "switchover"']);
    expect(await titles('netwrk')).toEqual(["Change spelling to 'network'"]);
  });
});
