/**
 * Scripts that mean harm, or do it by mistake: each ends by itself in a clear message, on every machine at the same
 * place, and leaves nothing behind for the next one. Those that only a watchdog can end are in watchdog.test.ts.
 */
import { describe, expect, it, test } from 'vitest';
import type { Doers } from '../../web/script/session.ts';
import { no, yes } from '../../web/script/session.ts';
import { strip } from '../../web/script/strip.ts';
import { reported, WORLD } from '../simulation/script.ts';
import { emptyWorld, open } from './sandboxed.ts';

const IMPORT = "import { expect, lab, log, note, param, sleep } from 'switchover';\n";

/** `state line:column what` */
async function ends(source: string, world?: Doers): Promise<string> {
  const state = (await open(source, world)).start();
  if (!('diagnostics' in state)) return state.state;
  const [first] = state.diagnostics;
  const at = first?.place ? `${first.place.line}:${first.place.column} ` : '';
  return `${state.state} ${at}${first?.what}`;
}

function heard(into: string[], text: string) {
  into.push(text);
  return yes(undefined);
}

describe('work without end is ended by its amount:', () => {
  test.each([
    'while (true) {}',
    'for (;;);',
    'do {} while (1);',
    'a: for (;;) continue a;',
    'for (;;) try { throw 1 } catch {} finally { continue }',
    'function* f() { for (;;) yield 1 } for (const x of f());',
    'async function* f() { for (;;) yield 1 } for await (const x of f());',
    'const f = async () => { for (;;) await 0 }; await f();',
    'for (;;) await null;',
    'const s = new Set([1]); for (const x of s) { s.delete(x); s.add(x) }',
    'const m = new Map([[1, 1]]); m.forEach((v, k) => { m.delete(k); m.set(k, v) });',
    'const a = [1]; for (const x of a) a.push(x);',
    'for (;;) [].concat([1]);',
    "for (;;) 'x'.padEnd(2 ** 19);",
    "for (;;) 'x'.repeat(2 ** 19);",
    "const t = 'x'.repeat(2 ** 19); for (;;) t.split('y');",
    "const t = 'x'.repeat(2 ** 19); for (;;) t.replaceAll('y', 'z');",
    "const t = 'x'.repeat(2 ** 19); for (;;) t.toUpperCase();",
    "const t = 'x'.repeat(2 ** 18); for (;;) t.normalize('NFD');",
    "const t = 'x'.repeat(2 ** 18); for (;;) t.localeCompare(t);",
    "const t = 'x'.repeat(2 ** 18); for (;;) encodeURIComponent(t);",
    "const t = 'a'.repeat(2 ** 19); t.indexOf('a'.repeat(2 ** 18) + 'b');",
    'const a = Array(200_000).fill(0); for (;;) a.indexOf(1);',
    'const a = Array(200_000).fill(0); for (;;) a.sort();',
    'const a = Array(200_000).fill(0); for (;;) a.reverse();',
    'const a = Array(100_000).fill(0); for (;;) JSON.stringify(a);',
    "const t = '[' + '1,'.repeat(50_000) + '1]'; for (;;) JSON.parse(t);",
    'for (;;) Symbol("x");',
    "for (;;) try { 'x'.repeat(2 ** 19) } catch {}",
    `${IMPORT}for (;;) log('x');`,
  ])('%s', async (source) => {
    expect(await ends(source)).toMatch(
      /^stopped (?:\d+:\d+ )?The script never stops: it has used up all the work that a run may do\.$/,
    );
  });
});

describe('patterns that go astray are ended, too:', () => {
  test.each([
    "/^(a+)+$/.test('a'.repeat(40) + '!');",
    "/(x+x+)+y/.exec('x'.repeat(60));",
    "/(?:a?){50}a{50}/.test('a'.repeat(50) + 'b');",
    "'a'.repeat(40).match(/(.*)*$x/);",
  ])('%s', async (source) => {
    expect(await ends(source)).toMatch(/^stopped (?:\d+:\d+ )?The script never stops/);
  });
});

