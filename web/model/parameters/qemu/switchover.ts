/** Rate, allowed pause, and what follows the switchover. */
import { on } from '../conditions.ts';
import { in102, inBoth, LARGEST_EXACT, whole } from '../described.ts';
import { type Parameter, parameter } from './parameter.ts';

const ANNOUNCE = 'Read by the destination when it takes over.';

export const SWITCHOVER: readonly Parameter[] = [
  parameter({
    name: 'max-bandwidth',
    label: 'Rate limit',
    about:
      'Bytes per second that the copy may send, in windows of 100 ms, while the partition runs. The last pages, sent while it stands, are not limited. QEMU takes values up to 2^64 − 1.',
    unit: 'bytes/s',
    value: whole(0, LARGEST_EXACT, 'no limit'),
    defaults: inBoth(134_217_728),
    since: '2.8',
    duringMove: true,
  }),
  parameter({
    name: 'downtime-limit',
    label: 'Allowed pause',
    about:
      'It switches over when what remains can be sent in this time at the rate of the last window of 100 ms. A new value counts from the next one on; device state and starting again come on top.',
    unit: 'ms',
    value: whole(0, 2_000_000, 'only when nothing remains'),
    defaults: inBoth(300),
    since: '2.8',
    duringMove: true,
  }),
  parameter({
    name: 'avail-switchover-bandwidth',
    label: 'Rate assumed for the switchover',
    about:
      'Stands in for the measured rate in the decision to switch over and in the expected downtime. It limits nothing.',
    unit: 'bytes/s',
    value: whole(0, LARGEST_EXACT, 'the measured rate'),
    defaults: in102(0),
    since: '8.2',
    duringMove: true,
  }),
  parameter({
    name: 'max-postcopy-bandwidth',
    label: 'Rate limit after the switchover',
    about:
      'Limits the pages that are pushed in post-copy. A page that the destination asks for may exceed it; where the limit is used up, QEMU 7.2 lets it wait for the next window of 100 ms.',
    unit: 'bytes/s',
    value: whole(0, LARGEST_EXACT, 'no limit'),
    defaults: inBoth(0),
    since: '3.0',
    duringMove: true,
    needs: [on('postcopy-ram')],
  }),
  parameter({
    name: 'announce-initial',
    label: 'First announcement',
    about: `Time from the start on the destination to the first packet that tells switches where the partition is. ${ANNOUNCE}`,
    unit: 'ms',
    value: whole(0, 100_000),
    defaults: inBoth(50),
    since: '4.0',
    duringMove: true,
  }),
  parameter({
    name: 'announce-max',
    label: 'Longest wait between announcements',
    about: `No wait between two announcements is longer. ${ANNOUNCE}`,
    unit: 'ms',
    value: whole(0, 100_000),
    defaults: inBoth(550),
    since: '4.0',
    duringMove: true,
  }),
  parameter({
    name: 'announce-rounds',
    label: 'Announcements',
    about: `How many packets announce the new place. ${ANNOUNCE}`,
    unit: 'packets',
    value: whole(0, 1000),
    defaults: inBoth(5),
    since: '4.0',
    duringMove: true,
  }),
  parameter({
    name: 'announce-step',
    label: 'Longer wait with each announcement',
    about: `By so much each wait is longer than the one before. ${ANNOUNCE}`,
    unit: 'ms',
    value: whole(1, 10_000),
    defaults: inBoth(100),
    since: '4.0',
    duringMove: true,
  }),
];
