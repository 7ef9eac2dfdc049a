import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { loadedEngine } from '../../web/cli/lib/engine.ts';
import type { Engine } from '../../web/engine/engine.ts';
import { PAGE_STATES } from '../../web/model/frame.ts';
import type { Recording } from '../../web/model/recording.ts';
import { ns, type VirtualNs } from '../../web/model/units.ts';
import { CAP_BYTES, Keyframes } from '../../web/simulation/keyframes.ts';
import { Run } from '../../web/simulation/run.ts';
import { Viewer } from '../../web/simulation/viewer.ts';
import { jobOf, move, partition, writing } from './worlds.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await loadedEngine();
});

const CELLS = 64;

const runOf = new WeakMap<Recording, Run>();

function shared() {
  const partitions = ['one', 'two', 'three'].map((id) => partition(id, 'alpha', writing(4000, 6000)));
  const moves = [move('one'), move('two', 0.3), move('three', 0.45)];
  const run = new Run(engine, jobOf({ partitions, moves }), new Map());
  while (!run.step());
  const recording = run.recording();
  runOf.set(recording, run);
  const viewer = () => {
    const own = new Viewer(engine, run, recording);
    return (id: string, at: VirtualNs) => own.frame(at, { partition: id, cells: CELLS }).map;
  };
  return { recording, viewer };
}

/** One more viewer of a run, with its scout in hand. */
function scouted(recording: Recording) {
  const own = new Viewer(engine, runOf.get(recording) as Run, recording);
  return {
    look: (at: number) => own.frame(at as VirtualNs, { partition: 'one', cells: CELLS }).map,
    ahead: () => own.ahead(),
  };
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

it('nor does it matter in which order one goes, nor how far a scout has gone ahead', () => {
  const { recording, viewer } = shared();
  const known = new Map<number, unknown>();
  const truth = (at: number) => {
    if (!known.has(at)) known.set(at, viewer()('one', at as VirtualNs));
    return known.get(at);
  };
  const moment = fc.nat(20).map((part) => Math.round((recording.durationNs * part) / 20));
  fc.assert(
    fc.property(fc.array(fc.record({ at: moment, ahead: fc.nat(9) }), { maxLength: 6 }), (visits) => {
      const { look, ahead } = scouted(recording);
      for (const { at, ahead: steps } of visits) {
        expect(look(at)).toEqual(truth(at));
        for (let i = 0; i < steps; i++) ahead();
      }
    }),
    { numRuns: 25 },
  );
});

it('after a move, and for one that takes no time at all, any moment is as near as its end', () => {
  const { recording } = shared();
  const [first] = recording.moves;
  const own = new Viewer(engine, runOf.get(recording) as Run, {
    ...recording,
    moves: [{ ...first!, startNs: ns(0), endNs: ns(0) }],
  });
  const map = own.frame(ns(1e13), { partition: 'one', cells: CELLS }).map;
  expect(map?.totals).toEqual(
    own.frame(recording.durationNs, { partition: 'one', cells: CELLS }).map?.totals,
  );
});

it('a keyframe gives back what was kept, and all together stay under their cap', () => {
  const words = 1_200_000;
  const state = (at: number) => new Uint32Array(words).fill(at, 0, Math.floor(words / 2));
  const keyframes = new Keyframes(6400, state(0));
  for (let at = keyframes.nextNs(0); at < 6400; at = keyframes.nextNs(at)) keyframes.keep(at, state(at));
  expect(keyframes.bytes).toBeLessThanOrEqual(CAP_BYTES);
  expect(keyframes.bytes).toBeGreaterThan(CAP_BYTES / 3);
  const into = new Uint32Array(words);
  for (const at of [0, 99, 100, 3333, 6399]) {
    const before = keyframes.before(at);
    expect(at - before).toBeLessThan(500);
    keyframes.restore(before, into);
    expect(Buffer.from(into.buffer).equals(Buffer.from(state(before).buffer))).toBe(true);
  }
});

it('memory that nobody touches is kept once', () => {
  const keyframes = new Keyframes(6400, new Uint32Array(1_000_000));
  const state = new Uint32Array(1_000_000);
  for (let at = keyframes.nextNs(0); at < 6400; at = keyframes.nextNs(at)) {
    state[7] = at;
    keyframes.keep(at, state);
  }
  expect(keyframes.bytes).toBeLessThan(2 ** 21);
});
