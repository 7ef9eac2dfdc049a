import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HELP, lpm } from '../../web/cli/lib/lpm/lpm.ts';
import { readLimited } from '../../web/cli/lib/terminal.ts';

const FIXTURE = resolve('test/fixtures/lpm/two-servers');

async function run(...args: string[]) {
  let out = '';
  let err = '';
  const code = await lpm(args, {
    out: async (text) => {
      out += text;
    },
    err: (text) => {
      err += `${text}\n`;
    },
    read: readLimited,
    locate: (name) => resolve(name),
  });
  return { code, out, err, answer: code === 2 ? null : JSON.parse(out) };
}

const validate = (lpar: string, ...more: string[]) =>
  run('validate', '--from', FIXTURE, '--lpar', lpar, '--target', 'P780-B', ...more);
const errors = (answer: { findings: { id: string; severity: string }[] }) =>
  answer.findings.filter(({ severity }) => severity === 'error').map(({ id }) => id);

function folder(files: Record<string, string | Buffer>): string {
  const path = mkdtempSync(join(tmpdir(), 'switchover-lpm-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(path, name, '..'), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return path;
}

describe('validating a move of an environment that was written down', () => {
  it('validates a partition that has what it needs', async () => {
    const { code, err, answer } = await validate('app01');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(Object.keys(answer)).toEqual(['ok', 'type', 'findings', 'read', 'missing', 'unclear', 'unread']);
    expect([answer.ok, answer.type]).toEqual([true, 'active']);
    expect(answer.unclear).toEqual([]);
    expect(answer.unread).toMatchObject([
      { file: 'P770-A/virtual-io.log', text: 'Connection to hmc1 closed.' },
    ]);
  });

  it('refuses one that has not, with every reason at once', async () => {
    const { code, answer } = await validate('db01');
    expect(code).toBe(1);
    expect(errors(answer)).toEqual([
      'huge-pages-active',
      'bsr-active',
      'lpar-no-physical-io',
      'adapters-desired',
      'lpar-no-open-console',
      'lpar-no-redundant-err-path',
    ]);
    expect(answer.findings[4]).toEqual({
      id: 'lpar-no-open-console',
      severity: 'error',
      object: 'db01',
      field: 'connect_status',
      message: 'A console session of db01 is open.',
      remedy: 'Close it: rmvterm -m P770-A -p db01.',
    });
  });

  it('lets the state of the partition say how it moves', async () => {
    const { code, answer } = await validate('batch01');
    expect([code, answer.type, errors(answer)]).toEqual([1, 'inactive', ['adapters-not-any-client']]);
  });

  it('holds the partition against the type that is asked for', async () => {
    const { code, answer } = await validate('app01', '--type', 'suspended');
    expect([code, answer.type]).toEqual([1, 'suspended']);
    expect(errors(answer)).toContain('lpar-state-supported');
  });

  it('knows a partition that was never activated, a VIOS, and one that is there already', async () => {
    expect(errors((await validate('new01')).answer)).toEqual(['lpar-activated-once']);
    expect(errors((await validate('va1')).answer)).toEqual(['vios-is-not-mobile']);
    expect(errors((await validate('web01')).answer)).toEqual(['tgt-not-source']);
  });

  it('says which command shows what was missing, and refuses nothing because of it', async () => {
    const less = mkdtempSync(join(tmpdir(), 'switchover-lpm-'));
    cpSync(FIXTURE, less, { recursive: true });
    rmSync(join(less, 'P770-A', 'memory.txt'));
    const { code, answer } = await run('validate', '--from', less, '--lpar', 'app01', '--target', 'P780-B');
    expect(code).toBe(0);
    expect(answer.missing).toContainEqual({
      object: 'P770-A',
      field: 'mem_region_size',
      command: 'lshwres -r mem --level sys',
      rules: ['lmb-size-equal'],
    });
  });

  it('finds unequal block sizes', async () => {
    const other = mkdtempSync(join(tmpdir(), 'switchover-lpm-'));
    cpSync(FIXTURE, other, { recursive: true });
    const memory = join(other, 'P770-A', 'memory.txt');
    writeFileSync(memory, readFileSync(memory, 'utf8').replace('mem_region_size=256', 'mem_region_size=128'));
    const { answer } = await run('validate', '--from', other, '--lpar', 'app01', '--target', 'P780-B');
    expect(answer.findings[0]).toMatchObject({
      id: 'lmb-size-equal',
      object: 'P780-B',
      field: 'mem_region_size',
    });
  });

  it('reads files of any name, and a folder for each server', async () => {
    const flat = mkdtempSync(join(tmpdir(), 'switchover-lpm-'));
    for (const [i, name] of readdirSync(join(FIXTURE, 'P770-A')).entries())
      if (name.includes('.'))
        cpSync(join(FIXTURE, 'P770-A', name), join(flat, 'P770-A', `${i}`), { recursive: true });
    for (const name of ['systems.txt', 'hmc.txt', 'P780-B.log'])
      cpSync(join(FIXTURE, name), join(flat, `x-${name}.dat`));
    const { code } = await run('validate', '--from', flat, '--lpar', 'app01', '--target', 'P780-B');
    expect(code).toBe(0);
  });

  it('reads files in the encoding of a Windows terminal', async () => {
    const sys = 'name=Köln,type_model=9117-MMB,serial_num=06F17A0,state=Operating\r\n';
    const lpars = 'name=a,lpar_id=3,lpar_env=aixlinux,state=Error\r\n';
    const path = folder({ 'sys.txt': Buffer.from(`\ufeff${sys}\r\n${lpars}`, 'utf16le') });
    const { code, answer } = await run('validate', '--from', path, '--lpar', 'a', '--target', 'Köln');
    expect([code, errors(answer)]).toEqual([1, expect.arrayContaining(['tgt-not-source'])]);
  });

  it('shows no addresses and port names, unless somebody wants them', async () => {
    const secret = /10\.1\.5\.2|c05076043167001\d|26E6B000|06F17A0/i;
    const path = folder({
      'sys.txt': 'name=9117-MMB-SN06F17A0,type_model=9117-MMB,serial_num=06F17A0,state=Operating\n',
      'lpars.txt': 'lssyscfg -r lpar -m 9117-MMB-SN06F17A0\nname=a,lpar_id=3,lpar_env=aixlinux,state=Error\n',
    });
    const args = ['validate', '--from', path, '--lpar', 'a', '--target', '9117-MMB-SN06F17A0'];
    expect((await validate('db01')).out).not.toMatch(secret);
    expect((await run(...args)).out).not.toMatch(secret);
    expect((await run(...args, '--keep-identifiers')).out).toMatch(secret);
  });

  it('lets rules that nobody verified block, where that is wanted', async () => {
    const path = folder({
      'sys.txt':
        'name=A,type_model=9117-MMB,serial_num=06F17A0,state=Operating\nname=B,type_model=9117-MMB,serial_num=06F17B0,state=Operating\n',
      'A/lpar.txt': 'name=a,lpar_id=3,lpar_env=aixlinux,state=Running,resource_config=1\n',
      'A/prof.txt': 'name=p,lpar_name=a,lpar_id=3,desired_mem=1024,hca_adapters=hca1\n',
    });
    const args = ['validate', '--from', path, '--lpar', 'a', '--target', 'B'];
    expect((await run(...args)).code).toBe(0);
    expect((await run(...args, '--blocking', 'lpar-no-hca')).code).toBe(1);
    expect((await run(...args, '--blocking', 'all')).code).toBe(1);
  });
});

describe('what cannot be validated', () => {
  const path = folder({ 'a.txt': 'hello\n' });
  const bad: [string, string[], RegExp][] = [
    ['nothing is asked', [], /Validates a move/],
    ['something else is asked', ['move'], /There is no command move/],
    ['an option is not there', ['validate', '--fast'], /There is no option --fast/],
    ['an option has no value', ['validate', '--from'], /--from needs a value/],
    ['an option is given twice', ['validate', '--from', 'a', '--from', 'b'], /given twice/],
    ['something is missing', ['validate', '--from', FIXTURE], /--lpar and --target are missing/],
    [
      'the type is none',
      ['validate', '--from', FIXTURE, '--lpar', 'a', '--target', 'b', '--type', 'x'],
      /one of active, inactive, suspended/,
    ],
    [
      'the folder is not there',
      ['validate', '--from', join(path, 'no'), '--lpar', 'a', '--target', 'b'],
      /there is no such file or folder/,
    ],
    [
      'the folder holds nothing',
      ['validate', '--from', path, '--lpar', 'a', '--target', 'b'],
      /holds no output that is known here \(a\.txt, line 1/,
    ],
    [
      'the partition is not there',
      ['validate', '--from', FIXTURE, '--lpar', 'app09', '--target', 'P780-B'],
      /There is no partition app09\. There are: app01/,
    ],
    [
      'the target is not there',
      ['validate', '--from', FIXTURE, '--lpar', 'app01', '--target', 'P790'],
      /There is no server P790\. There are: P770-A, P780-B/,
    ],
    [
      'the source is not there',
      ['validate', '--from', FIXTURE, '--lpar', 'app01', '--target', 'P780-B', '--source', 'X'],
      /There is no server X/,
    ],
    [
      'the partition is not on the source',
      ['validate', '--from', FIXTURE, '--lpar', 'web01', '--target', 'P780-B', '--source', 'P770-A'],
      /There is no partition web01 on P770-A/,
    ],
    [
      'the rule is not there',
      ['validate', '--from', FIXTURE, '--lpar', 'app01', '--target', 'P780-B', '--blocking', 'x'],
      /There is no rule x/,
    ],
  ];
  it.each(bad)('is said where %s', async (_, args, says) => {
    const { code, out, err } = await run(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(says);
  });

  it('asks which server is meant where several have the partition', async () => {
    const names = ['A', 'B', 'C'];
    const many = folder(
      Object.fromEntries(
        names.map((name) => [`${name}/l.txt`, 'name=a,lpar_id=3,lpar_env=aixlinux,state=Running\n']),
      ),
    );
    const args = ['validate', '--from', many, '--lpar', 'a', '--target', 'C'];
    expect((await run(...args)).err).toMatch(/a is on A and on B: say which one with --source/);
    const { code, answer } = await run(...args, '--source', 'B');
    expect([code, errors(answer)]).toEqual([1, ['tgt-lpar-name-unique']]);
  });

  it('is explained by --help', async () => {
    let out = '';
    const code = await lpm(['--help'], {
      out: async (text) => {
        out += text;
      },
      err: () => {},
      read: readLimited,
      locate: (name) => name,
    });
    expect([code, out]).toEqual([0, HELP]);
  });
});
