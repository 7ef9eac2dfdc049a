/**
 * What must hold before a partition can move, and what should hold for the move to end. A pure function of a
 * scenario (and, where a run exists, of what was measured in it).
 */

import type { MoveRecord } from '../model/recording.ts';
import type { Guest, Scenario } from '../model/scenario.ts';
import { reachOf, singleWorkloads, writesPerSecondOf } from '../model/workload.ts';
import { bits, bytes, count, rate } from './format.ts';
import { phasesOf } from './phases.ts';
import { pace } from './sentence.ts';
import { subjectOf } from './subject.ts';
import type { TraceFacts } from './traces.ts';

export interface Check {
  id: string;
  verdict: 'pass' | 'warn' | 'fail';
  title: string;
  /** Why, with the numbers. */
  reason: string;
  /** What to do, where it does not hold. */
  fix?: string;
}

const check = (
  id: string,
  title: string,
  holds: boolean,
  reason: string,
  fix: string,
  otherwise: 'fail' | 'warn' = 'fail',
): Check => ({
  id,
  title,
  verdict: holds ? 'pass' : otherwise,
  reason,
  ...(holds ? {} : { fix }),
});

/** The bytes per second that limit the migration; Infinity over a local socket without a cap. */
export const bandwidthOf = (scenario: Scenario): number =>
  Math.min(scenario.link.bytesPerSecond || Infinity, scenario.tuning.maxBandwidthBytesPerSecond || Infinity);

/** The pages a synthetic workload writes: first, end, and how many a second at most. Null for a trace. */
function writing(guest: Guest): { first: number; end: number; perSecond: number } | null {
  const singles = singleWorkloads(guest.workload);
  if (singles.some(({ kind }) => kind === 'trace')) return null;
  const reaches = singles.flatMap((each) => reachOf(each) ?? []);
  return {
    first: Math.min(...reaches.map(({ first }) => first), ...(reaches.length > 0 ? [] : [0])),
    end: Math.max(0, ...reaches.map(({ end }) => end)),
    perSecond: singles.reduce((sum, each) => sum + writesPerSecondOf(each), 0),
  };
}

export function checksOf(
  scenario: Scenario,
  traces: readonly TraceFacts[],
  move: MoveRecord | undefined,
): Check[] {
  const plan = scenario.moves[0] ?? (move && { partition: move.partition, to: move.to });
  const subject = scenario.partitions.find((p) => p.id === plan?.partition) ?? subjectOf(scenario);
  if (!subject)
    return [
      check('partition', 'There is a partition to move', false, 'The scenario has no partition.', 'Add one.'),
    ];
  const target = scenario.hosts.find((h) => h.id === plan?.to);
  const { guest } = subject;
  return [
    ...(plan ? places(scenario, subject.id, subject.host, target, plan.to, guest) : []),
    check(
      'page-size',
      'The memory is a whole number of pages',
      guest.pageBytes > 0 &&
        Number.isInteger(guest.memoryBytes / guest.pageBytes) &&
        Number.isInteger(Math.log2(guest.pageBytes)),
      `${bytes(guest.memoryBytes)} in pages of ${bytes(guest.pageBytes)}: ${count(guest.memoryBytes / guest.pageBytes)} pages.`,
      'Choose a page size that is a power of two and divides the memory.',
    ),
    check(
      'link',
      'There is a link between the hosts',
      scenario.link.bytesPerSecond >= 0 && Number.isFinite(scenario.link.bytesPerSecond),
      scenario.link.bytesPerSecond > 0
        ? `It carries ${bits(scenario.link.bytesPerSecond)}.`
        : 'A local socket, limited by copying alone.',
      'Set a link speed above zero.',
    ),
    ...writes(subject.id, guest, traces),
    converges(scenario, subject.id, guest, move?.partition === subject.id ? move : undefined),
  ];
}

