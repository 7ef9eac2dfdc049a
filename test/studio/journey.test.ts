import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ns, seconds } from '../../web/model/units.ts';
import { bandsOf } from '../../web/studio/bands.ts';
import { paceFor } from '../../web/studio/clock.ts';
import { journeyOf, journeysOf, toldNs } from '../../web/studio/journey.ts';
import { stations } from '../../web/studio/moment.ts';
import { resultOf } from '../../web/studio/result.ts';
import { plain } from '../../web/studio/said.ts';
import { sentenceAt } from '../../web/studio/sentence.ts';
import { played } from '../simulation/script.ts';

const recording = await played(readFileSync('scenarios/wpar-article.ts', 'utf8'));
const tasks = recording.tasks ?? [];
const taskOf = (kind: string) => tasks.find(({ name }) => name.startsWith(kind))!;
const [relocation, paused] = journeysOf(recording);

describe('a relocation over an image', () => {
  it('is one way of two legs, and a pause of one', () => {
    expect(journeysOf(recording).map(({ task, legs }) => [task.name, legs.length])).toEqual([
      ['Relocate Workload Partition', 2],
      ['Pause Workload Partition', 1],
    ]);
    for (const move of recording.moves) expect(journeyOf(recording, move)?.legs).toContain(move);
  });

  it('pauses for as long as its script is told, which is what its steps take that lie in it', () => {
    const { facts, shares, pauseNs, legs } = resultOf(recording, relocation!.legs[0]!);
    const told = recording.scripted!.report.logs.find(({ text }) => text.startsWith('The task says'))!.text;
    expect(told).toContain(facts.find(({ label }) => label === 'Pause')!.value.replace('\u00a0', ' '));
    expect(shares.reduce((sum, { durationNs }) => sum + durationNs, 0)).toBe(pauseNs);
    expect(shares.map(({ label }) => label)).toEqual(
      taskOf('Relocate')
        .steps.map(({ name }) => name)
        .slice(1, -1),
    );
    expect(legs.map(({ from, to }) => `${from} ${to}`)).toEqual(['x203 x054', 'x054 x103']);
    expect(pauseNs).toBeGreaterThan(legs.reduce((sum, { outcome }) => sum + outcome.downtimeNs, 0));
  });

  it('is told as one result from either leg, when all of the task is over', () => {
    const [out, back] = relocation!.legs;
    expect(resultOf(recording, out!)).toEqual(resultOf(recording, back!));
    expect(toldNs(recording, out!)).toBe(taskOf('Relocate').endNs);
  });

  it('says in its last sentence how long the partition stood still', () => {
    const after = ns(taskOf('Relocate').endNs! + 1e9);
    expect(plain(sentenceAt(recording, after, recording.scripted!.scenario))).toMatch(
      /x150 stood still for 18\ss of it/,
    );
  });
});

describe('a pause', () => {
  it('lasts until it is resumed, by another task', () => {
    const { shares, pauseNs } = resultOf(recording, paused!.legs[0]!);
    const resumed = taskOf('Resume').endNs!;
    expect(paused!.pause!.toNs).toBeLessThanOrEqual(resumed);
    expect(pauseNs).toBeGreaterThan(seconds(40));
    expect(shares.at(-1)?.label).toBe('Until it ran again');
  });
});

describe('the line of time', () => {
  it('shows each pause once and whole, and none of its legs', () => {
    const pauses = bandsOf(recording, 0).filter(({ kind }) => kind === 'pause');
    expect(pauses.map(({ fromNs, toNs }) => ({ fromNs, toNs }))).toEqual([relocation!.pause, paused!.pause]);
    for (const { fromNs, toNs } of pauses)
      expect(stations(recording)).toEqual(expect.arrayContaining([fromNs, toNs]));
  });

  it('is watched to its end within a hundred seconds, and never slower than time itself', () => {
    for (const [seconds_, speed] of [
      [14, 1],
      [100, 1],
      [101, 2],
      [775, 10],
      [1e6, 100],
    ] as const)
      expect(paceFor(seconds(seconds_))).toBe(speed);
  });
});
