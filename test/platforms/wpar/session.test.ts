import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seconds } from '../../../web/model/units.ts';
import { dateLoop } from '../../../web/platforms/wpar/session/session.ts';
import { sessionAt } from '../../../web/platforms/wpar/session/session-at.ts';
import type { Request } from '../../../web/platforms/wpar/tasks/request.ts';
import { ask, edit, type Ran, run, ssh, task, type } from './courses.ts';
import { changed, sceneWith, standing } from './worlds.ts';

const active = sceneWith(standing('Active'));
const at = (course: Ran, atS: number) => sessionAt(course, course.sessions[0]!, seconds(atS));
const texts = (course: Ran, atS: number) => at(course, atS).lines.map(({ text }) => text);
const LOOP = [ssh(1), type(2, dateLoop())];
const relocate = (mode: 'synchronous' | 'asynchronous'): Request => ({
  action: 'relocate-live',
  wpar: 'x150',
  to: 'x103',
  mode,
});

describe('an ssh session', () => {
  it('logs in to a partition that runs, and waits in vain for one that does not', () => {
    expect(at(run(active, [ssh(1)]), 2)).toMatchObject({ title: 'ssh root@x150', ended: null });
    const vain = at(run(sceneWith(standing('Defined')), [ssh(1)]), 2);
    expect(vain.ended).toBe('x150 does not run: nobody answered.');
    expect(vain.lines.at(-1)?.text).toContain('timed out');
  });

  it('shows what topas paints in wrong colours until the terminal type is set', () => {
    const course = run(active, [
      ssh(1),
      type(2, 'topas'),
      type(10, 'export TERM=aixterm'),
      type(11, 'topas'),
    ]);
    const header = at(course, 20).lines.filter(({ text }) => text.includes('Topas Monitor'));
    expect(header.map(({ tone }) => tone)).toEqual(['bad', 'good']);
    expect(header[1]?.text).toBe('Topas Monitor for host: x150');
    expect(header[0]?.text).not.toBe(header[1]?.text);
  });

  it('prints the date every 15 s, or as often as one likes', () => {
    const course = run(active, LOOP, 100);
    expect(texts(course, 33)).toEqual([
      'ssh root@x150',
      'Welcome to AIX on x150.',
      `# ${dateLoop()}`,
      'Mon Mar  3 09:00:02 CET 2008',
      'Mon Mar  3 09:00:17 CET 2008',
      'Mon Mar  3 09:00:32 CET 2008',
    ]);
    expect(texts(run(active, [ssh(1), type(2, dateLoop(2))], 100), 12)).toHaveLength(3 + 6);
  });

  it('hears a line that was typed during a silence when it is sent again', () => {
    const course = run(active, [ask(0, relocate('synchronous')), ssh(1), type(10, 'hostname')]);
    expect(texts(course, 21)).not.toContain('x150');
    expect(at(course, 21).typing?.unheard).toBe(1);
    expect(texts(course, 60)).toContain('x150');
    expect(at(course, 60).typing?.unheard).toBe(0);
  });

  it('offers a line to type at a prompt, none to whoever was logged out, and none but ^C in a loop', () => {
    const course = run(active, [...LOOP, type(40, '^C'), type(50, 'exit')], 100);
    expect(at(course, 1).typing).toMatchObject({
      prompt: '#',
      call: { on: { $ref: 'WparSession', name: 's1' }, verb: 'type' },
    });
    expect(at(course, 20).typing?.prompt).toBe('');
    expect(at(course, 41).typing?.prompt).toBe('#');
    expect(texts(course, 45).at(-1)).toBe('^C');
    expect(at(course, 45).longestGapNs).toBe(seconds(15));
    expect(at(course, 51).typing).toBeNull();
  });

  it('knows which host it is on only by the clock', () => {
    const skewed = changed(active, { kind: 'system', system: 'x103', set: { clockOffsetMs: -20_000 } });
    const course = run(skewed, [...LOOP, ask(20, relocate('synchronous'))], 200);
    const times = at(course, 100).lines.slice(3);
    expect(times.map(({ text }) => text.slice(14, 19))).toEqual(expect.arrayContaining(['00:17', '00:30']));
    expect(at(course, 100).longestGapNs / 1e9).toBeCloseTo(33, 2);
  });
});

