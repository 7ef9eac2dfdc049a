import { beforeAll, expect, it } from 'vitest';
import { loadedEngine } from '../../web/cli/lib/engine.ts';
import type { Engine } from '../../web/engine/engine.ts';
import { PAGE_STATES } from '../../web/model/frame.ts';
import type { VirtualNs } from '../../web/model/units.ts';
import { Run } from '../../web/simulation/run.ts';
import { Viewer } from '../../web/simulation/viewer.ts';
import { jobOf, move, partition, writing } from './worlds.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await loadedEngine();
});

const CELLS = 64;

function shared() {
  const partitions = ['one', 'two', 'three'].map((id) => partition(id, 'alpha', writing(4000, 6000)));
  const moves = [move('one'), move('two', 0.3), move('three', 0.45)];
  const run = new Run(engine, jobOf({ partitions, moves }), new Map());
  while (!run.step());
  const recording = run.recording();
  const viewer = () => {
    const own = new Viewer(engine, run, recording);
    return (id: string, at: VirtualNs) => own.frame(at, { partition: id, cells: CELLS }).map;
  };
  return { recording, viewer };
}

it('in the first round of a move that shares the link, as many pages wait on the map as the recording says', () => {
  const { recording, viewer } = shared();
  for (const { partition, samples, syncs, rates = [], pageBytes } of recording.moves) {
    expect(rates.length).toBeGreaterThan(1);
    const mapAt = viewer();
    const inFirstRound = samples.atNs.filter((at) => at < (syncs[1]?.at ?? 0));
    expect(inFirstRound.length).toBeGreaterThan(2);
    inFirstRound.forEach((at, i) => {
      const waiting = mapAt(partition, at as VirtualNs)?.totals[PAGE_STATES.indexOf('waiting')];
      expect(waiting).toBe((samples.remainingBytes[i] ?? 0) / pageBytes);
    });
  }
});

it('the map at a moment is the same whether one comes to it from before or from behind', () => {
  const { recording, viewer } = shared();
  const moments = recording.moves
    .flatMap(({ rates = [] }) => rates.map(({ at }) => at))
    .sort((a, b) => a - b);
  const [forth, back] = [viewer(), viewer()];
  const seen = new Map(moments.map((at) => [at, forth('one', at)]));
  for (const at of moments.toReversed()) expect(back('one', at)).toEqual(seen.get(at));
});
