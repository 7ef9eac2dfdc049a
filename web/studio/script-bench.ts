/**
 * The script of the experiment at work: what is typed runs when typing stops, and what was wrong is told beside the text,
 * which stays as it is. The run on screen is that of the last text that was good.
 */
import { concealed } from '../model/environment.ts';
import { withInterventions } from '../model/lines.ts';
import type { Diagnostic } from '../model/result.ts';
import type { ScriptDiagnostic, ScriptReport } from '../model/script.ts';
import { withSource } from './experiment.ts';
import type { OpenScript, Scripting } from './scripting.ts';
import { Store } from './store.ts';
import type { Studio } from './studio.ts';

/** Calls back later; returns the way to stop that. */
export type After = (ms: number, call: () => void) => () => void;

const TYPING_STOPS_MS = 120;
/** The control that asks for the change. */
const CAUSE = 'script';

export class ScriptBench implements Scripting {
  readonly open = new Store<OpenScript | null>(null);
  readonly text = new Store<string | null>(null);
  readonly diagnostics = new Store<readonly ScriptDiagnostic[]>([]);
  readonly status = new Store<'good' | 'running' | 'broken'>('good');
  readonly changed = new Store(false);
  readonly report = new Store<ScriptReport | null>(null);
  readonly #studio: Studio;
  readonly #after: After;
  #stop: (() => void) | null = null;

  constructor(studio: Studio, after: After) {
    this.#studio = studio;
    this.#after = after;
    studio.experiment.subscribe(() => this.#follow());
    studio.run.shown.subscribe((shown) => {
      this.report.set(shown?.recording.scripted?.report ?? null);
      if (this.status.get() === 'running') this.#good();
    });
    studio.broken.subscribe((report) => {
      if (report) this.#broken(report.diagnostics);
    });
    studio.refusal.subscribe((refusal) => {
      if (refusal && (refusal.cause === CAUSE || this.status.get() === 'running'))
        this.#broken(refusal.diagnostics.map(placed));
    });
    this.#follow();
  }

  edit(text: string): void {
    if (text === this.text.get()) return;
    this.text.set(text);
    this.changed.set(text !== this.open.get()?.source);
    this.#stop?.();
    this.#stop = this.#after(TYPING_STOPS_MS, () => this.runNow());
  }

  runNow(): void {
    this.#stop?.();
    this.#stop = null;
    const text = this.text.get();
    if (text === null) return;
    this.status.set('running');
    const change = { label: 'the script', cause: CAUSE, merge: CAUSE };
    void this.#studio.change((present) => withSource(present, text), change);
  }

  reset(): void {
    const source = this.open.get()?.source;
    if (source === undefined) return;
    this.edit(source);
    this.runNow();
  }

  copied(): string {
    return this.#handedOn(this.text.get() ?? '');
  }

  exported(): string {
    return this.#handedOn(withInterventions(this.text.get() ?? '', this.#studio.job.interventions));
  }

  #handedOn(text: string): string {
    return concealed(text, this.open.get()?.replacements ?? []);
  }

  /** Another script was opened, or an undo brought another text back. */
  #follow(): void {
    const { script, job } = this.#studio.experiment.get();
    if (script?.id === this.open.get()?.id && script?.source === this.open.get()?.source) {
      const typed = this.#stop !== null || this.status.get() !== 'good';
      if (!typed && job.script) this.#show(job.script.source);
      return;
    }
    this.#stop?.();
    this.#stop = null;
    this.diagnostics.set([]);
    this.status.set('good');
    this.open.set(script);
    this.#show(job.script?.source ?? null);
  }

  #show(text: string | null): void {
    this.text.set(text);
    this.changed.set(text !== null && text !== this.open.get()?.source);
  }

  #good(): void {
    this.diagnostics.set([]);
    this.status.set('good');
  }

  #broken(diagnostics: readonly ScriptDiagnostic[]): void {
    this.diagnostics.set(diagnostics);
    this.status.set('broken');
  }
}

/** `3:14` is a place. */
function placed(diagnostic: Diagnostic): ScriptDiagnostic {
  const { where = '', ...rest } = diagnostic;
  const [, line, column] = /^(\d+):(\d+)$/.exec(where) ?? [];
  if (!line || !column) return { ...diagnostic, place: null };
  return { ...rest, place: { line: Number(line), column: Number(column) } };
}