describe('memory without end is refused, at its place where there is one:', () => {
  test.each([
    ["let t = 'x'; for (;;) t += t;", /^stopped 1:\d+ The script needs more memory/],
    ['Array.from({ length: 1e9 }, (_, i) => i);', /^stopped .*(?:memory|never stops)/],
    ['const a = []; for (;;) a.push(new Array(1e4).fill(0));', /^stopped .*(?:memory|never stops)/],
    ['const o = {}; for (let i = 0; ; i++) o["k" + i] = i;', /^stopped .*(?:memory|never stops)/],
    ['for (;;) Promise.resolve().then(() => {});', /^stopped The script needs more memory/],
    [
      'const m = new Map(); for (let i = 0; ; i++) m.set(i, "x".repeat(100) + i);',
      /^stopped .*(?:memory|never stops)/,
    ],
  ])('%s', async (source, said) => {
    expect(await ends(source)).toMatch(said);
  });
});

describe('depth without end is an error at its place:', () => {
  test.each([
    'const f = () => f(); f();',
    'const f = () => g(), g = () => f(); f();',
    'const o = { get a() { return this.a } }; o.a;',
    "JSON.parse('['.repeat(1e5));",
    'let a = []; for (let i = 0; i < 1e5; i++) a = [a]; JSON.stringify(a);',
    'const a = []; a[0] = a; a.flat(Infinity);',
    "const o = { toString() { return o + '' } }; o + '';",
  ])('%s', async (source) => {
    expect(await ends(source)).toMatch(/^failed \d+:\d+ The script nests too deeply/);
  });

  test.each(['(', '[', '{', '`${'])('%s nested in the text itself', async (open) => {
    const close = { '(': ')', '[': ']', '{': '}', '`${': '}`' }[open] ?? '';
    const program = await strip(`${open.repeat(5000)}1${close.repeat(5000)}`);
    expect(program.ok ? '' : program.diagnostics[0]?.what).toContain('nests more than 200 brackets');
  });

  test('operators nested in the text itself', async () => {
    const program = await strip(`${'!'.repeat(50_000)}1`);
    expect(program.ok).toBe(false);
  });
});

describe('one call that would work on too much says so:', () => {
  test.each([
    ['[].indexOf.call({ length: 2 ** 53 - 1 }, 1);', 'indexOf works on lists only.'],
    ['Array.prototype.forEach.call({ length: 2 ** 53 - 1 }, () => 1);', 'forEach works on lists only.'],
    ['const a = []; a.length = 2 ** 31; a.sort();', '1:37 RangeError: A list of 2147483648 is too long here'],
    ['const a = []; a.length = 2 ** 32 - 1; a.includes(1);', 'A list of 4294967295 is too long here'],
    ['const a = []; a.length = 2 ** 31; String(a);', 'A list of 2147483648 is too long here'],
    ["Array(2 ** 26).join('');", 'A list of 67108864 is too long here'],
    ['const a = []; a.length = 2 ** 31; [].concat(a);', 'A list of 2147483648 is too long here'],
    ["'x'.repeat(2 ** 28);", '1:5 RangeError: A text of 268435456 is too long here; 1000000 are possible'],
    ["'x'.padStart(2 ** 29);", 'A text of 536870912 is too long here'],
    ['String.raw({ raw: { length: 2 ** 53 - 1 } });', 'String.raw stands before a template.'],
    ['Math.max(...Array(1e6).fill(1));', 'too many arguments'],
  ])('%s', async (source, said) => {
    expect(await ends(source)).toContain(said);
  });

  it('and one that does not goes on as ever', async () => {
    const lines: string[] = [];
    await open(
      `${IMPORT}log([3, 1, 2].sort().join('-'), 'abc'.padStart(5, '.'), [..."ab"].concat([1], 2).length, String.raw\`a\\n\`,
        'aXbX'.replaceAll('X', '-'), JSON.stringify({ a: [1] }), [1, [2, [3]]].flat(2).length, 'é'.normalize('NFD').length,
        [1, 2, 3].findLast((x) => x < 3), 'a,b'.split(',').map((x) => x.toUpperCase()).join(), 'x'.repeat(3), [] + 1);`,
      emptyWorld({
        log: (_: number, [values]: [string[]]) => heard(lines, values.join(' ')),
      } as never),
    ).then((session) => session.start());
    expect(lines).toEqual(['1-2-3 ..abc 4 a\\n a-b- {"a":[1]} 3 2 2 A,B xxx 1']);
  });
});

