import { expect, it } from 'vitest';
import { call, thingName } from '../../web/model/call.ts';
import type { Examination } from '../../web/model/rule-finding.ts';
import type { WorldView } from '../../web/model/world-view.ts';
import { Inquiry } from '../../web/studio/inquiry.ts';
import { Store } from '../../web/studio/store.ts';
import { largeWorld } from '../ui/worlds/large.ts';

const move = (to: string) => call(thingName('Lpar', 'app01'), 'move', to);
const titled = (title: string): Examination => ({ title, findings: [], passed: [], undecided: [] });

/** Answers only when it is told to. */
function slowWorld() {
  const waiting: { title: string; answer: () => void; fail: () => void }[] = [];
  const view = new Store<WorldView | null>(largeWorld(2, 2));
  const later: (() => void)[] = [];
  const inquiry = new Inquiry(
    {
      view,
      check: (asked) =>
        new Promise((resolve, reject) => {
          const title = `${asked.args[0]}`;
          waiting.push({
            title,
            answer: () => resolve(titled(title)),
            fail: () => reject(new Error('gone')),
          });
        }),
    },
    (act) => later.push(act),
  );
  return { inquiry, view, waiting, later };
}

it('gives the answer to the question that was asked last', async () => {
  const { inquiry, waiting } = slowWorld();
  const first = inquiry.ask(move('p1'));
  const second = inquiry.ask(move('p2'));
  expect(inquiry.asked.get()?.examination).toBeNull();
  waiting[0]?.answer();
  expect(await first).toBeNull();
  await expect.poll(() => waiting.length).toBe(2);
  expect(waiting[1]?.title).toBe('p2');
  waiting[1]?.answer();
  expect((await second)?.title).toBe('p2');
  expect(inquiry.asked.get()?.examination?.title).toBe('p2');
});

it('has nothing to ask again before anything was asked, and after that is as ready as ever', async () => {
  const { inquiry, waiting } = slowWorld();
  await inquiry.again();
  await inquiry.again();
  expect(waiting).toEqual([]);
  const asked = inquiry.ask(move('p1'));
  inquiry.close();
  waiting[0]?.answer();
  await asked;
  await Promise.all([inquiry.again(), inquiry.again()]);
  const next = inquiry.ask(move('p2'));
  await expect.poll(() => waiting.length).toBe(2);
  waiting[1]?.answer();
  expect((await next)?.title).toBe('p2');
});

it('does not let questions pile up: of many, the first and the last are put', async () => {
  const { inquiry, waiting } = slowWorld();
  const all = ['p1', 'p2', 'p3', 'p4'].map((to) => inquiry.ask(move(to)));
  waiting[0]?.answer();
  await expect.poll(() => waiting.length).toBe(2);
  waiting[1]?.answer();
  expect((await Promise.all(all)).map((each) => each?.title ?? null)).toEqual([null, null, null, 'p4']);
  expect(waiting.map(({ title }) => title)).toEqual(['p1', 'p4']);
});

it('asks again when the world has changed, once for many changes', async () => {
  const { inquiry, view, waiting, later } = slowWorld();
  view.set(largeWorld(2, 3));
  expect(later).toEqual([]);
  const asked = inquiry.ask(move('p1'));
  waiting[0]?.answer();
  await asked;
  view.set(largeWorld(2, 4));
  view.set(largeWorld(2, 5));
  expect(later.length).toBe(1);
  later[0]?.();
  await expect.poll(() => waiting.length).toBe(2);
});

it('keeps the last answer while it asks again, and forgets all with the world', async () => {
  const { inquiry, view, waiting } = slowWorld();
  const asked = inquiry.ask(move('p1'));
  waiting[0]?.answer();
  await asked;
  void inquiry.again();
  expect(inquiry.asked.get()?.examination?.title).toBe('p1');
  waiting[1]?.fail();
  view.set(null);
  expect(inquiry.asked.get()).toBeNull();
});

it('has no answer where none could be had', async () => {
  const { inquiry, waiting } = slowWorld();
  const asked = inquiry.ask(move('p1'));
  waiting[0]?.fail();
  expect(await asked).toBeNull();
});
