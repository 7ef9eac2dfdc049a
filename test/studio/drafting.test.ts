import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Drafting } from '../../web/studio/drafting.ts';
import type { OpenScript, Scripting } from '../../web/studio/scripting.ts';
import { Store } from '../../web/studio/store.ts';
import { FakeStorage } from './fake-drafts.ts';

const SCRIPT: OpenScript = { id: 'busy', title: 'A busy database', source: 'as it came' };
const OTHER: OpenScript = { id: 'calm', title: 'A calm one', source: 'another' };

/** As much of a script as drafts see. */
function fakeScripting(script: OpenScript | null) {
  const open = new Store<OpenScript | null>(script);
  const text = new Store<string | null>(script?.source ?? null);
  return {
    open,
    text,
    edit: (next: string) => text.set(next),
    show: (next: OpenScript) => {
      open.set(next);
      text.set(next.source);
    },
  };
}

const settled = () => new Promise((done) => setTimeout(done));

/** Time that passes when a test says so; the same for all pages. */
class Time {
  now = 1000;
  #names = 0;
  #calls: { at: number; call: () => void }[] = [];
  name = () => `draft-${this.#names++}`;
  after = (ms: number, call: () => void) => {
    const entry = { at: this.now + ms, call };
    this.#calls.push(entry);
    return () => {
      this.#calls = this.#calls.filter((each) => each !== entry);
    };
  };
  async pass(ms: number): Promise<void> {
    this.now += ms;
    const due = this.#calls.filter(({ at }) => at <= this.now);
    this.#calls = this.#calls.filter((each) => !due.includes(each));
    for (const { call } of due) call();
    await settled();
  }
}

/** A browser with as many pages as a test opens. */
function browser() {
  const storage = new FakeStorage();
  const time = new Time();
  const open = async (memory = new Map<string, string>(), script: OpenScript | null = SCRIPT) => {
    const drafts = storage.page(memory);
    const scripting = fakeScripting(script);
    const surroundings = { now: () => time.now, name: time.name, after: time.after };
    const drafting = new Drafting(scripting as unknown as Scripting, drafts, surroundings);
    await settled();
    const page = {
      drafting,
      scripting,
      get text() {
        return scripting.text.get();
      },
      get news() {
        return drafting.news.get();
      },
      type: (text: string) => scripting.edit(text),
      /** The page is left, without waiting for anything. */
      close: async () => {
        void drafting.flush();
        drafts.close();
        await settled();
      },
      reload: async () => {
        await page.close();
        return open(memory);
      },
    };
    return page;
  };
  return { storage, time, open };
}

describe('a draft', () => {
  it('is saved when typing stops, and at the latest after two seconds of it', async () => {
    const { storage, time, open } = browser();
    const page = await open();
    for (let i = 0; i < 10; i++) {
      page.type(`mine ${i}`);
      await time.pass(200);
    }
    expect(storage.texts()).toEqual(['mine 9']);
    page.type('mine 10');
    await time.pass(299);
    expect(storage.texts()).toEqual(['mine 9']);
    await time.pass(1);
    expect(storage.texts()).toEqual(['mine 10']);
  });

  it('is brought back after a reload, whenever that comes', async () => {
    const { storage, open } = browser();
    let page = await open();
    page.type('mine');
    page = await page.reload();
    expect(page.text).toBe('mine');
    expect(page.news.restored).toBe(1000);
    page.type('mine, further');
    page = await page.reload();
    expect(page.text).toBe('mine, further');
    expect(page.news.others).toEqual([]);
    expect(storage.texts()).toEqual(['mine, further']);
  });

  it('is brought back on a page that is opened anew', async () => {
    const { open } = browser();
    const page = await open();
    page.type('mine');
    await page.close();
    expect((await open()).text).toBe('mine');
  });

  it('is not kept of a text that is as it came', async () => {
    const { storage, time, open } = browser();
    let page = await open();
    page.type('mine');
    await time.pass(500);
    page = await page.reload();
    page.type(SCRIPT.source);
    await time.pass(500);
    expect(storage.texts()).toEqual([]);
    page = await page.reload();
    expect(page.text).toBe(SCRIPT.source);
    expect(page.news.restored).toBeNull();
  });

  it('belongs to its script', async () => {
    const { storage, open } = browser();
    const page = await open();
    page.type('mine');
    page.scripting.show(OTHER);
    await settled();
    expect([...storage.drafts.values()].map(({ title, text }) => [title, text])).toEqual([
      ['A busy database', 'mine'],
    ]);
  });

  it('does not come over what was written before storage answered', async () => {
    const { storage, time, open } = browser();
    const before = await open();
    before.type('kept');
    await before.close();
    const opening = open();
    const scripting = fakeScripting(SCRIPT);
    const drafting = new Drafting(scripting as unknown as Scripting, storage.page(), {
      ...time,
      now: () => time.now,
    });
    scripting.edit('faster');
    await settled();
    expect(scripting.text.get()).toBe('faster');
    expect(drafting.news.get().others.map(({ text }) => text)).toEqual(['kept']);
    await opening;
  });
});

