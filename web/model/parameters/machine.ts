/**
 * What the machines at both ends can do, described (web/model/migration.ts `Machine`). The 7.2 values are those of
 * the machine on which the measured runs were made (docs/fidelity.md); the 10.2 ones are typical of a server.
 */
import type { Era } from '../scenario.ts';
import {
  anyNumber,
  type BooleanKind,
  type Certainty,
  type Described,
  in72,
  in102,
  inBoth,
  type NumberKind,
  type PerEra,
  whole,
  YES_OR_NO,
} from './described.ts';

export interface MachineField extends Described {
  /** Dots lead into objects: `compression.zlib`. */
  name: string;
  /** An era that is missing leaves it to the policy, or to what is typical. */
  defaults: PerEra<number | boolean>;
  certainty: Record<Era, Certainty>;
  source: string;
}

const LONGEST_NS = 100e9;
const FASTEST = 1e15;
const MEASURED_OR_TYPICAL: Record<Era, Certainty> = {
  'qemu-7.2-tcg': 'measured',
  'qemu-10.2-kvm': 'typical',
};
const RUNS = 'docs/fidelity.md';

type Row = [
  name: string,
  label: string,
  unit: string,
  value: NumberKind | BooleanKind,
  tcg: number | boolean | null,
  kvm: number | boolean | null,
  about: string,
  source?: string,
];

