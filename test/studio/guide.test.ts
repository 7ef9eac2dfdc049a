import { describe, expect, it } from 'vitest';
import { ns, ZERO_NS } from '../../web/model/units.ts';
import { guideAt } from '../../web/studio/guide.ts';
import { openingJob } from '../../web/studio/opening.ts';
import { phasesOf } from '../../web/studio/phases.ts';
import { syntheticRecording } from './fake-port.ts';

const job = openingJob('trace');
const recording = syntheticRecording(job);
const move = recording.moves[0]!;
const told = (at: number): string => guideAt(recording, job, ns(at));

describe('the guide to the opening run', () => {
  it('tells one thing at a time: the picture, the rounds, the pause, what to try', () => {
    const second = phasesOf(move).find(({ kind, number }) => kind === 'round' && number === 2)!;
    const said = [0, second.fromNs, move.stoppedNs!, recording.durationNs].map(told);
    expect(said).toEqual([
      expect.stringMatching(/square .* teal .* orange/),
      expect.stringMatching(/written meanwhile crosses again/),
      expect.stringMatching(/stopped for the rest/),
      expect.stringMatching(/^Your turn: drag redis back to alpha/),
    ]);
  });

  it('stands there before the run is computed, so that nothing moves when it is', () => {
    expect(guideAt(null, job, ZERO_NS)).toBe(told(0));
  });

  it('is silent once anything was changed, or somebody stepped in', () => {
    const changed = { ...job, scenario: { ...job.scenario, seed: 2 } };
    const stepped = {
      ...job,
      interventions: [{ at: ZERO_NS, action: { kind: 'migrate' as const, partition: 'web-1', to: 'beta' } }],
    };
    for (const other of [changed, stepped]) expect(guideAt(recording, other, ZERO_NS)).toBe('');
  });
});
