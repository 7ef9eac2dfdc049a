/** A script whose runs are made up: what is marked `broken` is wrong, and the rest of it writes a log. */
import type { ScriptDiagnostic, ScriptReport } from '../../../web/model/script.ts';
import { seconds } from '../../../web/model/units.ts';
import type { OpenScript, Scripting } from '../../../web/studio/scripting.ts';
import { Store } from '../../../web/studio/store.ts';

const QUIET_MS = 60;

function problemsOf(text: string): ScriptDiagnostic[] {
  return text.split('\n').flatMap((line, index) => {
    const column = line.indexOf('broken') + 1;
    if (column === 0) return [];
    const place = { line: index + 1, column };
    return [{ what: 'There is no broken here.', fix: 'Write something else.', place }];
  });
}

const nothingLeft = { questions: [], findings: [], tasks: [], wrongInputs: [] };
const REPORT: ScriptReport = {
  status: 'done',
  diagnostics: [],
  seed: 1,
  knobs: [],
  logs: [
    { at: seconds(2), text: 'pause 283 ms after 4 rounds', place: { line: 15, column: 1 } },
    { at: seconds(2.005), text: '1.2 GiB sent, 214 MiB of it twice', place: null },
  ],
  notes: [{ at: seconds(1), text: 'The database goes on writing while its memory crosses.', place: null }],
  expectations: [
    { at: seconds(3), held: true, text: 'the pause: 283 ms, expected at most 350 ms', place: null },
    { at: seconds(3), held: false, text: 'rounds: 4, expected at most 3', place: null },
  ],
  ...nothingLeft,
};

export class FakeScripting implements Scripting {
  readonly open: Store<OpenScript | null>;
  readonly text: Store<string | null>;
  readonly diagnostics = new Store<readonly ScriptDiagnostic[]>([]);
  readonly status = new Store<'good' | 'running' | 'broken'>('good');
  readonly changed = new Store(false);
  readonly report = new Store<ScriptReport | null>(REPORT);
  runs = 0;
  #timer = 0;

  constructor(script: OpenScript) {
    this.open = new Store<OpenScript | null>(script);
    this.text = new Store<string | null>(script.source);
  }

  show(script: OpenScript): void {
    this.open.set(script);
    this.text.set(script.source);
    this.changed.set(false);
  }

  edit(text: string): void {
    this.text.set(text);
    this.changed.set(text !== this.open.get()?.source);
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.runNow(), QUIET_MS);
  }

  runNow(): void {
    clearTimeout(this.#timer);
    this.runs += 1;
    const problems = problemsOf(this.text.get() ?? '');
    this.diagnostics.set(problems);
    this.status.set(problems.length > 0 ? 'broken' : 'good');
  }

  reset(): void {
    this.edit(this.open.get()?.source ?? '');
  }

  copied(): string {
    return this.text.get() ?? '';
  }

  exported(): string {
    return `${this.text.get()}\n// exported`;
  }
}