const ROWS: readonly Row[] = [
  [
    'linkBytesPerSecond',
    'Link',
    'bytes/s',
    anyNumber(0, 1e12, 'a local socket'),
    0,
    0,
    'Payload that the link carries. Without a link the copying speeds are the only limit.',
    'set by each case or scenario',
  ],
  [
    'oneWayDelayNs',
    'Delay of the link',
    'ns',
    whole(0, 10e9),
    0,
    0,
    'Time from one end to the other, each way.',
    'set by each case or scenario',
  ],
  [
    'linkBufferBytes',
    'Socket buffers',
    'bytes',
    whole(0, 2 ** 40),
    250_000,
    262_144,
    'Bytes that the sender can hand over before the link has carried them.',
  ],
  [
    'localBytesPerSecond',
    'Copying speed',
    'bytes/s',
    anyNumber(1, FASTEST),
    1.4e9,
    3e9,
    'For pages that the destination has in memory already.',
  ],
  [
    'firstTouchBytesPerSecond',
    'Copying speed for new pages',
    'bytes/s',
    anyNumber(1, FASTEST),
    290e6,
    1.5e9,
    'For pages that the destination touches for the first time: it has to find and clear memory for them.',
  ],
  [
    'zeroPageNs',
    'Time to see a zero page',
    'ns',
    anyNumber(0, 1e9),
    350,
    200,
    'A page is read through to find that it holds only zeros.',
  ],
  [
    'deviceStateBytes',
    'Device state',
    'bytes',
    whole(0, 2 ** 40),
    111_981,
    420_000,
    'State of the devices, sent while the partition stands still. Devices passed through to the guest can make it gigabytes.',
    `${RUNS}; 10.2: a public run of an 8 GiB guest`,
  ],
  [
    'setupNs',
    'Setup',
    'ns',
    whole(0, LONGEST_NS),
    2e6,
    1e6,
    'From the command to the end of the first sync.',
    `${RUNS}; 10.2: a public run of an 8 GiB guest`,
  ],
  [
    'wakeupNs',
    'Late wake-up',
    'ns',
    whole(0, 1e9),
    150_000,
    60_000,
    'How late the sender wakes up from the sleep that ends each window of the rate limit.',
  ],
  [
    'syncNs',
    'Sync, in any case',
    'ns',
    whole(0, LONGEST_NS),
    200_000,
    200_000,
    'The sender sends nothing while it fetches the dirty log; this part does not depend on the memory.',
  ],
  [
    'syncNsPerGiB',
    'Sync, per GiB',
    'ns/GiB',
    whole(0, LONGEST_NS),
    100_000,
    30_000,
    'The part of a sync that grows with the memory: copying the log and merging it.',
    `${RUNS}; 10.2: some 7.5 ms for 256 GiB, reported with QEMU’s change that merged clears`,
  ],
  ['stopNs', 'Stopping', 'ns', whole(0, LONGEST_NS), 200_000, 2e6, 'Stops virtual CPUs and devices.'],
  ['deviceSaveNs', 'Saving the device state', 'ns', whole(0, LONGEST_NS), 1e6, 4e6, 'On the source.'],
  [
    'resumeNs',
    'Starting on the destination',
    'ns',
    whole(0, LONGEST_NS),
    2e6,
    10e6,
    'Loads the device state, takes over the disks and starts the virtual CPUs.',
  ],
  [
    'throttleGain',
    'Speed kept beyond the throttle',
    '',
    anyNumber(1, 2),
    1.1,
    1,
    'A throttled guest keeps this times the share of its speed that it should: ticks that were waiting are done.',
    `${RUNS}; 10.2: none`,
  ],
  [
    'endsShareCores',
    'Both ends on the same cores',
    '',
    YES_OR_NO,
    true,
    false,
    'What the destination has to do for a page that it touches first then keeps compressing threads waiting.',
    `${RUNS}: one machine; 10.2: two`,
  ],
  [
    'cores',
    'Cores for compression',
    '',
    whole(1, 1024),
    2,
    16,
    'Compressing threads beyond these wait for one another.',
  ],
  [
    'compression.zlib',
    'One thread of zlib',
    'bytes/s',
    anyNumber(1, FASTEST),
    65e6,
    null,
    'What one thread takes in at level 1, where both ends share the cores. Without a value the published benchmark counts.',
  ],
  [
    'compression.zstd',
    'One thread of zstd',
    'bytes/s',
    anyNumber(1, FASTEST),
    350e6,
    null,
    'What one thread takes in at level 1, where both ends share the cores. Without a value the published benchmark counts.',
  ],
  [
    'compression.page-zlib',
    'One thread of zlib, page by page',
    'bytes/s',
    anyNumber(1, FASTEST),
    28.3e6,
    null,
    'The same where each page is compressed by itself, as the compression threads of QEMU up to 9.0 do.',
  ],
  [
    'guestLossPerThread',
    'Speed lost to a thread',
    '',
    anyNumber(0, 0.1),
    0.0125,
    0,
    'Share of its speed that a guest loses to each sending or compressing thread, where there are several.',
    `${RUNS}: on two cores, of the usual ticks 3 % beside two threads, 10 % beside eight; 10.2: as if there were cores enough`,
  ],
  [
    'linkTurnBytes',
    'Turn of a connection',
    'bytes',
    whole(0, 2 ** 30),
    32_768,
    3028,
    'The link serves its connections in turns of so many bytes. Post-copy: a page with a connection of its own overtakes what waits, but for one turn.',
  ],
  [
    'faultNs',
    'Noticing a missing page',
    'ns',
    anyNumber(0, LONGEST_NS),
    null,
    null,
    'Post-copy: from the access to the request, and waking up again. Without a value that of the policy counts.',
  ],
  [
    'placeNs',
    'Putting a page in place',
    'ns',
    anyNumber(0, LONGEST_NS),
    null,
    null,
    'Post-copy: once the page has arrived. Without a value that of the policy counts.',
  ],
];

export const MACHINE_FIELDS: readonly MachineField[] = ROWS.map(
  ([name, label, unit, value, tcg, kvm, about, source]) => ({
    name,
    label,
    about,
    unit,
    value,
    defaults: { ...(tcg === null ? {} : in72(tcg)), ...(kvm === null ? {} : in102(kvm)) },
    certainty:
      name === 'linkBytesPerSecond' || name === 'oneWayDelayNs' ? inBoth('typical') : MEASURED_OR_TYPICAL,
    source: source ?? `${RUNS}; 10.2: a server of these years`,
  }),
);
