import { describe, expect, test } from 'vitest';
import { placed, type ScriptDiagnostic } from '../../web/model/script.ts';
import type { Doers } from '../../web/script/session.ts';
import { no, yes } from '../../web/script/session.ts';
import { strip } from '../../web/script/strip.ts';
import { reported, WORLD } from '../simulation/script.ts';
import { emptyWorld, open } from './sandboxed.ts';

const said = ({ what, fix, place }: ScriptDiagnostic): string =>
  [place ? `${place.line}:${place.column}` : '-', what, fix].filter(Boolean).join(' ');

/** `line:column what fix` of each thing that is wrong. */
async function wrong(source: string, world?: Doers): Promise<string[]> {
  const program = await strip(source);
  if (!program.ok) return program.diagnostics.map((each) => said(placed(each)));
  const state = (await open(source, world)).start();
  if (!('diagnostics' in state)) throw new Error(`The script is ${state.state}.`);
  return state.diagnostics.map(said);
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
    ['await sleep();', "2:7 time is missing. It is how long. Write '300 ms'."],
    ["await sleep('1 s', 2);", '2:20 This is one argument too many. Leave it out: it takes time.'],
    ["lab.kvm.host('al pha', { memory: '1 GiB' });", "2:14 'al pha' cannot be a name."],
    ["lab.kvm.host('alpha', {});", '2:9 memory is missing. It is memory for guests.'],
    ["lab.kvm.guest('db', { host: 3, memory: '1 GiB' });", '2:29 host: 3 is not a Host.'],
    ['let a: any; a?.b.c; a.b.c;', '2:23 a is undefined: it has no b.'],
    ['const a = 1; const a = 2;', '2:20 a is declared twice.'],
    ['let a: any;\nconst { b } = a;', '3:7 null and undefined cannot be taken apart.'],
    ['() => { await 1; };', '2:9 await stands in a function that is not async.'],
    ["const a = '🙂🙂'; lab.hots();", '2:23 lab has no hots. Did you mean lab.kvm.host?'],
    ["lab.kvm.host('a', { memory: /* 5 */ 5 } as any);", '2:37 memory: 5 of what?'],
    ["const set = { memory: 5 }; lab.kvm.host('a', set as any);", '2:46 memory: 5 of what?'],
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
    ["import { a } from './a';", "1:20 There is no module './a'. Only 'switchover' can be imported."],
    ["await import('https://example.org/x.js');", "1:15 There is no module 'https://example.org/x.js'."],
  ])('%s', async (source, said) => {
    expect((await wrong(source))[0]).toContain(said);
  });
});

describe('a name that is not there is named, with what it could mean:', () => {
  test.each([
    ["lab.kvm.guset('x');", "2:9 lab.kvm has no guset. Did you mean 'guest'?"],
    ['lab.kvm.guset?.();', "2:9 lab.kvm has no guset. Did you mean 'guest'?"],
    ['const { hots } = lab.kvm;', "2:9 lab.kvm has no hots. Did you mean 'host'?"],
    ["log(lab.kvm.host('a').naem);", "2:23 A Host has no naem. Did you mean 'name'?"],
    ["lab.kvm.host('a').free = 5;", '2:19 free of host(…) cannot be written. It can only be read'],
    [
      "const { host } = lab.kvm; host('a');",
      '2:27 host was called without lab.kvm. Call it on one: lab.kvm.host(…).',
    ],
    [
      "log(param('p', { default: '1 s' }).sec);",
      '2:36 A Duration has no sec. There are: ns, ms, seconds, minutes.',
    ],
    ['[1].pusj(2);', "2:5 pusj is no function. Did you mean 'push'?"],
    ["log.info('x');", '2:5 log has no info. It is called by itself: log('],
  ])('%s', async (line, message) => {
    const world = emptyWorld({
      param: () => yes({ is: 'quantity', dimension: 'time', value: 1e9 }),
    } as never);
    expect((await wrong(IMPORT + line, world))[0]).toContain(message);
  });
});

describe('what is forgotten is not silent:', () => {
  test.each([
    ["sleep('1 s');", '6:1 sleep was not awaited: it holds nothing up. Write await before it.'],
    ["const p = sleep('1 s'); await p;", ''],
    [
      'expect(5);',
      '6:1 Nothing is expected of this value. Say what is expected: expect(…).toBe(…), for example.',
    ],
    ['expect(5).not.toBe(4);', ''],
  ])('%s', async (line, message) => {
    const { diagnostics } = await reported(WORLD + line);
    expect(diagnostics.map(said).join()).toBe(message);
  });
});

describe('what cannot be described so is said at the option:', () => {
  test.each([
    ['param("x", { default: 5, min: 10, max: 1 });', '6:40 max: 1 is less than min, 10.'],
    ["param('x', { default: 50, max: 10 });", '6:23 default: 50 is more than max. Give at most 10.'],
    ["param('x', { default: '5 s', min: 1 });", '6:35 min: 1 is a number, and the knob is a time.'],
    ["param('x', { default: 'a', of: ['b'] });", "6:23 default: 'a' is none of the choices."],
    ["await ask('x', { question: 'Q', choices: [] });", '6:42 choices: There is nothing to answer.'],
    ['lab.traffic(alpha, alpha, {});', '6:20 alpha sends nothing over the network to itself.'],
    ["lab.traffic(alpha, beta, { from: '5 s', until: '1 s' });", '6:48 until: It ends before it begins.'],
    [
      "db.migrate(beta, { capabilities: ['xbzrle', 'post-copy-ram'] });",
      "6:45 capabilities: 'post-copy-ram' is not possible. Did you mean 'postcopy-ram'?",
    ],
    [
      "db.migrate(beta, { parameters: { 'downtime-limit': '10 h' } });",
      "6:52 downtime-limit: '10 h' is too large. Give at most 33.3 min.",
    ],
    ["lab.kvm.host('c', { memory: '1 GiB', qemu: '99' });", '6:44 "99" is none of the choices.'],
    ["lab.wpar.block(['nonsense']);", "6:17 There is no rule 'nonsense'."],
    [
      'lab.powervm.constants({ power8CoreRat: 1 });',
      "6:40 There is no constant power8CoreRat. Did you mean 'power8CoreRate'?",
    ],
    [
      'const run = await db.migrate(beta); log(run.downTime);',
      "6:45 An Outcome has no downTime. Did you mean 'downtime'?",
    ],
    [
      "db.migrate(beta, { parameters: { 'multifd-compression': 'lzma' }, capabilities: ['multifd'] });",
      '6:57 "lzma" is none of the choices.',
    ],
    ["db.migrate(beta, { capabilities: ['multifd', 'compress'] });", '6:46 compress does not exist in'],
    [
      'const run = await db.migrate(beta); run.downtime = ms(5);',
      '6:41 downtime of run cannot be written. It can only be read.',
    ],
    [
      'const run = await db.migrate(beta); run.cancel();',
      '6:41 An Outcome has no cancel. It is what a Move has, before it is awaited.',
    ],
    ['log(db.migrate(beta).downtime);', '6:22 A Move has no downtime. Await it first: (await …).downtime.'],
  ])('%s', async (line, message) => {
    expect(said((await reported(WORLD + line)).diagnostics[0] as ScriptDiagnostic)).toContain(message);
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
