import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { loadedEngine } from '../../web/cli/lib/engine.ts';
import { loadedSandbox } from '../../web/cli/lib/scenario/run-here.ts';
import { type Call, call, thingName } from '../../web/model/call.ts';
import { withInterventions } from '../../web/model/lines.ts';
import type { MoveRecord, Recording } from '../../web/model/recording.ts';
import type { Intervention } from '../../web/model/scenario.ts';
import { ms, ns, seconds } from '../../web/model/units.ts';
import { ScriptRun } from '../../web/simulation/script/script-run.ts';
import { jobOf, logged, played, reported, WORLD } from './script.ts';

const act = (at: number, action: Intervention['action']): Intervention => ({ at: seconds(at), action });
const toBeta = { kind: 'migrate', partition: 'db', to: 'beta' } as const;
const calls = (made: Call) => ({ kind: 'call', call: made }) as const;

describe('a script in virtual time', () => {
  it('waits without the wall clock, and knows the moment', async () => {
    const report = await reported(
      `${WORLD}log(now()); await sleep('90 s'); log(now()); await until('2 min'); log(now());`,
    );
    expect(logged(report)).toEqual(['0 ns', '1.5 min', '2 min']);
    expect(report.status).toBe('done');
  });

  it('goes on where a move ends, at its very end', async () => {
    const { moves, scripted } = await played(`${WORLD}await sleep('1 s');
const run = await db.migrate(beta);
log(now().ns, run.status, db.host, run.total.ns);`);
    const [move] = moves;
    expect(logged(scripted!.report)).toEqual([
      `${move!.endNs} completed beta ${move!.endNs - move!.startNs}`,
    ]);
  });

  it('ends five seconds after it returned and nothing is under way', async () => {
    const { durationNs, moves } = await played(`${WORLD}await sleep('1 s'); db.migrate(beta);`);
    expect(durationNs).toBe(moves[0]!.endNs + seconds(5));
    expect((await played(`${WORLD}await sleep('3 s');`)).durationNs).toBe(seconds(8));
  });

  it('is not kept alive by what nobody awaits, and never lasts longer than its horizon', async () => {
    const endless = `${WORLD}void (async () => { for (;;) await sleep('1 s'); })();`;
    expect((await played(endless)).durationNs).toBe(seconds(5));
    const report = await reported(`${WORLD}lab.setup({ horizon: '20 s' }); for (;;) await sleep('1 s');`);
    expect(report.status).toBe('stopped');
    expect(report.diagnostics[0]!.what).toMatch(/horizon, 20 s/);
    expect(report.diagnostics[0]!.place).toEqual({ line: 6, column: 48 });
    const late = await reported(
      `${WORLD}lab.setup({ horizon: '2 s' }); await sleep('1.9 s'); await db.migrate(beta); log('never');`,
    );
    expect(late).toMatchObject({ status: 'stopped', logs: [] });
    expect(late.diagnostics[0]!.what).toMatch(/horizon, 2 s/);
  });

  it('fails by what nobody awaits and fails, when nobody has taken it up by its end', async () => {
    const refused = await reported(`${WORLD}void (async () => {
  await sleep('2 s');
  db.migrate(alpha);
})();
await sleep('3 s');`);
    expect(refused.status).toBe('refused');
    expect(refused.diagnostics).toMatchObject([{ place: { line: 8, column: 6 } }]);
    expect(refused.diagnostics[0]!.fix).toBeTruthy();
    const threw =
      await reported(`${WORLD}async function later() { await sleep('1 s'); throw new Error('no luck'); }
later();`);
    expect(threw.status).toBe('failed');
    expect(threw.diagnostics[0]).toMatchObject({ what: 'no luck.', place: { line: 6 } });
  });

  it('does not fail by what somebody takes up before its end, though later than it failed', async () => {
    const report = await reported(`${WORLD}const coming = (async () => { db.migrate(alpha); })();
await sleep('2 s');
await coming.catch(() => log('taken up'));`);
    expect(report.status).toBe('done');
    expect(logged(report)).toEqual(['taken up']);
  });

  it('is stopped where it waits for what never comes, and where it never lets time pass', async () => {
    const never = await reported(`${WORLD}await new Promise(() => {});`);
    expect(never.diagnostics[0]!.what).toMatch(/never comes/);
    const busy = await reported(`${WORLD}for (;;) await sleep('0 s');`);
    expect(busy.diagnostics[0]!.what).toMatch(/10000 times at one moment/);
  });

  it('lays the world out before time begins, and not after', async () => {
    const report = await reported(`${WORLD}await sleep('1 s');
lab.kvm.host('gamma', { memory: '1 GiB' });`);
    expect(report.status).toBe('failed');
    expect(report.diagnostics[0]).toMatchObject({
      what: expect.stringMatching(/Time has begun/),
      place: { line: 7 },
    });
  });

  it('draws the same numbers from the same seed, and others from another', async () => {
    const source = `${WORLD}log(random(), random(), random());`;
    const [first, again, other] = [
      await reported(source),
      await reported(source),
      await reported(source, { seed: 2 }),
    ];
    expect(logged(first)).toEqual(logged(again));
    expect(logged(first)).not.toEqual(logged(other));
    for (const each of logged(first)[0]!.split(' ').map(Number)) expect(each >= 0 && each < 1).toBe(true);
  });

  it('gives the same run in steps of any length', async () => {
    const source = `${WORLD}const two = lab.kvm.guest('two', { host: alpha, memory: '32 MiB' });
await sleep('1 s');
const first = db.migrate(beta);
await sleep('100 ms');
const second = two.migrate(beta);
await second; log(now().ns);
await first; log(now().ns);
await db.migrate(alpha); log(now().ns);`;
    const whole = await played(source);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1 }), async (steps) => {
        const opened = await ScriptRun.open(
          await loadedEngine(),
          await loadedSandbox(),
          jobOf(source),
          new Map(),
        );
        if (!opened.ok) throw new Error('not opened');
        for (let i = 0; !opened.value.step(ms(steps[i % steps.length]!)); i++);
        const again = opened.value.recording();
        expect(again.fingerprint).toBe(whole.fingerprint);
        expect(again.scripted!.report.logs).toEqual(whole.scripted!.report.logs);
        expect(again.durationNs).toBe(whole.durationNs);
      }),
      { numRuns: 10 },
    );
  });
});

