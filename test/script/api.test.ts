import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { apiFiles } from '../../web/cli/lib/scenario/api-files.ts';
import { FUNCTIONS, SHAPES, THINGS } from '../../web/script/api/module.ts';
import type { Thing, Verb } from '../../web/script/define.ts';
import { exportedNames } from '../../web/script/prelude.ts';
import { typings } from '../../web/script/typings.ts';
import { emptyWorld, open } from './sandboxed.ts';

test.each(Object.entries(apiFiles()))('%s is up to date: node tools/cli.mjs api', (path, text) => {
  expect(readFileSync(path, 'utf8')).toBe(text);
});

test('whatever the typings export can be imported, and nothing else', async () => {
  const typed = [...typings().matchAll(/^ {2}export (?:const|function|class) (\w+)/gm)].map(
    (match) => match[1],
  );
  expect([...new Set(typed)].sort()).toEqual(exportedNames().sort());
  const session = await open(`import * as all from 'switchover';
if (Object.keys(all).length !== ${exportedNames().length}) throw new Error(Object.keys(all).join());`);
  expect(session.start()).toEqual({ state: 'returned' });
});

test('every verb and property of the typings is there at run time', async () => {
  const lines = Object.entries(THINGS as Record<string, Thing>).flatMap(([name, { has, can }]) => [
    ...Object.keys(has).map(
      (property) => `if (!('${property}' in things.${name})) throw new Error('${name}.${property}');`,
    ),
    ...Object.keys(can).map(
      (verb) => `if (typeof things.${name}.${verb} !== 'function') throw new Error('${name}.${verb}');`,
    ),
  ]);
  const session = await open(
    `import { expect, lab } from 'switchover';
const Host = lab.kvm.host('a', { memory: '1 GiB' });
const Guest = lab.kvm.guest('b', { host: Host, memory: '1 GiB' });
const PowerVm = lab.powervm;
const ManagedSystem = PowerVm.server('c', {});
const Lpar = PowerVm.lpar('d', { server: ManagedSystem });
const power = { PowerVm, ManagedSystem, Lpar, Console: PowerVm.console('e'), Vios: PowerVm.vios('c/vios1'),
  LparMove: Lpar.migrate(ManagedSystem), LparMoves: PowerVm.balance() };
const wpar = { WparManager: lab.wpar, AixSystem: lab.wpar.system('x203'), NfsServer: lab.wpar.nfs('x054'),
  Wpar: lab.wpar.partition('x150'), WparTask: lab.wpar.task('t1'), WparSession: lab.wpar.session('s1') };
const things = { ...power, ...wpar, Lab: lab, Kvm: lab.kvm, Host, Guest, Link: lab.network({ bandwidth: '1 Gbit/s' }),
  Move: Guest.migrate(Host), Client: Guest.client(), Expectation: expect(1) };
${lines.join('\n')}`,
    emptyWorld({ expect: () => ({ ok: true, value: 1 }) } as never),
  );
  expect(session.start()).toEqual({ state: 'returned' });
});

test('everything in the API says what it is', () => {
  const verbs: Verb[] = [
    ...Object.values(FUNCTIONS),
    ...Object.values(THINGS as Record<string, Thing>).flatMap(({ can }) => Object.values(can)),
  ];
  for (const { about } of verbs) expect(about).toMatch(/^[A-Z].*\.$/);
  for (const { about, fields } of SHAPES) {
    expect(about).toMatch(/\.$/);
    for (const [name, field] of Object.entries(fields)) expect(`${name} ${field.about}`).toMatch(/ \S.*\.$/);
  }
});
