/** A world without a simulation behind it: shows what it is given, and remembers what was done. */
import type { Call } from '../../../web/model/call.ts';
import type { Examination } from '../../../web/model/rule-finding.ts';
import type { TaskRecord } from '../../../web/model/task-record.ts';
import type { TerminalAnswer, WorldView } from '../../../web/model/world-view.ts';
import { Store } from '../../../web/studio/store.ts';
import type { WorldPort } from '../../../web/studio/world.ts';

export interface FakeWorld extends WorldPort {
  readonly performed: Call[];
  readonly checked: Call[];
  /** What the next calls come to. */
  accepts: boolean;
}

interface Means {
  tasks?: readonly TaskRecord[];
  examine?: (call: Call, fixed: ReadonlySet<string>) => Examination;
  answer?: (line: string) => TerminalAnswer;
}

const nothing: Examination = { title: '', findings: [], passed: [], undecided: [] };

export function fakeWorld(
  view: WorldView | null,
  { tasks = [], examine = () => nothing, answer }: Means = {},
): FakeWorld {
  const [performed, checked, fixed]: [Call[], Call[], Set<string>] = [[], [], new Set()];
  return {
    view: new Store<WorldView | null>(view),
    tasks: new Store<readonly TaskRecord[]>(tasks),
    performed,
    checked,
    accepts: true,
    async perform(call) {
      if (!this.accepts) return false;
      performed.push(call);
      if (call.on.$ref === 'Fix') fixed.add(call.on.name);
      return true;
    },
    async check(call) {
      checked.push(call);
      return examine(call, fixed);
    },
    async command(line) {
      return (
        answer?.(line) ?? {
          lines: [{ text: `${line}: not found`, stream: 'err' }],
          returnCode: 127,
          call: null,
        }
      );
    },
    lineOf: ({ on, verb, args }) =>
      `lab.${on.$ref.toLowerCase()}('${on.name}').${verb}(${args.map((arg) => JSON.stringify(arg)).join(', ')});`,
  };
}
