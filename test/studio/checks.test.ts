import { describe, expect, it } from 'vitest';
import type { Scenario, Workload } from '../../web/model/scenario.ts';
import { GIB } from '../../web/model/units.ts';
import { checksOf } from '../../web/studio/checks.ts';
import { OPENING_TRACE, openingJob } from '../../web/studio/opening.ts';
import { withSubject } from '../../web/studio/subject.ts';
import { REDIS_JOB, REDIS_TRACE } from './redis-job.ts';

const { scenario } = REDIS_JOB;
const verdicts = (s: Scenario) =>
  Object.fromEntries(checksOf(s, [REDIS_TRACE], undefined).map((c) => [c.id, c.verdict]));
const guest = (change: object): Scenario =>
  withSubject(scenario, (p) => ({ ...p, guest: { ...p.guest, ...change } }));
const writing = (workload: Workload) => guest({ workload });

describe('the checks', () => {
  it('all hold for the opening scenario', () => {
    const checks = checksOf(openingJob('trace').scenario, [OPENING_TRACE], undefined);
    expect(new Set(checks.map((c) => c.verdict))).toEqual(new Set(['pass']));
  });

  it.each([
    [
      'memory',
      'a destination that is too small',
      { ...scenario, hosts: [scenario.hosts[0]!, { id: 'beta', memoryBytes: 12 * GIB }] },
    ],
    [
      'target',
      'a destination that is the source',
      { ...scenario, moves: [{ ...scenario.moves[0]!, to: 'alpha' }] },
    ],
    [
      'target',
      'a destination that does not exist',
      { ...scenario, moves: [{ ...scenario.moves[0]!, to: 'gamma' }] },
    ],
    ['page-size', 'half a page', guest({ memoryBytes: 4096 * 100 + 2048 })],
    [
      'page-size',
      'a page size that is no power of two',
      guest({ memoryBytes: 3000 * 20_000, pageBytes: 3000 }),
    ],
    ['link', 'a negative link speed', { ...scenario, link: { ...scenario.link, bytesPerSecond: -1 } }],
    ['trace', 'a trace larger than the partition', guest({ memoryBytes: 4096 * 12_447 })],
    [
      'workload',
      'writes beyond the end of memory',
      writing({ kind: 'sweep', firstPage: 98_000, pages: 305, writesPerSecond: 1 }),
    ],
  ])('refuse in %s: %s', (id, _what, bad: Scenario) => {
    expect(verdicts(bad)[id]).toBe('fail');
    const failed = checksOf(bad, [REDIS_TRACE], undefined).filter((c) => c.verdict === 'fail');
    for (const check of failed) expect(check.fix).toBeTruthy();
  });

  it('just hold where the numbers just fit', () => {
    expect(verdicts(guest({ memoryBytes: 4096 * 12_448 })).trace).toBe('pass');
    expect(
      verdicts(writing({ kind: 'sweep', firstPage: 98_000, pages: 304, writesPerSecond: 1 })).workload,
    ).toBe('pass');
  });

  it('warn where dirtying outruns copying, unless all of it fits into the pause', () => {
    const busy = (pages: number) =>
      writing({ kind: 'uniform', firstPage: 0, pages, writesPerSecond: 50_000 });
    expect(verdicts(busy(20_000)).converges).toBe('warn');
    expect(verdicts(busy(1000)).converges).toBe('pass');
  });

  it('warn about a trace nobody brought', () => {
    expect(verdicts(writing({ kind: 'trace', trace: 'unknown' })).trace).toBe('warn');
  });
});
