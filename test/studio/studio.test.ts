import { describe, expect, it } from 'vitest';
import type { Job } from '../../web/model/scenario.ts';
import { seconds } from '../../web/model/units.ts';
import { commandFor, commandsOf } from '../../web/studio/commands.ts';
import { OPENING_TRACE, openingJob } from '../../web/studio/opening.ts';
import { Studio } from '../../web/studio/studio.ts';
import { fakePort } from './fake-port.ts';

/** A studio whose frames come when the test says so, 16 ms apart. */
function bench(pulls = 0, refuse?: (job: Job) => string | null) {
  const port = fakePort(pulls, refuse);
  const due: ((now: number) => void)[] = [];
  let now = 0;
  const studio = new Studio(port, openingJob('trace'), [OPENING_TRACE], (callback) => due.push(callback));
  const settle = async () => {
    for (let i = 0; i < 12; i++) await Promise.resolve();
  };
  const frames = async (count: number) => {
    for (let i = 0; i < count; i++) {
      await settle();
      now += 16;
      for (const callback of due.splice(0)) callback(now);
    }
    await settle();
  };
  return { port, studio, frames, due };
}

const faster = (studio: Studio) => {
  const { scenario } = studio.job.get();
  return { ...scenario, link: { ...scenario.link, bytesPerSecond: 125e6 } };
};

describe('the studio', () => {
  it('opens paused at the start, with the run known and the map pulled', async () => {
    const { studio, frames } = bench();
    studio.watchMap({ partition: 'redis', cells: 100 });
    await frames(4);
    expect(studio.shown.get()?.recording.moves).toHaveLength(1);
    expect(studio.playing.get()).toBe(false);
    expect(studio.at).toBe(0);
    expect(studio.frame?.map?.cells).toBe(100);
  });

  it('sleeps when nothing moves', async () => {
    const { frames, due } = bench();
    await frames(10);
    expect(due).toHaveLength(0);
  });

  it('advances virtual time by wall time times speed, and stops at the end', async () => {
    const { studio, frames } = bench();
    await frames(3);
    studio.speed.set(10);
    studio.play();
    await frames(1);
    const before = studio.at;
    await frames(10);
    expect(studio.at - before).toBe(10 * 16 * 10 * 1e6);
    studio.seek(studio.duration - 1);
    await frames(2);
    expect(studio.at).toBe(studio.duration);
    expect(studio.playing.get()).toBe(false);
  });

  it('keeps the last run on screen while the next is computed', async () => {
    const { studio, frames } = bench(6);
    await frames(12);
    const first = studio.shown.get();
    void studio.tune(faster(studio), { label: 'link', cause: 'link' });
    await frames(3);
    expect(studio.status.get().state).toBe('computing');
    expect(studio.shown.get()).toBe(first);
    await frames(10);
    expect(studio.shown.get()).not.toBe(first);
    expect(studio.status.get().state).toBe('ready');
  });

  it('changes nothing when a change is refused, and tells its cause why', async () => {
    const { studio, frames } = bench(0, (job) =>
      job.scenario.link.bytesPerSecond > 1e8 ? 'Too fast.' : null,
    );
    await frames(4);
    const [job, shown] = [studio.job.get(), studio.shown.get()];
    const accepted = studio.tune(faster(studio), { label: 'link', cause: 'link' });
    await frames(4);
    expect(await accepted).toBe(false);
    expect(studio.job.get()).toBe(job);
    expect(studio.shown.get()).toBe(shown);
    expect(studio.refusal.get()).toEqual({ cause: 'link', diagnostics: [{ what: 'Too fast.' }] });
    expect(studio.steps.get().undo).toBeNull();
  });

  it('records a drag as an intervention at the cursor, and takes it back', async () => {
    const { studio, frames } = bench();
    await frames(4);
    studio.seek(seconds(21));
    void studio.migrate('web-1', 'beta');
    await frames(6);
    expect(studio.job.get().interventions).toEqual([
      { at: seconds(21), action: { kind: 'migrate', partition: 'web-1', to: 'beta' } },
    ]);
    expect(studio.shown.get()?.recording.moves.map((m) => m.partition)).toEqual(['redis', 'web-1']);
    expect(studio.playing.get()).toBe(true);
    void studio.undo();
    await frames(6);
    expect(studio.job.get().interventions).toEqual([]);
    void studio.redo();
    await frames(6);
    expect(studio.job.get().interventions).toHaveLength(1);
  });

  it('does not set off when the move was turned down', async () => {
    const { studio, frames } = bench();
    await frames(4);
    studio.seek(seconds(3));
    void studio.migrate('batch', 'beta');
    await frames(6);
    expect(studio.shown.get()?.recording.notes).toHaveLength(1);
    expect(studio.playing.get()).toBe(false);
  });

  it('undoes a dragged slider in one step', async () => {
    const { studio, frames } = bench();
    await frames(4);
    const before = studio.job.get();
    for (const limit of [200, 150, 100]) {
      const { scenario } = studio.job.get();
      void studio.tune(
        { ...scenario, tuning: { ...scenario.tuning, downtimeLimitMs: limit } },
        { label: 'downtime-limit', cause: 'downtime-limit', merge: 'downtime-limit' },
      );
      await frames(4);
    }
    void studio.undo();
    await frames(4);
    expect(studio.job.get()).toBe(before);
  });

  it('goes back to the scenario as it was opened, and undoes even that', async () => {
    const { studio, frames } = bench();
    await frames(4);
    void studio.tune(faster(studio), { label: 'link', cause: 'link' });
    void studio.migrate('redis', 'beta');
    await frames(8);
    expect(studio.changed).toBe(true);
    const changed = studio.job.get();
    void studio.reset();
    await frames(6);
    expect(studio.changed).toBe(false);
    void studio.undo();
    await frames(6);
    expect(studio.job.get()).toBe(changed);
  });

  it('begins anew with another scenario, and finds back to the first', async () => {
    const { studio, frames } = bench();
    await frames(4);
    const first = studio.job.get();
    studio.seek(seconds(5));
    const loaded = studio.load({ ...faster(studio), title: 'Another' }, 'opening another');
    await frames(6);
    expect(await loaded).toBe(true);
    expect(studio.at).toBe(0);
    expect(studio.changed).toBe(false);
    void studio.undo();
    await frames(6);
    expect(studio.job.get()).toBe(first);
    expect(studio.changed).toBe(false);
  });

  it('leaves all as it was when a file is no good', async () => {
    const { studio, frames } = bench();
    await frames(4);
    const job = studio.job.get();
    await studio.open('notes.txt', new Uint8Array([1, 2, 3]));
    expect(studio.job.get()).toBe(job);
    expect(studio.refusal.get()?.cause).toBe('file');
    expect(studio.refusal.get()?.diagnostics[0]?.what).toMatch(/notes\.txt/);
  });

  it('repeats its job when the simulation was replaced behind it', async () => {
    const { port, studio, frames } = bench();
    await frames(4);
    await port.start(studio.job.get());
    studio.seek(seconds(2));
    await frames(60);
    expect(port.started).toHaveLength(3);
    expect(studio.status.get().state).toBe('ready');
    expect(studio.refusal.get()).toBeNull();
  });

  it('steps from round to round and back', async () => {
    const { studio, frames } = bench();
    await frames(4);
    const visited = [studio.at];
    for (let i = 0; i < 4; i++) {
      studio.step(1);
      visited.push(studio.at);
    }
    for (let i = 3; i >= 0; i--) {
      studio.step(-1);
      // Stations less than a millisecond apart are one when going back.
      expect(visited).toContain(studio.at);
    }
    expect(studio.at).toBe(0);
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
