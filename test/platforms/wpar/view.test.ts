import { describe, expect, it } from 'vitest';
import type { Call } from '../../../web/model/call.ts';
import { seconds } from '../../../web/model/units.ts';
import type { Offer, WorldView } from '../../../web/model/world-view.ts';
import { doingOf } from '../../../web/platforms/wpar/calls/doing.ts';
import { worldAt } from '../../../web/platforms/wpar/course/course.ts';
import { examine } from '../../../web/platforms/wpar/examine.ts';
import { PARTITIONS, SCENE } from '../../../web/platforms/wpar/objects/scene.ts';
import { ACTIONS } from '../../../web/platforms/wpar/states/actions.ts';
import { STATES } from '../../../web/platforms/wpar/states/states.ts';
import { cellOf, isRefused } from '../../../web/platforms/wpar/states/table.ts';
import { viewOf } from '../../../web/platforms/wpar/view/view-of.ts';
import { begun, callOf, lacks } from '../../../web/studio/forms.ts';
import { ask, edit, type Ran, run, ssh } from './courses.ts';
import { sceneWith, standing } from './worlds.ts';

const shown = (course: Ran, atS = 1): WorldView => viewOf(course, seconds(atS));
const offersOf = ({ hosts, panels }: WorldView): Offer[] => [
  ...hosts.flatMap(({ offers, partitions }) => [
    ...offers,
    ...partitions.flatMap((partition) => partition.offers),
  ]),
  ...panels.flatMap(({ offers, rows }) => [...offers, ...rows.flatMap((row) => row.offers)]),
];
const panel = (view: WorldView, id: string) => view.panels.find((each) => each.id === id)!;
const row = (view: WorldView, panelId: string, id: string) =>
  panel(view, panelId).rows.find((each) => each.id === id)!;
const offer = (offers: readonly Offer[], id: string) => offers.find((each) => each.id === id)!;

describe('what the console offers', () => {
  const lively = run(sceneWith(standing('Active'), standing('Defined', {}, 'x151')), [
    ssh(0),
    ask(0, { action: 'backup', wpar: 'x151', file: 'f' }),
    edit(0, {
      kind: 'policy',
      policy: {
        name: 'p',
        averagingMinutes: 10,
        processorPercent: 80,
        memoryPercent: null,
        automatic: false,
        domain: ['x203'],
        group: null,
      },
    }),
  ]);

  it.each([1, 700])('can be done, or says why not: after %i s', (atS) => {
    const world = worldAt(lively, seconds(atS));
    const readable = (call: Call, id: string) =>
      expect(doingOf(world, call), `${id} ${JSON.stringify(call)}`).toMatchObject({ ok: true });
    for (const { id, call, form, refused } of offersOf(shown(lively, atS))) {
      expect(refused !== null || call !== null || form !== null, id).toBe(true);
      if (refused !== null) expect(refused, id).toMatch(/\.$/);
      if (call && refused === null) readable(call, id);
      if (!form) continue;
      // What stands in a form at first can be sent, but for what only a person knows.
      const filled = begun(form);
      for (const { path, required, input } of form.fields)
        if (required && (filled.get(path) ?? '') === '' && input.kind === 'text') filled.set(path, 'x999');
      expect([...lacks(form, filled)], id).toEqual([]);
      readable(callOf(form, filled), id);
    }
  });

  it.each(STATES)(
    'of a partition that is %s, all actions of the table, and refuses those that it refuses',
    (state) => {
      const view = shown(run(sceneWith(standing(state)), [], 10));
      const { offers } = row(view, 'partitions', 'x150');
      for (const action of ACTIONS) {
        const found = offer(offers, action);
        expect(found.refused !== null, action).toBe(isRefused(cellOf(state, action)));
      }
      const possible = offers.findIndex(({ refused }) => refused !== null);
      expect(offers.slice(possible).every(({ refused }) => refused !== null)).toBe(true);
    },
  );

  it('asks once more before something is lost', () => {
    const { offers } = row(shown(run(sceneWith(standing('Active')), [])), 'partitions', 'x150');
    expect(offer(offers, 'stop').confirm).toContain('cut off without notice');
    expect(offer(offers, 'force-stop').confirm).toContain('broken');
    expect(offer(offers, 'shutdown').confirm).toBeNull();
  });

  it('offers to relocate to the best target, and says why; the others with what stands against them', () => {
    const worse = { ...SCENE.systems[1]!, name: 'x303', level: '6100-01-00' };
    const world = { ...sceneWith(standing('Active')), systems: [...SCENE.systems, worse] };
    const view = shown(run(world, []));
    const { form } = offer(row(view, 'partitions', 'x150').offers, 'relocate-live');
    const target = form?.fields[0]?.input;
    expect(
      target?.kind === 'choice' &&
        target.choices.map(({ label, suggested, about }) => [label, suggested, about.slice(0, 9)]),
    ).toEqual([
      ['x103', true, 'It is the'],
      ['x303', false, 'It fails:'],
    ]);
    const [chip] = view.hosts[0]!.partitions;
    expect(chip?.moves.map(({ to, refused, suggested }) => [to, refused, suggested !== null])).toEqual([
      ['x103', null, true],
      ['x303', null, false],
    ]);
  });

  it('moves a defined partition statically, and one that is busy not at all', () => {
    const [chip] = shown(run(sceneWith(standing('Defined')), [])).hosts[0]!.partitions;
    expect(chip?.moves[0]?.call.verb).toBe('relocateStatic');
    const busy = run(sceneWith(standing('Defined')), [ask(0, { action: 'start', wpar: 'x150' })]);
    expect(shown(busy, 5).hosts[0]?.partitions[0]?.moves[0]?.refused).toContain('in progress');
  });
});

