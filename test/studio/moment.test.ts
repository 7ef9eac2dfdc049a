import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Job } from '../../web/model/scenario.ts';
import { megabitsPerSecond, ns, seconds } from '../../web/model/units.ts';
import { answers, apart, longestGap, mostAnswers } from '../../web/studio/beats.ts';
import { curveOf, extentAt, logAxis } from '../../web/studio/curve.ts';
import { levelsAt } from '../../web/studio/levels.ts';
import { moveAt, phaseAt, stations } from '../../web/studio/moment.ts';
import { joined, phasesOf } from '../../web/studio/phases.ts';
import { hostAt, sceneAt } from '../../web/studio/scene.ts';
import { syntheticRecording } from './fake-port.ts';
import { REDIS_JOB } from './redis-job.ts';

const job = REDIS_JOB;
const recording = syntheticRecording(job);
const [move] = recording.moves;
if (!move) throw new Error('the opening moves something');

const withLink = (megabits: number): Job => ({
  ...job,
  scenario: { ...job.scenario, link: { ...job.scenario.link, bytesPerSecond: megabitsPerSecond(megabits) } },
});

describe('the phases of a move', () => {
  it('follow each other without gap or overlap from its start to its end, whatever the link', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 40_000 }), (megabits) => {
        for (const m of syntheticRecording(withLink(megabits)).moves) {
          const phases = phasesOf(m);
          expect(phases[0]?.fromNs).toBe(m.startNs);
          expect(phases.at(-1)?.toNs).toBe(m.endNs);
          phases.slice(1).forEach((p, i) => {
            expect(p.fromNs).toBe(phases[i]?.toNs);
          });
          expect(phases.filter((p) => p.kind === 'round').map((p) => p.number)).toEqual(
            phases.filter((p) => p.kind === 'round').map((_, i) => i + 1),
          );
        }
      }),
      { numRuns: 40 },
    );
  });

  it('end with the pause, which begins when the partition stops', () => {
    const pause = phasesOf(move).find((p) => p.kind === 'pause');
    expect(pause?.fromNs).toBe(move.stoppedNs);
    expect(pause?.toNs).toBe(move.resumedNs);
  });

  it('make no round of the sync that decides to stop', () => {
    const rounds = phasesOf(move).filter((p) => p.kind === 'round');
    expect(rounds.length).toBe(move.syncs.filter((s) => !s.stopped).length - 1);
  });

  it('are each found by a moment inside them', () => {
    for (const phase of phasesOf(move)) {
      expect(phaseAt(move, phase.fromNs)).toBe(phase);
      expect(phaseAt(move, ns((phase.fromNs + phase.toNs) / 2))).toBe(phase);
    }
  });
});

describe('levels between samples', () => {
  it('never rise within a round, and sent bytes never fall', () => {
    for (const phase of phasesOf(move).filter((p) => p.kind === 'round')) {
      let [left, sent] = [Infinity, 0];
      for (let k = 0; k < 50; k++) {
        const levels = levelsAt(move, ns(phase.fromNs + ((phase.toNs - phase.fromNs) * k) / 50));
        expect(levels.remainingBytes).toBeLessThanOrEqual(left);
        expect(levels.sentBytes).toBeGreaterThanOrEqual(sent);
        left = levels.remainingBytes;
        sent = levels.sentBytes;
      }
    }
  });
});

describe('the scene', () => {
  it('keeps the partition on its source until it runs on the destination', () => {
    expect(hostAt(job.scenario, recording, 'redis', ns((move.resumedNs ?? 0) - 1))).toBe('alpha');
    expect(hostAt(job.scenario, recording, 'redis', move.resumedNs ?? ns(0))).toBe('beta');
  });

  it('shows it twice while it moves: moving here, arriving there', () => {
    const scene = sceneAt(job.scenario, recording, seconds(3));
    const states = scene.hosts.map((h) => h.standing.find((s) => s.partition.id === 'redis')?.state);
    expect(states).toEqual(['moving', 'arriving']);
  });

  it('shows it standing still in the pause', () => {
    const scene = sceneAt(job.scenario, recording, ns((move.stoppedNs ?? 0) + 1));
    expect(scene.hosts[0]?.standing.find((s) => s.partition.id === 'redis')?.state).toBe('stopped');
  });
});

describe('stepping', () => {
  it('visits start, phases and end in ascending order', () => {
    const all = stations(recording);
    expect(all[0]).toBe(0);
    expect(all.at(-1)).toBe(recording.durationNs);
    expect([...all].sort((a, b) => a - b)).toEqual(all);
    expect(moveAt(recording, ns(0))).toBe(move);
  });
});

