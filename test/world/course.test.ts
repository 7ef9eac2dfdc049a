import { describe, expect, it } from 'vitest';
import { activityAt, stepsAt } from '../../web/model/activity.ts';
import type { MoveStatus } from '../../web/model/recording.ts';
import type { RuleFinding } from '../../web/model/rule-finding.ts';
import { seconds, type VirtualNs } from '../../web/model/units.ts';
import type { CarryOrder } from '../../web/world/carrier.ts';
import { Crew } from '../../web/world/course/crew.ts';
import type { Ground } from '../../web/world/course/ground.ts';
import { out, type Step } from '../../web/world/course/step.ts';
import { FormulaCarrier } from './formula-carrier.ts';

type Words = Step<string, string, boolean>;

const finding = (message: string): RuleFinding => ({
  ...{ id: 'made-up', severity: 'error', certainty: 'typical', source: '', group: '', object: '', field: '' },
  ...{ message, reason: 'Why.', remedy: 'Do this.', code: null, fix: null },
});

/** A world that is a list of words: what changed it. Needs are names; those that are listed do not answer. */
class Wordy {
  readonly said: string[] = [];
  readonly silent = new Set<string>();
  readonly carrier = new FormulaCarrier();
  readonly crew: Crew<string, string, boolean>;

  constructor() {
    const carrier = this.carrier;
    const ground: Ground<string, string, boolean> = {
      get now() {
        return carrier.now;
      },
      carrier,
      dispatchNs: seconds(1),
      change: (words) => this.said.push(...words),
      unmet: (needs) => needs.find((need) => this.silent.has(need)) ?? null,
      patienceNs: () => seconds(30),
      neededToUndo: () => true,
      machineOf: (need) => need,
      outage: (need) => finding(`${need} does not answer.`),
      judged: (_, checks) => (checks.includes(false) ? [finding('It is not so.')] : []),
      notCarried: (partition: string, status: MoveStatus) => finding(`${partition}: ${status}.`),
    };
    this.crew = new Crew(ground, ({ id }) => this.said.push(`${id} ended`));
  }

  until(atS: number): this {
    const to = seconds(atS);
    for (;;) {
      const next = Math.max(this.carrier.now, Math.min(this.crew.nextNs, this.carrier.nextNs));
      if (next > to) break;
      this.carrier.now = next as VirtualNs;
      const news = this.carrier.take();
      if (news) this.crew.hear(news);
      else this.crew.proceed();
    }
    this.carrier.now = to;
    return this;
  }

  begin(...steps: Words[]) {
    return this.crew.begin(
      { kind: 'move', name: 'Move', target: 'db', begins: ['begun'], steps },
      { by: 'script', parent: null },
    );
  }
}

const step = (name: string, special: Partial<Words> = {}): Words => ({
  ...{ name, on: 'alpha', command: '', durationNs: seconds(10), constants: [], output: [] },
  ...{
    begins: [`${name} begins`],
    ends: [`${name} ends`],
    needs: [],
    checks: [],
    onFailure: [],
    onCancel: [],
  },
  ...{ otherwise: [], carried: null },
  ...special,
});

/** 40 s at its rate, all of it while the partition stands still. */
const order: CarryOrder = {
  partition: 'db',
  from: 'alpha',
  to: 'beta',
  guest: { memoryBytes: 4000, pageBytes: 4 } as CarryOrder['guest'],
  tuning: { maxBandwidthBytesPerSecond: 100 } as CarryOrder['tuning'],
};

