/** KVM and QEMU: `lab.kvm`. */
import { CONTENT_CLASSES } from '../../model/parameters/contents.ts';
import type { Field as ModelField } from '../../model/parameters/field.ts';
import { GUEST_FIELDS } from '../../platforms/kvm/objects/guest-fields.ts';
import { HOST_FIELDS } from '../../platforms/kvm/objects/host-fields.ts';
import { type Any, arg, field, may, option, type Shape, shape, type Thing, verb } from '../define.ts';
import {
  choice,
  DATA,
  FLAG,
  list,
  NAME,
  number,
  orNull,
  quantity,
  RATE,
  reference,
  SIZE,
  TEXT,
  TIME,
} from '../kinds.ts';
import { optionsOf } from './described.ts';
import { CAPABILITY_LIST, CHANGES, PRESET, QEMU_PARAMETERS } from './qemu.ts';
import { MOVE_INFO, OUTCOME } from './results.ts';
import { WORKLOAD } from './workloads.ts';

const KIB = 1024;

export const HOST = reference('Host');
export const GUEST = reference('Guest');
export const MOVE = reference('Move');
export const CLIENT = reference('Client');

const without = (fields: readonly ModelField[], ...names: string[]) =>
  optionsOf(fields.filter(({ name }) => !names.includes(name)));

export const HOST_OPTIONS = shape('HostOptions', 'A host.', {
  memory: field(quantity('size', { min: 2 ** 20 }), 'Memory for guests.'),
  nic: may(RATE, 'What its adapter carries, each direction by itself. Without it only links limit.'),
  maxMoves: may(
    number({ min: 1, max: 1000, whole: true }),
    'Moves from and to it at once; more are refused.',
  ),
  ...without(HOST_FIELDS, 'memory'),
});

export const HOST_CHANGES: Shape<Record<string, unknown>> = shape(
  'HostChanges',
  'What can be changed of a host; what stands there stays.',
  optionsOf(HOST_FIELDS),
) as Shape<Any>;

export const GUEST_CHANGES: Shape<Record<string, unknown>> = shape(
  'GuestChanges',
  'What can be changed of a guest.',
  without(GUEST_FIELDS, 'memory', 'hugePages'),
) as Shape<Any>;

export const GUEST_OPTIONS = shape('GuestOptions', 'A guest.', {
  host: field(HOST, 'Where it stands at the start.'),
  memory: field(quantity('size', { min: 64 * KIB, max: 2 ** 52 }), 'Memory that moves with it.'),
  pageSize: may(quantity('size', { min: 4 * KIB, max: 16 * KIB * KIB }), 'Default: 4 KiB.'),
  vcpus: may(number({ min: 1, max: 64, whole: true }), 'Virtual CPUs. Default: 1.'),
  filled: may(
    SIZE,
    'How much of its memory holds data; the rest is zero. Default: all of it, or what `contents` says.',
  ),
  contents: may(
    choice(...CONTENT_CLASSES.map(({ id }) => id)),
    'What its memory holds: how many zeros, and how small pages become. Default: data that does not shrink.',
  ),
  writeSize: may(
    quantity('size', { min: 1, max: 2 ** 24 }),
    'What one write changes in its page; decides what a difference costs. Default: 8 B.',
  ),
  free: may(
    SIZE,
    'How much of its memory it reports free when a move begins (virtio-balloon with free-page-hint), at its end: left out until it is written. Not with `postcopy-ram`. Default: none.',
  ),
  hugePages: may(
    quantity('size', { min: 4 * KIB, max: 2 ** 30 }),
    'Pages of the hosts: post-copy brings them as a whole. Default: the guest’s.',
  ),
  workload: may(WORKLOAD, 'How it writes its memory. Default: idle.'),
  about: may(TEXT, 'What runs in it, for people.'),
  ...without(GUEST_FIELDS, 'memory', 'vcpus', 'hugePages'),
});