describe('a move that waits before the switchover', () => {
  const WAITS = `${WORLD}const move = db.migrate(beta, { capabilities: ['pause-before-switchover'], goOnAfter: '1 min' });
while (move.query().status !== 'waiting') await sleep('50 ms');
`;

  it('goes on when the script says so, and stands still until then', async () => {
    const { moves, scripted } = await played(`${WAITS}const from = now(); await sleep('2 s');
log(move.goOn(), now().ns); const run = await move; log(run.status, move.goOn());`);
    const { preSwitchover, outcome } = moves[0]!;
    const [told, ended] = logged(scripted!.report);
    expect(told).toBe(`true ${preSwitchover?.toNs}`);
    expect(ended).toBe('completed false');
    expect(outcome.downtimeNs).toBeGreaterThan(seconds(2));
  });

  it('leaves the link to others meanwhile', async () => {
    const source = (wait: string) => `${WORLD}lab.kvm.defaults({ parameters: { 'max-bandwidth': 0 } });
const two = lab.kvm.guest('two', { host: alpha, memory: '256 MiB' });
const capabilities = ['pause-before-switchover'];
db.migrate(beta, { capabilities, goOnAfter: '${wait}' });
await sleep('1.5 s');
await two.migrate(beta);`;
    const lengths = async (wait: string) => {
      const { moves } = await played(source(wait));
      return moves.map(({ outcome }) => outcome.totalNs / 1e6);
    };
    const [, after = 0] = await lengths('10 ms');
    const [waited = 0, beside = 0] = await lengths('20 s');
    expect(beside / after).toBeCloseTo(1, 1);
    expect(waited).toBeGreaterThan(20_000);
    expect(waited).toBeLessThan(22_000);
  });

  test.each([
    ["{ goOnAfter: '1 s' }", /goOnAfter.*pause-before-switchover|pause-before-switchover/],
    ["{ acknowledgedAfter: '1 s' }", /switchover-ack/],
    ["{ preset: 'qemu-10.2', goOnAfter: '1 s' }", /nothing can be said of goOnAfter/],
  ])('is refused times that would do nothing: %s', async (options, why) => {
    const report = await reported(`${WORLD}await db.migrate(beta, ${options});`);
    expect(JSON.stringify(report.diagnostics)).toMatch(why);
  });

  it('switches over when the destination has said that it is ready', async () => {
    const { moves } = await played(
      `${WORLD}await db.migrate(beta, { capabilities: ['switchover-ack', 'return-path'], acknowledgedAfter: '8 s' });`,
    );
    expect((moves[0]!.stoppedNs ?? 0) - moves[0]!.startNs).toBeGreaterThanOrEqual(seconds(8));
  });
});

