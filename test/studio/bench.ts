import type { Job } from '../../web/model/scenario.ts';
import { Studio } from '../../web/studio/studio.ts';
import { fakePort } from './fake-port.ts';
import { REDIS_JOB, REDIS_TRACE } from './redis-job.ts';

/** A studio whose frames come when the test says so, 16 ms apart. */
export function bench(pulls = 0, refuse?: (job: Job) => string | null, begins = true) {
  const port = fakePort(pulls, refuse);
  const due: ((now: number) => void)[] = [];
  let now = 0;
  const studio = new Studio(port, REDIS_JOB, [REDIS_TRACE], (callback) => due.push(callback), begins);
  const settle = async () => {
    for (let i = 0; i < 12; i++) await Promise.resolve();
  };
  const frames = async (count: number) => {
    for (let i = 0; i < count; i++) {
      await settle();
      now += 16;
      for (const callback of due.splice(0)) callback(now);
    }
    await settle();
  };
  return { port, studio, frames, due };
}
