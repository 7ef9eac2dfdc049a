/** `npm run scenario`: what is asked on the command line, and what it says with which exit code. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { runHere } from '../../web/cli/lib/scenario/run-here.ts';
import { scenario } from '../../web/cli/lib/scenario/scenario.ts';
import type { Terminal } from '../../web/cli/lib/terminal.ts';
import { readLimited } from '../../web/cli/lib/terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'switchover-'));

async function headless(source: string, ...args: string[]) {
  const file = join(folder, 'asked.ts');
  writeFileSync(file, source);
  const said: Record<'out' | 'err', string[]> = { out: [], err: [] };
  const heard: Terminal = {
    read: readLimited,
    locate: (name) => name,
    out: async (text) => void said.out.push(text),
    err: (text) => void said.err.push(text),
  };
  const code = await scenario(
    args.map((each) => (each === 'FILE' ? file : each)),
    heard,
    runHere,
  );
  const [out, err] = [said.out.join(''), said.err.join('\n').replaceAll(file, 'FILE')];
  return { code, out, err, report: out === '' ? null : JSON.parse(out) };
}

const SCRIPT = `import { ask, lab, log, param } from 'switchover';
lab.kvm.host('alpha', { memory: '1 GiB' });
const link = param('link', { default: '10 Gbit/s', min: '1 Gbit/s' });
const way = await ask('way', { question: 'Which way?', choices: ['left', 'right'], default: 'left' });
log(link, way, await Promise.resolve(lab.kvm.host('alpha').name));`;

describe('what is asked', () => {
  it('is given to the run, before the file or behind it, and the report is all that is printed', async () => {
    for (const args of [
      ['FILE', '--param', 'link=2 Gbit/s', '--answer', 'way=right', '--seed', '7'],
      ['--param=link=2 Gbit/s', '--answer=way=right', '--seed=7', 'FILE'],
    ]) {
      const { code, report, err } = await headless(SCRIPT, ...args);
      expect([code, err]).toEqual([0, '']);
      expect(report).toMatchObject({ status: 'done', seed: 7, logs: [{ text: '2 Gbit/s right alpha' }] });
    }
  });

  test.each([
    [['FILE', '--param', 'link=2 Gbit'], "'2 Gbit' does not fit the knob link. Give a rate."],
    [['FILE', '--param', 'link=2 GiB'], "'2 GiB' does not fit the knob link."],
    [['FILE', '--param', 'link=1 Mbit/s'], 'Give at least 1 Gbit/s.'],
    [['FILE', '--param', 'lnk=2 Gbit/s'], 'The script has no knob lnk. There are link.'],
    [['FILE', '--param', 'link'], "'link' is no pair. Write NAME=VALUE."],
    [['FILE', '--answer', 'way=up'], "'up' is no answer to 'Which way?' Answer one of left, right."],
    [['FILE', '--answer', 'why=left'], 'The script has no question why. There are way.'],
    [['FILE', '--seed', '-1'], '-1 is no seed.'],
    [['FILE', '--seed'], 'Nothing is no seed.'],
    [[], 'No file was named.'],
    [['FILE', 'FILE'], 'More than one file was named.'],
    [[join(folder, 'none.ts')], 'there is no such file'],
  ])('%j is bad usage', async (args, said) => {
    const { code, out, err } = await headless(SCRIPT, ...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(said);
  });

  it('takes nothing along where there is no such option', async () => {
    const { code, err } = await headless(SCRIPT, '--sed', 'FILE');
    expect(code).toBe(2);
    expect(err).toMatch(/^--sed: There is no such option/);
    expect(err).not.toContain('No file');
  });
});

test('what is no TypeScript is said at its line and column, in the report as well', async () => {
  const { code, err, report } = await headless(
    "import { lab } from 'switchover';\nlab.kvm.host('a' {",
    'FILE',
  );
  expect(code).toBe(1);
  expect(err).toMatch(/^FILE:2:18 This is no TypeScript/);
  expect(report).toMatchObject({ status: 'failed', diagnostics: [{ place: { line: 2, column: 18 } }] });
});

test('an expectation that does not hold fails it', async () => {
  const { code, err } = await headless("import { expect } from 'switchover';\nexpect(1).toBe(2);", 'FILE');
  expect(code).toBe(1);
  expect(err).toMatch(/^FILE:2:11 It did not hold: /);
});
