import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIELDS, freshWorkload, valueText } from '../../web/studio/fields.ts';
import { REDIS_JOB, REDIS_TRACE } from './redis-job.ts';

const { scenario } = REDIS_JOB;
const workload = FIELDS.find((f) => f.id === 'workload');
if (workload?.kind !== 'choice') throw new Error('the workload is a choice');
const scenarios = workload.options(scenario, [REDIS_TRACE]).map((o) => workload.set(scenario, o.value));

describe('the fields of Tune', () => {
  it('have ids of their own', () => {
    expect(new Set(FIELDS.map((f) => f.id)).size).toBe(FIELDS.length);
  });

  it('give back what was set, and change nothing else of the world', () => {
    for (const s of scenarios)
      for (const field of FIELDS.filter((f) => f.kind === 'number' && (f.applies?.(s) ?? true))) {
        if (field.kind !== 'number') continue;
        fc.assert(
          fc.property(fc.integer({ min: field.min, max: field.max }), (value) => {
            const next = field.set(s, value);
            expect(field.get(next)).toBeCloseTo(value, 4);
            expect(next.hosts).toBe(s.hosts);
            expect(next.moves).toBe(s.moves);
          }),
          { numRuns: 20 },
        );
      }
  });

  it('choose among what they offer', () => {
    for (const field of FIELDS) {
      if (field.kind !== 'choice') continue;
      for (const option of field.options(scenario, [REDIS_TRACE]))
        expect(field.get(field.set(scenario, option.value))).toBe(option.value);
    }
  });

  it('say their values with a unit and a hint', () => {
    for (const s of scenarios)
      for (const field of FIELDS.filter((f) => f.applies?.(s) ?? true)) {
        expect(valueText(field, s, [REDIS_TRACE])).not.toBe('');
        expect(field.hint(s)).not.toMatch(/NaN|undefined/);
      }
  });

  it('make workloads that fit the partition', () => {
    for (const kind of ['uniform', 'sweep', 'hot-cold']) {
      const made = freshWorkload(kind, scenario);
      const pages =
        made.kind === 'hot-cold' ? made.hotPages + made.coldPages : 'pages' in made ? made.pages : 0;
      expect(pages).toBeGreaterThan(0);
      expect(pages).toBeLessThanOrEqual(402653184 / 4096);
    }
  });
});