describe('a guest that reports memory free', () => {
  const moved = async (free: string, options = '') =>
    (
      await played(`${WORLD}const two = lab.kvm.guest('two', { host: alpha, memory: '64 MiB'${free} });
await two.migrate(beta${options});`)
    ).moves[0]!.outcome;

  it('is moved without it', async () => {
    const usual = await moved('');
    const less = await moved(", free: '16 MiB'");
    expect(usual.normalPages - less.normalPages).toBe(4096);
    expect(less.totalNs).toBeLessThan(usual.totalNs);
    const postcopy = await moved(", free: '16 MiB'", ", { capabilities: ['postcopy-ram'] }");
    expect(postcopy.normalPages).toBe(usual.normalPages);
  });

  it('cannot report more than it has', async () => {
    const report = await reported(
      `${WORLD}lab.kvm.guest('two', { host: alpha, memory: '64 MiB', free: '65 MiB' });`,
    );
    expect(report.diagnostics[0]?.what).toMatch(/More than the memory cannot be free/);
  });
});

describe('knobs and questions', () => {
  const KNOB = `${WORLD}const pause = param('pause', { default: '300 ms', min: '1 ms', max: '10 s' }); log(pause);`;

  it('take the value that they are given, and are listed', async () => {
    const report = await reported(KNOB, { parameters: { pause: '2 s' } });
    expect(logged(report)).toEqual(['2 s']);
    expect(report.knobs).toEqual([
      { name: 'pause', about: '', kind: 'time', value: '2 s', default: '300 ms', min: '1 ms', max: '10 s' },
    ]);
  });

  test.each(['11 s', '5 GiB', 'soon', ''])('refuse %j', async (value) => {
    const report = await reported(KNOB, { parameters: { pause: value } });
    expect(report.wrongInputs).toHaveLength(1);
    expect(logged(report)).toEqual([]);
  });

  it('name inputs that the script does not have', async () => {
    const report = await reported(KNOB, { parameters: { break: '1' }, answers: { why: 'x' } });
    expect(report.wrongInputs.map(({ where }) => where)).toEqual(['break', 'why']);
  });

  const ASKS = `${WORLD}await sleep('2 s');
const answer = await ask('again', { question: 'Once more?', choices: ['yes', 'no'], default: 'no' });
log(answer, now());`;

  it('hold time until there is an answer, where somebody is there to give it', async () => {
    const waiting = await played(ASKS, { attended: true });
    expect(waiting.scripted!.report.status).toBe('waiting');
    expect(waiting.durationNs).toBe(seconds(2));
    const answered = await reported(ASKS, {
      attended: true,
      interventions: [act(2, { kind: 'answer', question: 'again', answer: 'yes' })],
    });
    expect(logged(answered)).toEqual(['yes 2 s']);
  });

  it('take the default where nobody is, or what was said beforehand', async () => {
    expect(logged(await reported(ASKS))).toEqual(['no 2 s']);
    expect(logged(await reported(ASKS, { answers: { again: 'yes' } }))).toEqual(['yes 2 s']);
    expect((await reported(ASKS, { answers: { again: 'perhaps' } })).wrongInputs).toHaveLength(1);
  });
});

