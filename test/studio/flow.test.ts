import { describe, expect, it } from 'vitest';
import type { VirtualNs } from '../../web/model/units.ts';
import { flowAt } from '../../web/studio/flow.ts';
import { phasesOf } from '../../web/studio/phases.ts';
import { syntheticRecording } from './fake-port.ts';
import { REDIS_JOB } from './redis-job.ts';

const { scenario } = REDIS_JOB;
const recording = syntheticRecording(REDIS_JOB);
const [move] = recording.moves;
if (!move) throw new Error('redis moves');
const rounds = phasesOf(move).filter((p) => p.kind === 'round');
const flowIn = (phase: { fromNs: number; toNs: number } | undefined, of = scenario, r = recording) =>
  flowAt(of, r, (((phase?.fromNs ?? 0) + (phase?.toNs ?? 0)) / 2) as VirtualNs);

describe('what crosses the link', () => {
  it('is nothing before the move and after it', () => {
    expect(flowAt(scenario, recording, 0 as VirtualNs)).toBeNull();
    expect(flowAt(scenario, recording, move.endNs)).toBeNull();
  });

  it('is new in the first round, and partly sent again from the second on', () => {
    expect(flowIn(rounds[0])).toMatchObject({ again: false, backwards: false });
    expect(flowIn(rounds[1])).toMatchObject({ again: true });
    expect(flowIn(phasesOf(move).find((p) => p.kind === 'pause'))).toMatchObject({ again: true });
  });

  it('never exceeds the link, and is a share of it', () => {
    for (const round of rounds) {
      const share = flowIn(round)?.share ?? 0;
      expect(share).toBeGreaterThan(0);
      expect(share).toBeLessThanOrEqual(1);
    }
    const wide = {
      ...scenario,
      link: { ...scenario.link, bytesPerSecond: 10 * scenario.link.bytesPerSecond },
    };
    expect(flowIn(rounds[0], wide)?.share).toBeCloseTo(0.1, 1);
  });

  it('goes backwards to a host that stands before the other', () => {
    const back = { ...scenario, hosts: scenario.hosts.toReversed() };
    expect(flowIn(rounds[0], back)?.backwards).toBe(true);
  });
});
