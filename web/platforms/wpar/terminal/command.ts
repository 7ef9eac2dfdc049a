/** What a command of the terminal is: where it can be typed, how it is used, and what it answers. */
import type { TaskRecord } from '../../../model/task-record.ts';
import type { VirtualNs } from '../../../model/units.ts';
import { callOfEdit } from '../calls/edit.ts';
import { callOfRequest } from '../calls/request.ts';
import { type Edit, edited } from '../objects/edit.ts';
import type { WparWorld } from '../objects/world.ts';
import { planned } from '../tasks/plan.ts';
import type { Request } from '../tasks/request.ts';
import { type Answer, failed, type Place, said } from './place.ts';

export interface Context {
  world: WparWorld;
  tasks: readonly TaskRecord[];
  at: VirtualNs;
  place: Place;
}

export interface Command {
  usage: string;
  about: string;
  /** On which machines it is there. */
  on: readonly Place['kind'][];
  run(context: Context, words: readonly string[]): Answer;
}

/** Asks for it, if nothing refuses it; what becomes of it is seen in the task. */
export function asked({ world }: Context, command: string, request: Request): Answer {
  const plan = planned(world, request);
  if (!plan.ok)
    return failed(1, ...plan.findings.map(({ message, remedy }) => `${command}: ${message} ${remedy}`));
  const first = plan.task.steps.find(({ output }) => output.length > 0);
  return {
    ...said(
      ...(first?.output.map(({ text }) => text) ?? []),
      `${plan.task.name}: Task Activity shows how it goes on.`,
    ),
    call: callOfRequest(request),
  };
}

/** Changes the world at one stroke, if it can be. */
export function changed({ world }: Context, command: string, edit: Edit, ...texts: string[]): Answer {
  const next = edited(world, edit);
  if (!next.ok)
    return failed(1, ...next.diagnostics.map(({ what, fix = '' }) => `${command}: ${what} ${fix}`.trim()));
  return { ...said(...texts), call: callOfEdit(edit) };
}
