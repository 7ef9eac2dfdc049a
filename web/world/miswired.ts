/** What is wrong with a scenario's network. */
import type { LinkSpec } from '../model/network.ts';
import type { Diagnostic } from '../model/result.ts';
import type { Scenario } from '../model/scenario.ts';
import { outOfRange } from './ranges.ts';
import { SMALLEST_MTU_BYTES } from './wire.ts';

const LARGEST_MTU_BYTES = 65_535;
const SPEED = { fix: 'Give bytes per second, 0 or more.' };

export function miswired({ hosts, link, links = [], traffic = [] }: Scenario): Diagnostic[] {
  const known = new Set(hosts.map(({ id }) => id));
  const ends = (where: string, between: readonly string[]): Diagnostic[] => {
    const fix = `Name two of the hosts: ${hosts.map(({ id }) => id).join(', ')}.`;
    const missing = between.filter((host) => !known.has(host));
    if (missing.length > 0) return [{ where, what: `There is no host ${missing.join(' and no ')}.`, fix }];
    return between[0] === between[1] ? [{ where, what: 'Both ends are the same host.', fix }] : [];
  };
  return [
    ...linkFaults('link', link),
    ...links.flatMap((pair) => [
      ...ends(`link ${pair.id}`, pair.hosts),
      ...linkFaults(`link ${pair.id}`, pair),
    ]),
    ...doubles('link', links),
    ...hosts.flatMap(({ id, network = {} }) => [
      ...outOfRange([
        [`${id}, adapter speed`, network.nicBytesPerSecond, SPEED],
        [`${id}, moves at once`, network.maxMoves, { whole: true, fix: 'Give a whole number.' }],
      ]),
      ...doubles(`${id}, mover`, network.movers ?? []),
      ...(network.movers ?? []).flatMap((mover) =>
        outOfRange([
          [`${id}, mover ${mover.id}`, mover.bytesPerSecond, SPEED],
          [`${id}, mover ${mover.id}, moves`, mover.maxMoves, { whole: true, fix: 'Give a whole number.' }],
        ]),
      ),
    ]),
    ...traffic.flatMap(({ id, from, to, bytesPerSecond, startNs, endNs }) => [
      ...ends(`traffic ${id}`, [from, to]),
      ...outOfRange([
        [`traffic ${id}`, bytesPerSecond, SPEED],
        [`traffic ${id}, start`, startNs, { fix: 'Give a moment of the run.' }],
        [`traffic ${id}, end`, endNs, { min: startNs, fix: 'Let it end after it began.' }],
      ]),
    ]),
    ...doubles('traffic', traffic),
  ];
}

function linkFaults(name: string, link: LinkSpec): Diagnostic[] {
  const { schedule = [], mtuBytes, lossShare, windowBytes } = link;
  const fixMtu = `Give bytes, ${SMALLEST_MTU_BYTES} to ${LARGEST_MTU_BYTES}.`;
  return [
    ...outOfRange([
      [`${name} speed`, link.bytesPerSecond, SPEED],
      [`${name} delay`, link.oneWayDelayNs, { fix: 'Give nanoseconds, 0 or more.' }],
      [
        `${name} MTU`,
        mtuBytes,
        { min: SMALLEST_MTU_BYTES, max: LARGEST_MTU_BYTES, whole: true, fix: fixMtu },
      ],
      [
        `${name} loss`,
        lossShare,
        { below: 1, fix: 'Give a share of the packets, 0 or more and less than 1.' },
      ],
      [`${name} window`, windowBytes, { fix: 'Give bytes; leave it out for no bound.' }],
    ]),
    ...schedule.flatMap(({ at, bytesPerSecond }, i) =>
      outOfRange([
        [`${name} schedule, entry ${i + 1}`, bytesPerSecond, { fix: 'Give bytes per second; 0 is down.' }],
        [
          `${name} schedule, entry ${i + 1}, moment`,
          at,
          {
            min: schedule[i - 1]?.at ?? 0,
            fix: 'Put the moments in ascending order, none before the start.',
          },
        ],
      ]),
    ),
  ];
}

function doubles(kind: string, all: readonly { id: string }[]): Diagnostic[] {
  const seen = new Set<string>();
  return all.flatMap(({ id }) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [{ where: `${kind} ${id}`, what: 'There are two of this name.', fix: 'Rename one.' }];
  });
}