export const REQUESTS = shape('Requests', 'A stream of equal requests.', {
  perSecond: field(number({ min: 0.001, max: 1e6 }), 'How many are sent per second, answered or not.'),
  service: field(
    quantity('time', { min: 1 }),
    'How long one takes at full speed when nothing waits before it.',
  ),
  workers: field(number({ min: 1, max: 10_000, whole: true }), 'How many are worked on side by side.'),
});

export const CLIENT_OPTIONS = shape('ClientOptions', 'Somebody who uses the guest from outside.', {
  every: may(quantity('time', { min: 1e6 }), 'Asks for the date so often. Default: 100 ms.'),
  requests: may(REQUESTS, 'Requests beside that.'),
});

export const POSTCOPY_AFTER = shape('PostcopyAfter', 'Whichever comes first.', {
  rounds: may(number({ min: 1, max: 10_000, whole: true }), 'After so many rounds.'),
  time: may(TIME, 'After so long.'),
});

export const DESTINATION = shape('DestinationSettings', 'What holds on the destination.', {
  capabilities: may(CAPABILITY_LIST, 'QEMU’s capabilities that are on there.'),
  parameters: may(QEMU_PARAMETERS, 'QEMU’s parameters there.'),
});

export const MIGRATE_OPTIONS = shape('MigrateOptions', 'How to migrate.', {
  preset: may(
    PRESET,
    'A product’s way, as a whole (docs/parameters.md). Only `max-bandwidth` and `downtime-limit` can be changed on top.',
  ),
  capabilities: may(CAPABILITY_LIST, 'QEMU’s capabilities to turn on.'),
  parameters: may(QEMU_PARAMETERS, 'QEMU’s parameters; the others keep their defaults.'),
  copyStorage: may(
    choice('none', 'all'),
    'Whether disks that the destination does not reach are copied along (`--copy-storage-all`): mirrored first, and kept equal while the memory follows. Default: none.',
  ),
  mirrorBandwidth: may(
    quantity('rate', { min: 1 }),
    'What the copies of disks may send, all together. Only with `copyStorage`. Default: what the network gives.',
  ),
  transport: may(
    choice('tcp', 'unix', 'exec', 'fd', 'file'),
    'What the migration is sent over. Default: tcp.',
  ),
  destination: may(
    DESTINATION,
    'What was turned on and set on the destination. Default: the same, as libvirt does.',
  ),
  postcopyAfter: may(
    POSTCOPY_AFTER,
    'When it goes over to post-copy by itself. With the capability `postcopy-ram`.',
  ),
  acknowledgedAfter: may(
    TIME,
    'When the destination says that its devices are ready, from the start. With the capability `switchover-ack`. Default: at once, as without such devices.',
  ),
  goOnAfter: may(
    TIME,
    'How long it waits for `goOn` before the switchover. With the capability `pause-before-switchover`. Default: 10 ms (typical, unverified).',
  ),
});

