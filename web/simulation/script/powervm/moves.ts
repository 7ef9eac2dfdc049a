/** Moves under way, one or several: how far they are, and how they ended. */
import { lparNamed, moveOf } from '../../../platforms/powervm/mobility/scene.ts';
import { progressOf } from '../../../platforms/powervm/view/progress.ts';
import type { MOVE_NOW } from '../../../script/api/powervm/results.ts';
import type { Kind } from '../../../script/kinds.ts';
import { type Doers, yes } from '../../../script/session.ts';
import type { Bench, MoveThing, SeriesThing } from './bench.ts';
import { moveOutcome, seriesOutcome } from './outcome.ts';

export function moveDoers(bench: Bench): Pick<Doers, 'LparMove' | 'LparMoves'> {
  const { stage } = bench;
  const moveAt = (self: number) => stage.things.at<MoveThing>('LparMove', self);
  const seriesAt = (self: number) => stage.things.at<SeriesThing>('LparMoves', self);
  return {
    LparMove: {
      query: (self) => yes(nowOf(bench, moveAt(self))),
      stop: (self) => {
        const { task, lpar } = moveAt(self);
        const acted = bench.acting();
        if (!acted.ok) return acted;
        const stopped = !bench.isOver(task) && acted.value.stop(lpar) === null;
        stage.happened();
        return yes(stopped);
      },
      awaited: (self, _, __, wait) => {
        const move = moveAt(self);
        stage.wakeWhen(wait, () => {
          const task = bench.taskOf(move.task);
          const endNs = task?.endNs ?? null;
          if (!task || endNs === null) return null;
          const { source: from, target: to } = move.order;
          const journey = bench.platform?.journeyOf(move.lpar, endNs);
          const own = journey && journey.startNs >= task.requestedNs ? journey : undefined;
          return yes(moveOutcome(task, { from, to, type: move.type }, own));
        });
        return yes(undefined);
      },
    },
    LparMoves: {
      stop: (self) => {
        const acted = bench.acting();
        if (!acted.ok) return acted;
        const stopped = acted.value.stopTask(seriesAt(self).task) === null;
        stage.happened();
        return yes(stopped);
      },
      awaited: (self, _, __, wait) => {
        const { task: id } = seriesAt(self);
        stage.wakeWhen(wait, () => {
          const task = bench.taskOf(id);
          return task && task.endNs !== null ? yes(seriesOutcome(task)) : null;
        });
        return yes(undefined);
      },
    },
  };
}

function nowOf(bench: Bench, { task, lpar }: MoveThing): typeof MOVE_NOW extends Kind<infer T> ? T : never {
  const { platform, scene } = bench;
  const here = lparNamed(scene, lpar);
  const move = here && moveOf(scene, here);
  const state = here?.migrationState ?? 'gone';
  if (!platform || move?.task !== task) return { state, phase: 'ended', percent: 100, sent: 0, remaining: 0 };
  const carried = () => platform.progressOf(lpar);
  const { phase, percent, sentBytes, remainingBytes } = progressOf(
    platform,
    move,
    lpar,
    bench.stage.now,
    carried,
  );
  return { state, phase, percent: Math.floor(percent), sent: sentBytes ?? 0, remaining: remainingBytes ?? 0 };
}
