/** What it takes to describe a world, counted in calls of functions: memory and time follow from it, on any machine. */
import { Session } from 'node:inspector/promises';
import { describe, expect, it } from 'vitest';
import { describeWorld } from '../../../web/platforms/powervm/objects/describe.ts';

/** How often functions of the platform are called meanwhile. */
async function callsIn(work: () => void): Promise<number> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  work();
  const { result } = await session.post('Profiler.takePreciseCoverage');
  await session.post('Profiler.stopPreciseCoverage');
  session.disconnect();
  return result
    .filter(({ url }) => url.includes('/platforms/powervm/'))
    .flatMap(({ functions }) => functions)
    .reduce((sum, { ranges }) => sum + (ranges[0]?.count ?? 0), 0);
}

const described = (partitions: number): void => {
  const systems = Array.from({ length: 10 }, (_, i) => ({
    name: `s${i}`,
    configurableMemoryMb: 2 ** 22,
    configurableProcUnits: 256,
  }));
  const lpars = Array.from({ length: partitions }, (_, i) => ({ name: `l${i}`, system: `s${i % 10}` }));
  const result = describeWorld({ systems, lpars });
  expect(result.ok).toBe(true);
};

describe('describing a world', () => {
  it('takes for twice as many partitions hardly more than twice the work', async () => {
    const [some, twice] = [await callsIn(() => described(200)), await callsIn(() => described(400))];
    expect(some).toBeGreaterThan(1000);
    expect(twice / some).toBeLessThan(2.2);
  });
});
