/** What keeps a scenario from running at all: every reason at once, each with what to do. */

import { isPowerOfTwo } from '../model/parameters/values.ts';
import { beyondMemory, readWorkload } from '../model/parameters/workload-read.ts';
import type { Diagnostic } from '../model/result.ts';
import type { Guest, Intervention, PartitionSpec, Scenario } from '../model/scenario.ts';
import type { Trace } from '../model/trace.ts';
import { tracesOf } from '../model/workload.ts';
import { machineFaults } from './machine-faults.ts';
import { misdirected } from './misdirected.ts';
import { misfilled } from './misfilled.ts';
import { miswired } from './miswired.ts';
import { outOfRange } from './ranges.ts';
import { untunable } from './untunable.ts';

const MAX_PAGES = 2 ** 28;

export function impossible(
  scenario: Scenario,
  traces: ReadonlyMap<string, Trace>,
  interventions: readonly Intervention[] = [],
): Diagnostic[] {
  const { tuning, client } = scenario;
  return [
    ...miswired(scenario),
    ...untunable(tuning),
    ...machineFaults(scenario),
    ...misdirected(interventions),
    ...outOfRange([
      ['client, interval', client.everyMs, { above: 0, fix: 'Give milliseconds, more than 0.' }],
      ['client, requests', client.requests?.perSecond, { fix: 'Give requests per second, 0 or more.' }],
      [
        'client, service time',
        client.requests?.serviceMs,
        { above: 0, fix: 'Give milliseconds, more than 0.' },
      ],
      [
        'client, workers',
        client.requests?.workers,
        { min: 1, whole: true, fix: 'Give a whole number from 1.' },
      ],
      ['announce-initial', client.announce?.initialMs, { fix: 'Give milliseconds, 0 or more.' }],
      ['announce-max', client.announce?.maxMs, { fix: 'Give milliseconds, 0 or more.' }],
      ['announce-step', client.announce?.stepMs, { fix: 'Give milliseconds, 0 or more.' }],
      [
        'announce-rounds',
        client.announce?.rounds,
        { max: 1000, whole: true, fix: 'Give a whole number up to 1000.' },
      ],
      ['lost announcements', client.announce?.lost, { whole: true, fix: 'Give a whole number, 0 or more.' }],
    ]),
    ...scenario.partitions.flatMap((partition) => misfits(partition, traces)),
  ];
}

function misfits({ id, guest }: PartitionSpec, traces: ReadonlyMap<string, Trace>): Diagnostic[] {
  const pages = guest.memoryBytes / guest.pageBytes;
  if (!isPowerOfTwo(guest.pageBytes) || guest.pageBytes < 4096 || guest.pageBytes > 2 ** 24) {
    const what = `${guest.pageBytes} bytes are not possible.`;
    return [{ where: `${id}, page size`, what, fix: 'Give a power of two from 4 KiB to 16 MiB.' }];
  }
  if (!Number.isInteger(pages) || pages < 1 || pages > MAX_PAGES) {
    const fix = `Give a whole number of pages, at most ${MAX_PAGES}.`;
    return [{ where: `${id}, memory`, what: `${guest.memoryBytes} bytes cannot be its memory.`, fix }];
  }
  return [...misfilled(id, guest, pages), ...unwritable(id, guest, pages, traces)];
}

/** What is wrong with how it writes. */
function unwritable(
  id: string,
  { workload, pageBytes }: Guest,
  pages: number,
  traces: ReadonlyMap<string, Trace>,
): Diagnostic[] {
  const where = `${id}, workload`;
  const read = readWorkload(workload, where);
  if (!read.ok) return read.diagnostics;
  const replayed = tracesOf(workload).flatMap(({ trace: name }): Diagnostic[] => {
    const trace = traces.get(name);
    if (!trace) return [{ where, what: `The trace ${name} is not there.`, fix: 'Open the trace file.' }];
    if (trace.pages > pages) {
      const what = `It writes up to page ${trace.pages}, the memory ends at ${pages}.`;
      return [{ where, what, fix: 'Make the hot set smaller or the memory larger.' }];
    }
    if (trace.pageBytes === pageBytes) return [];
    const what = `The trace's pages have ${trace.pageBytes} bytes, the partition's ${pageBytes}.`;
    return [{ where, what, fix: `Give it pages of ${trace.pageBytes} bytes.` }];
  });
  return [...beyondMemory(workload, pages, where), ...replayed];
}
