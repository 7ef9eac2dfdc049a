/** Small makers for the worlds that the page is drawn with in tests. */
import { type Call, call, thingName } from '../../../web/model/call.ts';
import type { RuleFinding } from '../../../web/model/rule-finding.ts';
import type { StepRecord, TaskRecord } from '../../../web/model/task-record.ts';
import { GIB, seconds, type VirtualNs } from '../../../web/model/units.ts';
import type {
  Capacity,
  Cell,
  Column,
  Offer,
  PartitionView,
  StateWord,
  Tone,
} from '../../../web/model/world-view.ts';

export const word = (text: string, tone: Tone): StateWord => ({ word: text, tone });

export const offer = (id: string, label: string, more: Partial<Offer> = {}): Offer => ({
  id,
  label,
  call: null,
  form: null,
  refused: null,
  confirm: null,
  ...more,
});

export const gib = (label: string, used: number, total: number, unit = 'GiB'): Capacity => ({
  label,
  used,
  total,
  text: `${used} of ${total} ${unit}`,
});

export const column = (id: string, label: string, kind: Column['kind'] = 'text', minor = false): Column => ({
  id,
  label,
  kind,
  minor,
});

export const cell = (text: string, tone: Tone = 'quiet', share: number | null = null): Cell => ({
  text,
  tone,
  share,
});

export const partition = (id: string, more: Partial<PartitionView> = {}): PartitionView => ({
  id,
  about: '',
  state: word('Running', 'good'),
  memoryBytes: 8 * GIB,
  shadow: false,
  offers: [],
  moves: [],
  ...more,
});

export const on = (kind: string, name: string, verb: string, ...args: Call['args']): Call =>
  call(thingName(kind, name), verb, ...args);

export const finding = (id: string, more: Partial<RuleFinding> = {}): RuleFinding => ({
  id,
  severity: 'error',
  certainty: 'sourced',
  source: 'Founding article, 2013',
  group: 'Partition',
  object: '',
  field: '',
  message: '',
  reason: '',
  remedy: '',
  code: null,
  fix: null,
  ...more,
});

export const at = (s: number): VirtualNs => seconds(s);

export const step = (name: string, from: number | null, to: number | null, more: Partial<StepRecord> = {}) =>
  ({
    name,
    on: '',
    command: '',
    plannedNs: at(from !== null && to !== null ? to - from : 2),
    constants: [],
    startNs: from === null ? null : at(from),
    endNs: to === null ? null : at(to),
    status: from === null ? 'skipped' : 'done',
    undo: false,
    cancellable: false,
    stalls: [],
    output: [],
    findings: [],
    returnCode: to === null ? null : 0,
    task: null,
    carries: null,
    ...more,
  }) satisfies StepRecord;

export const task = (
  id: string,
  name: string,
  target: string,
  steps: StepRecord[],
  more: Partial<TaskRecord> = {},
) => {
  const starts = steps.flatMap(({ startNs }) => (startNs === null ? [] : [startNs]));
  const ends = steps.flatMap(({ endNs }) => (endNs === null ? [] : [endNs]));
  const first = starts[0] ?? at(0);
  return {
    id,
    kind: 'task',
    name,
    target,
    origin: 'console',
    parent: null,
    requestedNs: first,
    startNs: first,
    endNs: ends.at(-1) ?? null,
    status: 'done',
    steps,
    failure: null,
    ...more,
  } satisfies TaskRecord;
};