describe('what would open a way out, or around the count, is not there:', () => {
  test.each([
    ...[
      'Proxy',
      'Reflect',
      'BigInt',
      'Uint8Array',
      'Float64Array',
      'ArrayBuffer',
      'DataView',
      'SharedArrayBuffer',
    ],
    ...[
      'Atomics',
      'WeakRef',
      'FinalizationRegistry',
      'Date',
      'eval',
      'Function',
      'fetch',
      'WebAssembly',
      'outside',
    ],
    ...[
      'self',
      'window',
      'document',
      'process',
      'require',
      'importScripts',
      'postMessage',
      'indexedDB',
      'crypto',
    ],
  ])('%s', async (name) => {
    expect(await ends(`${name};`)).toMatch(new RegExp(`^failed 1:1 There is no ${name} here`));
    expect(await ends(`if ('${name}' in globalThis) throw new Error('there');`)).toBe('returned');
  });

  test.each([
    "(() => 1).constructor('return 1')();",
    "(async () => 1).constructor('return 1')();",
    "(function* () {}).constructor('yield 1')();",
    "Object.getPrototypeOf(async function* () {}).constructor('x')();",
    "[].map.constructor('return 1')();",
  ])('code from text: %s', async (source) => {
    expect(await ends(source)).toContain('A script cannot make code from text');
  });

  test.each([
    "await import('node:fs');",
    "await import('./limits.ts');",
    "import('data:text/javascript,1').then(() => 1); await import('x');",
  ])('another module: %s', async (source) => {
    expect(await ends(source)).toMatch(/^failed (?:\d+:\d+ )?There is no module/);
  });
});

describe('whatever a script does to the language, the world hears what the script said, and nothing else:', () => {
  const TAMPERED = [
    'Array.prototype.toJSON = () => ["Host.free", 99, []];',
    'Object.prototype.toJSON = () => "x";',
    'String.prototype.toJSON = () => 5;',
    'JSON.stringify = () => "[]"; JSON.parse = () => ({ value: 1 });',
    'Array.prototype[Symbol.iterator] = function* () {};',
    'Object.prototype.then = (resolve) => resolve(5);',
    'Object.prototype.get = () => 1; Object.prototype.value = 1;',
    'Object.keys = Object.defineProperty = Object.freeze = Object.create = () => { throw 1 };',
    'Promise = class {}; Error = class {}; TypeError = null; Symbol = null; Map = null;',
    'Promise.prototype.then = () => 1; Promise.prototype.constructor = null;',
    'Error.prepareStackTrace = () => ({ toString() { throw 1 } });',
    'Error.stackTraceLimit = 0; Error.captureStackTrace = null;',
    'Function.prototype.call = Function.prototype.apply = Function.prototype.bind = () => 1;',
    'Array.prototype.includes = Array.prototype.push = Array.prototype.map = () => { throw 1 };',
    'Math.round = () => NaN; Number.isFinite = () => true; Array.isArray = () => true;',
    'Object.setPrototypeOf(Array.prototype, null);',
    'Object.setPrototypeOf(Array.prototype, Object.getPrototypeOf(Object.getPrototypeOf(lab.kvm)));',
    'for (const key of Object.getOwnPropertyNames(globalThis)) try { delete globalThis[key] } catch {}',
    "Object.defineProperty(Object.prototype, '$ref', { value: 'Host' });",
    'Object.defineProperty(Array.prototype, 0, { set() { throw 1 }, get() { return 7 } });',
  ];

  test.each(TAMPERED)('%s', async (tampering) => {
    const asked: unknown[] = [];
    const world = emptyWorld({
      Kvm: {
        host: (self: number, [name]: [string]) => {
          asked.push([self, name]);
          return yes(1);
        },
      },
    } as never);
    const state = (
      await open(
        `${IMPORT}const kvm = lab.kvm;\n${tampering}\nkvm.host('alpha', { memory: '1 GiB' });`,
        world,
      )
    ).start();
    // It may have harmed itself; then it says so.
    expect(['returned', 'failed']).toContain(state.state);
    for (const each of asked) expect(each).toEqual([0, 'alpha']);
  });

  test.each(TAMPERED)('in a whole run, up to its end: %s', async (tampering) => {
    const report = await reported(`${WORLD}${tampering}\nawait sleep('1 s'); await db.migrate(beta);`);
    expect(['done', 'failed', 'refused', 'stopped', 'waiting']).toContain(report.status);
    if (report.status !== 'done') expect(report.diagnostics.length).toBeGreaterThan(0);
  });
});

