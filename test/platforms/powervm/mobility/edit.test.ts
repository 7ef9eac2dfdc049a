import { describe, expect, it } from 'vitest';
import { call, thingName } from '../../../../web/model/call.ts';
import { lparOf, systemOf } from '../../../../web/platforms/powervm/objects/world.ts';
import { moverId } from '../../../../web/world/resources.ts';
import { Time, two } from './worlds.ts';

const app = thingName('Lpar', 'app01');
const free = (time: Time) => systemOf(time.world, 'p770-a')?.availableMemoryMb ?? 0;

describe('a change at one stroke', () => {
  it('gives memory back when a partition shuts down, and takes it when it starts', () => {
    const time = new Time(two());
    const before = free(time);
    expect(time.conductor.perform(call(app, 'shutDown')).ok).toBe(true);
    expect(free(time)).toBe(before + 8192);
    expect(time.conductor.perform(call(app, 'activate')).ok).toBe(true);
    expect(free(time)).toBe(before);
  });
  it('is refused where the server has no memory left for it', () => {
    const time = new Time(two());
    time.conductor.perform(call(app, 'shutDown'));
    time.conductor.perform(call(thingName('ManagedSystem', 'p770-a'), 'set', { availableMemoryMb: 1024 }));
    const refused = time.conductor.perform(call(app, 'activate'));
    expect(refused).toMatchObject({
      ok: false,
      diagnostics: [{ what: 'p770-a has not enough memory left for app01.' }],
    });
    expect(lparOf(time.world, 'p770-a', 'app01')?.state).toBe('Not Activated');
  });
  it('does not pull a partition out of its move', () => {
    const time = new Time(two());
    time.conductor.migrate({ lpar: 'app01', source: 'p770-a', target: 'p770-b' });
    time.until('Copy memory');
    expect(time.conductor.perform(call(app, 'shutDown'))).toMatchObject({
      ok: false,
      diagnostics: [{ what: 'app01 is in a move.' }],
    });
    expect(time.end().conductor.tasks[0]?.status).toBe('done');
  });
  it('lets a mover share out what its processors make, from then on', () => {
    const time = new Time(two());
    const set = (freeCores: number) =>
      time.conductor.perform(call(thingName('Vios', 'p770-a/vios1'), 'set', { freeCores }));
    const mover = moverId('p770-a', 'vios1');
    for (const cores of [0, 0, 1]) set(cores);
    expect(time.carrier.served.map(({ mover: id }) => id)).toEqual([mover, mover]);
    const [none = 0, one = 0] = time.carrier.served.map(({ bytesPerSecond }) => bytesPerSecond);
    expect(one).toBeGreaterThan(none);
  });
  it('powers a server off once nothing runs on it, and on again with its VIOS', () => {
    const time = new Time(two());
    const b = thingName('ManagedSystem', 'p770-b');
    expect(time.conductor.perform(call(thingName('ManagedSystem', 'p770-a'), 'powerOff')).ok).toBe(false);
    expect(time.conductor.perform(call(b, 'powerOff')).ok).toBe(true);
    expect(time.conductor.migrate({ lpar: 'app01', source: 'p770-a', target: 'p770-b' }).ok).toBe(false);
    time.conductor.perform(call(b, 'powerOn'));
    expect(time.conductor.migrate({ lpar: 'app01', source: 'p770-a', target: 'p770-b' }).ok).toBe(true);
  });
  it('lets a slower mover slow the copy', () => {
    const time = new Time(two());
    time.conductor.migrate({ lpar: 'app01', source: 'p770-a', target: 'p770-b' });
    time.until('Copy memory');
    time.conductor.perform(call(thingName('Vios', 'p770-a/vios1'), 'set', { freeCores: 0 }));
    expect(time.carrier.acts).toMatchObject([
      { act: { kind: 'change', changes: { maxBandwidthBytesPerSecond: 200 * 2 ** 20 } } },
    ]);
  });
});
