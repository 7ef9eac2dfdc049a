import { describe, expect, it } from 'vitest';
import { phasesOf } from '../../../../web/platforms/powervm/mobility/phases.ts';
import { busy, Time, two } from './worlds.ts';

const MOVE = { lpar: 'app01', source: 'p770-a', target: 'p770-b' };
const STOPPABLE = phasesOf('active').filter(({ stoppable }) => stoppable);
const LATER = phasesOf('active').filter(({ stoppable }) => !stoppable);

describe('stopping a move', () => {
  it.each(STOPPABLE.map(({ label }) => label))('during “%s” leaves everything as it was', (label) => {
    const time = new Time(two());
    const before = time.world;
    time.conductor.migrate(MOVE);
    time.until(label);
    expect(time.conductor.stop('app01')).toBeNull();
    time.end();
    expect(time.world).toEqual(before);
    expect(time.conductor.tasks[0]?.status).toBe('cancelled');
    expect(time.carrier.carrying).toBe(0);
  });
  it.each(LATER.map(({ label }) => label))('is refused during “%s”, and the move ends', (label) => {
    const time = new Time(busy());
    time.conductor.migrate(MOVE);
    time.until(label);
    expect(time.conductor.stop('app01')).toMatch('cannot be cancelled');
    time.end();
    expect(time.conductor.tasks[0]?.status).toBe('done');
    expect(time.conductor.refused).toHaveLength(1);
  });
  it('is refused for a partition that does not move', () => {
    const time = new Time(two());
    expect(time.conductor.stop('app01')).toBe('app01 is in no move.');
  });
  it('takes the partition’s place back before the first step has begun', () => {
    const time = new Time(two());
    const before = time.world;
    time.conductor.migrate(MOVE);
    expect(time.world).not.toEqual(before);
    expect(time.conductor.stop('app01')).toBeNull();
    expect(time.end().world).toEqual(before);
  });
});
