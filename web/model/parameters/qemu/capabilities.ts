/** QEMU's migration capabilities: switches that are off unless somebody turns them on before the move. */

import type { Era } from '../../scenario.ts';
import { type Condition, on, over } from '../conditions.ts';
import { in72, in102, inBoth, type PerEra, type Provenance } from '../described.ts';

export interface Capability extends Provenance {
  name: string;
  label: string;
  about: string;
  /** All are off by default; an era that is missing does not know the capability. */
  defaults: PerEra<false>;
  since: string;
  removed?: string;
  /** It does nothing unless all of these hold. */
  needs: readonly Condition[];
}

const POSTCOPY = [on('postcopy-ram')];

type Row = [
  name: string,
  label: string,
  since: string,
  defaults: PerEra<false>,
  about: string,
  needs?: Condition[],
];

const ROWS: readonly Row[] = [
  [
    'auto-converge',
    'Throttle all virtual CPUs',
    '1.6',
    inBoth(false),
    'Slows the whole guest step by step as long as it dirties more memory than the copy can keep up with. From 9.2 on a sync every 5 s lets the steps come in long rounds as well.',
  ],
  [
    'dirty-limit',
    'Throttle what writes',
    '8.1',
    in102(false),
    'Slows only virtual CPUs that write faster than vcpu-dirty-limit; needs KVM with a dirty ring.',
  ],
  [
    'xbzrle',
    'Send differences',
    '1.2',
    inBoth(false),
    'From the second round on a page that is still in the cache goes as its difference to what was sent before; one that did not change costs nothing.',
  ],
  [
    'multifd',
    'Several connections',
    '4.0',
    inBoth(false),
    'Pages go in packets of up to 128 over multifd-channels connections. In post-copy they do not; post-copy together with multifd was refused from 8.1 to 10.0.',
  ],
  [
    'zero-copy-send',
    'Send without copying',
    '7.1',
    inBoth(false),
    'The kernel sends from the guest’s own memory, which must be locked. It saves processor time, not bytes.',
  ],
  [
    'compress',
    'Compression threads',
    '2.4',
    in72(false),
    'Threads compress pages one by one before they go over the one connection. With xbzrle only in the first round.',
  ],
  [
    'postcopy-ram',
    'Post-copy allowed',
    '2.6',
    inBoth(false),
    'Lets migrate-start-postcopy switch over at any time: the partition runs on the destination and fetches what is missing. When either host is lost then, the partition is lost.',
  ],
  [
    'postcopy-preempt',
    'Requested pages first',
    '7.1',
    inBoth(false),
    'A connection of its own for pages that the destination asks for. It gains nothing when both connections wait in the same queue of a slow link (measured).',
    POSTCOPY,
  ],
  [
    'postcopy-blocktime',
    'Measure post-copy waits',
    '3.0',
    inBoth(false),
    'The destination counts how long its virtual CPUs waited for pages.',
    POSTCOPY,
  ],
  [
    'release-ram',
    'Free sent memory',
    '2.9',
    inBoth(false),
    'In post-copy the source gives back the memory of pages that were sent.',
    POSTCOPY,
  ],
  [
    'return-path',
    'Answers from the destination',
    '2.10',
    inBoth(false),
    'Opens the way back in pre-copy too: the reported pause then lasts until the partition runs again. libvirt turns it on; post-copy always has it.',
  ],
  [
    'switchover-ack',
    'Wait for the destination’s devices',
    '8.1',
    in102(false),
    'The source does not stop the partition before the destination says that its devices are ready.',
  ],
  [
    'pause-before-switchover',
    'Stop for a last word',
    '2.11',
    inBoth(false),
    'With the partition stopped QEMU waits in pre-switchover for migrate-continue; that wait is part of the pause.',
  ],
  [
    'mapped-ram',
    'Every page at its place in a file',
    '9.0',
    in102(false),
    'A page sent again overwrites itself, so the file does not grow beyond the memory. Needs a file that can seek.',
  ],
  [
    'background-snapshot',
    'Snapshot while it runs',
    '6.0',
    inBoth(false),
    'Saves the memory as it was at the start: each page once, before its first write. Hardly any other capability goes with it.',
  ],
  [
    'x-colo',
    'Two copies in step',
    '2.8',
    inBoth(false),
    'The move never ends: the copy on the destination is brought up to date again and again. Unstable, and not in every build.',
  ],
  [
    'x-ignore-shared',
    'Leave shared memory out',
    '4.0',
    inBoth(false),
    'Memory that both ends have mapped from the same file is not sent. Unstable.',
  ],
  [
    'rdma-pin-all',
    'Register all memory at once',
    '2.0',
    inBoth(false),
    'RDMA only: locks the whole memory before the copy, which makes the setup long and the copy quick.',
    [over('rdma')],
  ],
  [
    'events',
    'Events',
    '2.4',
    inBoth(false),
    'Tells its state changes and each pass as events. It does not change the move.',
  ],
  [
    'validate-uuid',
    'Compare identities',
    '4.2',
    inBoth(false),
    'The destination refuses a stream that belongs to another guest. It does not change the move.',
  ],
  [
    'late-block-activate',
    'Leave disks to the source',
    '3.0',
    inBoth(false),
    'The destination takes the locks of the disks only when it starts. It does not change the copy.',
  ],
  [
    'dirty-bitmaps',
    'Send dirty bitmaps of disks',
    '2.12',
    inBoth(false),
    'For incremental backups of disks; it does not concern memory.',
  ],
  ['block', 'Copy disks too', '2.10', in72(false), 'The old way to send disks within the stream.'],
  [
    'zero-blocks',
    'Short zeros of disks',
    '1.6',
    inBoth(false),
    'Part of the old disk migration. Without that it does nothing; 10.2 still accepts it and warns.',
    [on('block')],
  ],
];

const REMOVED: Record<string, string> = { compress: '9.1', block: '9.1', 'zero-blocks': '11.0' };

export const CAPABILITIES: readonly Capability[] = ROWS.map(
  ([name, label, since, defaults, about, needs]) => ({
    name,
    label,
    about,
    since,
    defaults,
    needs: needs ?? [],
    ...(REMOVED[name] ? { removed: REMOVED[name] } : {}),
    certainty: 'sourced',
    source: 'QEMU qapi/migration.json, MigrationCapability, at v7.2.0 and v10.2.0',
  }),
);

const BY_NAME = new Map(CAPABILITIES.map((capability) => [capability.name, capability]));

export const capabilityNamed = (name: string): Capability | undefined => BY_NAME.get(name);

export const hasCapability = (name: string, era: Era): boolean =>
  BY_NAME.get(name)?.defaults[era] !== undefined;