describe('a task', () => {
  it('changes the world as its steps begin and end, and comes to its end', () => {
    const world = new Wordy();
    const record = world.begin(step('one'), step('two'));
    world.until(60);
    expect(world.said).toEqual(['begun', 'one begins', 'one ends', 'two begins', 'two ends', 't1 ended']);
    expect(record).toMatchObject({
      origin: 'script',
      status: 'done',
      startNs: seconds(1),
      endNs: seconds(21),
    });
  });

  it('waits with a carried step for what it is carried by, and goes on at that moment', () => {
    const world = new Wordy();
    const record = world.begin(
      step('freeze', { durationNs: seconds(2), carried: { order, until: null } }),
      step('copy', { carried: { order: null, until: 'ended' }, output: out('first', 'last') }),
      step('tidy'),
    );
    world.until(30);
    expect(record.steps.map(({ status, carries }) => [status, carries])).toEqual([
      ['done', 'db'],
      ['running', 'db'],
      ['waiting', null],
    ]);
    world.until(100);
    expect(record.steps[1]).toMatchObject({
      startNs: seconds(3),
      endNs: seconds(41),
      plannedNs: seconds(10),
    });
    expect(record.endNs).toBe(seconds(51));
  });

  it('prints every line of a step that was done sooner than planned', () => {
    const world = new Wordy();
    const record = world.begin(
      step('copy', {
        durationNs: seconds(100),
        carried: { order, until: 'ended' },
        output: out('a', 'b', 'c'),
      }),
    );
    world.until(60);
    expect(stepsAt(record, seconds(60))[0]?.lines.map(({ text }) => text)).toEqual(['a', 'b', 'c']);
  });

  it('gives up what is carried when it fails, and takes back what it had done', () => {
    const world = new Wordy();
    const record = world.begin(
      step('look', { checks: [false], carried: { order, until: null }, onFailure: [step('undo')] }),
      step('never'),
    );
    world.until(100);
    expect(record).toMatchObject({
      status: 'failed',
      failure: { step: 'look', message: 'It is not so.', cause: 'Why.' },
    });
    expect(record.steps.map(({ name, status, undo }) => `${status} ${name} ${undo}`)).toEqual([
      'failed look false',
      'skipped never false',
      'done undo true',
    ]);
    expect(world.carrier.nextNs).toBe(Infinity);
    expect(world.said).not.toContain('never begins');
  });

  it('hangs while something is silent, and what it has carried with it; it fails when that lasts', () => {
    const world = new Wordy();
    const needs = ['store'];
    const record = world.begin(step('copy', { needs, carried: { order, until: 'ended' } }));
    world.until(11);
    world.silent.add('store');
    world.crew.look();
    world.until(31);
    expect(stepsAt(record, seconds(20))[0]?.hangs).toBe(true);
    world.silent.clear();
    world.crew.look();
    world.until(60.9);
    expect(record.status).toBe('running');
    world.until(61);
    expect(record).toMatchObject({
      status: 'done',
      steps: [{ stalls: [{ fromNs: seconds(11), toNs: seconds(31) }] }],
    });
    const other = world.begin(step('copy', { needs }));
    world.silent.add('store');
    world.until(200);
    expect(other.failure?.message).toBe('store does not answer.');
  });

  it('is cancelled with its carriage, and where a step forbids it, not', () => {
    const world = new Wordy();
    const record = world.begin(
      step('copy', { carried: { order, until: 'ended' } }),
      step('last', { onCancel: null }),
    );
    world.until(45);
    expect(world.crew.cancel('t1')).toBe('Move cannot be cancelled in this step.');
    world.until(100);
    expect(world.crew.cancel('t1')).toBe('Move has ended already.');
    expect(world.crew.cancel('t9')).toBe('There is no task t9.');
    expect(record.status).toBe('done');
    const other = world.begin(step('copy', { carried: { order, until: 'ended' } }));
    world.until(105);
    world.carrier.act(2, { kind: 'cancel' });
    world.until(106);
    expect(other.status).toBe('cancelled');
  });
});

describe('a task of tasks', () => {
  const batch = (world: Wordy, atOnce: number) =>
    world.crew.beginBatch(
      { kind: 'all', name: 'All', target: 'alpha' },
      { by: 'console', parent: null },
      {
        members: ['a', 'b', 'c'].map((id) => ({ id, name: `Move ${id}`, on: 'alpha' })),
        atOnce,
        turn: (member, parent) => {
          if (member === 'b') return { ok: false, findings: [finding('b cannot.')] };
          const { id } = world.crew.begin(
            { kind: 'move', name: 'Move', target: member, begins: [], steps: [step(member)] },
            { by: 'automatic', parent },
          );
          return { ok: true, task: id, name: `Move ${member} to beta`, output: [] };
        },
      },
    );

  it('gives each member its turn, so many at a time; one that fails leaves the others alone', () => {
    const world = new Wordy();
    const record = batch(world, 1);
    world.crew.settle();
    world.until(5);
    expect(
      activityAt(world.crew.records, seconds(5)).map(({ target, progress }) => [target, progress]),
    ).toEqual([
      ['a', 0.4],
      ['alpha', 0],
    ]);
    world.until(60);
    expect(record).toMatchObject({
      status: 'failed',
      endNs: seconds(22),
      failure: { step: 'Move b', message: 'b cannot.' },
    });
    expect(record.steps.map(({ name, status }) => `${name} ${status}`)).toEqual([
      'Move a to beta done',
      'Move b failed',
      'Move c to beta done',
    ]);
    // At a moment before, nobody knows yet what it will be.
    expect(stepsAt(record, seconds(5)).map(({ name }) => name)).toEqual([
      'Move a to beta',
      'Move b',
      'Move c',
    ]);
    const both = new Wordy();
    const faster = batch(both, 2);
    both.crew.settle();
    both.until(60);
    expect(faster.endNs).toBe(seconds(11));
  });
});
