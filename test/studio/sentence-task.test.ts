import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { TaskRecord } from '../../web/model/task-record.ts';
import { ns, type VirtualNs } from '../../web/model/units.ts';
import { plain } from '../../web/studio/said.ts';
import { sentenceAt } from '../../web/studio/sentence.ts';
import { played } from '../simulation/script.ts';

const recording = await played(readFileSync('scenarios/wpar-article.ts', 'utf8'));
const { scenario } = recording.scripted!;
const said = (at: number): string => plain(sentenceAt(recording, ns(at), scenario));
const tasks = recording.tasks ?? [];

it('a task that is under way is named, with its step and how many there are', () => {
  for (const { name, startNs, endNs, steps } of tasks) {
    if (startNs === null || endNs === null || steps.length === 0) continue;
    const text = said((startNs + endNs) / 2);
    expect(text).toContain(name);
    expect(text).toMatch(/Step \d+ of \d+: /);
  }
});

it('a task waits for others only where there are any', () => {
  const [first, second] = tasks;
  expect(said(first!.requestedNs)).toMatch(new RegExp(`${first!.name}.*: asked for. It begins in 1\\ss`));
  const busy = { ...first!, startNs: ns(0) };
  const waits = { ...second!, requestedNs: ns(1) };
  const both = { ...recording, tasks: [busy, waits] };
  expect(plain(sentenceAt(both, ns(1), scenario))).toMatch(
    new RegExp(`${waits.name}.*: waiting for its turn`),
  );
});

it('between two tasks it says what came of the last, and what comes next', () => {
  const gaps = tasks.flatMap(({ endNs, name }, i): [VirtualNs, VirtualNs, string][] => {
    const next = tasks[i + 1];
    return endNs !== null && next && next.requestedNs - endNs > 2e9 ? [[endNs, next.requestedNs, name]] : [];
  });
  expect(gaps.length).toBeGreaterThan(1);
  for (const [from, to, name] of gaps)
    expect(said((from + to) / 2)).toMatch(new RegExp(`${name}.*: done.*Next, in`));
});

it('a leg of a relocation is a step of its task, and no move of its own', () => {
  for (const { startNs, endNs } of recording.moves)
    expect(said((startNs + endNs) / 2)).not.toMatch(/about to move|Round \d/);
});

it('of an evacuation in which one partition stayed says how many are through, and what stopped the one', () => {
  const [task] = tasks;
  const [step] = task!.steps;
  const member = (name: string, status: 'done' | 'failed', id: string | null) =>
    ({ ...step!, name, startNs: ns(0), endNs: ns(1), status, task: id }) as const;
  const evacuation: TaskRecord = {
    ...task!,
    name: 'Evacuate p770-a',
    target: 'p770-a',
    requestedNs: ns(0),
    startNs: ns(0),
    endNs: ns(1),
    status: 'failed',
    // Who cannot set off has no task of its own.
    steps: [member('Move app01', 'done', 't2'), member('Move lab01', 'failed', null)],
    failure: { step: 'Move lab01', message: 'No server can take lab01.', cause: '', remedy: 'Make room.' },
  };
  expect(plain(sentenceAt({ ...recording, tasks: [evacuation] }, ns(2), scenario))).toBe(
    'Evacuate p770-a: 1 of 2 are through. 1 could not: No server can take lab01. Make room.',
  );
});