describe('the curve', () => {
  it('falls in every round and jumps up at every sync that found dirty pages', () => {
    const curve = curveOf(move, extentAt(move, move.startNs));
    for (const fall of curve.falls)
      fall.slice(1).forEach(([at, left], i) => {
        expect(at).toBeGreaterThanOrEqual(fall[i]?.[0] ?? 0);
        expect(left).toBeLessThanOrEqual(fall[i]?.[1] ?? 0);
      });
    for (const jump of curve.jumps) expect(jump.to).toBeGreaterThan(jump.from);
  });

  it('shows some of very many rounds at once, those around the moment', () => {
    const many = {
      ...move,
      syncs: Array.from({ length: 500 }, (_, i) => ({
        ...move.syncs[0]!,
        number: i + 1,
        at: ns(move.startNs + (i + 1) * 1e7),
      })),
      stoppedNs: null,
      resumedNs: null,
      endNs: ns(move.startNs + 501e7),
    };
    const at = move.startNs + 250.5e7;
    const extent = extentAt(many, at);
    expect(extent.fromNs).toBeLessThanOrEqual(at);
    expect(extent.toNs).toBeGreaterThan(at);
    expect(extent.phases.length).toBeLessThan(50);
    expect(extent.rounds).toBe(500);
    const bands = joined(phasesOf(many), 1e8);
    expect(bands.length).toBeLessThan(60);
    expect(bands.at(-1)?.toNs).toBe(many.endNs);
  });

  it('lies on an axis that keeps the order of values and has its ticks inside', () => {
    const axis = logAxis(3000, 5e8);
    for (const tick of axis.ticks) {
      expect(axis.place(tick)).toBeGreaterThanOrEqual(0);
      expect(axis.place(tick)).toBeLessThanOrEqual(1);
    }
    expect(axis.place(1)).toBe(0);
    expect(axis.place(5e8)).toBeCloseTo(1);
  });
});

describe('the client', () => {
  it('is answered on its beat and at the end of each silence', () => {
    const spans = fc
      .uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 8 })
      .map((edges) => edges.sort((a, b) => a - b))
      .map((edges) =>
        edges.flatMap((from, i) => {
          const to = edges[i + 1];
          return i % 2 === 0 && to !== undefined ? [{ fromNs: ns(from), toNs: ns(to) }] : [];
        }),
      );
    fc.assert(
      fc.property(
        spans,
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 0, max: 60 }),
        (gaps, every, until) => {
          const client = { partition: 'db', everyNs: ns(every), gaps };
          const beats = Array.from({ length: Math.floor(until / every) + 1 }, (_, i) => i * every);
          const heard = [
            ...beats.filter((t) => !gaps.some(({ fromNs, toNs }) => fromNs < t && t < toNs)),
            ...gaps.map(({ toNs }) => toNs).filter((t) => t <= until),
          ];
          const found = answers(client, ns(until));
          expect(found).toEqual([...new Set(heard)].sort((a, b) => a - b));
          expect(found.length).toBeLessThanOrEqual(mostAnswers(client, ns(until)));
        },
      ),
    );
  });

  it('has its silences drawn as one where they cannot be told apart', () => {
    const gap = (from: number, to: number) => ({ fromNs: ns(from), toNs: ns(to) });
    expect(apart([gap(0, 1), gap(2, 3), gap(9, 12), gap(14, 15)], 2)).toEqual([
      gap(0, 3),
      gap(9, 12),
      gap(14, 15),
    ]);
  });

  it('gets no answer inside a gap, and one at its end', () => {
    const [gap] = recording.client.gaps;
    if (!gap) throw new Error('the pause leaves a gap');
    const at = answers(recording.client, recording.durationNs);
    expect(at.filter((t) => t > gap.fromNs && t < gap.toNs)).toEqual([]);
    expect(at).toContain(gap.toNs);
  });

  it('has waited, in the middle of a gap, only for the time gone by', () => {
    const [gap] = recording.client.gaps;
    if (!gap) throw new Error('the pause leaves a gap');
    expect(longestGap(recording.client, ns(gap.fromNs - 1))).toBe(0);
    expect(longestGap(recording.client, ns(gap.fromNs + 1000))).toBe(1000);
    expect(longestGap(recording.client, recording.durationNs)).toBe(gap.toNs - gap.fromNs);
  });
});
