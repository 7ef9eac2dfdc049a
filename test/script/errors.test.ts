import { describe, expect, test } from 'vitest';
import type { Doers } from '../../web/script/session.ts';
import { no, yes } from '../../web/script/session.ts';
import { emptyWorld, open } from './sandboxed.ts';

/** `line:column what fix` of each thing that is wrong. */
async function wrong(source: string, world?: Doers): Promise<string[]> {
  const state = (await open(source, world)).start();
  if (!('diagnostics' in state)) throw new Error(`The script is ${state.state}.`);
  return state.diagnostics.map(({ what, fix, place }) =>
    [place ? `${place.line}:${place.column}` : '-', what, fix].filter(Boolean).join(' '),
  );
}

const IMPORT = "import { lab, sleep, log, param } from 'switchover';\n";

test('every wrong option is told at once, each at its own place', async () => {
  const source = `${IMPORT}const one: number = 1;
lab.kvm.host('alpha', {
  memory: '64 Gbit/s',
  memroy: one,
});`;
  expect(await wrong(source)).toEqual([
    "4:11 memory: '64 Gbit/s' is a rate, and a size is wanted. Did you mean '64 GiB'?",
    "5:3 There is no option 'memroy'. Did you mean 'memory'?",
  ]);
});

describe('said at its line and column:', () => {
  test.each([
    ["await sleep('5 lightyears');", "2:13 There is no unit 'lightyears'. Did you mean '5 s'?"],
    ['await sleep(5 as never);', "2:13 5 of what? Write the unit with it: '5 ms'."],
    ['await sleep();', "2:7 Nothing is not a time. Write '300 ms'."],
    ["lab.kvm.host('al pha', { memory: '1 GiB' });", "2:14 'al pha' cannot be a name."],
    ["lab.kvm.host('alpha', {});", '2:9 memory: memory is missing.'],
    ["lab.kvm.guest('db', { host: 3, memory: '1 GiB' });", '2:29 host: 3 is not a Host.'],
    ['(null as any).x;', "2:14 cannot read property 'x' of null."],
    ['throw new Error("no\\nluck");', '2:11 no\nluck.'],
    ['throw 5;', '2:7 It threw 5.'],
    ["throw { code: 'busy' };", '2:7 It threw {"code":"busy"}.'],
    ['throw Symbol();', '2:7 It threw something that has no text.'],
    ['const f = (n: number): number => f(n + 1) + 1;\nf(1);', '2:34 The script nests too deeply.'],
  ])('%s', async (line, said) => {
    expect((await wrong(IMPORT + line))[0]).toContain(said);
  });
});

describe('what other places have is named with what stands for it here:', () => {
  test.each([
    ['new Date()', 'There is no Date here. There is no clock but virtual time: now().'],
    ['console.info(1)', 'There is no console here. Write with log(…).'],
    ["fetch('x')", 'There is no fetch here. A script reaches no network.'],
    ['setTimeout(() => 1, 1)', "There is no setTimeout here. Wait in virtual time: await sleep('1 s')."],
    ['window.x', 'There is no window here. A script sees no page.'],
    ['note("x")', "There is no note here. Import it: import { note } from 'switchover'."],
    ['Math.random()', 'Chance comes from the seed: import random from switchover.'],
    ['eval("1")', 'There is no eval here. A script cannot make code from text.'],
    ['(() => 1).constructor("x")', 'A script cannot make code from text.'],
    ['(async () => 1).constructor("x")', 'A script cannot make code from text.'],
    ['new Function("x")', 'There is no Function here. A script cannot make code from text.'],
  ])('%s', async (source, said) => {
    expect((await wrong(source))[0]).toContain(said);
  });
});

describe('nothing can be imported but the one module:', () => {
  test.each([
    ["import { slep } from 'switchover';\nslep();", "1:10 'switchover' has no slep. Did you mean 'sleep'?"],
    [
      "import { readFile } from 'node:fs';\nreadFile();",
      "1:27 There is no module 'node:fs'. Only 'switchover' can be imported.",
    ],
    ["await import('https://example.org/x.js');", "1:15 There is no module 'https://example.org/x.js'."],
  ])('%s', async (source, said) => {
    expect((await wrong(source))[0]).toContain(said);
  });
});

test('what the world refuses is an error at the call, with the reason and the remedy', async () => {
  const world = emptyWorld({
    Guest: { migrate: () => no('Refused', { what: 'beta is full.', fix: 'Free some memory.' }) },
  } as never);
  const source = `${IMPORT}const beta = lab.kvm.host('beta', { memory: '1 GiB' });
const db = lab.kvm.guest('db', { host: beta, memory: '1 GiB' });
  db.migrate(beta);`;
  expect(await wrong(source, world)).toEqual(['4:6 beta is full. Free some memory.']);
});

test('a script can catch a refusal, and read its findings', async () => {
  const lines: string[] = [];
  const world = emptyWorld({
    log: (_: number, [values]: [string[]]) => {
      lines.push(values.join(' '));
      return yes(undefined);
    },
    Guest: { migrate: () => no('Refused', { what: 'beta is full.', fix: 'Free some memory.' }) },
  } as never);
  const source = `import { lab, log, Refused } from 'switchover';
const beta = lab.kvm.host('beta', { memory: '1 GiB' });
const db = lab.kvm.guest('db', { host: beta, memory: '1 GiB' });
try { db.migrate(beta) } catch (error) {
  log(error instanceof Refused, error instanceof Error, error.message, error.findings[0].fix);
}`;
  expect((await open(source, world)).start()).toEqual({ state: 'returned' });
  expect(lines).toEqual(['true true beta is full. Free some memory. Free some memory.']);
});
