import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readFolder } from '../../web/cli/lib/lpm/folder.ts';
import { lpm } from '../../web/cli/lib/lpm/lpm.ts';
import { readLimited } from '../../web/cli/lib/terminal.ts';
import { concealed, type Environment, type Piece, type Reading } from '../../web/model/environment.ts';
import { readEnvironment } from '../../web/simulation/environments.ts';
import { logged, reported } from './script.ts';

const FOLDER = resolve('test/fixtures/lpm/two-servers');
let pieces: Piece[] = [];
beforeAll(async () => {
  pieces = await readFolder(FOLDER);
});

const reading = (more: Partial<Reading> = {}): Reading => ({
  pieces,
  keepIdentifiers: false,
  answers: {},
  ...more,
});
function read(more: Partial<Reading> = {}): Environment {
  const result = readEnvironment(reading(more));
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.value;
}
const pasted = (text: string, more: Partial<Reading> = {}) =>
  read({ pieces: [{ name: 'Pasted text', text }], ...more });

const SYSTEMS = `name=P770-A,type_model=9117-MMB,serial_num=06F17A0,state=Operating
name=P780-B-SN1003EFP,type_model=9179-MHD,serial_num=1003EFP,state=Operating
`;
const MEMORY = 'mem_region_size=128,configurable_sys_mem=1024';
const PARTITIONS = `lssyscfg -r lpar
name=app01,lpar_id=7,lpar_env=aixlinux,state=Running
lshwres -r mem --level lpar
lpar_name=app01,lpar_id=7,curr_min_mem=1024,curr_mem=2048,curr_max_mem=4096
`;

async function headless(lpar: string): Promise<string[]> {
  let out = '';
  await lpm(['validate', '--from', FOLDER, '--lpar', lpar, '--target', 'P780-B'], {
    out: async (text) => {
      out += text;
    },
    err: () => {},
    read: readLimited,
    locate: (name) => resolve(name),
  });
  return (JSON.parse(out) as { findings: { id: string }[] }).findings.map(({ id }) => id);
}

describe('an environment that somebody brings', () => {
  it('says what there is, and lays it out in a script', () => {
    const { title, obstacle, servers, vioses, partitions, questions } = read();
    expect(title).toBe('Your environment: P770-A, P780-B');
    expect(servers.map(({ name }) => name)).toEqual(['P770-A', 'P780-B']);
    expect({ obstacle, vioses, partitions, questions }).toEqual({
      obstacle: null,
      vioses: 4,
      partitions: 5,
      questions: [],
    });
  });

  it.each(['app01', 'db01'])('is held to the rules in its script as it is headless: %s', async (lpar) => {
    const source = `${read().source.replace('{ lab }', '{ lab, log }')}
const { findings } = lab.powervm.lpar('${lpar}').validate(lab.powervm.server('P780-B'));
for (const { id } of findings) log(id);
`;
    expect(logged(await reported(source))).toEqual(await headless(lpar));
  });

  it('can be opened in whatever part it is brought', async () => {
    for (const kept of [/systems/, /partitions/, /P780-B/, /hmc|profiles/, /P770-A/]) {
      const part = read({ pieces: pieces.filter(({ name }) => kept.test(name)) });
      if (part.obstacle === null) expect((await reported(part.source)).diagnostics).toEqual([]);
      else expect(part.servers).toEqual([]);
    }
  });

  it('tells of each line that nothing was made of', () => {
    const { unread } = read();
    expect(unread).toMatchObject({
      count: 1,
      first: [{ piece: 'P770-A/virtual-io.log', text: 'Connection to hmc1 closed.' }],
    });
  });

  it('names in one line the objects that lack the same', () => {
    const { missing } = read();
    const together = missing.find(({ objects }) => objects.length > 1);
    expect(together?.fields.length).toBeGreaterThan(0);
    expect(new Set(missing.map((each) => JSON.stringify(each))).size).toBe(missing.length);
  });
});

describe('rows of which nothing tells whose they are', () => {
  it('are asked about, left out until somebody answers, and stay open to another answer', () => {
    const open = pasted(`${SYSTEMS}\n${MEMORY}\n`);
    const [question] = open.questions;
    expect(open.questions).toMatchObject([
      {
        piece: 'Pasted text',
        line: 4,
        rows: 1,
        sample: expect.stringMatching(/^mem_region_size=128/),
        answer: null,
      },
    ]);
    expect(open.source).not.toMatch(/lmbMb: 128|lmb: '128 MiB'/);
    const second = open.servers[1];
    const answers = { [question?.id ?? '']: second?.original ?? '' };
    const told = pasted(`${SYSTEMS}\n${MEMORY}\n`, { answers });
    expect(told.questions).toEqual([{ ...question, answer: second?.name }]);
    expect(told.read.filter(({ command }) => /mem/.test(command)).map(({ server }) => server)).toEqual([
      second?.name,
    ]);
    expect(second?.name).not.toBe(second?.original);
  });

  it('keep their answer when identifiers are shown', () => {
    const text = `${SYSTEMS}\n${MEMORY}\n`;
    const [question] = pasted(text).questions;
    const answers = { [question?.id ?? '']: 'P780-B-SN1003EFP' };
    const shown = pasted(text, { answers, keepIdentifiers: true });
    expect(shown.questions).toMatchObject([{ answer: 'P780-B-SN1003EFP' }]);
  });

  it('may belong to a server that no output names', () => {
    const open = pasted(PARTITIONS);
    expect([open.source, open.obstacle?.what]).toEqual(['', 'No server is known yet.']);
    const [list, memory] = open.questions;
    const one = pasted(PARTITIONS, { answers: { [list?.id ?? '']: 'mine' } });
    expect(one.servers.map(({ name }) => name)).toEqual(['mine']);
    // It names the partition that the first answer has put there.
    expect(one.questions.map(({ id }) => id)).toEqual([list?.id]);
    expect(one.read.map(({ server }) => server)).toEqual(['mine', 'mine']);
    // Alone it is still asked: that there is one server now is what was answered, not what was told.
    const other = pasted(PARTITIONS, { answers: { [memory?.id ?? '']: 'mine' } });
    expect(other.questions.map(({ answer }) => answer)).toEqual([null, 'mine']);
  });
});

