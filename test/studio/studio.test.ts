import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../web/model/scenario.ts';
import { seconds } from '../../web/model/units.ts';
import { commandFor, commandsOf } from '../../web/studio/commands.ts';
import { bench } from './bench.ts';

const faster = (scenario: Scenario): Scenario => ({
  ...scenario,
  link: { ...scenario.link, bytesPerSecond: 125e6 },
});

describe('the studio', () => {
  it('opens paused at the start, with the run known and the map pulled', async () => {
    const { studio, frames } = bench();
    studio.run.watchMap({ partition: 'redis', cells: 100 });
    await frames(4);
    expect(studio.run.shown.get()?.recording.moves).toHaveLength(1);
    expect(studio.clock.playing.get()).toBe(false);
    expect(studio.clock.at).toBe(0);
    expect(studio.run.frame?.map?.cells).toBe(100);
  });

  it('shows nothing but what was asked for: what it could begin with only when that cannot be opened', async () => {
    const [asked, refused] = [bench(0, undefined, false), bench(0, undefined, false)];
    for (const { studio, frames } of [asked, refused]) {
      await frames(3);
      expect([studio.waits.get(), studio.run.shown.get()]).toEqual([true, null]);
    }
    void asked.studio.load({ ...faster(asked.studio.job.scenario), title: 'Another' }, 'opening another');
    void refused.studio.start();
    for (const [{ studio, frames }, title] of [
      [asked, 'Another'],
      [refused, 'Redis under load, slow link'],
    ] as const) {
      await frames(4);
      expect([studio.waits.get(), studio.shownScenario.title]).toEqual([false, title]);
      // What nobody has seen is nothing to go back to; what came first is.
      expect(studio.steps.get().undo).toBeNull();
    }
    void asked.studio.load(faster(asked.studio.job.scenario), 'opening a third');
    await asked.frames(4);
    expect(asked.studio.steps.get().undo).toBe('opening a third');
  });

  it('sleeps when nothing moves', async () => {
    const { frames, due } = bench();
    await frames(10);
    expect(due).toHaveLength(0);
  });

  it('advances virtual time by wall time times speed, and stops at the end', async () => {
    const { studio, frames } = bench();
    await frames(3);
    studio.clock.speed.set(10);
    studio.clock.play();
    await frames(1);
    const before = studio.clock.at;
    await frames(10);
    expect(studio.clock.at - before).toBe(10 * 16 * 10 * 1e6);
    studio.clock.seek(studio.clock.duration - 1);
    await frames(2);
    expect(studio.clock.at).toBe(studio.clock.duration);
    expect(studio.clock.playing.get()).toBe(false);
  });

  it('keeps the last run on screen while the next is computed', async () => {
    const { studio, frames } = bench(6);
    await frames(12);
    const first = studio.run.shown.get();
    void studio.tune(faster, { label: 'link', cause: 'link' });
    await frames(3);
    expect(studio.run.status.get().state).toBe('computing');
    expect(studio.run.shown.get()).toBe(first);
    await frames(10);
    expect(studio.run.shown.get()).not.toBe(first);
    expect(studio.run.status.get().state).toBe('ready');
  });

  it('changes nothing when a change is refused, and tells its cause why', async () => {
    const { studio, frames } = bench(0, (job) =>
      job.scenario.link.bytesPerSecond > 1e8 ? 'Too fast.' : null,
    );
    await frames(4);
    const [job, shown] = [studio.job, studio.run.shown.get()];
    const accepted = studio.tune(faster, { label: 'link', cause: 'link' });
    await frames(4);
    expect(await accepted).toBe(false);
    expect(studio.job).toBe(job);
    expect(studio.run.shown.get()).toBe(shown);
    expect(studio.refusal.get()).toEqual({ cause: 'link', diagnostics: [{ what: 'Too fast.' }] });
    expect(studio.steps.get().undo).toBeNull();
  });

  it('records a drag as an intervention at the cursor, and takes it back', async () => {
    const { studio, frames } = bench();
    await frames(4);
    studio.clock.seek(seconds(21));
    void studio.migrate('web-1', 'beta');
    await frames(6);
    expect(studio.job.interventions).toEqual([
      { at: seconds(21), action: { kind: 'migrate', partition: 'web-1', to: 'beta' } },
    ]);
    expect(studio.run.shown.get()?.recording.moves.map((m) => m.partition)).toEqual(['redis', 'web-1']);
    expect(studio.clock.playing.get()).toBe(true);
    void studio.undo();
    await frames(6);
    expect(studio.job.interventions).toEqual([]);
    void studio.redo();
    await frames(6);
    expect(studio.job.interventions).toHaveLength(1);
  });

  it('does not set off when the move was turned down', async () => {
    const { studio, frames } = bench();
    await frames(4);
    studio.clock.seek(seconds(3));
    void studio.migrate('batch', 'beta');
    await frames(6);
    expect(studio.run.shown.get()?.recording.notes).toHaveLength(1);
    expect(studio.clock.playing.get()).toBe(false);
  });

  it('undoes a dragged slider in one step', async () => {
    const { studio, frames } = bench();
    await frames(4);
    const before = studio.job;
    for (const limit of [200, 150, 100]) {
      void studio.tune(
        (scenario) => ({ ...scenario, tuning: { ...scenario.tuning, downtimeLimitMs: limit } }),
        { label: 'downtime-limit', cause: 'downtime-limit', merge: 'downtime-limit' },
      );
      await frames(4);
    }
    void studio.undo();
    await frames(4);
    expect(studio.job).toBe(before);
  });

  it('goes back to the scenario as it was opened, and undoes even that', async () => {
    const { studio, frames } = bench();
    await frames(4);
    void studio.tune(faster, { label: 'link', cause: 'link' });
    void studio.migrate('redis', 'beta');
    await frames(8);
    expect(studio.changed).toBe(true);
    const changed = studio.job;
    void studio.reset();
    await frames(6);
    expect(studio.changed).toBe(false);
    void studio.undo();
    await frames(6);
    expect(studio.job).toBe(changed);
  });

  it('begins anew with another scenario, and finds back to the first', async () => {
    const { studio, frames } = bench();
    await frames(4);
    const first = studio.job;
    studio.clock.seek(seconds(5));
    const loaded = studio.load({ ...faster(studio.job.scenario), title: 'Another' }, 'opening another');
    await frames(6);
    expect(await loaded).toBe(true);
    expect(studio.clock.at).toBe(0);
    expect(studio.changed).toBe(false);
    void studio.undo();
    await frames(6);
    expect(studio.job).toBe(first);
    expect(studio.changed).toBe(false);
  });

  it('leaves all as it was when a file is no good', async () => {
    const { studio, frames } = bench();
    await frames(4);
    const job = studio.job;
    await studio.open('notes.txt', new Uint8Array([1, 2, 3]));
    expect(studio.job).toBe(job);
    expect(studio.refusal.get()?.cause).toBe('file');
    expect(studio.refusal.get()?.diagnostics[0]?.what).toMatch(/notes\.txt/);
  });

  it('goes back to the last good run when one breaks off, and says why', async () => {
    const { port, studio, frames } = bench();
    await frames(4);
    const [good, shown] = [studio.job, studio.run.shown.get()];
    port.breakOff('It ran out of memory.');
    void studio.tune(faster, { label: 'link', cause: 'link' });
    await frames(8);
    expect(studio.job).toBe(good);
    expect(port.started.at(-1)).toBe(good);
    expect(studio.run.shown.get()?.recording.fingerprint).toBe(shown?.recording.fingerprint);
    expect(studio.refusal.get()?.diagnostics[0]?.what).toBe('It ran out of memory.');
  });

  it('makes changes one after the other, each of what the one before has left', async () => {
    const { studio, frames } = bench();
    await frames(4);
    void studio.tune(faster, { label: 'link', cause: 'link' });
    void studio.tune((s) => ({ ...s, title: 'Renamed' }), { label: 'title', cause: 'title' });
    await frames(8);
    expect(studio.job.scenario).toMatchObject({ title: 'Renamed', link: { bytesPerSecond: 125e6 } });
  });

  it('keeps what can be undone when undoing is turned down', async () => {
    let closed = false;
    const { studio, frames } = bench(0, () => (closed ? 'Not now.' : null));
    await frames(4);
    const first = studio.job;
    void studio.tune(faster, { label: 'link', cause: 'link' });
    await frames(4);
    closed = true;
    void studio.undo();
    await frames(4);
    expect(studio.job).not.toBe(first);
    closed = false;
    void studio.undo();
    await frames(4);
    expect(studio.job).toBe(first);
  });

  it('steps from round to round and back', async () => {
    const { studio, frames } = bench();
    await frames(4);
    const visited = [studio.clock.at];
    for (let i = 0; i < 4; i++) {
      studio.clock.step(1);
      visited.push(studio.clock.at);
    }
    for (let i = 3; i >= 0; i--) {
      studio.clock.step(-1);
      // Stations less than a millisecond apart are one when going back.
      expect(visited).toContain(studio.clock.at);
    }
    expect(studio.clock.at).toBe(0);
  });
});

describe('commands', () => {
  it('have keys of their own, and are found by them', async () => {
    const { studio, frames } = bench();
    await frames(4);
    let asked = 0;
    const commands = commandsOf(studio, { help: () => asked++, describe: () => asked++ });
    const keys = commands.flatMap((c) => c.keys);
    expect(new Set(keys).size).toBe(keys.length);
    const press = (key: string, more = {}) =>
      commandFor(commands, { key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...more });
    expect(press(' ')?.id).toBe('time.play');
    expect(press('?', { shiftKey: true })?.id).toBe('page.help');
    expect(press('z', { ctrlKey: true })).toBeUndefined();
    expect(press('+', { altKey: true })).toBeUndefined();
    press('?')?.perform();
    expect(asked).toBe(1);
  });
});
