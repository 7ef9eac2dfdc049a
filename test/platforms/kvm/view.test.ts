/** The console at a moment: where everything stands, what can be done, and why something cannot. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Call } from '../../../web/model/call.ts';
import { GIB, seconds, type VirtualNs } from '../../../web/model/units.ts';
import type { Offer, Panel, WorldView } from '../../../web/model/world-view.ts';
import type { KvmMove } from '../../../web/platforms/kvm/migration/setup.ts';
import { describeWorld } from '../../../web/platforms/kvm/objects/describe.ts';
import type { KvmWorld } from '../../../web/platforms/kvm/objects/world.ts';
import { findingsOf, isValidated, requestOf } from '../../../web/platforms/kvm/rules/examine.ts';
import { viewOf } from '../../../web/platforms/kvm/view/view.ts';
import { KINDS } from './runs.ts';
import { world } from './worlds.ts';

const kvm = world({ others: [{ name: 'one', host: 'alpha', memory: GIB }] });
const moves = {} as Record<keyof typeof KINDS, KvmMove>;
beforeAll(async () => {
  for (const name of ['plain', 'postcopy', 'broken and recovered', 'broken for good'] as const)
    moves[name] = await KINDS[name]();
});

const at = (t: number) => seconds(t) as VirtualNs;
const onHost = (view: WorldView, host: string) =>
  view.hosts
    .find(({ id }) => id === host)
    ?.partitions.map(({ id, state, shadow }) => `${id} ${state.word}${shadow ? ' (shadow)' : ''}`);
const panel = (view: WorldView, id: string): Panel => view.panels.find((each) => each.id === id) as Panel;
const offersOf = (view: WorldView, guest: string): readonly Offer[] =>
  view.hosts.flatMap(({ partitions }) => partitions).find(({ id, shadow }) => id === guest && !shadow)
    ?.offers ?? [];
const possible = (offers: readonly Offer[]) =>
  offers.filter(({ refused }) => refused === null).map(({ id }) => id);

describe('the lab', () => {
  it('shows who stands where: before, during and after a move', () => {
    const [before, during, after] = [0.5, 2, 60].map((t) => viewOf(kvm, [moves.plain], at(t)));
    expect(onHost(before as WorldView, 'alpha')).toEqual(['db running', 'one running']);
    expect(onHost(during as WorldView, 'alpha')).toEqual(['db running', 'one active']);
    expect(onHost(during as WorldView, 'beta')).toEqual(['one arriving (shadow)']);
    expect(onHost(after as WorldView, 'alpha')).toEqual(['db running']);
    expect(onHost(after as WorldView, 'beta')).toEqual(['one running']);
  });

  it('shows post-copy on the destination, with its shadow on the source', () => {
    const view = viewOf(kvm, [moves['broken and recovered']], at(4));
    expect(onHost(view, 'beta')).toEqual(['one postcopy-paused']);
    expect(onHost(view, 'alpha')).toEqual(['db running', 'one leaving (shadow)']);
  });

  it('counts what comes and goes on both hosts', () => {
    const used = (t: number, host: string) =>
      viewOf(kvm, [moves.plain], at(t)).hosts.find(({ id }) => id === host)?.capacities[0]?.used;
    expect([used(0.5, 'alpha'), used(0.5, 'beta')]).toEqual([5 * GIB, 0]);
    expect([used(2, 'alpha'), used(2, 'beta')]).toEqual([5 * GIB, GIB]);
    expect([used(60, 'alpha'), used(60, 'beta')]).toEqual([4 * GIB, GIB]);
  });

  it('shows a guest that was lost as lost, and offers nothing more', () => {
    const view = viewOf(kvm, [moves['broken for good']], at(60));
    expect(onHost(view, 'beta')).toEqual(['one lost']);
    expect(offersOf(view, 'one')).toEqual([]);
  });
});

describe('dragging', () => {
  it('says of each host whether it can be, why not, and which is the best', () => {
    const described = describeWorld({
      hosts: [
        { name: 'alpha' },
        { name: 'small', memory: 2 * GIB },
        { name: 'old', cpu: 'Haswell' },
        { name: 'large', memory: 128 * GIB },
        { name: 'other' },
      ],
      guests: [{ name: 'db', host: 'alpha', memory: 4 * GIB }],
    });
    if (!described.ok) throw new Error('It cannot be.');
    const view = viewOf(described.value, [], at(0));
    const offers = view.hosts[0]?.partitions[0]?.moves ?? [];
    expect(
      Object.fromEntries(offers.map(({ to, refused, suggested }) => [to, refused ?? suggested ?? 'fits'])),
    ).toEqual({
      large: '124 GiB stay free, and the same CPU.',
      other: 'fits',
      old: expect.stringMatching(/^db sees Skylake-Server, and old \(Haswell\) lacks /),
      small: 'db has 4 GiB, and small has 2 GiB free.',
    });
  });

  it('offers exactly what the rules let pass', () => {
    const situation = { world: kvm, moves: [moves.plain], at: at(2) };
    for (const host of viewOf(kvm, [moves.plain], at(2)).hosts)
      for (const { moves: offers } of host.partitions)
        for (const { call, refused } of offers) {
          const request = requestOf(call);
          expect(request && isValidated(findingsOf(situation, request))).toBe(refused === null);
        }
  });

  it('cannot begin while a move is under way', () => {
    const view = viewOf(kvm, [moves.plain], at(2));
    expect(view.hosts[0]?.partitions.find(({ id }) => id === 'one')?.moves).toEqual([]);
  });
});

describe('offers', () => {
  it('follow the state of the move', () => {
    const ids = (name: keyof typeof moves, t: number) =>
      possible(offersOf(viewOf(kvm, [moves[name]], at(t)), 'one'));
    const always = ['set', 'cut', 'fail-source', 'fail-destination'];
    expect(ids('plain', 0.5)).toEqual(['migrate', 'change']);
    expect(ids('plain', 2)).toEqual(['cancel', 'set', 'hold', 'cut', 'fail-source', 'fail-destination']);
    expect(ids('postcopy', 2)).toEqual([
      'cancel',
      'postcopy',
      'set',
      'hold',
      'cut',
      'fail-source',
      'fail-destination',
    ]);
    expect(ids('broken and recovered', 3.5)).toEqual(always);
    expect(ids('broken and recovered', 4)).toEqual(['recover', 'set', 'fail-source', 'fail-destination']);
    expect(ids('plain', 60)).toEqual(['migrate', 'change']);
  });

  it('that cannot be taken say why', () => {
    for (const [name, t] of [
      ['plain', 2],
      ['postcopy', 3.2],
      ['broken and recovered', 4],
    ] as const)
      for (const { refused } of offersOf(viewOf(kvm, [moves[name]], at(t)), 'one'))
        if (refused !== null) expect(refused).toMatch(/^[A-Z\p{L}].*\.$/u);
  });

  it('that break something ask once more', () => {
    for (const { id, confirm } of offersOf(viewOf(kvm, [moves.plain], at(2)), 'one'))
      expect(confirm !== null, id).toBe(['cut', 'fail-source', 'fail-destination'].includes(id));
  });

  it('are calls on the guest, or on its move by the guest’s name', () => {
    const calls = (view: WorldView): Call[] =>
      offersOf(view, 'one').flatMap(({ call, form }) => call ?? form?.call ?? []);
    for (const t of [0.5, 2])
      for (const { on } of calls(viewOf(kvm, [moves.plain], at(t)))) {
        expect(['Guest', 'Move']).toContain(on.$ref);
        expect(on.name).toBe('one');
      }
  });
});

describe('the tables', () => {
  it('have the cells that their columns say, and names that are there once', () => {
    for (const t of [0.5, 2, 4, 60])
      for (const { id, columns, rows } of viewOf(kvm, [t === 4 ? moves.postcopy : moves.plain], at(t))
        .panels) {
        for (const row of rows)
          expect(Object.keys(row.cells).sort()).toEqual(columns.map((each) => each.id).sort());
        expect(new Set(rows.map((row) => row.id)).size, id).toBe(rows.length);
      }
  });

  it('of migrations tell what query-migrate tells, at each moment', () => {
    const text = (t: number) => panel(viewOf(kvm, [moves.plain], at(t)), 'migrations').rows[0]?.cells;
    expect(text(0.5)).toBeUndefined();
    expect(text(2)?.state).toMatchObject({ text: 'active', tone: 'busy' });
    expect(text(60)?.state).toMatchObject({ text: 'completed', tone: 'good' });
    expect(text(60)?.progress).toMatchObject({ text: '0 B', share: 1 });
    const details = panel(viewOf(kvm, [moves.plain], at(60)), 'migrations').rows[0]?.details ?? [];
    const told = Object.fromEntries(details);
    expect(told['Full pages sent']).toBe(`${moves.plain.record.outcome.normalPages} pages`);
    expect(told.Memory).toBe('64 MiB');
    expect(new Set(details.map(([name]) => name)).size).toBe(details.length);
    const waits = panel(viewOf(kvm, [moves.postcopy], at(60)), 'migrations').rows[0]?.details ?? [];
    expect(Object.fromEntries(waits)['Waiting per CPU']).toMatch(/^\d+, \d+ ms$/);
  });
});

it('shows a world without anything, and a large one in a moment', () => {
  expect(viewOf({ hosts: [], guests: [] }, [], at(0))).toMatchObject({
    hosts: [],
    console: 'KVM · QEMU none',
  });
  const hosts = Array.from({ length: 200 }, (_, i) => ({ name: `h${i}`, memory: 1024 * GIB }));
  const guests = Array.from({ length: 2000 }, (_, i) => ({ name: `g${i}`, host: `h${i % 200}` }));
  const described = describeWorld({ hosts, guests });
  const large: KvmWorld = described.ok ? described.value : { hosts: [], guests: [] };
  const view = viewOf(large, [], at(0));
  expect(view.hosts).toHaveLength(200);
  expect(view.hosts.flatMap(({ partitions }) => partitions)).toHaveLength(2000);
});