describe('the panels', () => {
  it('show the partition as its agent lets it be seen', () => {
    const course = run(sceneWith(standing('Active')), [
      edit(5, { kind: 'system', system: 'x203', set: { agentUp: false } }),
    ]);
    expect(row(shown(course, 1), 'partitions', 'x150').cells.state).toMatchObject({
      text: 'Active',
      tone: 'good',
    });
    expect(row(shown(course, 6), 'partitions', 'x150').cells.state).toMatchObject({
      text: 'Unknown',
      tone: 'warn',
    });
    expect(row(shown(course, 6), 'systems', 'x203').cells.state).toMatchObject({ text: 'Offline' });
  });

  it('show the NFS area before anything is deployed, and what is not exported', () => {
    const course = run(SCENE, [edit(5, { kind: 'unexport', server: 'x054', path: '/backup/wpars/x150' })]);
    const area = row(shown(course), 'files', 'x054:/backup/wpars');
    expect(area.cells.blocks?.text).toBe('16');
    expect(area.cells.mode?.text).toBe('drwx------ root:system');
    expect(panel(shown(course), 'files').rows).toHaveLength(1 + PARTITIONS.length);
    expect(row(shown(course, 6), 'files', 'x054:/backup/wpars/x150').cells.access).toMatchObject({
      text: 'not exported',
      tone: 'warn',
    });
  });

  it('show every constant with its ground, and those that were changed', () => {
    const course = run(SCENE, [edit(5, { kind: 'settings', set: { times: { thawMs: 3000 } } })]);
    expect(row(shown(course), 'constants', 'thawMs').cells.value).toMatchObject({
      text: '1000',
      tone: 'quiet',
    });
    expect(row(shown(course, 6), 'constants', 'thawMs').cells.value).toMatchObject({
      text: '3000',
      tone: 'warn',
    });
  });

  it('fill every column of every row', () => {
    for (const { columns, rows } of shown(run(sceneWith(standing('Active')), [])).panels)
      for (const { cells } of rows) expect(Object.keys(cells)).toEqual(columns.map(({ id }) => id));
  });
});

describe('the machines', () => {
  it('show a partition that moves on both, once as a shadow', () => {
    const course = run(sceneWith(standing('Active')), [
      ask(0, { action: 'relocate-live', wpar: 'x150', to: 'x103', mode: 'asynchronous' }),
    ]);
    const places = (atS: number) =>
      shown(course, atS).hosts.flatMap(({ id, partitions }) =>
        partitions.map(({ shadow, state }) => `${id} ${state.word}${shadow ? ' shadow' : ''}`),
      );
    expect(places(1)).toEqual(['x203 Active']);
    expect(places(5)).toEqual(['x203 Active', 'x103 Transitional shadow']);
    expect(places(12)).toEqual(['x203 Moving shadow', 'x103 Active']);
    expect(places(60)).toEqual(['x103 Active']);
  });

  it('show what somebody sees who is logged in last', () => {
    const course = run(sceneWith(standing('Active')), [ssh(5)]);
    expect(shown(course, 4).session).toBeNull();
    expect(shown(course, 6).session?.title).toBe('ssh root@x150');
  });
});

describe('a call held against the rules', () => {
  const world = sceneWith(standing('Active'));
  const relocate = (mode?: string): Call => ({
    on: { $ref: 'Wpar', name: 'x150' },
    verb: 'relocate',
    args: [{ $ref: 'AixSystem', name: 'x103' }, ...(mode ? [{ mode }] : [])],
  });

  it('says what passed, and nothing against a move between clones', () => {
    const found = examine(world, relocate());
    expect(found).toMatchObject({ title: 'Relocate x150 to x103, synchronous', findings: [] });
    expect(found?.passed.length).toBeGreaterThan(20);
    expect(new Set(found?.passed.map(({ group }) => group)).size).toBe(6);
  });

  it('says everything that stands against it, errors first, each with calls that put it right', () => {
    const broken = run(world, [
      edit(0, { kind: 'system', system: 'x103', set: { level: '6100-01-00' } }),
      edit(0, { kind: 'server', server: 'x054', set: { up: false } }),
    ]);
    const found = examine(worldAt(broken, seconds(1)), relocate('asynchronous'))!;
    const errors = found.findings.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['os-level-match', 'nfs-export-reachable']),
    );
    expect(found.findings.slice(0, errors.length)).toEqual(errors);
    expect(errors.find(({ id }) => id === 'os-level-match')?.fix?.calls[0]).toMatchObject({ verb: 'set' });
  });

  it('is refused in the state in which the partition is', () => {
    const found = examine(sceneWith(standing('Defined')), relocate());
    expect(found?.findings).toMatchObject([{ id: 'only-static', group: 'State' }]);
  });

  it('holds one that is to be created against what creating asks for', () => {
    const found = examine(SCENE, {
      on: { $ref: 'WparManager', name: '' },
      verb: 'createSystemWpar',
      args: ['x999', { host: { $ref: 'AixSystem', name: 'x203' }, nfs: { $ref: 'NfsServer', name: 'x054' } }],
    });
    expect(found?.title).toBe('Deploy x999 to x203');
    expect(found?.findings.map(({ id }) => id)).toEqual(expect.arrayContaining(['nfs-directory-missing']));
  });
});

it('the same world is drawn from the same picture', () => {
  const course = run(sceneWith(standing('Active')), []);
  expect(shown(course, 1).panels).toBe(shown(course, 2).panels);
});
