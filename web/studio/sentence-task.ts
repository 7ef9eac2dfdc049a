/** What is going on where a console's tasks say it: memory that crosses then is only a part of what one of them does. */
import { rowAt } from '../model/activity.ts';
import type { TaskRecord } from '../model/task-record.ts';
import type { VirtualNs } from '../model/units.ts';
import { span } from './format.ts';
import { type Sentence, words } from './said.ts';

/** The newest one that runs, or the one that ended last. */
export function ofTasks(tasks: readonly TaskRecord[], at: VirtualNs): Sentence {
  const rows = tasks.filter(({ requestedNs }) => requestedNs <= at).map((task) => rowAt(task, at));
  const under = rows.findLast(({ endNs }) => endNs === null);
  const over = rows.reduce<(typeof rows)[number] | null>(
    (last, row) => (row.endNs !== null && row.endNs >= (last?.endNs ?? 0) ? row : last),
    null,
  );
  if (under)
    return {
      key: `${under.id}:${under.step}`,
      headline: `${under.name}: ${under.target}`,
      parts: words(
        under.step === null
          ? 'It has been asked for, and begins at once.'
          : `*${under.step}*. The task has taken *${span(under.elapsedNs)}* so far; Tasks shows every step of it.`,
      ),
    };
  if (!over)
    return { key: 'quiet', headline: 'Nothing has been asked for yet', parts: words('Press Play to watch.') };
  const { id, name, target, status, failure, elapsedNs } = over;
  return {
    key: `${id}:over`,
    headline: `${name}: ${target} – ${status}`,
    parts: words(
      failure
        ? `*${failure.step}*: ${failure.message} ${failure.remedy}`
        : `It took *${span(elapsedNs)}*. Tasks shows every step of it.`,
    ),
  };
}