test.each([
  "for (;;) lab.network().set({ bandwidth: '1 Mbit/s' });",
  "for (;;) { lab.network().cut('1 ms'); await sleep('2 ms'); }",
  "const move = db.migrate(beta, { parameters: { 'max-bandwidth': 4096 } }); for (;;) move.set({ 'downtime-limit': 1 });",
])('a world is changed so often and no more: %s', async (line) => {
  const report = await reported(WORLD + line);
  expect(report.status).toBe('failed');
  expect(report.diagnostics[0]).toMatchObject({
    what: 'A run may have 2000 changes of its links and moves, and the script wants more.',
    place: { line: 6 },
  });
});

describe('things cannot be made up:', () => {
  test.each([
    "lab.kvm.guest('x', { host: { $ref: 'Host', id: 99 }, memory: '1 GiB' });",
    "lab.kvm.guest('x', { host: { $ref: 'Host', id: 1 }, memory: '1 GiB' });",
    "lab.kvm.guest('x', { host: { toJSON: () => ({ $ref: 'Host', id: 99 }) }, memory: '1 GiB' });",
    "let n = 0; const o = { get host() { return n++ ? alpha : { $ref: 'Host', id: 99 } }, memory: '1 MiB' }; lab.kvm.guest('x', o);",
    "Object.assign(alpha, { id: 99 }); lab.kvm.guest('x', { host: Object.create(alpha), memory: '1 MiB' });",
    'db.migrate.call({}, beta);',
    'db.migrate.call(alpha, beta);',
    'Object.getPrototypeOf(db).migrate = null;',
    'Object.create(Object.getPrototypeOf(Object.getPrototypeOf(db))).migrate(beta);',
    "Object.getOwnPropertyDescriptor(Object.getPrototypeOf(db), 'name').get.call({});",
    'new (Object.getPrototypeOf(alpha).constructor)(99).free;',
  ])('%s', async (line) => {
    const report = await reported(`${WORLD}${line}`);
    expect(['failed', 'refused', 'done']).toContain(report.status);
    for (const { what } of report.diagnostics) expect(what).not.toMatch(/There is no Host 99|broke/);
  });
});

describe('arguments of any kind are read as what they are:', () => {
  test.each([
    ['{ get memory() { throw new Error("boo") } }', 'boo'],
    ['{ memory: Symbol("x") }', 'A symbol'],
    ['{ memory: () => 1 }', 'A function'],
    ['{ memory: NaN }', 'NaN'],
    ['{ memory: -Infinity }', '-Infinity'],
    ['{ memory: [[[]]] }', 'A list'],
    ['{ memory: { toString: () => "1 GiB" } }', 'An object'],
    ['(() => { const o = {}; o.memory = o; return o })()', 'circular'],
    ["{ memory: 'x'.repeat(900_000) }", 'This is too much at once'],
    ["{ ['x'.repeat(1000)]: 1, memory: '1 GiB' }", 'There is no option'],
    ["{ __proto__: { memory: '1 GiB' } }", 'memory is missing'],
    ["{ '__proto__': 1, constructor: 1, memory: '1 GiB' }", "There is no option 'constructor'"],
  ])('%s', async (options, said) => {
    expect(await ends(`${IMPORT}lab.kvm.host('a', ${options} as any);`)).toContain(said);
  });

  it('a thenable is awaited as the language says, and brings nothing in', async () => {
    expect(await ends('await { then(resolve) { resolve({ then(again) { again(1) } }) } };')).toBe('returned');
    expect(await ends('const t = { then(resolve) { resolve(t) } }; await t;')).toMatch(/^stopped/);
    expect(await ends('await { then() { throw new Error("no") } };')).toContain('no');
  });

  it('what is thrown is told, whatever it is', async () => {
    expect(await ends('throw null;')).toContain('It threw null');
    expect(await ends('throw { get message() { throw 1 } };')).toMatch(/^failed .*no text/);
    expect(await ends('throw Symbol("x");')).toMatch(/^failed/);
    expect(await ends("throw new Error('x'.repeat(900_000));")).toMatch(/^failed 1:\d+ x{400}/);
    expect(await ends('const e = new Error("a"); e.stack = { toString() { for (;;); } }; throw e;')).toMatch(
      /^(?:failed|stopped)/,
    );
  });
});

