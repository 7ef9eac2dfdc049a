import { describe, expect, it } from 'vitest';
import type { Environment, Reading } from '../../web/model/environment.ts';
import { done, type Result, refused } from '../../web/model/result.ts';
import { Bringing } from '../../web/studio/bringing.ts';
import type { BroughtFile } from '../../web/studio/brought-files.ts';
import { ownScripts } from '../../web/studio/own-scripts.ts';
import { ScriptBench } from '../../web/studio/script-bench.ts';
import { Studio } from '../../web/studio/studio.ts';
import { FakeStorage } from './fake-drafts.ts';
import { fakePort } from './fake-port.ts';
import { REDIS_JOB } from './redis-job.ts';

const ENVIRONMENT: Environment = {
  id: 'environment-1',
  title: 'Your environment: A',
  source: "lab.powervm.server('A', { attributes: { address: '10.1.0.9' } });\n",
  obstacle: null,
  servers: [{ original: 'A', name: 'A' }],
  hosts: [],
  vioses: 0,
  partitions: 0,
  read: [],
  missing: [],
  questions: [],
  unclear: [],
  unread: { first: [], count: 0 },
  messages: { first: [], count: 0 },
  replacements: [['10.1.0.9', '198.18.0.1']],
};

const rest = () => new Promise((resolve) => setTimeout(resolve));

function desk(refuse: (source: string) => string | null = () => null) {
  const asked: { reading: Reading; answer(result: Result<Environment>): void }[] = [];
  const later: (() => void)[] = [];
  const storage = new FakeStorage();
  const studio = new Studio(
    fakePort(0, (job) => (job.script ? refuse(job.script.source) : null)),
    REDIS_JOB,
    [],
    () => {},
  );
  const after = (_: number, call: () => void) => {
    later.push(call);
    return () => void later.splice(later.indexOf(call), 1);
  };
  const own = ownScripts(storage.page(), () => 1000);
  const read = (reading: Reading) =>
    new Promise<Result<Environment>>((answer) => void asked.push({ reading, answer }));
  const bringing = new Bringing({ platforms: ['PowerVM'], read, own, after }, studio);
  const typingStops = () => {
    for (const call of later.splice(0)) call();
  };
  const answer = async (i: number, environment: Partial<Environment> = {}) => {
    asked[i]?.answer(done({ ...ENVIRONMENT, ...environment }));
    await rest();
  };
  return {
    bringing,
    studio,
    storage,
    own,
    asked,
    typingStops,
    answer,
    brought: () => bringing.brought.get(),
  };
}

const file = (name: string, content: string | readonly number[]): BroughtFile => {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : Uint8Array.from(content);
  return { name, bytes: bytes.length, read: async () => bytes.buffer };
};

describe('what somebody brings', () => {
  it('is read once they stop typing, and not for every letter', async () => {
    const { bringing, asked, typingStops, answer, brought } = desk();
    bringing.write('lssys');
    bringing.write('lssyscfg');
    expect([asked.length, brought().reading]).toEqual([0, true]);
    typingStops();
    expect(asked.map(({ reading }) => reading.pieces)).toEqual([[{ name: 'Pasted text', text: 'lssyscfg' }]]);
    await answer(0);
    expect(brought()).toMatchObject({ reading: false, environment: ENVIRONMENT });
  });

  it('shows the answer to what stands there now, whichever comes last', async () => {
    const { bringing, typingStops, answer, brought } = desk();
    bringing.write('old');
    typingStops();
    bringing.write('new');
    typingStops();
    await answer(1, { title: 'new' });
    await answer(0, { title: 'old' });
    expect(brought().environment?.title).toBe('new');
  });

  it('is nothing where only spaces were pasted', () => {
    const { bringing, asked, typingStops, brought } = desk();
    bringing.write(' \n\t');
    typingStops();
    expect([asked.length, brought().reading, brought().environment]).toEqual([0, false, null]);
  });

  it('is read again with each answer and each change of what is kept', async () => {
    const { bringing, asked, typingStops, answer } = desk();
    bringing.write('rows');
    typingStops();
    await answer(0);
    bringing.answer('q', 'A');
    bringing.keep(true);
    bringing.answer('q', null);
    expect(asked.map(({ reading }) => [reading.answers, reading.keepIdentifiers])).toEqual([
      [{}, false],
      [{ q: 'A' }, false],
      [{ q: 'A' }, true],
      [{}, true],
    ]);
  });

  it('says why it could not be read, until it can', async () => {
    const { bringing, asked, typingStops, brought } = desk();
    bringing.write('much');
    typingStops();
    asked[0]?.answer(refused({ what: 'This is too much.' }));
    await rest();
    expect(brought()).toMatchObject({ environment: null, refused: [{ what: 'This is too much.' }] });
    bringing.write('less');
    typingStops();
    expect(brought().refused).toEqual([]);
  });
});

