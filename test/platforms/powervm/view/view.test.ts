import { describe, expect, it } from 'vitest';
import { seconds } from '../../../../web/model/units.ts';
import type { Panel, PartitionView, WorldView } from '../../../../web/model/world-view.ts';
import { serverFails } from '../../../../web/platforms/powervm/mobility/outages.ts';
import { viewOf } from '../../../../web/platforms/powervm/view/view.ts';
import { Time, two, worldOf } from '../mobility/worlds.ts';

const MOVE = { lpar: 'app01', source: 'p770-a', target: 'p770-b' };

const panel = (view: WorldView, id: string): Panel => {
  const found = view.panels.find((each) => each.id === id);
  if (!found) throw new Error(`there is no panel ${id}`);
  return found;
};
const partitions = (view: WorldView, name: string): PartitionView[] =>
  view.hosts.flatMap(({ partitions: all }) => all.filter(({ id }) => id === name));

describe('what the console shows', () => {
  it('shows how full each server is', () => {
    const view = viewOf(new Time(two()).conductor, seconds(0));
    expect(view.hosts.map(({ id, capacities }) => [id, capacities[0]?.text])).toEqual([
      ['p770-a', '22 GiB of 256 GiB'],
      ['p770-b', '14 GiB of 256 GiB'],
    ]);
  });
  it('suggests one server for a move and says why; the others say why not', () => {
    const time = new Time(
      worldOf({
        systems: [{ name: 'a' }, { name: 'b', lmbMb: 128 }, { name: 'c' }],
        lpars: [{ name: 'app01', system: 'a' }],
      }),
    );
    const [app] = partitions(viewOf(time.conductor, seconds(0)), 'app01');
    expect(app?.moves.map(({ to, refused, suggested }) => [to, refused, suggested])).toEqual([
      ['c', null, 'Leaves 234 GiB free there; no warnings'],
      ['b', 'The logical memory blocks differ: 256 MB on a, 128 MB on b.', null],
    ]);
  });
  it('offers a form whose every choice leads to a call', () => {
    const [app] = partitions(viewOf(new Time(two()).conductor, seconds(0)), 'app01');
    const form = app?.offers.find(({ id }) => id === 'migrate')?.form;
    expect(form?.call).toMatchObject({ on: { $ref: 'Lpar', name: 'app01' }, verb: 'migrate' });
    expect(form?.fields.map(({ path }) => path)).toEqual([
      '0',
      '1.sourceMsp',
      '1.destMsp',
      '1.redundantMsps',
      '1.procPool',
      '1.vlanBridge',
      '1.mpio',
      '1.npivValidation',
      '1.servedBy.12',
      '1.servedBy.13',
      '1.maxBandwidth',
      '1.destLparId',
      '1.profileName',
    ]);
  });
  it('lets a target be chosen that rules are against, counts them, and suggests it to nobody', () => {
    const time = new Time(
      two({
        lpars: [{ name: 'app01', system: 'p770-a', bsrArrays: 1, hugePages: 1, redundantErrPath: true }],
      }),
    );
    const [app] = partitions(viewOf(time.conductor, seconds(0)), 'app01');
    expect(app?.moves[0]?.refused).toMatch(/ And 2 more\.$/);
    const [target] = app?.offers.find(({ id }) => id === 'migrate')?.form?.fields ?? [];
    const choices = target?.input.kind === 'choice' ? target.input.choices : [];
    expect(choices).toMatchObject([
      { label: 'p770-b', about: app?.moves[0]?.refused, suggested: false, refused: null },
    ]);
  });
  it('marks a partition whose move waits to be recovered', () => {
    const time = new Time(two());
    time.conductor.migrate(MOVE);
    time.until('Copy memory');
    const tones = () =>
      partitions(viewOf(time.conductor, time.now), 'app01').flatMap(({ shadow, state }) =>
        shadow ? [] : [state],
      );
    expect(tones()).toEqual([{ word: 'Migrating - Running', tone: 'busy' }]);
    time.conductor.edit((scene) => serverFails(scene, 'p770-b'));
    time.end();
    expect(tones()).toEqual([{ word: 'Migrating - Running', tone: 'bad' }]);
  });
  it('shows a partition on its way at both ends, one of them a shadow, and swaps them at the switchover', () => {
    const time = new Time(two());
    time.conductor.migrate(MOVE);
    time.end();
    const resumed =
      time.conductor.tasks[0]?.steps.find(({ name }) => name.startsWith('Resume'))?.startNs ?? 0;
    const shadows = (at: number) =>
      viewOf(time.conductor, seconds(at)).hosts.map(({ partitions: all }) =>
        all.filter(({ id }) => id === 'app01').map(({ shadow }) => shadow),
      );
    expect(shadows(15)).toEqual([[false], [true]]);
    expect(shadows(resumed / 1e9 + 0.1)).toEqual([[true], [false]]);
    expect(shadows(3600)).toEqual([[], [false]]);
  });
  it('shows progress that never falls, from 0 to 100, by bytes where they are known', () => {
    const time = new Time(two());
    time.conductor.migrate(MOVE);
    time.end();
    const endNs = time.conductor.tasks[0]?.endNs ?? 0;
    const percents = Array.from({ length: 100 }, (_, i) => {
      const at = seconds(((endNs / 1e9) * i) / 100);
      const [row] = panel(viewOf(time.conductor, at), 'moves').rows;
      return Number.parseInt(row?.cells.progress?.text ?? '0', 10);
    });
    expect(percents).toEqual([...percents].sort((a, b) => a - b));
    expect(percents.at(-1)).toBeGreaterThan(90);
    const carried = () => ({ sentBytes: 2 ** 30, remainingBytes: 2 ** 30 });
    const [row] = panel(viewOf(time.conductor, seconds(20), carried), 'moves').rows;
    expect(row?.cells.sent?.text).toBe('1 GiB');
    expect(row?.cells.progress?.text).toBe('47 %');
    const [cleaning] = panel(viewOf(time.conductor, seconds(endNs / 1e9 - 1), carried), 'moves').rows;
    expect(cleaning?.cells.sent?.text, 'what has come over stays so').toBe('1 GiB');
    expect(panel(viewOf(time.conductor, seconds(3), carried), 'moves').rows[0]?.cells.sent?.text).toBe('');
  });
  it('offers to stop a move as long as that is possible, and says when it is not', () => {
    const time = new Time(two());
    time.conductor.migrate(MOVE);
    time.end();
    const stop = (at: number) =>
      panel(viewOf(time.conductor, seconds(at)), 'moves').rows[0]?.offers.find(({ id }) => id === 'stop');
    expect(stop(15)).toMatchObject({ refused: null, call: { verb: 'stop' } });
    const endNs = time.conductor.tasks[0]?.endNs ?? 0;
    expect(stop(endNs / 1e9 - 1)?.refused).toMatch('Not during “Write the profile”');
  });
  it('offers to recover what failed', () => {
    const time = new Time(two());
    time.conductor.migrate(MOVE);
    time.until('Copy memory');
    time.conductor.edit((scene) => serverFails(scene, 'p770-b'));
    const view = viewOf(time.end().conductor, time.now);
    const [row] = panel(view, 'moves').rows;
    expect(row?.cells.phase?.text).toBe('Waits to be recovered');
    expect(row?.offers.map(({ id }) => id)).toEqual(['recover', 'recover-force']);
    expect(view.hosts[1]?.state).toEqual({ word: 'Error', tone: 'bad' });
  });
  it('keeps a board of an evacuation with the target of each partition and why', () => {
    const time = new Time(
      worldOf({
        systems: [{ name: 'a' }, { name: 'b' }],
        lpars: [
          { name: 'one', system: 'a', memoryMb: 16_384 },
          { name: 'two', system: 'a', memoryMb: 8192 },
        ],
      }),
    );
    time.conductor.evacuate('a', { concurrency: 1 });
    time.end();
    const [start] = panel(viewOf(time.conductor, seconds(20)), 'many').rows;
    expect(start?.cells).toMatchObject({ progress: { text: '0 of 2' }, now: { text: '1' } });
    const [row] = panel(viewOf(time.conductor, time.now), 'many').rows;
    expect(row?.cells).toMatchObject({ status: { text: 'done' }, progress: { text: '2 of 2' } });
    expect(row?.details.map(([name]) => name)).toEqual(['Move one to b', 'Move two to b']);
  });
  it('gives every offer a reason, a call or a form', () => {
    const time = new Time(two());
    time.conductor.migrate(MOVE);
    time.end();
    for (const at of [0, 5, 15, 40, 3600]) {
      const view = viewOf(time.conductor, seconds(at));
      const offers = [
        ...view.hosts.flatMap((host) => [...host.offers, ...host.partitions.flatMap((each) => each.offers)]),
        ...view.panels.flatMap((each) => [...each.offers, ...each.rows.flatMap((row) => row.offers)]),
      ];
      expect(offers.length).toBeGreaterThan(5);
      for (const { call, form, refused } of offers) expect(call ?? form ?? refused).not.toBeNull();
      for (const { columns, rows } of view.panels)
        for (const { cells } of rows) expect(Object.keys(cells)).toEqual(columns.map(({ id }) => id));
    }
  });
});