it('a flood of mistakes in one call is told in few words', async () => {
  const many = "Object.fromEntries(Array.from({ length: 5000 }, (_, i) => ['k' + i, 1]))";
  const state = (await open(`${IMPORT}lab.kvm.host('a', ${many});`)).start();
  expect('diagnostics' in state && state.diagnostics.length).toBe(21);
  expect(await ends(`${IMPORT}for (;;) try { lab.kvm.host('a', ${many}) } catch {}`)).toMatch(/^stopped/);
});

describe('afterwards everything is as before:', () => {
  const BAD = [
    'for (;;);',
    "let t = 'x'; for (;;) t += t;",
    'const f = () => f(); f();',
    'globalThis.left = 1; Array.prototype.map = null; throw 1;',
  ];

  test.each(BAD)('%s', async (bad) => {
    await ends(bad);
    expect(
      await ends("if ('left' in globalThis || [1].map((x) => x + 1)[0] !== 2) throw new Error('left over');"),
    ).toBe('returned');
  });

  it('the same script ends after the same work, every time', async () => {
    const source = `${IMPORT}let n = 0; try { for (;;) { n++; [1, 2].sort(); 'abc'.toUpperCase(); if (n % 1000 === 0) note(\`\${n}\`); } } finally {}`;
    const counts = new Set<string>();
    for (let i = 0; i < 3; i++) {
      const notes: string[] = [];
      const world = emptyWorld({
        note: (_: number, [text]: [string]) => heard(notes, text),
      } as never);
      expect((await open(source, world)).start().state).toBe('stopped');
      counts.add(notes.at(-1) ?? '');
    }
    expect(counts.size).toBe(1);
    expect(Number([...counts][0])).toBeGreaterThan(1000);
  });

  it('one that was stopped does nothing more, whatever it is told', async () => {
    const said: string[] = [];
    const world = emptyWorld({
      sleep: () => yes(undefined),
      log: () => heard(said, 'late'),
    } as never);
    const session = await open(`${IMPORT}sleep('1 s').then(() => log('late')); for (;;);`, world);
    expect(session.start().state).toBe('stopped');
    expect(session.wake(1, yes(undefined)).state).toBe('stopped');
    expect(session.wake(77, no('Error', { what: 'x' })).state).toBe('stopped');
    expect(said).toEqual([]);
  });
});

describe('what a run may contain has a limit that is named:', () => {
  test.each([
    ['for (let i = 0; ; i++) lab.kvm.host("h" + i, { memory: \'1 GiB\' });', '500 hosts'],
    ['for (let i = 0; ; i++) lab.kvm.guest("g" + i, { host: big, memory: \'64 KiB\' });', '2000 guests'],
    ["lab.kvm.guest('huge', { host: big, memory: '2000 TiB' });", 'memory'],
    ["for (let i = 0; ; i++) param('p' + i, { default: 1 });", '100'],
    ["for (;;) log('x');", '5000'],
    ["for (;;) note('x');", '500'],
    ['for (;;) expect(1).toBe(1);', '5000'],
    ["for (let i = 0; ; i++) ask(\"q\" + i, { question: 'x', choices: ['y'] });", '100'],
    ['for (;;) db.client();', '50'],
    ["for (;;) lab.traffic(alpha, beta, { bandwidth: '1 Mbit/s' });", '200'],
    ["for (;;) sleep('1 s');", ''],
    ["for (;;) lab.network().cut('1 ms');", '2000 changes of its links'],
  ])('%s', async (line, said) => {
    const report = await reported(`${WORLD}const big = lab.kvm.host('big', { memory: '4 TiB' });\n${line}`);
    const all = JSON.stringify([report.diagnostics, report.findings, report.status]);
    expect(['stopped', 'failed', 'refused', 'done', 'waiting']).toContain(report.status);
    expect(all).toContain(said);
    expect(report.logs.length).toBeLessThanOrEqual(5000);
    expect(report.notes.length).toBeLessThanOrEqual(500);
  });

  it('memory under way together', async () => {
    const report = await reported(`import { lab } from 'switchover';
const big = lab.kvm.host('big', { memory: '8 TiB' });
const far = lab.kvm.host('far', { memory: '8 TiB' });
const all = [0, 1, 2].map((i) => lab.kvm.guest('g' + i, { host: big, memory: '1 TiB' }));
for (const each of all) each.migrate(far);`);
    expect(report.status).toBe('failed');
    expect(report.diagnostics[0]?.what).toContain('536870912 pages under way at the same time');
  });
});
