import { expect, test } from 'vitest';
import { placeAt } from '../../web/script/places.ts';
import { placeIn, strip } from '../../web/script/strip.ts';
import { LOOK_BEFORE } from '../../web/script/wording.ts';

const stripped = async (source: string) => {
  const program = await strip(source);
  if (!program.ok) throw new Error(program.diagnostics[0]?.what);
  return program.value;
};

test('types go, lines stay', async () => {
  const source = 'interface A {\n  b: number;\n}\nconst a = { b: 1 } satisfies A;\nlet c = a.b as number;\n';
  const { code } = await stripped(source);
  expect(code.split('\n').length).toBe(source.split('\n').length);
  expect(code).not.toMatch(/interface|satisfies|number/);
});

test('a place in what runs is the place in what was written, column by column', async () => {
  const source =
    'const f = <T,>(x: T, y?: Array<T>): T => x;\nconst n: number = f<number>(1 as number, [2]); boom(n!);\n';
  const program = await stripped(source);
  for (const word of ['x;', '[2]', 'boom', 'n!'.slice(0, 1)]) {
    const running = placeAt(program.code, program.code.lastIndexOf(word));
    expect(placeIn(program, running)).toEqual(placeAt(source, source.lastIndexOf(word)));
  }
});

test('what is no TypeScript is refused with its line and column', async () => {
  expect(await strip('const a = 1;\nlet b: = 3;')).toEqual({
    ok: false,
    diagnostics: [{ what: "This is no TypeScript: '=' is unexpected here.", where: '2:8', fix: LOOK_BEFORE }],
  });
});

test.each([
  ['namespace N { export const a = 1 }', '1:1'],
  ["const a = 'namespace N {';", null],
  ['const module = { a: 1 }; // module M {', null],
  ["import type { Guest } from 'switchover';", null],
  ["import x from\n  'lodash';", '2:4'],
  ["import.meta.url = 'x';", null],
  ['const a = 2n ** 10_000n;', '1:11'],
  ["const a = 'x1n';", null],
])('what would be lost without a word is refused: %s', async (source, where) => {
  const program = await strip(source);
  expect(program.ok ? null : program.diagnostics[0]?.where).toBe(where);
});

test('a script of more than a MiB is refused', async () => {
  const refused = await strip(' '.repeat(2 ** 20 + 1));
  expect(refused.ok).toBe(false);
});
