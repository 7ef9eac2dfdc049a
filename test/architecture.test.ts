import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { faults } from './architecture/checker.ts';
import { EXCEPTIONS } from './architecture/rules.ts';
import { importsOf, type Source, sourcesBelow } from './architecture/sources.ts';

const sources = ['assembly', 'web', 'scenarios'].flatMap(sourcesBelow);
const source = (path: string, ...lines: string[]): Source => ({ path, text: lines.join('\n') });

describe('the house', () => {
  it('keeps to its plan', () => {
    expect(sources.length).toBeGreaterThan(20);
    expect(faults(sources)).toEqual([]);
  });

  it('makes no exception that nobody needs', () => {
    for (const [path, { words }] of Object.entries(EXCEPTIONS)) {
      const text = sources.find((each) => each.path === path)?.text ?? '';
      expect(
        words.every((word) => word.test(text)),
        path,
      ).toBe(true);
    }
  });

  it('keeps files short: 300 lines are much, 400 too many', () => {
    const written = sources.filter(({ path }) => !path.endsWith('.d.ts'));
    const lengths = written.map(({ path, text }) => ({ path, lines: text.split('\n').length }));
    expect(lengths.filter(({ lines }) => lines > 400)).toEqual([]);
    const sorted = lengths.map(({ lines }) => lines).sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(150);
  });

  it('names no place on anybody’s machine', () => {
    const places = /(?:^|[\s"'`(=:])(?:\/(?:home|Users|root|work|tmp)\/[\w.-]+|[A-Z]:\\Users\\)/;
    const tracked = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' }).split('\0').filter(Boolean);
    const texts = tracked.filter((path) => !/\.(?:gz|png|woff2|ico)$/.test(path) && existsSync(path));
    expect(texts.length).toBeGreaterThan(20);
    expect(texts.filter((path) => places.test(readFileSync(path, 'utf8')))).toEqual([]);
  });
});

describe('the check of the plan notices', () => {
  const wrong: [what: string, Source, expected: RegExp][] = [
    [
      'a room that reaches up',
      source('web/model/a.ts', "import { x } from '../engine/engine.ts';"),
      /web\/model may not/,
    ],
    ['a type import', source('web/world/a.ts', "import type { X } from '../ui/x.ts';"), /web\/world may not/],
    [
      'a re-export',
      source('web/share/a.ts', "export { x } from '../worker/connect.ts';"),
      /web\/share may not/,
    ],
    ['a re-export of all', source('web/share/a.ts', "export * from '../ui/x.ts';"), /web\/share may not/],
    [
      'an import of many lines',
      source('web/ui/a.ts', 'import {', '  a,', "} from '../simulation/a.ts';"),
      /web\/ui may not/,
    ],
    ['an import for its effect', source('web/studio/a.ts', "import '../ui/x.ts';"), /web\/studio may not/],
    ['a late import', source('web/ui/a.ts', "await import('../engine/engine.ts')"), /web\/ui may not/],
    ['a computed import', source('web/ui/a.ts', 'await import(name)'), /only exists at run time/],
    [
      'a worker by its address',
      source('web/ui/a.ts', "new URL('../worker/worker.ts', import.meta.url)"),
      /web\/ui may not/,
    ],
    [
      'two platforms that know each other',
      source('web/platforms/kvm/a.ts', "import '../wpar/b.ts';"),
      /platforms\/kvm may not/,
    ],
    [
      'a studio behind the thread',
      source('web/studio/a.ts', "import '../worker/worker.ts';"),
      /web\/studio may not/,
    ],
    [
      'a page behind the thread',
      source('web/main.ts', "import './engine/engine.ts';"),
      /web\/main.ts may not/,
    ],
    ['a foreign package', source('web/model/a.ts', "import { html } from 'lit';"), /imports lit/],
    ['Node in the page', source('web/share/a.ts', "import { join } from 'node:path';"), /imports node:path/],
    [
      'a second thread seam',
      source('web/ui/a.ts', "import * as Comlink from 'comlink';"),
      /only web\/worker\/connect.ts/,
    ],
    [
      'a second storage seam',
      source('web/share/other.ts', "import { get } from 'idb-keyval';"),
      /only web\/share\/drafts.ts/,
    ],
    [
      'the editor outside of its room',
      source('web/ui/a.ts', "import 'monaco-editor/editor';"),
      /only web\/editor/,
    ],
    [
      'an engine file of one’s own',
      source('web/ui/a.ts', "import u from '../../build/engine.wasm?url';"),
      /only web\/worker/,
    ],
    [
      'an engine that imports',
      source('assembly/a.ts', 'import { x } from "../web/model/units";'),
      /assembly may not/,
    ],
    [
      'a scenario that imports the house',
      source('scenarios/a.ts', "import '../web/model/units.ts';"),
      /scenarios may not/,
    ],
    ['a file outside of every room', source('web/helpers/a.ts'), /in no room/],
    ['WASM elsewhere', source('web/simulation/a.ts', 'new WebAssembly.Memory({})'), /only the engine room/],
    ['pointers elsewhere', source('web/engine/other.ts', 'new Uint8Array(memory.buffer)'), /only engine.ts/],
    ['code from text', source('web/ui/a.ts', 'new Function("x")'), /security policy/],
    ['chance', source('web/simulation/a.ts', 'const x = Math.random();'), /a.ts:1 says "Math.random"/],
    ['the wall clock', source('web/world/a.ts', '', 'const t = Date.now();'), /a.ts:2 says "Date.now"/],
    ['chance in the engine', source('assembly/a.ts', 'const x = Math.random();'), /the seed only/],
    ['a timer', source('web/simulation/a.ts', 'setTimeout(go, 1);'), /virtual time/],
    ['inexact mathematics', source('web/engine/a.ts', 'Math.exp(1)'), /same bits/],
    ['the page', source('web/simulation/a.ts', 'document.title'), /knows no page/],
  ];

  it.each(wrong)('%s', (_, file, expected) => {
    const found = faults([file]);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(expected);
  });

  it('nothing where nothing is wrong', () => {
    expect(
      faults([
        source('web/worker/worker.ts', "import { expose } from 'comlink';", "import '../simulation/run.ts';"),
        source(
          'web/ui/a.ts',
          "import { html } from 'lit';",
          "import { repeat } from 'lit/directives/repeat.js';",
        ),
        source(
          'web/model/a.ts',
          '/** Not `Math.random`: import nothing',
          " * import x from 'y';",
          ' */',
          '// Date.now()',
        ),
        source('web/platforms/kvm/a.ts', "import './rules/b.ts';", "import '../../world/host.ts';"),
        source('assembly/a.ts', 'import { b } from "./b";', 'Math.exp(1.0);'),
      ]),
    ).toEqual([]);
  });

  it('an address whatever its form', () => {
    expect(
      importsOf(source('web/ui/a.ts', "import x from '../../scenarios/traces/a.trace.gz?url';")),
    ).toEqual(['scenarios/traces/a.trace.gz']);
  });
});
