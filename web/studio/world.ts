/**
 * What the page sees of a platform's world, and the ways in which a person acts on it, all at the moment that is
 * looked at. A plain run of the engine has no world: its view is null.
 */
import type { Call } from '../model/call.ts';
import type { Examination } from '../model/rule-finding.ts';
import type { TaskRecord } from '../model/task-record.ts';
import type { TerminalAnswer, WorldView } from '../model/world-view.ts';
import { Store } from './store.ts';

export interface WorldPort {
  /** The world at the cursor; null: the scenario has none. */
  readonly view: Store<WorldView | null>;
  /** All that the run has, past and future; shown as of the cursor. */
  readonly tasks: Store<readonly TaskRecord[]>;
  /** Becomes an intervention at the cursor; false: it was refused, and nothing has changed. */
  perform(call: Call): Promise<boolean>;
  /** Holds a call against the rules, at the cursor. */
  check(call: Call): Promise<Examination>;
  /** A line in the console's terminal, at the cursor. It only answers: the call of what acts is then performed. */
  command(line: string): Promise<TerminalAnswer>;
  /** The line of script that says the same. */
  lineOf(call: Call): string;
}

export const noWorld = (): WorldPort => ({
  view: new Store<WorldView | null>(null),
  tasks: new Store<readonly TaskRecord[]>([]),
  perform: async () => false,
  check: async () => ({ title: '', findings: [], passed: [], undecided: [] }),
  command: async () => ({ lines: [], returnCode: 0, call: null }),
  lineOf: () => '',
});
