import { expect, it } from 'vitest';
import { ns } from '../../web/model/units.ts';
import type { WorldView } from '../../web/model/world-view.ts';
import { FrameLoop } from '../../web/studio/frame-loop.ts';
import { Runner } from '../../web/studio/runner.ts';
import { at } from '../ui/worlds/build.ts';
import { powervmAt } from '../ui/worlds/powervm.ts';
import { fakePort } from './fake-port.ts';
import { REDIS_JOB } from './redis-job.ts';

const settle = async () => {
  for (let i = 0; i < 12; i++) await Promise.resolve();
};

it('keeps the world on screen when a run begins before its picture was answered', async () => {
  const port = fakePort();
  const world = powervmAt(at(0));
  // As the worker: its answer tells of whichever run is there by then, and that one has no world yet.
  let answered = Promise.resolve();
  let computing = false;
  const runner = new Runner(
    {
      ...port,
      async pull(request) {
        await answered;
        const pull = await port.pull({ ...request, world: false });
        return { ...pull, world: request.world && !computing ? world : null };
      },
    },
    new FrameLoop(
      () => undefined,
      () => false,
    ),
    { accepts: () => true, ready: () => undefined, failed: () => undefined },
  );
  const seen: (WorldView | null)[] = [];
  await runner.start(REDIS_JOB);
  runner.pull(ns(0));
  await settle();
  runner.watchWorld((view) => seen.push(view));
  runner.pull(ns(0));
  await settle();
  expect(seen).toEqual([world]);

  let answer = (): void => undefined;
  answered = new Promise((resolve) => {
    answer = resolve;
  });
  runner.askWorld();
  runner.pull(ns(1));
  computing = true;
  await runner.start(REDIS_JOB);
  answer();
  await settle();
  expect(seen).toEqual([world]);
});

it('says that a picture is late when it is, and no longer than that', async () => {
  const port = fakePort();
  let answer = (): void => undefined;
  let answered = Promise.resolve();
  const later: { act: () => void; stopped: boolean }[] = [];
  const runner = new Runner(
    {
      ...port,
      async pull(request) {
        await answered;
        return port.pull(request);
      },
    },
    new FrameLoop(
      () => undefined,
      () => false,
    ),
    { accepts: () => true, ready: () => undefined, failed: () => undefined },
    (act) => {
      const timer = { act, stopped: false };
      later.push(timer);
      return () => {
        timer.stopped = true;
      };
    },
  );
  await runner.start(REDIS_JOB);
  for (let i = 0; i < 20 && runner.computing; i++) {
    runner.pull(ns(0));
    await settle();
  }
  expect(later.every(({ stopped }) => stopped)).toBe(true);
  answered = new Promise((resolve) => {
    answer = resolve;
  });
  runner.pull(ns(1e9));
  await settle();
  expect(runner.late.get()).toBe(false);
  later.at(-1)?.act();
  expect(runner.late.get()).toBe(true);
  answer();
  await settle();
  expect(runner.late.get()).toBe(false);
  expect(runner.frame?.at).toBe(1e9);
});