describe('two pages', () => {
  it('do not overwrite each other, and each finds its own again', async () => {
    const { storage, time, open } = browser();
    let [a, b] = [await open(), await open()];
    a.type('of a');
    await time.pass(400);
    b.type('of b');
    await time.pass(400);
    expect(storage.texts().sort()).toEqual(['of a', 'of b']);
    a = await a.reload();
    b = await b.reload();
    expect([a.text, b.text]).toEqual(['of a', 'of b']);
    expect(a.news.others.map(({ text }) => text)).toEqual(['of b']);
  });

  it('go on from the same draft without one losing it to the other', async () => {
    const { storage, time, open } = browser();
    const first = await open();
    first.type('begun');
    await first.close();
    const [a, b] = [await open(), await open()];
    b.type('begun, and b');
    await time.pass(400);
    expect(storage.texts()).toContain('begun');
    expect((await a.reload()).text).toBe('begun');
  });

  it('hear of each other when they are looked at, and one can take the text of the other', async () => {
    const { storage, time, open } = browser();
    const [a, b] = [await open(), await open()];
    b.type('of b');
    await time.pass(400);
    a.type('of a');
    await time.pass(400);
    await a.drafting.look();
    const [other] = a.news.others;
    expect(other?.text).toBe('of b');
    await a.drafting.take(other as NonNullable<typeof other>);
    expect(a.text).toBe('of b');
    expect(a.news.others.map(({ text }) => text)).toEqual(['of a']);
    // Each has its own from then on.
    expect(storage.texts().sort()).toEqual(['of a', 'of b', 'of b']);
    await a.drafting.discard(a.news.others[0] as NonNullable<typeof other>);
    expect(a.news.others).toEqual([]);
    expect(storage.texts()).toEqual(['of b', 'of b']);
  });

  it('show what another one is writing as it was, and leave nothing of that behind', async () => {
    const { storage, time, open } = browser();
    const a = await open();
    a.type('of a');
    await time.pass(400);
    const b = await open();
    expect(b.text).toBe('of a');
    a.type('of a, later');
    await time.pass(400);
    expect(b.text).toBe('of a');
    expect(storage.texts().sort()).toEqual(['of a', 'of a, later']);
    await b.close();
    await a.drafting.look();
    expect(a.news.others).toEqual([]);
    expect(storage.texts()).toEqual(['of a, later']);
  });

  it('go on with a text that was taken from another, whatever the other writes meanwhile', async () => {
    const { storage, time, open } = browser();
    const [a, b] = [await open(), await open()];
    b.type('of b');
    await time.pass(400);
    await a.drafting.look();
    b.type('of b, later');
    await time.pass(400);
    const [other] = a.news.others;
    await a.drafting.take(other as NonNullable<typeof other>);
    await time.pass(5000);
    expect(a.text).toBe('of b');
    expect(storage.texts().sort()).toEqual(['of b', 'of b, later']);
    expect((await a.reload()).text).toBe('of b');
    await b.close();
    a.type('of a');
    await time.pass(5000);
    expect(storage.texts()).toEqual(expect.arrayContaining(['of a', 'of b, later']));
  });

  it('never lose what another one shows, whatever is done', async () => {
    const step = fc.record({
      page: fc.nat(2),
      act: fc.constantFrom('type', 'wait', 'reload', 'look', 'take', 'original'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const { storage, time, open } = browser();
        const before = await open();
        before.type('before');
        await before.close();
        const pages = [await open(), await open(), await open()];
        let texts = 0;
        for (const { page: index, act } of steps) {
          const page = pages[index] as (typeof pages)[0];
          if (act === 'type') page.type(`text ${texts++}`);
          if (act === 'original') page.type(SCRIPT.source);
          if (act === 'look') await page.drafting.look();
          if (act === 'reload') {
            const last = page.text;
            const after = await page.reload();
            pages[index] = after;
            // With nothing of its own to come back to, a page shows the newest there is.
            if (last !== SCRIPT.source) expect(after.text).toBe(last);
          }
          const [other] = page.news.others;
          if (act === 'take' && other && storage.drafts.has(other.id)) {
            await page.drafting.take(other);
            expect(page.text).toBe(other.text);
          }
          await time.pass(act === 'wait' ? 5000 : 1);
        }
        await time.pass(5000);
        await settled();
        const shown = pages.map(({ text }) => text).filter((text) => text !== SCRIPT.source);
        expect(storage.texts()).toEqual(expect.arrayContaining(shown));
      }),
      { numRuns: 150 },
    );
  });
});

describe('storage', () => {
  const full = Object.assign(new Error('no room'), { name: 'QuotaExceededError' });
  it.each([
    ['is full', full, /is full\. Copy it/],
    ['is blocked', new Error('denied'), /does not allow it here/],
  ])('that %s is spoken of once, and nothing breaks', async (_, refusal, words) => {
    const { storage, time, open } = browser();
    storage.refuses = refusal;
    const page = await open();
    const said: (string | null)[] = [];
    page.drafting.news.subscribe(({ trouble }) => said.push(trouble));
    page.type('mine');
    await time.pass(400);
    page.type('mine, further');
    await time.pass(400);
    expect(page.text).toBe('mine, further');
    expect(page.news.trouble).toMatch(words);
    expect(new Set(said.filter(Boolean)).size).toBeLessThanOrEqual(1);
  });

  it('that has room again keeps what it had refused', async () => {
    const { storage, time, open } = browser();
    const page = await open();
    storage.refuses = full;
    page.type('mine');
    await time.pass(400);
    storage.refuses = null;
    await page.drafting.flush();
    page.type('mine!');
    await time.pass(400);
    expect(storage.texts()).toEqual(['mine!']);
  });

  it('with something unreadable in it says so, and leaves it there', async () => {
    const { storage, open } = browser();
    storage.unreadable = 1;
    const page = await open();
    expect(page.news.trouble).toMatch(/can no longer be read/);
    expect(page.text).toBe(SCRIPT.source);
  });
});
