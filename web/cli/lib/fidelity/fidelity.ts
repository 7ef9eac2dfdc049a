/** Everything that the report holds, predicted anew. */
import type { Engine } from '../../../engine/engine.ts';
import { type Comparison, compare } from './compare.ts';
import { type Judgement, judge, runsOf } from './judge.ts';
import { measuredRuns } from './measured.ts';
import { Noise } from './noise.ts';
import { type ProgramReplay, programRuns, replayProgram } from './programs.ts';
import { published, type Replay, replay, type UnusableRun } from './published.ts';
import { BASIC, SECTIONS, type Section } from './sections.ts';

export interface SectionResult {
  section: Section;
  /** Undisturbed ones. */
  runs: Comparison[];
  judgements: Judgement[];
}

export interface Fidelity {
  comparisons: readonly Comparison[];
  sections: SectionResult[];
  basic: SectionResult;
  noise: Noise;
  replays: readonly Replay[];
  notReplayed: readonly UnusableRun[];
  programs: readonly ProgramReplay[];
}

export function fidelityOf(engine: Engine): Fidelity {
  const comparisons = measuredRuns().map((run) => compare(engine, run));
  const noise = new Noise(comparisons.map(({ run }) => run));
  const resultOf = (section: Section): SectionResult => {
    const runs = runsOf(section, comparisons);
    return { section, runs, judgements: judge(section, runs, noise) };
  };
  const { replayed, notReplayed } = published();
  return {
    comparisons,
    sections: SECTIONS.map(resultOf),
    basic: resultOf(BASIC),
    noise,
    replays: replayed.map((run) => replay(engine, run)),
    notReplayed,
    programs: programRuns().map((run) => replayProgram(engine, run)),
  };
}
