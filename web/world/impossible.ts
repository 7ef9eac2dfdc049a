/** What keeps a scenario from running at all: every reason at once, each with what to do. */
import type { Diagnostic } from '../model/result.ts';
import type { Intervention, PartitionSpec, Scenario } from '../model/scenario.ts';
import type { Trace } from '../model/trace.ts';
import { misdirected } from './misdirected.ts';
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
  if (!Number.isInteger(pages) || pages < 1 || pages > MAX_PAGES) {
    const fix = `Give a whole number of pages, at most ${MAX_PAGES}.`;
    return [{ where: `${id}, memory`, what: `${guest.memoryBytes} bytes cannot be its memory.`, fix }];
  }
  const { workload } = guest;
  const beyond = (end: number): Diagnostic[] =>
    end <= pages
      ? []
      : [
          {
            where: `${id}, workload`,
            what: `It writes up to page ${end}, the memory ends at ${pages}.`,
            fix: 'Make the hot set smaller or the memory larger.',
          },
        ];
  switch (workload.kind) {
    case 'idle':
      return [];
    case 'measured-guest':
    case 'hot-cold':
      return beyond(workload.firstPage + workload.hotPages + workload.coldPages);
    case 'trace': {
      const trace = traces.get(workload.trace);
      if (!trace) {
        const fix = 'Open the trace file.';
        return [{ where: `${id}, workload`, what: `The trace ${workload.trace} is not there.`, fix }];
      }
      return beyond(trace.pages);
    }
    default:
      return beyond(workload.firstPage + workload.pages);
  }
}
