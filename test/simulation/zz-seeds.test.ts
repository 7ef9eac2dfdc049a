import { test } from 'vitest';
import { loadedEngine } from '../../web/cli/lib/engine.ts';
import { preCopyRuns } from '../../web/cli/lib/fidelity/measured.ts';
import { configOf } from '../../web/simulation/cases/config.ts';
import { parseCases } from '../../web/simulation/cases/parse.ts';
import { predict } from '../../web/simulation/cases/predict.ts';

test('seeds', async () => {
  const engine = await loadedEngine();
  const med = (a: number[]) => {
    const s = a.map(Math.abs).sort((x, y) => x - y);
    return s[s.length >> 1]!;
  };
  for (const share of [1, 0.989, 0.98]) {
    const Tm: number[] = [],
      Bm: number[] = [],
      T5: number[] = [],
      B3: number[] = [];
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 2463534242]) {
      const T: number[] = [],
        B: number[] = [];
      for (const run of preCopyRuns()) {
        const p = parseCases(JSON.stringify([{ id: run.id, inputs: run.inputs }])) as any;
        const c = (configOf(p.value.cases[0], null) as any).value;
        const { outcome } = predict(engine, { ...c, seed, machine: { ...c.machine, guestTickShare: share } });
        if (run.outcome.total_time_s)
          T.push(outcome.total_time_s === null ? 1 : outcome.total_time_s / run.outcome.total_time_s - 1);
        B.push(outcome.transferred_bytes / run.outcome.transferred_bytes - 1);
      }
      Tm.push(med(T));
      Bm.push(med(B));
      T5.push(T.filter((e) => Math.abs(e) > 0.05).length);
      B3.push(B.filter((e) => Math.abs(e) > 0.03).length);
    }
    const f = (a: number[]) => a.map((x) => (x * 100).toFixed(2)).join(' ');
    console.log('share', share, '\n T', f(Tm), '\n B', f(Bm), '\n T>5', T5.join(' '), '\n B>3', B3.join(' '));
  }
}, 300000);
