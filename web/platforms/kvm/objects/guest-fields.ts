/** What can be said of a guest: one description for scripts, forms and checks. */
import { oneOf, powerOfTwo, whole, YES_OR_NO } from '../../../model/parameters/described.ts';
import { type Field, fields } from '../../../model/parameters/field.ts';
import { GIB, KIB } from '../../../model/units.ts';
import { CPU_MODELS, PASSTHROUGH } from './cpu.ts';
import { OBSTACLES } from './obstacles.ts';

const LIST = { kind: 'list' } as const;
const MOST_BYTES = 2 ** 52;

/** A disk on storage of its host’s own. */
export const LOCAL = 'local';

export const GUEST_FIELDS: readonly Field[] = fields(
  ['memory', 'Memory', 'bytes', whole(64 * KIB, MOST_BYTES), 4 * GIB, 'What moves with it.'],
  ['vcpus', 'Virtual CPUs', 'CPUs', whole(1, 64), 1, 'Each waits for pages of its own in post-copy.'],
  [
    'cpu',
    'CPU',
    '',
    oneOf('', PASSTHROUGH, ...CPU_MODELS),
    '',
    'The model that it sees; `host` passes the host’s own through. Empty: the model that its host is.',
  ],
  [
    'cpuExtra',
    'Features on top of the model',
    '',
    LIST,
    [],
    'That the guest was given as well: `avx512vnni`.',
  ],
  [
    'machineType',
    'Machine type',
    '',
    { kind: 'text' },
    '',
    '`pc-q35-9.2`, `pc-i440fx-7.2`. Empty: the newest of its host’s QEMU.',
  ],
  [
    'hugePages',
    'Pages of the host',
    'bytes',
    powerOfTwo(4 * KIB, GIB),
    4 * KIB,
    '2 MiB or 1 GiB: its memory consists of huge pages, and post-copy brings each as a whole.',
  ],
  [
    'disks',
    'Disks',
    '',
    LIST,
    ['shared'],
    `The storage pool of each; \`${LOCAL}\`: on its host’s own storage.`,
  ],
  ['diskSize', 'Size of a disk', 'bytes', whole(0, MOST_BYTES), 40 * GIB, 'Of each that has to be copied.'],
  [
    'diskWrites',
    'Writes to its disks',
    'bytes/s',
    whole(0, 1e12),
    0,
    'What it writes to those that are copied along, all together: it has to follow as well.',
  ],
  ['networks', 'Networks', '', LIST, ['br0'], 'The bridge of each of its adapters.'],
  [
    'vfio',
    'Device passed through',
    '',
    oneOf('none', 'plain', 'migratable', 'failover'),
    'none',
    '`plain` cannot migrate, `migratable` has a variant driver that can, `failover` is unplugged for the move while a virtio adapter stands in.',
  ],
  ['vfioDevices', 'How many', 'devices', whole(1, 16), 1, 'Devices passed through, where there are any.'],
  [
    'vfioState',
    'State of a device',
    'bytes',
    whole(0, 2 ** 40),
    0,
    'What each device that can migrate sends while the guest stands still. It switches over only where that fits the allowed pause, too.',
  ],
  [
    'vfioTracksDirty',
    'Devices report what they write',
    '',
    YES_OR_NO,
    true,
    'Else all memory counts as written all the time.',
  ],
  [
    'vfioP2p',
    'Devices can be quiesced together',
    '',
    YES_OR_NO,
    true,
    'More than one can move only with that.',
  ],
  ['viommu', 'Virtual IOMMU', '', YES_OR_NO, false, 'In front of the devices.'],
  ['nested', 'Runs guests of its own', '', YES_OR_NO, false, 'It is a host itself.'],
  ['obstacles', 'What stands in the way', '', LIST, [], OBSTACLES.map(({ id }) => `\`${id}\``).join(', ')],
  [
    'dirtyRing',
    'Dirty ring',
    'entries',
    powerOfTwo(0, 2 ** 16),
    0,
    'Entries per virtual CPU with which QEMU was started; 0: a bitmap.',
  ],
  ['state', 'State', '', oneOf('running', 'paused', 'shut off'), 'running', 'How it stands there.'],
);
