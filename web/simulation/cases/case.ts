/**
 * A case: one migration described the way the measured ones are (docs/simulate.md), checked and with every
 * default filled in. `inputs` is all that a prediction may read.
 */
import type { Era, PageContent, Workload } from '../../model/scenario.ts';
import type { Features } from './features.ts';
import type { NumberName, Pattern } from './fields.ts';

export interface Case {
  id: string;
  inputs: CaseInputs;
}

export interface CaseFile {
  cases: Case[];
  /** What was read past, and may have been meant otherwise. */
  notes: string[];
}

export interface CaseInputs {
  era: Era;
  pattern: Pattern;
  /** The recorded trace that pattern `trace` replays, as the file names it. */
  trace: string | null;
  /** What pattern `workload` does. */
  workload: Workload | null;
  /** What ranges of pages hold, before what \`content\` says of the others. */
  contents: PageContent[];
  /** What the filled pages hold and what is written into them. */
  content: 'random' | 'compressible';
  writeOffset: 'random_aligned' | 'fixed0';
  /** Null = not given, and no fixed default. */
  numbers: Record<NumberName, number | null>;
  features: Features;
}
