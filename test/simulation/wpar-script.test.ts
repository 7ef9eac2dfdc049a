import { describe, expect, it } from 'vitest';
import { type Call, call, thingName } from '../../web/model/call.ts';
import { lineOf } from '../../web/model/lines.ts';
import type { Intervention } from '../../web/model/scenario.ts';
import { seconds } from '../../web/model/units.ts';
import type { Form, Offer } from '../../web/model/world-view.ts';
import { VERBS } from '../../web/platforms/wpar/calls/doing.ts';
import { ACTIONS } from '../../web/platforms/wpar/states/actions.ts';
import { viewOf } from '../../web/platforms/wpar/view/view-of.ts';
import { THINGS } from '../../web/script/api/module.ts';
import type { Thing } from '../../web/script/define.ts';
import { readArgs } from '../../web/script/session.ts';
import { begun, callOf } from '../../web/studio/forms.ts';
import { run, ssh } from '../platforms/wpar/courses.ts';
import { sceneWith, standing } from '../platforms/wpar/worlds.ts';
import { logged, played, reported } from './script.ts';

const WORLD = `import { expect, lab, log, now, Refused, sleep, until } from 'switchover';
lab.network({ bandwidth: '1 Gbit/s' });
const clone = { aix: '6100-02-01', image: 'mksysb-61' };
const x203 = lab.wpar.system('x203', { ...clone, address: '192.168.129.203' });
const x103 = lab.wpar.system('x103', { ...clone, address: '192.168.129.103' });
const x054 = lab.wpar.nfs('x054', {});
lab.wpar.hostName('x150', '192.168.129.150');
x054.prepare('x150', [x203, x103]);
const x150 = lab.wpar.partition('x150', { host: x203, nfs: x054 });
`;

/** What stands in a form at first, and a name where only a person knows one. */
function filled(form: Form) {
  const values = begun(form);
  for (const { path, required, input } of form.fields)
    if (required && input.kind === 'text' && (values.get(path) ?? '') === '') values.set(path, 'x999');
  return values;
}

const person = (atS: number, made: Call): Intervention => ({
  at: seconds(atS),
  action: { kind: 'call', call: made },
});

describe('the API of workload partitions', () => {
  it('has every verb that the platform carries out, and the platform every one that it does not do itself', () => {
    const own: Record<string, readonly string[]> = {
      WparManager: ['system', 'nfs', 'partition', 'session', 'task', 'importLswpar'],
      NfsServer: ['prepare', 'usage'],
      Wpar: ['suggestTarget', 'candidates'],
    };
    for (const [kind, verbs] of Object.entries(VERBS)) {
      const described = Object.keys((THINGS as Record<string, Thing>)[kind]?.can ?? {});
      expect(described.filter((verb) => !own[kind]?.includes(verb)).sort(), kind).toEqual(
        Object.keys(verbs).sort(),
      );
    }
  });

  it('can say as a line of script, and read, whatever the console offers', () => {
    const worlds = ['Active', 'Defined', 'Paused', 'Broken'] as const;
    for (const state of worlds) {
      const view = viewOf(run(sceneWith(standing(state)), [ssh(0)], 5), seconds(1));
      const offers: Offer[] = [
        ...view.hosts.flatMap(({ offers, partitions }) => [
          ...offers,
          ...partitions.flatMap((each) => each.offers),
        ]),
        ...view.panels.flatMap(({ offers, rows }) => [...offers, ...rows.flatMap((row) => row.offers)]),
      ];
      const calls = offers.flatMap(({ form, call }) => (form ? callOf(form, filled(form)) : (call ?? [])));
      expect(calls.length).toBeGreaterThan(ACTIONS.length / 3);
      for (const made of calls) {
        expect(lineOf(made)).toMatch(/^lab\.wpar/);
        const verb = (THINGS as Record<string, Thing>)[made.on.$ref]?.can[made.verb];
        const numbered = JSON.parse(JSON.stringify(made.args).replaceAll('"name"', '"id":1,"name"'));
        const read = verb && readArgs(verb.args, numbered);
        expect(read, lineOf(made)).toMatchObject({ ok: true });
      }
    }
  });
});

