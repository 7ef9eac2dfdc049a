/** What can be said of a host: one description for scripts, forms and checks. */
import { oneOf, whole } from '../../../model/parameters/described.ts';
import { type Field, fields } from '../../../model/parameters/field.ts';
import { GIB, TIB } from '../../../model/units.ts';
import { DEFAULT_CPU, HOST_CPUS } from './cpu.ts';
import { DEFAULT_VERSION, VERSIONS } from './version.ts';

const LIST = { kind: 'list' } as const;
const MOST_BYTES = 2 ** 52;

export const HOST_FIELDS: readonly Field[] = fields(
  [
    'memory',
    'Memory',
    'bytes',
    whole(GIB / 1024, MOST_BYTES),
    64 * GIB,
    'For guests; the host’s own is apart.',
  ],
  ['cores', 'Cores', 'cores', whole(1, 4096), 32, 'On which virtual CPUs run.'],
  [
    'cpu',
    'CPU',
    '',
    oneOf(...HOST_CPUS),
    DEFAULT_CPU,
    'The named model that it is, with all of its features.',
  ],
  [
    'cpuExtra',
    'Features beside those of the model',
    '',
    LIST,
    [],
    'That the host has as well: `avx512vnni`.',
  ],
  [
    'cpuMissing',
    'Features that it lacks',
    '',
    LIST,
    [],
    'Of the model’s, those that are switched off by firmware or microcode: `hle`, `rtm`.',
  ],
  [
    'qemu',
    'QEMU',
    '',
    oneOf(...VERSIONS),
    DEFAULT_VERSION,
    'Its version. Up to 7.2 the measured loop runs, later the one of 10.2.',
  ],
  [
    'machineTypes',
    'Machine types',
    '',
    LIST,
    [],
    'Only these, where a distribution left others out; none listed: all up to its version.',
  ],
  [
    'hugePages2M',
    'Huge pages of 2 MiB',
    'pages',
    whole(0, 2 ** 31),
    0,
    'Reserved for guests, taken from its memory.',
  ],
  [
    'hugePages1G',
    'Huge pages of 1 GiB',
    'pages',
    whole(0, 2 ** 22),
    0,
    'Reserved for guests, taken from its memory.',
  ],
  [
    'userfaultfd',
    'Post-copy support of the kernel',
    '',
    oneOf('hugepages', 'pages', 'none'),
    'hugepages',
    'Whether userfaultfd works on huge pages too, on ordinary ones only, or may not be used at all.',
  ],
  ['pools', 'Storage pools', '', LIST, ['shared'], 'Shared storage that it reaches, by name.'],
  [
    'localStorage',
    'Local storage',
    'bytes',
    whole(0, MOST_BYTES),
    TIB,
    'Free space for disks that are its own.',
  ],
  ['networks', 'Networks', '', LIST, ['br0'], 'Bridges that guests can be connected to.'],
  [
    'vfioDevices',
    'Devices to pass through',
    'devices',
    whole(0, 64),
    0,
    'Free ones of the kind that guests have.',
  ],
  [
    'tlsCredentials',
    'TLS credentials',
    '',
    LIST,
    [],
    'Names of the credentials objects that both ends of a move need.',
  ],
  [
    'defined',
    'Definitions left behind',
    '',
    LIST,
    [],
    'Names of guests that are defined there and do not run.',
  ],
  ['state', 'State', '', oneOf('up', 'down'), 'up', 'Whether it can be reached.'],
);
