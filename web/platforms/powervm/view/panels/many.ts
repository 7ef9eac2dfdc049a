/** Evacuations and balancing, with a summary of each. */

import { stepName } from '../../../../model/activity.ts';
import { call } from '../../../../model/call.ts';
import type { TaskRecord } from '../../../../model/task-record.ts';
import type { VirtualNs } from '../../../../model/units.ts';
import type { Offer, Panel, Row } from '../../../../model/world-view.ts';
import type { Course } from '../../course/course.ts';
import { serverName } from '../moves.ts';
import { offer } from '../offers.ts';
import { cell, secondsText } from '../words.ts';
import { column } from './column.ts';

const MANY = ['evacuate', 'balance'];

export const manyPanel = ({ tasks }: Pick<Course, 'tasks'>, at: VirtualNs): Panel => ({
  id: 'many',
  title: 'Evacuations and balancing',
  about: 'Tasks that move several partitions, in their order, with the target of each and why.',
  columns: [
    column('name', 'Task'),
    column('status', 'Status', 'state'),
    column('progress', 'Progress', 'bar'),
    column('now', 'Moving now', 'number'),
    column('failed', 'Failed', 'number'),
    column('time', 'Time', 'number', true),
  ],
  rows: tasks
    .filter((task) => MANY.includes(task.kind) && task.requestedNs <= at)
    .map((task) => manyRow(task, at)),
  offers: [],
});

const stepStatus = ({ startNs, endNs, status }: TaskRecord['steps'][number], at: VirtualNs) =>
  startNs === null || startNs > at ? 'waiting' : endNs === null || endNs > at ? 'running' : status;

function manyRow(task: TaskRecord, at: VirtualNs): Row {
  const ended = task.endNs !== null && task.endNs <= at;
  const statuses = task.steps.map((step) => stepStatus(step, at));
  const of = (status: string) => statuses.filter((each) => each === status).length;
  const done = of('done');
  const all = task.steps.length;
  const status = ended ? task.status : 'running';
  const tone = status === 'done' ? 'good' : status === 'failed' ? 'bad' : 'busy';
  return {
    id: task.id,
    cells: {
      name: cell(task.name),
      status: cell(status, tone),
      progress: cell(`${done} of ${all}`, tone, all > 0 ? done / all : 1),
      now: cell(String(of('running'))),
      failed: cell(String(of('failed')), of('failed') > 0 ? 'bad' : 'quiet'),
      time: cell(secondsText((ended && task.endNs !== null ? task.endNs : at) - task.requestedNs)),
    },
    offers: ended || task.kind !== 'evacuate' ? [] : [stopEvacuation(task.target, of('waiting'))],
    details: task.steps.map(
      (step, i) => [stepName(step, at), memberText(step, statuses[i] ?? 'waiting')] as const,
    ),
  };
}

const stopEvacuation = (server: string, waiting: number): Offer =>
  offer(
    'stop',
    'Stop the evacuation',
    { call: call(serverName(server), 'stopEvacuation') },
    waiting === 0 ? 'Nobody waits any more.' : null,
    'Let the moves under way end, and begin no more?',
  );

const memberText = ({ output, findings }: TaskRecord['steps'][number], status: string): string => {
  const why = status === 'failed' ? findings[0]?.message : status === 'waiting' ? undefined : output[0]?.text;
  return why ? `${status}: ${why}` : status;
};