function places(
  scenario: Scenario,
  id: string,
  host: string,
  target: Scenario['hosts'][number] | undefined,
  to: string,
  guest: Guest,
): Check[] {
  const checks = [
    check(
      'target',
      'The destination is another host',
      target !== undefined && to !== host,
      target ? `${id} stands on ${host} and is to move to ${to}.` : `There is no host ${to}.`,
      'Choose a host it does not stand on.',
    ),
  ];
  if (!target) return checks;
  const used = scenario.partitions
    .filter((p) => p.host === target.id && p.id !== id)
    .reduce((sum, p) => sum + p.guest.memoryBytes, 0);
  const free = target.memoryBytes - used;
  checks.push(
    check(
      'memory',
      'It fits into the destination’s memory',
      free >= guest.memoryBytes,
      `${target.id} has ${bytes(Math.max(0, free))} of ${bytes(target.memoryBytes)} free; ${id} needs ${bytes(guest.memoryBytes)}.`,
      `Free ${bytes(guest.memoryBytes - free)} on ${target.id}, or make ${id} smaller.`,
    ),
  );
  return checks;
}

function writes(id: string, guest: Guest, traces: readonly TraceFacts[]): Check[] {
  const total = Math.floor(guest.memoryBytes / guest.pageBytes);
  const range = writing(guest);
  if (range)
    return [
      check(
        'workload',
        'Its writes stay within its memory',
        range.end <= total,
        range.end === 0
          ? `${id} writes nothing.`
          : `It writes pages ${count(range.first)} to ${count(range.end)} of ${count(total)}.`,
        'Make the written range smaller.',
      ),
    ];
  const name = guest.workload.kind === 'trace' ? guest.workload.trace : '';
  const trace = traces.find((t) => t.id === name);
  if (!trace)
    return [
      check(
        'trace',
        'The recorded trace is known',
        false,
        `There is no trace ${name} here.`,
        'Open its file.',
        'warn',
      ),
    ];
  return [
    check(
      'trace',
      'The recorded trace fits into the partition',
      trace.pages <= total,
      `The trace has ${count(trace.pages)} pages, ${id} has ${count(total)}.`,
      `Give ${id} at least ${bytes(trace.pages * guest.pageBytes)}.`,
    ),
    ...(trace.pageBytes
      ? [
          check(
            'trace-page',
            'Trace and partition use pages of one size',
            trace.pageBytes === guest.pageBytes,
            `The trace’s pages have ${bytes(trace.pageBytes)}, the partition’s ${bytes(guest.pageBytes)}.`,
            'Use a trace recorded with this page size.',
          ),
        ]
      : []),
  ];
}

/** Rounds get shorter when copying outruns dirtying, or when all that is ever written fits into the pause. */
function converges(scenario: Scenario, id: string, guest: Guest, move: MoveRecord | undefined): Check {
  const bandwidth = bandwidthOf(scenario);
  const title = 'It is copied faster than it is dirtied';
  const fix = 'A faster link, a higher max-bandwidth or downtime-limit, or a calmer guest would help.';
  const measured = move && phasesOf(move).findLast((p) => p.kind === 'round' && p.redirtiedBytes > 0);
  if (move && measured) {
    const { dirtied } = pace(move, measured, measured.fromNs);
    const copied = measured.sentBytes / ((measured.toNs - measured.fromNs) / 1e9);
    return check(
      'converges',
      title,
      move.outcome.status === 'completed' || dirtied < copied,
      `In round ${measured.number} it copied ${rate(copied)} and ${id} dirtied ${rate(dirtied)} anew.`,
      fix,
      'warn',
    );
  }
  const range = writing(guest);
  if (!range) return check('converges', title, true, 'What the trace dirties shows only in the run.', fix);
  const dirtied = range.perSecond * guest.pageBytes;
  const hot = (range.end - range.first) * guest.pageBytes;
  const fits = hot <= (bandwidth * scenario.tuning.downtimeLimitMs) / 1000;
  const limit = Number.isFinite(bandwidth)
    ? `at most ${rate(bandwidth)} can be copied`
    : 'copying is not limited';
  return check(
    'converges',
    title,
    dirtied < bandwidth || fits,
    `${id} dirties at most ${rate(dirtied)}; ${limit}.`,
    fix,
    'warn',
  );
}
