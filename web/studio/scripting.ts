/**
 * The script that is open, as the panel and the editor see it: its text, how its last run went, and what a person can
 * do with it. While a text is broken, the last good run stays on screen.
 */
import type { Replacement } from '../model/environment.ts';
import type { ScriptDiagnostic, ScriptReport } from '../model/script.ts';
import type { Store } from './store.ts';

/** Which script it is. Drafts are kept by its id. */
export interface OpenScript {
  id: string;
  title: string;
  /** The text it came with. */
  source: string;
  /** Identifiers in it that nobody else is to see, and what stands for them in whatever is handed on. */
  replacements?: readonly Replacement[];
}

export interface Scripting {
  /** Null while the scenario that is open is no script. Set before the text. */
  readonly open: Store<OpenScript | null>;
  /** As it stands in the editor; null while the scenario that is open is no script. */
  readonly text: Store<string | null>;
  /** What is wrong with it as of its last run. Empty while it is good. */
  readonly diagnostics: Store<readonly ScriptDiagnostic[]>;
  /** `running` while a run of the present text is computed. */
  readonly status: Store<'good' | 'running' | 'broken'>;
  /** Whether it differs from the scenario as it came. */
  readonly changed: Store<boolean>;
  /** What the run on screen has left behind: its log, captions and expectations. */
  readonly report: Store<ScriptReport | null>;
  /** Another text; it runs when typing stops. */
  edit(text: string): void;
  runNow(): void;
  /** Back to the scenario as it came. */
  reset(): void;
  /** The text, as it may be handed on. */
  copied(): string;
  /** The whole script that reproduces the run, with what a person did, as it may be handed on. */
  exported(): string;
}