describe('a relocation through the engine', () => {
  it('stands still for 18 s over an image, and for 2 to 3 s where memory is paged in after the switch', async () => {
    const report = await reported(`${WORLD}
const probe = x150.ssh();
probe.every('15 s');
await sleep('20 s');
const first = await x150.relocate(x103);
await sleep('40 s');
log(first.status, first.pause, probe.longestGap, first.sent);
const other = x150.ssh();
other.every('15 s');
await sleep('20 s');
const second = await x150.relocate(x203, { mode: 'asynchronous' });
await sleep('20 s');
log(second.status, second.pause, other.longestGap);
`);
    expect(report.diagnostics).toEqual([]);
    const [first = '', second = ''] = logged(report);
    expect(first).toMatch(/^done 18(\.0\d)? s 33(\.0\d)? s 229 MiB$/);
    const [, pause] = /^done ([\d.]+) s/.exec(second) ?? [];
    expect(Number(pause)).toBeGreaterThanOrEqual(2);
    expect(Number(pause)).toBeLessThanOrEqual(3);
  });

  it('shares the network with others, and takes longer then', async () => {
    const lone = (many: number) => `${WORLD}
for (let n = 151; n < ${150 + many}; n++) { lab.wpar.hostName('x' + n, '192.168.129.' + n); x054.prepare('x' + n, [x203, x103]); lab.wpar.partition('x' + n, { host: x203, nfs: x054 }); }
const done = await x203.evacuate({ atOnce: ${many} });
log(done.status, now().seconds);`;
    const [one] = logged(await reported(lone(1)));
    const [ten] = logged(await reported(lone(10)));
    expect(one).toMatch(/^done/);
    expect(ten).toMatch(/^done/);
    expect(Number(ten?.split(' ')[1])).toBeGreaterThan(Number(one?.split(' ')[1]) + 3);
  });

  it('hangs while the NFS server is silent, in the middle of the image, and goes on', async () => {
    const source = `${WORLD}
const move = x150.relocate(x103);
await sleep('5 s');
x054.down();
await sleep('30 s');
x054.up();
const done = await move;
log(done.status, done.pause);`;
    const [line] = logged(await reported(source));
    const [, pause] = /^done ([\d.]+) s$/.exec(line ?? '') ?? [];
    // What is in flight when it falls silent still arrives.
    expect(Number(pause)).toBeGreaterThan(47.5);
    expect(Number(pause)).toBeLessThan(48.2);
  });

  it('fails where a rule stands against it, and says which, why, and what to do', async () => {
    const report = await reported(`${WORLD}
x103.set({ aix: '6100-01-00' });
const done = await x150.relocate(x103);
log(done.status, done.step ?? '', done.rule ?? '', done.remedy ?? '', x150.state, x150.host?.name ?? '');`);
    expect(logged(report)[0]).toMatch(
      /^failed Compatibility tests os-level-match Update one of them.* Active x203$/,
    );
  });
});

describe('calls that a state refuses', () => {
  it('throw what the console says, at their place', async () => {
    const report = await reported(`${WORLD}
try { x150.resume(); } catch (error) { log((error as Error).name, (error as Error).message); }
x150.start();`);
    expect(logged(report)[0]).toBe('Refused x150 is not paused. Nothing needs to be done.');
    expect(report.status).toBe('refused');
    expect(report.diagnostics[0]).toMatchObject({ place: { line: 12 } });
  });

  it('lay nothing out once time has begun', async () => {
    const report = await reported(`${WORLD}await sleep('1 s');\nlab.wpar.system('x303', {});`);
    expect(report.diagnostics[0]?.what).toContain('Time has begun');
  });

  it('and a world that cannot be are said at once', async () => {
    const report = await reported(`${WORLD}lab.wpar.partition('x150', { host: x203, nfs: x054 });`);
    expect(report.diagnostics[0]).toMatchObject({ what: 'There are two of this name.' });
  });
});

describe('what a person does', () => {
  it('is a part of the run: a relocation by drag, a cancelled task, an edit', async () => {
    const { tasks = [], notes } = await played(`${WORLD}await sleep('1 min');`, {
      interventions: [
        person(5, call(thingName('Wpar', 'x150'), 'relocate', thingName('AixSystem', 'x103'))),
        person(9, call(thingName('WparManager'), 'cancel', 't1')),
        person(30, call(thingName('AixSystem', 'x103'), 'stopAgent')),
        person(31, call(thingName('Wpar', 'x150'), 'resume')),
      ],
    });
    expect(tasks).toMatchObject([{ origin: 'console', status: 'cancelled', requestedNs: seconds(5) }]);
    expect(notes).toMatchObject([{ at: seconds(31), text: expect.stringContaining('x150 is not paused') }]);
  });

  it('that makes the script’s next step impossible supersedes it', async () => {
    const report = await reported(`${WORLD}await sleep('1 min'); x150.pause();`, {
      interventions: [person(5, call(thingName('Wpar', 'x150'), 'stop'))],
    });
    expect(report.status).toBe('superseded');
    expect(report.notes[0]?.text).toContain("lab.wpar.partition('x150').stop()");
  });

  it('creates what the script did not have, and goes on with it', async () => {
    const x151 = thingName('Wpar', 'x151');
    const { tasks = [] } = await played(
      `${WORLD}lab.wpar.hostName('x151', '192.168.129.151'); x054.prepare('x151', [x203, x103]); await until('20 min');`,
      {
        interventions: [
          person(
            1,
            call(thingName('WparManager'), 'createSystemWpar', 'x151', {
              host: thingName('AixSystem', 'x203'),
              nfs: thingName('NfsServer', 'x054'),
              memory: '200 MB',
            }),
          ),
          person(600, call(x151, 'start')),
          person(660, call(x151, 'ssh')),
          person(661, call(thingName('WparSession', 's1'), 'every', '15 s')),
        ],
      },
    );
    expect(tasks.map(({ kind, status }) => `${kind} ${status}`)).toEqual(['deploy done', 'start done']);
  });
});
