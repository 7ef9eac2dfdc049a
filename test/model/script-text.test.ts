import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadedEngine } from '../../web/cli/lib/engine.ts';
import { presetNamed } from '../../web/model/presets.ts';
import type { Intervention, Job, Scenario } from '../../web/model/scenario.ts';
import { scriptOf } from '../../web/model/script-text.ts';
import type { Trace } from '../../web/model/trace.ts';
import { ns, seconds } from '../../web/model/units.ts';
import { runToEnd } from '../../web/simulation/run.ts';
import { openTrace } from '../../web/simulation/trace-file.ts';
import { openingJob } from '../../web/studio/opening.ts';
import { played } from '../simulation/script.ts';
import { jobOf, move, partition, world, writing } from '../simulation/worlds.ts';

const TRACE = 'scenarios/traces/redis-ycsb-a-zipf.trace.gz';

const engine = await loadedEngine();
const asScript = async (job: Job) =>
  (await played(scriptOf(job), { attachments: job.attachments })).fingerprint;

describe('a scenario that is data, written as a script, gives the same run', () => {
  it('the one that the page opens on', async () => {
    const job = openingJob(TRACE);
    const opened = await openTrace('redis-ycsb-a-zipf', readFileSync(TRACE));
    if (!opened.ok) throw new Error('no trace');
    const traces = new Map<string, Trace>([['redis-ycsb-a-zipf', opened.value]]);
    expect(await asScript(job)).toBe(runToEnd(engine, job, traces).fingerprint);
  });

  it('whatever moves, by whatever policy, and whatever people do', async () => {
    const presets = ['qemu-10.2', 'xen', 'vmotion-like', 'nova', 'wpar-asynchronous'] as const;
    const tuned = fc.constantFrom(...presets).map((id): Partial<Scenario> => {
      const policy = presetNamed(id)?.policy;
      const { tuning } = world();
      return { tuning: { ...tuning, downtimeLimitMs: 50, ...(policy ? { policy } : {}) } };
    });
    const deeds = fc.array(
      fc.record({
        at: fc.integer({ min: 0, max: 3e9 }).map(ns),
        action: fc.constantFrom<Intervention['action']>(
          { kind: 'migrate', partition: 'two', to: 'gamma' },
          { kind: 'cancel', partition: 'one' },
          { kind: 'change', partition: 'one', changes: { maxBandwidthBytesPerSecond: 2e7 } },
        ),
      }),
      { maxLength: 3 },
    );
    await fc.assert(
      fc.asyncProperty(
        tuned,
        deeds,
        fc.integer({ min: 1, max: 99 }),
        async (changes, interventions, seed) => {
          const partitions = [partition('one', 'alpha', writing(3000, 9000)), partition('two')];
          const moves = [move('one', 0.5), move('two', 1.25)];
          const job: Job = {
            ...jobOf({ ...changes, partitions, moves, seed, horizonNs: seconds(30), machine: { cores: 4 } }),
            interventions: [...interventions].sort((a, b) => a.at - b.at),
          };
          expect(await asScript(job)).toBe(runToEnd(engine, job, new Map()).fingerprint);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('and data that is none is refused at its line', async () => {
    const recording = await played("import { lab } from 'switchover';\nlab.kvm.scenario({ hosts: 3 });\n");
    expect(recording.scripted!.report.diagnostics[0]).toMatchObject({
      what: expect.stringMatching(/no scenario/),
      place: { line: 2 },
    });
  });
});