describe('files', () => {
  it('keep their folders, replace those of the same name, and can be taken out again', async () => {
    const { bringing, asked, brought } = desk();
    await bringing.add([file('A/mem.txt', 'one'), file('A/.DS_Store', 'hidden'), file('B/mem.txt', 'two')]);
    await bringing.add([file('A/mem.txt', 'three')]);
    expect(brought().files).toEqual([
      { name: 'B/mem.txt', text: 'two' },
      { name: 'A/mem.txt', text: 'three' },
    ]);
    bringing.remove('B/mem.txt');
    expect(asked.at(-1)?.reading.pieces).toEqual([{ name: 'A/mem.txt', text: 'three' }]);
  });

  it('that are no text are left out, and it says so; the others are taken', async () => {
    const { bringing, brought } = desk();
    const gone: BroughtFile = { name: 'gone', bytes: 1, read: () => Promise.reject(new Error('gone')) };
    const large: BroughtFile = {
      name: 'large',
      bytes: 10 * 2 ** 20,
      read: () => Promise.reject(new Error()),
    };
    await bringing.add([file('core', [127, 69, 0, 1]), gone, large, file('a.txt', 'text')]);
    expect(brought().files.map(({ name }) => name)).toEqual(['a.txt']);
    expect(brought().left.map(({ where, what }) => `${where}: ${what}`)).toEqual([
      'core: It is no text, and was left out.',
      'gone: The browser could not read it. It was left out.',
      'large: It has 10 MiB, and at most 8 can be read at once. It was left out.',
    ]);
  });

  it('may be written as Windows writes them', async () => {
    const { bringing, brought } = desk();
    await bringing.add([file('a.txt', [0xff, 0xfe, 0x61, 0, 0x3d, 0])]);
    expect(brought().files).toEqual([{ name: 'a.txt', text: 'a=' }]);
  });

  it('may have letters of western Europe as older terminals write them', async () => {
    const { bringing, brought } = desk();
    await bringing.add([
      file('a.txt', [...'name=K'].map((letter) => letter.charCodeAt(0)).concat(0xf6, 0x6c, 0x6e)),
    ]);
    expect(brought().files).toEqual([{ name: 'a.txt', text: 'name=Köln' }]);
  });

  it('stand in for a paste that is too long to be edited; one beyond all measure is left out', () => {
    const { bringing, brought } = desk();
    expect(bringing.takePaste('short')).toBe(false);
    expect([bringing.takePaste('x'.repeat(300_000)), bringing.takePaste('y'.repeat(300_000))]).toEqual([
      true,
      true,
    ]);
    expect(brought().files.map(({ name }) => name)).toEqual(['Pasted text 2', 'Pasted text 3']);
    expect(bringing.takePaste('z'.repeat(10 * 2 ** 20))).toBe(true);
    expect(brought().files).toHaveLength(2);
    expect(brought().left[0]?.what).toMatch(/10 MiB.*at most 8/);
  });
});

describe('an environment that is opened', () => {
  const ready = async (refuse?: (source: string) => string | null) => {
    const all = desk(refuse);
    all.bringing.write('rows');
    all.typingStops();
    await all.answer(0);
    return all;
  };

  it('is a script like any other, and the one before is an undo away', async () => {
    const { bringing, studio, own } = await ready();
    const before = studio.experiment.get();
    expect(await bringing.open()).toBe('opened');
    expect(studio.experiment.get().script).toMatchObject({ id: 'environment-1', source: ENVIRONMENT.source });
    expect(await own.items()).toMatchObject([
      { id: 'environment-1', title: 'Your environment: A', platform: 'Yours', source: ENVIRONMENT.source },
    ]);
    await studio.undo();
    expect(studio.experiment.get()).toEqual(before);
  });

  it('is not opened while it is read, or where something is in the way', async () => {
    const { bringing, studio, typingStops, answer } = await ready();
    const before = studio.experiment.get();
    bringing.write('more');
    expect(await bringing.open()).toBe('refused');
    typingStops();
    await answer(1, { obstacle: { what: 'No server is known yet.' } });
    expect(await bringing.open()).toBe('refused');
    expect(studio.experiment.get()).toBe(before);
  });

  it('leaves the page as it was where its script is refused, and says why', async () => {
    const { bringing, studio, own, brought } = await ready(() => 'A name is too long.');
    const before = studio.experiment.get();
    expect(await bringing.open()).toBe('refused');
    expect(brought().refused).toMatchObject([{ what: 'A name is too long.' }]);
    expect([studio.experiment.get(), await own.items()]).toEqual([before, []]);
  });

  it('is open even where the browser keeps nothing, and it says so', async () => {
    const { bringing, studio, storage } = await ready();
    storage.refuses = new Error('full');
    expect(await bringing.open()).toBe('opened, not kept');
    expect(studio.experiment.get().script?.id).toBe('environment-1');
  });

  it('hands nothing on that identifies, even where it is kept for oneself', async () => {
    const { bringing, studio, own, answer } = await ready();
    const bench = new ScriptBench(studio, () => () => {});
    bringing.keep(true);
    await answer(1);
    await bringing.open();
    expect(bench.text.get()).toContain('10.1.0.9');
    for (const text of [bench.copied(), bench.exported()]) {
      expect(text).toContain('198.18.0.1');
      expect(text).not.toContain('10.1.0.9');
    }
    // After a reload, too.
    expect((await own.items())[0]?.replacements).toEqual(ENVIRONMENT.replacements);
  });

  it('can be thrown away for good', async () => {
    const { bringing, own } = await ready();
    await bringing.open();
    await own.discard('environment-1');
    expect(await own.items()).toEqual([]);
  });
});