describe('what is expected', () => {
  it('is listed with its line, and the script goes on when it does not hold', async () => {
    const report = await reported(
      `${WORLD}expect('2 s', 'the span').toBeAtMost('1 s');
expect(3).not.toBe(4); expect('a').toBeOneOf('a', 'b'); log('on');`.replace(
        "toBeOneOf('a', 'b')",
        "toBeOneOf(['a', 'b'])",
      ),
    );
    expect(report.status).toBe('failed');
    expect(report.expectations.map(({ held, place, text }) => [held, place?.line, text])).toEqual([
      [false, 6, 'the span: 2 s, expected at most 1 s'],
      [true, 7, 'The value: 3, expected not 4'],
      [true, 7, "The value: 'a', expected one of 'a', 'b'"],
    ]);
    expect(logged(report)).toEqual(['on']);
  });

  it('is told in three digits, and in more where two that differ would look the same', async () => {
    const { expectations } = await reported(`${WORLD}expect(0.1 + 0.2, 'a sum').toBeLessThan(1);
expect(14.023416, 'a ratio').toBeGreaterThan(14); expect(12448.25, 'pages').toBeAtMost(20_000);
expect('3001 ms', 'a wait').toBeGreaterThan('3 s'); expect('59.99 s', 'a time').toBeLessThan('1 min');
expect(0.1 + 0.2, 'the same').toBe(0.3);`);
    expect(expectations.map(({ text }) => text)).toEqual([
      'a sum: 0.3, expected less than 1',
      'a ratio: 14.02, expected more than 14',
      'pages: 12448, expected at most 20000',
      'a wait: 3.001 s, expected more than 3 s',
      'a time: 59.99 s, expected less than 1 min',
      'the same: 0.30000000000000004, expected 0.3',
    ]);
  });

  it('cannot be compared with another kind', async () => {
    const report = await reported(`${WORLD}expect('2 s').toBeAtMost('1 GiB');`);
    expect(report.diagnostics[0]).toMatchObject({
      place: { line: 6 },
      what: expect.stringMatching(/cannot be compared/),
    });
  });
});

describe('what the world refuses', () => {
  it('is thrown with its reason at its place, and can be caught', async () => {
    const source = `${WORLD}try { db.migrate(alpha); } catch (error) { log(error instanceof Refused, error.message); }
db.migrate(alpha);`;
    const report = await reported(source);
    expect(logged(report)[0]).toMatch(/^true db is on alpha already/);
    expect(report.status).toBe('refused');
    expect(report.diagnostics[0]!.place).toEqual({ line: 7, column: 4 });
    expect(report.findings).toHaveLength(2);
  });

  it('holds parameters and capabilities against each other before anything moves', async () => {
    const report = await reported(
      `${WORLD}db.migrate(beta, { capabilities: ['auto-converge', 'dirty-limit'] });`,
    );
    expect(report.status).toBe('refused');
    expect(report.diagnostics.map(({ what }) => what).join(' ')).toMatch(/do not go together/);
  });
});