describe('the date loop during a relocation', () => {
  it('survives a synchronous one with a gap of 33 s, an asynchronous one with 2 to 3 s more than its interval', () => {
    for (const [mode, least, most] of [
      ['synchronous', 17.9, 18.1],
      ['asynchronous', 2, 3],
    ] as const) {
      const course = run(active, [...LOOP, ask(30, relocate(mode))], 200);
      const view = at(course, 150);
      expect(view.ended).toBeNull();
      expect(view.longestGapNs / 1e9 - 15).toBeGreaterThanOrEqual(least);
      expect(view.longestGapNs / 1e9 - 15).toBeLessThanOrEqual(most);
    }
  });

  it('falls silent for as long as the task view says that it stands still', () => {
    const course = run(active, [...LOOP, ask(30, relocate('synchronous'))], 200);
    const { steps } = task(course);
    const first = steps.find(({ name }) => name === 'Freeze processes')!.startNs!;
    const last = steps.find(({ name }) => name === 'Resume on x103')!.endNs!;
    expect(at(course, 150).longestGapNs - seconds(15)).toBe(last - first);
  });

  it('has exactly one gap, whenever the relocation begins: the interval and the pause', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 90 }), (whenS) => {
        const course = run(active, [...LOOP, ask(whenS, relocate('synchronous'))], 250);
        const dates = at(course, 240).lines.slice(3);
        const gaps = dates.slice(1).map((line, i) => line.at - dates[i]!.at);
        expect(gaps.filter((gap) => gap !== seconds(15)).map((gap) => gap / 1e9)).toEqual([
          expect.closeTo(33, 2),
        ]);
      }),
      { numRuns: 20 },
    );
  });

  it('says at any moment how long it has been silent', () => {
    const course = run(active, [...LOOP, ask(30, relocate('synchronous'))], 200);
    expect(at(course, 60).silentNs).toBe(seconds(28));
    expect(at(course, 60).lines.length).toBe(at(course, 48).lines.length);
  });
});

describe('a pause', () => {
  const paused = (patienceS?: number) =>
    run(active, [
      ssh(1, 'x150', patienceS),
      type(2, dateLoop()),
      ask(20, { action: 'pause', wpar: 'x150' }),
      ask(300, { action: 'resume', wpar: 'x150' }),
    ]);

  it('lets the session hang, and go on', () => {
    expect(at(paused(), 290)).toMatchObject({ ended: null });
    expect(at(paused(), 400).lines.length).toBeGreaterThan(at(paused(), 290).lines.length);
  });

  it('ends it where the client’s patience is shorter', () => {
    expect(at(paused(60), 75).ended).toBeNull();
    expect(at(paused(60), 100).ended).toContain('heard nothing for 60 s');
    expect(at(paused(60), 400).lines.at(-1)?.text).toBe('Timeout, server x150 not responding.');
  });
});

describe('the end of a session', () => {
  it('at a stop from the manager comes without a clue', () => {
    const view = at(run(active, [...LOOP, ask(20, { action: 'stop', wpar: 'x150' })]), 100);
    expect(view.ended).toBe('It ended, and the client was not told why.');
    expect(view.lines.at(-1)?.text).toMatch(/CET 2008$/);
  });

  it('at a shutdown is announced, and has a reason; the session itself can ask for it', () => {
    for (const asked of [ask(20, { action: 'shutdown', wpar: 'x150' }), type(20, 'shutdown -F')]) {
      const course = run(active, [...LOOP, asked]);
      expect(texts(course, 30)).toContain('Broadcast message from root@x150: x150 will be shut down.');
      expect(at(course, 60).ended).toBeNull();
      const view = at(course, 200);
      expect(view.ended).toBe('x150 was shut down, and said so.');
      expect(view.lines.at(-1)?.text).toBe('Connection to x150 closed.');
    }
  });

  it('of a system that is gone comes with the client’s patience', () => {
    const course = run(active, [...LOOP, edit(20, { kind: 'power', system: 'x203', up: false })]);
    expect(at(course, 600).ended).toBeNull();
    expect(at(course, 1000).ended).toContain('gave up');
  });

  it('can be asked for', () => {
    expect(at(run(active, [ssh(1), type(5, 'exit')]), 6).ended).toBe('Logged out.');
  });
});
