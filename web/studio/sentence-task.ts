/** What is going on where tasks do the work: which one, how far it is, what came of the last and what comes next. */
import { type ActivityRow, activityAt, membersAt } from '../model/activity.ts';
import type { Recording } from '../model/recording.ts';
import type { TaskRecord } from '../model/task-record.ts';
import type { VirtualNs } from '../model/units.ts';
import { span } from './format.ts';
import { about, type Sentence, words } from './said.ts';

/** Null: a move of memory tells more, or there are no tasks. */
export function taskSentence({ tasks = [], moves, scripted }: Recording, at: VirtualNs): Sentence | null {
  if (!scripted || tasks.length === 0) return null;
  const told = moves.findLast((move) => move.startNs <= at && !move.part);
  if (told && at < told.endNs) return null;
  const rows = activityAt(tasks, at).filter(({ parent }) => parent === null);
  const running = rows.find(({ status }) => status === 'running' || status === 'queued');
  if (running) return under(running, tasks, at);
  const last = rows[0];
  const carries = tasks.find(({ id }) => id === last?.id)?.steps.some((step) => step.carries !== null);
  if (last && carries && told) return null;
  const next = tasks.find(({ parent, requestedNs }) => parent === null && requestedNs > at);
  return last ? over(last, tasks, next, at) : next ? before(next, at) : null;
}

/** `Relocate: x150`, unless the name says it. */
const titleOf = ({ name, target }: Pick<TaskRecord, 'name' | 'target'>): string =>
  target === '' || name.includes(target) ? name : `${name}: ${target}`;

const sentence = (key: string, headline: string, text: string): Sentence => ({
  key,
  headline,
  parts: words(text),
});

function under(row: ActivityRow, tasks: readonly TaskRecord[], at: VirtualNs): Sentence {
  const record = tasks.find(({ id }) => id === row.id);
  if (row.status === 'queued') return waiting(row, record, tasks, at);
  const steps = (record?.steps ?? []).filter(({ undo }) => !undo);
  const members = record && membersAt(record, at);
  if (members) {
    const { all, done, failed } = members;
    return sentence(
      `${row.id}:${done}:${failed}`,
      titleOf(row),
      `*${done} of ${all}* are through after *${span(row.elapsedNs)}*${failed > 0 ? `; ${failed} could not` : ''}.`,
    );
  }
  const place = steps.findIndex(({ name }) => name === row.step) + 1;
  const step = record?.steps.find(({ name }) => name === row.step);
  const where = step?.on ? ` on ${step.on}` : '';
  const count = place > 0 ? `Step *${place} of ${steps.length}*: ` : 'Taking back: ';
  return sentence(
    `${row.id}:${row.step}`,
    titleOf(row),
    `${count}${row.step ?? 'preparing'}${where}. It has taken *${span(row.elapsedNs)}* so far.`,
  );
}

/** Until the manager has begun; for others only where there are any. */
function waiting(
  row: ActivityRow,
  record: TaskRecord | undefined,
  tasks: readonly TaskRecord[],
  at: VirtualNs,
): Sentence {
  const others = activityAt(tasks, at, { status: 'running' }).length > 0;
  if (others)
    return sentence(
      `${row.id}:queued`,
      `${titleOf(row)}: waiting for its turn`,
      'Others are under way, and it begins when they leave room.',
    );
  const { startNs = null } = record ?? {};
  return sentence(
    `${row.id}:asked`,
    `${titleOf(row)}: asked for`,
    startNs === null ? 'It has not begun yet.' : `It begins in *${about(startNs - at)}*.`,
  );
}

function over(
  row: ActivityRow,
  tasks: readonly TaskRecord[],
  next: TaskRecord | undefined,
  at: VirtualNs,
): Sentence {
  const then = next ? ` Next, in *${about(next.requestedNs - at)}*: ${titleOf(next)}.` : '';
  const key = `${row.id}:${row.status}`;
  const record = tasks.find(({ id }) => id === row.id);
  const members = record && membersAt(record, at);
  if (row.failure) {
    const { message, remedy } = row.failure;
    if (members && members.done > 0) {
      const { all, done, failed } = members;
      const who = failed === 1 ? '*1* could not:' : `*${failed}* could not, and of one it says:`;
      return sentence(
        key,
        `${titleOf(row)}: ${done} of ${all} are through`,
        `${who} ${message} ${remedy}${then}`,
      );
    }
    return sentence(key, `${titleOf(row)}: failed`, `${message} ${remedy}${then}`);
  }
  const how = row.status === 'cancelled' ? 'cancelled' : 'done';
  const still = stillness(record);
  return sentence(key, `${titleOf(row)}: ${how}`, `It took *${span(row.elapsedNs)}*.${still}${then}`);
}

/** How long it stood still in the course of it: where it had been under way before, and goes on. */
function stillness(record: TaskRecord | undefined): string {
  const [pause] = record?.pauses ?? [];
  if (!record || !pause || record.endNs === null || pause.toNs > record.endNs) return '';
  return ` ${record.target} stood still for *${span(pause.toNs - pause.fromNs)}* of it.`;
}

const before = (next: TaskRecord, at: VirtualNs): Sentence =>
  sentence(
    'before',
    `${titleOf(next)}, soon`,
    `It is asked for in *${about(next.requestedNs - at)}*.${at === 0 ? ' Press Play to watch.' : ''}`,
  );
