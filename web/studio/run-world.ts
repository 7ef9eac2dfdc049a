/** The world of the run on screen, at the cursor: asked of the simulation about ten times a second, when it has one. */
import type { Call } from '../model/call.ts';
import { lineOf } from '../model/lines.ts';
import type { Examination } from '../model/rule-finding.ts';
import type { TaskRecord } from '../model/task-record.ts';
import type { TerminalAnswer, WorldView } from '../model/world-view.ts';
import type { SimulationPort } from '../worker/protocol.ts';
import { Store } from './store.ts';
import type { Studio } from './studio.ts';
import type { WorldPort } from './world.ts';

const NOTHING: Examination = { title: '', findings: [], passed: [], undecided: [] };

export class RunWorld implements WorldPort {
  readonly view = new Store<WorldView | null>(null);
  readonly tasks = new Store<readonly TaskRecord[]>([]);
  readonly #studio: Studio;
  readonly #port: Pick<SimulationPort, 'check' | 'command'>;

  constructor(studio: Studio, port: Pick<SimulationPort, 'check' | 'command'>) {
    this.#studio = studio;
    this.#port = port;
    studio.run.shown.subscribe((shown) => {
      const { scripted, tasks } = shown?.recording ?? {};
      this.tasks.set((scripted && tasks) ?? []);
      if (!scripted?.world) this.view.set(null);
      studio.run.watchWorld(scripted?.world ? (view) => this.view.set(view) : null);
    });
    studio.frames.add({ text: () => studio.run.askWorld() });
  }

  perform(call: Call): Promise<boolean> {
    return this.#studio.act({ kind: 'call', call });
  }

  async check(call: Call): Promise<Examination> {
    return (await this.#port.check(this.#studio.clock.at, call)) ?? NOTHING;
  }

  async command(line: string): Promise<TerminalAnswer> {
    const answer = await this.#port.command(this.#studio.clock.at, line);
    return (
      answer ?? { lines: [{ text: 'There is no terminal here.', stream: 'err' }], returnCode: 1, call: null }
    );
  }

  lineOf(call: Call): string {
    return lineOf(call);
  }
}
