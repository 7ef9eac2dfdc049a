import { expect, it } from 'vitest';
import { breathe } from '../../web/worker/breathe.ts';

it('lets messages in however often it breathes', async () => {
  const { port1, port2 } = new MessageChannel();
  const heard: number[] = [];
  port1.onmessage = ({ data }: MessageEvent<number>) => {
    heard.push(data);
    if (data < 3) port2.postMessage(data + 1);
  };
  port2.postMessage(1);
  for (let i = 0; i < 10_000 && heard.length < 3; i++) await breathe();
  expect(heard).toEqual([1, 2, 3]);
  port1.close();
});

it('gives each that breathes at once its turn, in their order', async () => {
  const order: string[] = [];
  await Promise.all(['one', 'other', 'third'].map((who) => breathe().then(() => order.push(who))));
  expect(order).toEqual(['one', 'other', 'third']);
});
