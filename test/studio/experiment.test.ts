import { describe, expect, it } from 'vitest';
import { seconds } from '../../web/model/units.ts';
import { bench } from './bench.ts';
import { REDIS_JOB } from './redis-job.ts';

const { scenario } = REDIS_JOB;
const offer = (id: string) => ({ id, scenario: { ...scenario, title: id } });
const FILE = {
  kind: 'cases' as const,
  offers: [offer('slow'), offer('fast')],
  refused: [{ where: 'case "odd"', what: 'It is odd.' }],
  entries: 3,
};

async function withFile() {
  const { port, studio, frames } = bench();
  await frames(4);
  port.files.set('cases.json', FILE);
  const act = async <T>(done: Promise<T>): Promise<T> => {
    await frames(6);
    return done;
  };
  await act(studio.open('cases.json', new Uint8Array()));
  return { studio, act };
}

describe('a case file', () => {
  it('opens with its first good case, and tells what is wrong with the others', async () => {
    const { studio } = await withFile();
    const { job, original, cases } = studio.experiment.get();
    expect(job.scenario.title).toBe('slow');
    expect(original).toBe(job.scenario);
    expect(cases).toMatchObject({ chosen: 'slow', entries: 3, refused: FILE.refused });
    expect(cases?.offers.map((o) => o.id)).toEqual(['slow', 'fast']);
  });

  it('shows another of its cases from the start', async () => {
    const { studio, act } = await withFile();
    studio.clock.seek(seconds(3));
    expect(await act(studio.choose('fast'))).toBe(true);
    expect(studio.job.scenario.title).toBe('fast');
    expect(studio.experiment.get().cases?.chosen).toBe('fast');
    expect(studio.clock.at).toBe(0);
  });

  it('goes back to the case before, in the list as in the run, and out of the file', async () => {
    const { studio, act } = await withFile();
    await act(studio.choose('fast'));
    await act(studio.undo());
    expect(studio.experiment.get().cases?.chosen).toBe('slow');
    expect(studio.job.scenario.title).toBe('slow');
    await act(studio.undo());
    expect(studio.experiment.get().cases).toBeNull();
    expect(studio.job.scenario.title).toBe(scenario.title);
    await act(studio.redo());
    expect(studio.experiment.get().cases?.chosen).toBe('slow');
  });

  it('stays open when its case is changed and reset', async () => {
    const { studio, act } = await withFile();
    await act(studio.tune((s) => ({ ...s, seed: 7 }), { label: 'seed', cause: 'seed' }));
    await act(studio.reset());
    expect(studio.experiment.get().cases?.chosen).toBe('slow');
    expect(studio.job.scenario.title).toBe('slow');
  });

  it('has no case of a name that it does not offer', async () => {
    const { studio, act } = await withFile();
    expect(await act(studio.choose('odd'))).toBe(false);
    expect(studio.job.scenario.title).toBe('slow');
  });
});

describe('a trace', () => {
  it('is what the partition writes, until that is undone', async () => {
    const { port, studio, frames } = bench();
    await frames(4);
    const bytes = new Uint8Array([1]);
    const facts = { id: 'own', label: 'My own', pages: 10, populatedPages: 5, seconds: 1, bytes };
    port.files.set('own.trace', { kind: 'trace', ...facts });
    void studio.open('own.trace', bytes);
    await frames(6);
    const { job, traces } = studio.experiment.get();
    expect(job.scenario.partitions[0]?.guest.workload).toEqual({ kind: 'trace', trace: 'own' });
    expect(job.attachments).toContainEqual({ id: 'own', bytes });
    expect(traces.map((t) => t.id)).toContain('own');
    void studio.undo();
    await frames(6);
    expect(studio.experiment.get().traces.map((t) => t.id)).not.toContain('own');
  });
});