describe('what a person does', () => {
  it('leaves the past as it was, bit by bit', async () => {
    const source = `${WORLD}await sleep('1 s'); db.migrate(beta, { parameters: { 'max-bandwidth': '20 MiB/s' } });`;
    const before = await played(source);
    const cancelled = await played(source, {
      interventions: [act(2.5, { kind: 'cancel', partition: 'db' })],
    });
    const [one, other] = [before.moves[0]!, cancelled.moves[0]!];
    expect(other.outcome.status).toBe('cancelled');
    expect(other.decisions?.map(({ by }) => by)).toEqual(['person']);
    const until = (all: Float64Array, at: Float64Array) =>
      [...all].slice(
        0,
        at.findIndex((t) => t > seconds(2.5)),
      );
    expect(until(other.samples.sentBytes, one.samples.atNs)).toEqual(
      until(one.samples.sentBytes, one.samples.atNs),
    );
  });

  it('leaves the silences before it as they were, of pages that never came, too', async () => {
    const world = WORLD.replace(
      /memory: '64 MiB', .*/,
      "memory: '64 MiB', vcpus: 3, workload: { kind: 'uniform', pages: '60 MiB', writesPerSecond: 400_000 } });",
    );
    const source = `${world}await db.migrate(beta, { capabilities: ['postcopy-ram'], postcopyAfter: { time: '200 ms' } });`;
    const { stalls = [], faults = [] } = (await played(source)).moves[0]!;
    // Just after all had waited, when some of them still do.
    const moments = stalls
      .filter(({ toNs }) => faults.some((fault) => fault.at < toNs && toNs + 1000 < fault.untilNs))
      .slice(5, 6);
    expect(moments).toHaveLength(1);
    for (const { toNs } of moments) {
      const at = ns(toNs + 1000);
      const fails: Intervention = { at, action: { kind: 'fail', what: 'destination', partition: 'db' } };
      const [lost] = (await played(source, { interventions: [fails] })).moves;
      const early = (all: MoveRecord['stalls'] = []) =>
        all.flatMap(({ fromNs, toNs }) => (fromNs < at ? [[fromNs, Math.min(toNs, at)]] : []));
      expect(early(lost!.stalls)).toEqual(early(stalls));
    }
  });

  it('comes before the script at equal moments, and supersedes what it wanted', async () => {
    const source = `${WORLD}await sleep('1 s'); await db.migrate(beta); log('never');`;
    const { scripted, moves } = await played(source, { interventions: [act(1, toBeta)] });
    expect(scripted!.report.status).toBe('superseded');
    expect(scripted!.report.diagnostics).toEqual([]);
    expect(scripted!.report.notes[0]!.text).toMatch(/on its way.*person.*migrate/);
    expect(moves).toHaveLength(1);
  });

  it('that no longer applies is passed over and listed', async () => {
    const { notes, moves } = await played(`${WORLD}await sleep('1 s');`, {
      interventions: [
        act(1, { kind: 'migrate', partition: 'gone', to: 'beta' }),
        act(2, { kind: 'cancel', partition: 'db' }),
      ],
    });
    expect(notes.map(({ text }) => text)).toEqual([
      'There is no gone any more. It is left out.',
      'db is on no move at that moment. It is left out.',
    ]);
    expect(moves).toEqual([]);
  });

  it('can be any call of the API on a thing of the world', async () => {
    const made = call(thingName('Guest', 'db'), 'migrate', thingName('Host', 'beta'), {
      parameters: { 'max-bandwidth': '20 MiB/s' },
    });
    const { moves } = await played(`${WORLD}await sleep('10 s');`, { interventions: [act(3, calls(made))] });
    expect(moves[0]).toMatchObject({ partition: 'db', to: 'beta', startNs: seconds(3) });
    expect(moves[0]!.tuning!.maxBandwidthBytesPerSecond).toBe(20 * 2 ** 20);
  });

  it('is told apart from what the script asks for', async () => {
    const source = `${WORLD}await db.migrate(beta); await sleep('5 s');`;
    const back = call(thingName('Guest', 'db'), 'migrate', thingName('Host', 'alpha'));
    const { tasks } = await played(source, { interventions: [act(4, calls(back))] });
    expect(tasks?.map(({ origin }) => origin)).toEqual(['script', 'console']);
  });

  it('written into the script gives the same run', async () => {
    const source = `${WORLD}lab.kvm.defaults({ capabilities: ['postcopy-ram'], parameters: { 'max-bandwidth': '30 MiB/s' } });
lab.setup({ horizon: '20 s' });
await sleep('1 s');
const run = await db.migrate(beta);
await sleep('1 s');
if (run.status === 'completed') await db.migrate(alpha);`;
    const deeds = fc.oneof(
      fc
        .constantFrom('cancel', 'postcopy', 'hold', 'go-on', 'recover')
        .map((kind) => ({ kind, partition: 'db' }) as const),
      fc
        .constantFrom('link', 'source', 'destination')
        .map((what) => ({ kind: 'fail', partition: 'db', what }) as const),
      fc.constant(toBeta),
      fc.integer({ min: 1, max: 100 }).map(
        (mib) =>
          ({
            kind: 'change',
            partition: 'db',
            changes: { maxBandwidthBytesPerSecond: mib * 2 ** 20 },
          }) as const,
      ),
    );
    const moments = fc.oneof(fc.constantFrom(1e9, 2e9), fc.integer({ min: 0, max: 6e9 }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ at: moments.map(ns), action: deeds }), { maxLength: 4 }),
        async (all) => {
          const interventions = all.sort((a, b) => a.at - b.at);
          const acted = await played(source, { interventions });
          const written = await played(withInterventions(source, interventions));
          const told = ({ fingerprint, scripted, moves, tasks = [] }: Recording) => [
            fingerprint,
            scripted!.report.status,
            moves.map(({ decisions }) => decisions),
            tasks.map(({ origin, status }) => [origin, status]),
          ];
          expect(told(written)).toEqual(told(acted));
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('a script with what was done to its run', () => {
  const source = `${WORLD}const wait = param('wait', { default: '1 s', max: '10 s' });
await sleep(wait);
const way = await ask('way', { question: 'Which way?', choices: ['cancel', 'go on'], default: 'go on' });
const move = db.migrate(beta, { parameters: { 'max-bandwidth': '20 MiB/s' } });
await sleep('500 ms');
if (way === 'cancel') move.cancel();`;
  const cancels = act(3, { kind: 'answer', question: 'way', answer: 'cancel' });
  const run = { attended: true, parameters: { wait: '3 s' }, interventions: [cancels] };

  it('has its knobs as they were turned, and the answers', async () => {
    const [acted, written] = [
      await played(source, run),
      await played(withInterventions(source, run.interventions, run.parameters)),
    ];
    expect(acted.moves[0]).toMatchObject({ startNs: seconds(3), outcome: { status: 'cancelled' } });
    expect(written.fingerprint).toBe(acted.fingerprint);
    expect(written.durationNs).toBe(acted.durationNs);
    // Whoever runs it can turn and answer all the same.
    const other = await played(withInterventions(source, run.interventions, run.parameters), {
      parameters: { wait: '2 s' },
      answers: { way: 'go on' },
    });
    expect(other.moves[0]).toMatchObject({ startNs: seconds(2), outcome: { status: 'completed' } });
  });

  it('passes over an answer that is none any more, and says so', async () => {
    const changed = source.replaceAll("'cancel'", "'stop'");
    for (const recording of [
      await played(changed, { ...run, attended: false }),
      await played(withInterventions(changed, run.interventions)),
    ]) {
      expect(recording.scripted!.report).toMatchObject({ status: 'done', wrongInputs: [] });
      expect(recording.notes.map(({ text }) => text)).toEqual([
        '‘cancel’ is none of the answers to way. It is left out.',
      ]);
    }
  });

  it('lists what turns or answers nothing', async () => {
    const { notes } = await played(
      `lab.setup({ knobs: { wat: '2 s' }, answers: { whay: 'cancel' } });\n${WORLD}`,
      {
        interventions: run.interventions,
      },
    );
    expect(notes.map(({ text }) => text)).toEqual([
      'There is no knob wat. It is left out.',
      'Nobody asks whay. The answer is left out.',
      'Nobody asks way. The answer is left out.',
    ]);
  });

  it('cannot turn a knob that was asked for', async () => {
    const { diagnostics } = await reported(`${WORLD}param('wait', { default: '1 s' });
lab.setup({ knobs: { wait: '2 s' } });`);
    expect(diagnostics[0]!.what).toMatch(/wait stands already/);
  });
});

describe('links', () => {
  it('stand between two hosts before any guest does, and carry what they are set to', async () => {
    const source = `import { lab, log, sleep } from 'switchover';
const a = lab.kvm.host('a', { memory: '1 GiB' });
const b = lab.kvm.host('b', { memory: '1 GiB' });
const link = lab.link(a, b, { bandwidth: '1 Gbit/s' });
const db = lab.kvm.guest('db', { host: a, memory: '64 MiB' });
const move = db.migrate(b, { parameters: { 'max-bandwidth': 0 } });
await sleep('100 ms');
link.set({ bandwidth: '100 Mbit/s' });
log((await move).total > 0, link.bandwidth);`;
    const slow = await played(source);
    const fast = await played(source.replace('100 Mbit/s', '1 Gbit/s'));
    expect(logged(slow.scripted!.report)).toEqual(['true 100 Mbit/s']);
    expect(slow.moves[0]!.outcome.totalNs).toBeGreaterThan(2 * fast.moves[0]!.outcome.totalNs);
  });

  it('that are cut carry nothing for so long', async () => {
    const source = `${WORLD}const move = db.migrate(beta); await sleep('200 ms'); lab.network().cut('3 s'); await move;`;
    const { moves } = await played(source);
    const whole = await played(source.replace("lab.network().cut('3 s');", ''));
    const longer = moves[0]!.outcome.totalNs - whole.moves[0]!.outcome.totalNs;
    expect(Math.abs(longer - seconds(3))).toBeLessThan(seconds(1));
    // Cut again while they are, they carry nothing until both have passed; what is set meanwhile holds after that.
    const told = await reported(`${WORLD}const link = lab.network(); const say = () => log(link.bandwidth);
link.cut('1 s'); link.cut('2 s'); await sleep('1.5 s'); say(); link.set({ bandwidth: '2 Gbit/s' }); say();
await sleep('1 s'); say(); link.cut('2 s'); link.cut('1 s'); await sleep('1.5 s'); say(); await sleep('1 s'); say();`);
    expect(logged(told)).toEqual(['0 bit/s', '0 bit/s', '2 Gbit/s', '0 bit/s', '2 Gbit/s']);
  });
});

describe('a KVM world', () => {
  it('takes what its rules let pass: with the guest’s dirty ring, and over what it is sent', async () => {
    const ringed = WORLD.replace("memory: '64 MiB',", "memory: '64 MiB', dirtyRing: 4096,");
    const limited = await reported(`${ringed}await db.migrate(beta, { capabilities: ['dirty-limit'] });`);
    expect(limited).toMatchObject({ status: 'done', findings: [] });
    const filed = await reported(
      `${WORLD}await db.migrate(beta, { capabilities: ['mapped-ram'], transport: 'file' });`,
    );
    expect(filed.status).toBe('done');
    // What speaks against it all the same is told.
    expect(filed.findings.map(({ severity, where, place }) => [severity, where, place?.line])).toEqual([
      ['warning', 'db, mapped-ram', 6],
      ['warning', 'db, transport', 6],
    ]);
  });

  it('holds a move against its rules, at once and with what to do', async () => {
    const report =
      await reported(`${WORLD.replace("const beta = lab.kvm.host('beta', { memory: '1 GiB' });", "const beta = lab.kvm.host('beta', { memory: '1 GiB', cpu: 'Haswell', pools: [] });")}
db.migrate(beta);`);
    expect(report.status).toBe('refused');
    expect(report.diagnostics.length).toBeGreaterThan(1);
    for (const { what, fix, place } of report.diagnostics) expect(what && fix && place).toBeTruthy();
  });

  it('shows its console at any moment, and answers as the monitor would', async () => {
    const source = `${WORLD}await sleep('1 s'); await db.migrate(beta); beta.set({ qemu: '9.2' });`;
    const opened = await ScriptRun.open(
      await loadedEngine(),
      await loadedSandbox(),
      jobOf(source),
      new Map(),
    );
    if (!opened.ok) throw new Error('not opened');
    const run = opened.value;
    while (!run.step());
    const { moves, durationNs } = run.recording();
    const standing = (at: number) =>
      run
        .worldAt(ns(at))!
        .hosts.flatMap(({ id, partitions }) =>
          partitions.filter(({ shadow }) => !shadow).map((partition) => `${partition.id} on ${id}`),
        );
    expect(standing(0)).toEqual(['db on alpha']);
    expect(standing(durationNs)).toEqual(['db on beta']);
    const middle = ns((moves[0]!.startNs + moves[0]!.endNs) / 2);
    expect(
      run
        .command(middle, 'info migrate')!
        .lines.map(({ text }) => text)
        .join('\n'),
    ).toMatch(/Status:\s+active/);
    const back = call(thingName('Guest', 'db'), 'migrate', thingName('Host', 'alpha'));
    expect(run.check(durationNs, back)!.title).toBe('Move db to alpha');
  });
});
