import { describe, expect, it } from 'vitest';
import { call, thingName } from '../../web/model/call.ts';
import type { Examination } from '../../web/model/rule-finding.ts';
import type { MoveOffer } from '../../web/model/world-view.ts';
import { Desk, listed } from '../../web/studio/desk.ts';
import { finding, offer } from '../ui/worlds/build.ts';
import { fakeWorld } from '../ui/worlds/fake-world.ts';
import { largeWorld } from '../ui/worlds/large.ts';

const stop = call(thingName('Wpar', 'x150'), 'stop');
const go = call(thingName('Wpar', 'x150'), 'relocate', 'x103');
const moveTo = (refused: string | null = null): MoveOffer => ({
  to: 'x103',
  call: go,
  refused,
  suggested: null,
});
const against: Examination = {
  title: 'Relocate x150',
  findings: [finding('os-level-match'), finding('ntp-in-sync', { severity: 'warning' })],
  passed: [],
  undecided: [],
};

const deskOf = (examination?: Examination) => {
  const world = fakeWorld(largeWorld(2, 4), { ...(examination && { examine: () => examination }) });
  return { world, desk: new Desk(world, () => undefined) };
};

describe('the desk', () => {
  it('does at once what needs no question', async () => {
    const { desk, world } = deskOf();
    desk.choose(offer('stop', 'Stop', { call: stop }));
    await expect.poll(() => world.performed).toEqual([stop]);
    expect(desk.pending.get()).toBeNull();
  });

  it('asks before it stops something, and does it only then', async () => {
    const { desk, world } = deskOf();
    desk.choose(offer('stop', 'Stop', { call: stop, confirm: 'Users are cut off. Stop?' }));
    const pending = desk.pending.get();
    expect(pending).toMatchObject({ kind: 'question', text: 'Users are cut off. Stop?' });
    expect(world.performed).toEqual([]);
    if (pending?.kind === 'question') await desk.perform(pending.calls);
    expect(world.performed).toEqual([stop]);
    expect(desk.pending.get()).toBeNull();
  });

  it('does nothing where something is refused', async () => {
    const { desk, world } = deskOf();
    desk.choose(offer('stop', 'Stop', { call: stop, refused: 'It is moving.' }));
    expect(await desk.move(moveTo('It does not fit.'))).toBe(false);
    expect(world.performed).toEqual([]);
    expect(world.checked).toEqual([go]);
    expect(desk.held.get()).toBeNull();
  });

  it('tells of a refused move everything that is against it, and never begins it by itself', async () => {
    const { desk, world } = deskOf(against);
    expect(await desk.move(moveTo('It does not fit.'))).toBe(false);
    expect(world.performed).toEqual([]);
    expect(desk.held.get()).toMatchObject({ title: 'Relocate x150', errors: 1 });
    expect(desk.inquiry.asked.get()?.examination).toBe(against);
  });

  it('holds a move against the rules first, and begins it where only warnings were found', async () => {
    const { desk, world } = deskOf({ ...against, findings: against.findings.slice(1) });
    expect(await desk.move(moveTo())).toBe(true);
    expect(world.checked[0]).toEqual(go);
    expect(world.performed).toEqual([go]);
    expect(desk.held.get()).toBeNull();
  });

  it('holds a move back that rules are against, and begins it when somebody insists', async () => {
    const { desk, world } = deskOf(against);
    expect(await desk.move(moveTo())).toBe(false);
    expect(world.performed).toEqual([]);
    expect(desk.held.get()).toMatchObject({ title: 'Relocate x150', errors: 1 });
    expect(desk.inquiry.asked.get()?.examination).toBe(against);
    desk.insist();
    await expect.poll(() => world.performed).toEqual([go]);
    expect(desk.held.get()).toBeNull();
  });

  it('lets go of a move as soon as no rule is against it any more', async () => {
    let left = 2;
    const world = fakeWorld(largeWorld(2, 4), {
      examine: () => ({ ...against, findings: Array.from({ length: left }, (_, i) => finding(`rule-${i}`)) }),
    });
    const desk = new Desk(world, () => undefined);
    await desk.move(moveTo());
    left = 1;
    await desk.inquiry.again();
    expect(desk.held.get()?.errors).toBe(1);
    left = 0;
    await desk.inquiry.again();
    expect(desk.held.get()).toBeNull();
  });

  it('names what a fix stops before it does it, and looks at the rules again after it', async () => {
    const { desk, world } = deskOf(against);
    await desk.inquiry.ask(go);
    desk.fix({ label: 'Restart', calls: [stop], stops: ['x150', 'x151', 'x152'] });
    expect(desk.pending.get()).toMatchObject({ text: 'This stops x150, x151 and x152. Go on?' });
    desk.fix({ label: 'Close it', calls: [stop], stops: [] });
    await expect.poll(() => world.performed).toEqual([stop]);
    await expect.poll(() => world.checked.length).toBe(2);
  });

  it('ends a fix at the call that is refused', async () => {
    const { desk, world } = deskOf();
    world.accepts = false;
    expect(await desk.perform([stop, go])).toBe(false);
    expect(world.performed).toEqual([]);
    expect(desk.done.get()).toBe(0);
  });

  it('leads to the row of an object, twice if asked twice, and nowhere if there is none', () => {
    const { desk } = deskOf();
    expect(desk.lead('vm-002')).toBe(true);
    const first = desk.place.get();
    expect(first).toEqual({ panel: 'guests', row: 'vm-002' });
    desk.lead('vm-002');
    expect(desk.place.get()).not.toBe(first);
    expect(desk.lead('nobody')).toBe(false);
  });
});

it('names are listed as one says them', () => {
  expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(listed)).toEqual(['', 'a', 'a and b', 'a, b and c']);
});