describe('identifiers', () => {
  const KEPT = /06F17A0|1003EFP|10\.1\.0\./;

  it('are replaced, unless somebody wants to keep them', () => {
    expect(JSON.stringify({ ...read(), servers: [], hosts: [], replacements: [] })).not.toMatch(KEPT);
    expect(read({ keepIdentifiers: true }).source).toMatch(KEPT);
  });

  it('are replaced in whatever is handed on, as they would have been at once', () => {
    const { source, replacements } = read({ keepIdentifiers: true });
    expect(concealed(source, replacements)).toBe(read().source);
  });

  it('are told apart from longer ones', () => {
    const replacements = [
      ['10.1.0.1', '198.18.0.1'],
      ['10.1.0.10', '198.18.0.2'],
      ['C05076AA', 'x'],
    ] as const;
    expect(concealed('10.1.0.10 10.1.0.1, 110.1.0.1 c05076aa', replacements)).toBe(
      '198.18.0.2 198.18.0.1, 110.1.0.1 x',
    );
  });
});

describe('what cannot be an environment', () => {
  it.each(['', 'hello\nworld', '\u0000\u0001\u0002', '"'.repeat(5000)])('%j is told so', (text) => {
    const { source, obstacle } = pasted(text);
    expect([source, obstacle?.what]).toEqual(['', 'Nothing here says of any server or partition.']);
  });

  it.each([
    ['10 MiB', 'x'.repeat(10 * 2 ** 20)],
    ['60,000 lines', '1,2,3\n'.repeat(59_999)],
    [
      '5,000 servers and partitions',
      Array.from({ length: 5000 }, (_, i) => `name=a,lpar_id=${i},state=Running`).join('\n'),
    ],
  ])('%s are too much', (size, text) => {
    const result = readEnvironment(reading({ pieces: [{ name: 'a', text }] }));
    expect(result.ok ? '' : result.diagnostics[0]?.what).toContain(size);
  });

  it('tells of the first lines of many, and counts the rest', () => {
    const { unread } = pasted('foreign\n'.repeat(20_000));
    expect([unread.count, unread.first.length]).toEqual([20_000, 200]);
  });

  const lpars = (count: number, of: (id: number) => string) =>
    Array.from({ length: count }, (_, i) => of(i + 1)).join('\n');

  it('is one script with hundreds of partitions that have adapters', () => {
    const rows = lpars(500, (id) => `name=lp${id},lpar_id=${id},lpar_env=aixlinux`);
    const va1 = 'name=va1,lpar_id=600,lpar_env=vioserver';
    const adapters = lpars(2000, (i) => {
      const id = Math.ceil(i / 4);
      return `lpar_name=lp${id},lpar_id=${id},slot_num=${2 + (i % 4)},adapter_type=client,remote_lpar_id=600,remote_lpar_name=va1,remote_slot_num=${10 + (i % 180)},"wwpns=c0507604316700${i},c0507604326700${i}"`;
    });
    const read = pasted(
      `lssyscfg -r lpar -m P770-A\n${va1}\n${rows}\nlshwres -r virtualio --rsubtype fc -m P770-A --level lpar\n${adapters}\n`,
    );
    expect([read.partitions, read.obstacle]).toEqual([500, null]);
  });

  it('is too large for one script with very many partitions, and says so', () => {
    const rows = lpars(1500, (id) => `name=lp${id},lpar_id=${id},lpar_env=aixlinux`);
    const profiles = lpars(
      6000,
      (i) =>
        `name=profile-${i},lpar_name=lp${Math.ceil(i / 4)},lpar_id=${Math.ceil(i / 4)},min_mem=1024,desired_mem=2048,max_mem=4096,min_procs=1,desired_procs=2,max_procs=4`,
    );
    const { partitions, obstacle } = pasted(
      `lssyscfg -r lpar -m P770-A\n${rows}\nlssyscfg -r prof -m P770-A\n${profiles}\n`,
    );
    expect(partitions).toBe(1500);
    expect(obstacle?.what).toMatch(/too large for one script/);
  });
});
