/**
 * Where the partitions stand, and what a move asks of the world: the platform-neutral rules of the game. A move
 * that cannot be is a sentence, never an exception.
 */
import type { Diagnostic } from '../model/result.ts';
import type { Move, PartitionSpec, Scenario } from '../model/scenario.ts';
import type { Trace } from '../model/trace.ts';
import type { VirtualNs } from '../model/units.ts';

export class Lab {
  readonly #scenario: Scenario;
  readonly #places: Map<string, string>;
  /** The link carries one migration at a time. */
  #busy: { partition: string; until: VirtualNs } | null = null;

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
    this.#places = new Map(scenario.partitions.map((partition) => [partition.id, partition.host]));
  }

  placeOf(partition: string): string | undefined {
    return this.#places.get(partition);
  }

  /** Why a move cannot begin, or null. */
  refusal({ at, partition, to }: Move): string | null {
    const from = this.placeOf(partition);
    if (from === undefined) return `There is no partition ${partition}; the move is left out.`;
    const target = this.#scenario.hosts.find((host) => host.id === to);
    if (!target) return `There is no host ${to}; the move of ${partition} is left out.`;
    if (from === to) return `${partition} is on ${to} already; the move is left out.`;
    if (this.#busy && at < this.#busy.until) {
      return `The link is busy with ${this.#busy.partition}; ${partition} cannot set off before it has arrived.`;
    }
    const need = this.#memoryOf(partition);
    const free = target.memoryBytes - this.#usedOn(to);
    if (free < need)
      return `${to} has too little free memory for ${partition}; free some or choose another host.`;
    return null;
  }

  /** A move that began at its moment and holds the link until `until`. */
  moved(move: Move, until: VirtualNs, arrived: boolean): void {
    this.#busy = { partition: move.partition, until };
    if (arrived) this.#places.set(move.partition, move.to);
  }

  #memoryOf(partition: string): number {
    return this.#scenario.partitions.find((p) => p.id === partition)?.guest.memoryBytes ?? 0;
  }

  #usedOn(host: string): number {
    let used = 0;
    for (const [id, place] of this.#places) if (place === host) used += this.#memoryOf(id);
    return used;
  }
}

const MAX_PAGES = 2 ** 28;

/** What keeps a scenario from running at all. */
export function impossible(scenario: Scenario, traces: ReadonlyMap<string, Trace>): Diagnostic[] {
  const found: Diagnostic[] = [];
  const { link, tuning } = scenario;
  const number = (where: string, value: number, min: number, fix: string) => {
    if (!Number.isFinite(value) || value < min) found.push({ where, what: `${value} is not possible.`, fix });
  };
  number('link speed', link.bytesPerSecond, 0, 'Give bytes per second, 0 or more.');
  number('max-bandwidth', tuning.maxBandwidthBytesPerSecond, 0, 'Give bytes per second; 0 is unlimited.');
  number('downtime-limit', tuning.downtimeLimitMs, 0, 'Give milliseconds, 0 or more.');
  for (const partition of scenario.partitions) found.push(...misfits(partition, traces));
  return found;
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
