import { expect, test } from 'vitest';
import { no } from '../../web/script/session.ts';
import { strip } from '../../web/script/strip.ts';
import { emptyWorld, open } from './sandboxed.ts';

const WORLD = `import { lab, log, sleep } from 'switchover';
const beta = lab.kvm.host('beta', { memory: '1 GiB' });
const db = lab.kvm.guest('db', { host: beta, memory: '1 GiB' });
`;
const refusing = () =>
  emptyWorld({
    Guest: { migrate: () => no('Refused', { what: 'beta is full.', fix: 'Free some memory.' }) },
  } as never);

async function unheard(source: string): Promise<string | null> {
  const session = await open(WORLD + source, refusing());
  expect(session.start()).toEqual({ state: 'returned' });
  const failed = session.unheard();
  if (!failed) return null;
  return failed.diagnostics
    .map(({ what, fix, place }) =>
      [place && `${place.line}:${place.column}`, what, fix].filter(Boolean).join(' '),
    )
    .join(' | ');
}

test.each([
  [
    'a move that is refused',
    'void (async () => { db.migrate(beta); })();',
    '4:24 beta is full. Free some memory.',
  ],
  [
    'in an arrow without braces',
    'const go = async () => db.migrate(beta);\ngo();',
    '4:27 beta is full. Free some memory.',
  ],
  ['an error', 'async function go() {\n  throw new Error("no luck");\n}\ngo();', '5:13 no luck.'],
  ['a method', 'const it = { async go() { throw new Error("no luck"); } };\nit.go();', '4:37 no luck.'],
  [
    'with types on the line',
    'const go = async (n: number): Promise<number> => { throw new Error("no " + n); };\ngo(5);',
    '4:62 no 5.',
  ],
  [
    'what follows from another',
    'const go = async () => { throw new Error("no luck"); };\ngo().then(() => log("there"));',
    '4:36 no luck.',
  ],
  [
    'all of several',
    'const go = async () => { throw new Error("no luck"); };\nPromise.all([go(), go()]);',
    '4:36 no luck.',
  ],
  ['a promise made by hand', 'new Promise((_, reject) => reject(new Error("no luck")));', '4:39 no luck.'],
  ['one that fails with a text', 'new Promise((_, reject) => reject("no luck"));', '4:28 It threw no luck.'],
  ['one that throws', 'new Promise(() => { throw "no luck"; });', '4:27 It threw no luck.'],
  ['one of a kind of its own', 'class P extends Promise {}\nnew P((_, no) => no(5));', '5:18 It threw 5.'],
  [
    'one that fails later',
    'let no; new Promise((_, reject) => { no = reject; });\nawait null;\nno(5);',
    '6:1 It threw 5.',
  ],
  ['one that has failed from the start', 'Promise.reject("no luck");', '4:9 It threw no luck.'],
  [
    'a generator',
    'async function* go() { yield 1; throw "no luck"; }\nconst it = go();\nit.next(); it.next();',
    '4:39 It threw no luck.',
  ],
  [
    'a method of a computed name',
    '({ async ["g" + "o"]() { throw "no luck"; } }).go();',
    '4:32 It threw no luck.',
  ],
  [
    'a method of a quoted name',
    '({ async "go on"() { throw "no luck"; } })["go on"]();',
    '4:28 It threw no luck.',
  ],
])('what nobody awaits and fails is said at its line and column: %s', async (_, source, said) => {
  expect(await unheard(source)).toBe(said);
});

test.each([
  ['awaited', 'try { await go(); } catch {}'],
  ['awaited later', 'const coming = go();\nawait null;\nawait null;\ntry { await coming; } catch {}'],
  ['caught', 'go().catch(() => log("never mind"));'],
  ['caught later', 'const coming = go();\nawait null;\ncoming.catch(() => log("never mind"));'],
  ['awaited together', 'try { await Promise.all([go(), go()]); } catch {}'],
  ['settled together', 'await Promise.allSettled([go(), go()]);'],
  ['a promise by hand', 'const it = new Promise((_, no) => no(5));\nawait null;\ntry { await it; } catch {}'],
  ['one of a kind of its own', 'class P extends Promise {}\nawait new P((_, no) => no(5)).catch(() => 0);'],
  ['handed to another', 'try { await new Promise((yes) => yes(new Promise((_, no) => no(5)))); } catch {}'],
  [
    'a generator',
    'async function* it() { yield* [go()]; }\ntry { for await (const each of it()) log(each); } catch {}',
  ],
  ['handed on and caught', 'const on = async () => go();\nawait on().catch(() => 0);'],
])('what fails and is taken up is nobody’s fault: %s', async (_, source) => {
  expect(await unheard(`const go = async () => { throw new Error("no luck"); };\n${source}`)).toBeNull();
});

test('coroutines go on as they were written, whatever their form', async () => {
  const lines: string[] = [];
  const world = emptyWorld({
    log: (_: number, [values]: [string[]]) => {
      lines.push(values.join(' '));
      return { ok: true, value: undefined };
    },
  } as never);
  const session = await open(
    `import { log } from 'switchover';
class Counter { n = 2; async next(by = 1) { return (this.n += by); } twice = async () =>
  this.n *
  2 }
const counter = new Counter()
const add = async (a, b) => ({ sum: a + b })
const choose = counter ? async () => 'yes' : async () => 'no', last = async x => x
async function outer() { const inner = async () => { await null; return arguments.length }; return inner() }
const async = (x) => x
const nothing = async () => {}
const thrower = { throw(x) { return x }, async ['a' + 1]() {}, async 'b c'() { try { throw (6) } catch (e) { return e } } }
class Sure extends Promise { hi() { return 9 } }
const sure = new Sure((yes) => yes(8))
const list = [async () => 1, async () => \`\${await add(1, 1) && '}'}\`]
async function go() {}
async function* numbers() { yield 1; yield 2 }
log(await counter.next(), await counter.next(5), await counter.twice(), (await add(1, 2)).sum, await choose(), await last(7))
log(await outer(1, 2, 3), async(4), await list[0](), await list[1]())
log(await nothing(), thrower.throw(5), await thrower.a1(), await thrower['b c']())
log(sure.hi(), await sure, sure instanceof Promise, go() instanceof Promise, sure.then(() => 1) instanceof Sure)
for await (const n of numbers()) log(n)`,
    world,
  );
  expect(session.start()).toEqual({ state: 'returned' });
  expect(lines).toEqual(['3 8 16 3 yes 7', '3 4 1 }', 'null 5 null 6', '9 8 true true true', '1', '2']);
  expect(session.unheard()).toBeNull();
});

test('places stay where they were written', async () => {
  const program = await strip('const f = async () => { g(); }; h();\n');
  expect(program.ok && program.value.code.split('\n')).toHaveLength(2);
});
