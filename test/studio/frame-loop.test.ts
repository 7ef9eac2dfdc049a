import { expect, it } from 'vitest';
import { FrameLoop } from '../../web/studio/frame-loop.ts';

it('shows what has come while nothing moves, also to those who asked for less motion', () => {
  const frames: ((now: number) => void)[] = [];
  const loop = new FrameLoop(
    (frame) => frames.push(frame),
    () => false,
  );
  loop.calm = true;
  let painted = 0;
  loop.add({ paint: () => painted++ });
  frames.shift()?.(0);
  expect(painted).toBe(1);
  loop.wake();
  frames.shift()?.(16);
  expect(painted).toBe(2);
  expect(frames).toEqual([]);
});