export const KVM_THINGS = {
  Kvm: {
    about: 'Hosts with QEMU and their guests: `lab.kvm`.',
    has: {},
    can: {
      scenario: verb({
        about:
          'Lays out a world that is given as data: what the page writes when a scenario that was made with its controls is opened as a script. It comes out as it was, to the bit.',
        args: [arg('data', DATA, 'As the page wrote it.')],
        gives: null,
      }),
      defaults: verb({
        about:
          'How guests migrate where nobody says otherwise: what a script leaves out, and whoever drags a guest.',
        args: [arg('options', MIGRATE_OPTIONS, '')],
        gives: null,
        example: "lab.kvm.defaults({ parameters: { 'downtime-limit': '300 ms' } });",
      }),
      host: verb({
        about:
          'Adds a host; without options, the one of that name. Hosts, links and guests are laid out before time begins.',
        args: [arg('name', NAME, 'By which it is known.'), option('options', HOST_OPTIONS, '')],
        gives: HOST,
        example: "const alpha = lab.kvm.host('alpha', { memory: '64 GiB' });",
      }),
      guest: verb({
        about: 'Adds a guest; without options, the one of that name.',
        args: [arg('name', NAME, 'By which it is known.'), option('options', GUEST_OPTIONS, '')],
        gives: GUEST,
        example:
          "const db = lab.kvm.guest('db', { host: alpha, memory: '8 GiB', workload: { kind: 'uniform', pages: '1 GiB', writesPerSecond: 20_000 } });",
      }),
    },
  },
  Host: {
    about: 'A host with QEMU.',
    has: {
      name: { about: 'Its name.', gives: TEXT },
      free: { about: 'Memory that no guest stands on, nor is about to.', gives: SIZE },
    },
    can: {
      set: verb({
        about: 'Changes it from now on.',
        args: [arg('changes', HOST_CHANGES, '')],
        gives: null,
        example: "beta.set({ qemu: '9.2' });",
      }),
    },
  },
  Guest: {
    about: 'A guest.',
    has: {
      name: { about: 'Its name.', gives: TEXT },
      host: { about: 'Where it stands now.', gives: HOST },
      memory: { about: 'Its memory.', gives: SIZE },
      move: { about: 'The move that it is on, or was on last.', gives: orNull(MOVE) },
    },
    can: {
      migrate: verb({
        about:
          'Begins a move. Await it for its outcome; whatever keeps it from beginning is thrown as `Refused`.',
        args: [arg('to', HOST, 'The destination.'), option('options', MIGRATE_OPTIONS, '')],
        gives: MOVE,
        example:
          "const run = await db.migrate(beta, { capabilities: ['auto-converge'], parameters: { 'downtime-limit': '300 ms' } });",
      }),
      set: verb({
        about: 'Changes it from now on, as if it had been started so.',
        args: [arg('changes', GUEST_CHANGES, '')],
        gives: null,
        example: "db.set({ cpu: 'Skylake-Server' });",
      }),
      client: verb({
        about: 'Somebody who uses the guest from outside, and feels its pauses.',
        args: [option('options', CLIENT_OPTIONS, '')],
        gives: CLIENT,
        example: "const probe = db.client({ every: '100 ms' });",
      }),
    },
  },
  Move: {
    about: 'A move under way. `await move` gives its outcome when it has ended.',
    has: {},
    can: {
      query: verb({ about: 'How far it is, like `query-migrate`.', args: [], gives: MOVE_INFO }),
      set: verb({
        about: 'Changes parameters while it runs, like `migrate-set-parameters`.',
        args: [arg('parameters', CHANGES, '')],
        gives: null,
        example: "move.set({ 'downtime-limit': '1 s' });",
      }),
      startPostcopy: verb({
        about:
          'Goes over to post-copy; needs the capability `postcopy-ram`. False when it is too late or not possible.',
        args: [],
        gives: FLAG,
      }),
      cancel: verb({
        about: 'Ends the move; the guest stays where it is. False when it is too late.',
        args: [],
        gives: FLAG,
      }),
      hold: verb({
        about: 'The guest stands still from now on until it has arrived, so that the copy catches up.',
        args: [],
        gives: FLAG,
      }),
      goOn: verb({
        about:
          'Ends the wait before the switchover, like `migrate-continue`; needs the capability `pause-before-switchover`. False when it does not wait.',
        args: [],
        gives: FLAG,
      }),
      fail: verb({
        about:
          'Something breaks. A pre-copy fails, and the guest stays; a post-copy waits for its connection, or loses the guest.',
        args: [arg('what', choice('link', 'source', 'destination'), 'What breaks.')],
        gives: FLAG,
        example: "move.fail('link');",
      }),
      recover: verb({
        about: 'Connects a paused post-copy again. False when there was nothing to recover.',
        args: [],
        gives: FLAG,
      }),
    },
    awaits: { about: 'Its outcome.', gives: OUTCOME },
  },
  Client: {
    about: 'Somebody who uses a guest from outside.',
    has: {
      longestGap: { about: 'The longest silence of the date loop so far.', gives: TIME },
      gaps: { about: 'Silences longer than its usual interval, so far.', gives: list(TIME) },
    },
    can: {},
  },
} as const satisfies Record<string, Thing>;
