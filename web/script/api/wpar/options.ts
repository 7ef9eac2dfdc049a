/** What the verbs of `lab.wpar` can be told. */
import { PROCESSOR_CLASSES } from '../../../platforms/wpar/objects/system.ts';
import { TIME_FIELDS } from '../../../platforms/wpar/tasks/times.ts';
import { field, may, shape } from '../../define.ts';
import {
  byName,
  choice,
  either,
  FLAG,
  handed,
  list,
  number,
  quantity,
  RATE,
  SIZE,
  TEXT,
} from '../../kinds.ts';
import { optionsOf } from '../described.ts';
import { WORKLOAD } from '../workloads.ts';

const share = number({ min: 0 });
const percent = number({ min: 0, max: 100 });
const whole = number({ min: 0, whole: true });
const HOST = handed('AixSystem');
const NAMED = either(handed('AixSystem', 'Wpar', 'NfsServer'), TEXT, (raw) => typeof raw !== 'string');
const NFS_VERSION = choice('3', '4');
const MODE = choice('synchronous', 'asynchronous');

const COMMON = {
  by: may(
    choice('console', 'shell'),
    'A shell on the system itself does without the agents. Default: the console.',
  ),
  confirmed: may(FLAG, 'Said twice, where that is asked for.'),
};

export const ASKED = shape('WparAsked', 'Who asks.', COMMON);

export const ON_OPTIONS = shape('WparOnOptions', 'Who asks, and for what.', {
  ...COMMON,
  on: may(HOST, 'Which copy is meant, where it stands on two systems.'),
});

const SYSTEM_FIELDS = {
  aix: may(TEXT, 'Level, as `6100-02-01`. With it its filesets. Default: 6100-02-01.'),
  model: may(TEXT, 'For people.'),
  processor: may(choice(...PROCESSOR_CLASSES), 'Processor class. Default: POWER5.'),
  processors: may(number({ min: 0.1, max: 1024 }), 'Default: 4.'),
  mhz: may(number({ min: 1 }), 'Their speed. Default: 1650.'),
  memory: may(quantity('size', { min: 1 }), 'Default: 8 GiB.'),
  features: may(list(TEXT, 20), 'What running code may have bound to: `VMX`.'),
  filesets: may(byName(TEXT), 'Levels by name, where they are not those of the AIX level.'),
  commands: may(list(TEXT, 100), 'Programs for application partitions.'),
  image: may(TEXT, 'The clone image that it was installed from.'),
  profile: may(TEXT, 'Hardware that is equal has the same one.'),
  osType: may(TEXT, 'AIX, where a partition is to run.'),
  clock: may(quantity('time', { min: -86_400e9 }), 'How far its clock is ahead.'),
  ownProcessors: may(share, 'What its own programs need, in processors. Default: 0.2.'),
  ownMemory: may(SIZE, 'And of memory. Default: 1 GiB.'),
};

export const SYSTEM_CHANGES = shape('AixSystemChanges', 'What can be changed of a system.', SYSTEM_FIELDS);

export const SYSTEM_OPTIONS = shape('AixSystemOptions', 'A managed system.', {
  ...SYSTEM_FIELDS,
  adapter: may(TEXT, 'Its interface. Default: en0.'),
  address: may(TEXT, 'Its address. Default: one in 192.168.129.0/24.'),
  prefix: may(number({ min: 1, max: 32, whole: true }), 'Of its subnet. Default: 24.'),
  agent: may(
    choice('registered', 'discovered', 'unknown'),
    'How far the manager knows it. Default: registered.',
  ),
  nic: may(RATE, 'What its adapter carries, each direction by itself. Without it only links limit.'),
});

export const NFS_OPTIONS = shape('NfsServerOptions', 'An NFS server.', {
  aix: may(TEXT, 'Its level; it does not matter. Default: 5300-08-03.'),
  area: may(TEXT, 'The parent of the partitions’ directories. Default: /backup/wpars.'),
  versions: may(list(NFS_VERSION, 2), 'NFS versions that it speaks. Default: both.'),
  nic: may(RATE, 'What its adapter carries, each direction by itself.'),
});

export const SERVER_CHANGES = shape('NfsServerChanges', 'What can be changed of a server.', {
  aix: may(TEXT, 'Its level.'),
  versions: may(list(NFS_VERSION, 2), 'NFS versions that it speaks.'),
});

const MODE_FIELDS = {
  mode: may(TEXT, 'Octal, as `755`.'),
  owner: may(TEXT, 'By name.'),
  group: may(TEXT, 'By name.'),
};
export const PARENT_OPTIONS = shape('NfsParentOptions', 'Who may look into the parent.', MODE_FIELDS);
export const DIRECTORY_OPTIONS = shape('NfsDirectoryOptions', 'Of a directory.', {
  ...MODE_FIELDS,
  empty: may(FLAG, 'Deletes what is in it.'),
});

const HOSTS = either(list(NAMED, 100), TEXT, Array.isArray);
export const EXPORT_OPTIONS = shape('NfsExportOptions', 'An export.', {
  access: may(HOSTS, 'Who may mount it; an empty list is everybody.'),
  root: may(HOSTS, 'Whose root stays root.'),
  versions: may(list(NFS_VERSION, 2), 'NFS versions. Default: 3.'),
});

const RESOURCES = shape(
  'WparResources',
  'Resource controls: shares and percentages of whatever host it is on.',
  {
    active: may(FLAG, 'Default: true.'),
    resourceSet: may(TEXT, 'Processors that it is bound to.'),
    cpu: may(TEXT, 'Limits, as `0%-100%,100%`: what it gets at least, may exceed, never exceeds.'),
    memory: may(TEXT, 'The same for memory.'),
    cpuShares: may(whole, 'Relative weight.'),
    memoryShares: may(whole, 'Relative weight.'),
    processes: may(whole, 'At most so many.'),
    threads: may(whole, 'At most so many.'),
    terminals: may(whole, 'At most so many.'),
    largePages: may(whole, 'At most so many.'),
    processVirtual: may(SIZE, 'Virtual memory of one process.'),
    totalVirtual: may(SIZE, 'Virtual memory of all.'),
    messageQueues: may(percent, 'Of those of the system, percent.'),
    semaphores: may(percent, 'Of those of the system, percent.'),
    sharedMemory: may(percent, 'Of those of the system, percent.'),
    pinnedMemory: may(percent, 'Of that of the system, percent.'),
  },
);

const SETTINGS = {
  hostname: may(TEXT, 'Default: its name.'),
  address: may(TEXT, 'Default: what its name resolves to; empty: none.'),
  adapter: may(TEXT, 'The interface of the host on which its address is an alias.'),
  prefix: may(number({ min: 1, max: 32, whole: true }), 'Of its subnet.'),
  checkpointable: may(FLAG, 'Whether it can be paused and moved while it runs.'),
  auto: may(FLAG, 'Starts with its host.'),
  script: may(TEXT, 'Runs at start and stop.'),
  description: may(TEXT, 'For people.'),
  group: may(TEXT, 'By name.'),
  resources: may(RESOURCES, 'Resource controls.'),
  devices: may(list(TEXT, 100), 'Devices of its host beside the usual pseudo devices.'),
};

const PROGRAMS = {
  memory: may(
    quantity('size', { min: 1, max: 2 ** 40 }),
    'Its state: memory in use and what the kernel keeps for it. Default: 120 MB, an idle one.',
  ),
  threads: may(number({ min: 0, max: 1e6, whole: true }), 'Each takes its time to be frozen. Default: 100.'),
  processors: may(share, 'Its load, in processors. Default: 0.05.'),
  workload: may(
    WORKLOAD,
    'How it writes its memory: what an asynchronous relocation fetches first. Default: idle.',
  ),
  denial: may(TEXT, 'Why a component forbids a checkpoint; empty: none does.'),
  unkillable: may(FLAG, 'A process of it cannot be ended.'),
  pendingIo: may(FLAG, 'Asynchronous I/O is pending.'),
  kernelExtensions: may(list(TEXT, 20), 'Kernel extensions that it loaded.'),
};

export const BEHAVIOUR = shape('WparBehaviour', 'What runs in a partition.', {
  ...PROGRAMS,
  group: may(TEXT, 'By name; empty: none.'),
  devices: may(list(TEXT, 100), 'Devices of its host.'),
  description: may(TEXT, 'For people.'),
});

const FILES = {
  nfs: may(
    handed('NfsServer'),
    'Where its files are. Left out: on local disks, and it cannot be moved while it runs.',
  ),
  path: may(TEXT, 'Its directory there. Default: one of its name in the server’s area.'),
  nfsVersion: may(NFS_VERSION, 'Default: 3.'),
  localParts: may(list(TEXT, 4), 'Parts on local disks all the same: `/tmp`.'),
  owner: may(TEXT, 'Default: root.'),
  directory: may(TEXT, 'Its root on its host. Default: /wpars/ and its name.'),
  privateUsr: may(FLAG, 'Own /usr and /opt, instead of those of its host.'),
  uuid: may(TEXT, 'Default: one that follows from its name.'),
};

const DEFINITION = { host: field(HOST, 'Where it is created.'), ...FILES, ...SETTINGS, ...PROGRAMS };

export const PARTITION_OPTIONS = shape('SystemWparOptions', 'A system partition.', {
  ...DEFINITION,
  ...COMMON,
});
export const APPLICATION_OPTIONS = shape('ApplicationWparOptions', 'An application partition.', {
  ...DEFINITION,
  command: field(TEXT, 'What it runs, with its path.'),
  ...COMMON,
});
export const STANDING_OPTIONS = shape('StandingWparOptions', 'A partition that is there when time begins.', {
  ...DEFINITION,
  command: may(TEXT, 'Of an application partition.'),
  state: may(choice('Active', 'Defined', 'Broken'), 'Default: Active.'),
});

export const CHANGES_OF_PARTITION = shape('WparChanges', 'What can be changed of a partition.', SETTINGS);

export const RELOCATE_OPTIONS = shape('RelocateOptions', 'How it is moved.', {
  mode: may(
    MODE,
    'Over an image on the NFS server, or by paging after the switch, from technology level 2 on. Default: synchronous.',
  ),
  ...COMMON,
});

export const REMOVE_OPTIONS = shape('RemoveWparOptions', 'How it is removed.', {
  keepFiles: may(FLAG, 'Leaves its files.'),
  forced: may(FLAG, 'Even where it is broken.'),
  ...COMMON,
});

export const RESTORE_OPTIONS = shape('RestoreWparOptions', 'How it is restored.', {
  name: may(TEXT, 'Under another name.'),
  ...COMMON,
});

export const EVACUATE_OPTIONS = shape('EvacuateOptions', 'Who leaves, and how many at a time.', {
  group: may(TEXT, 'Members of this group only.'),
  atOnce: may(number({ min: 1, max: 100, whole: true }), 'Default: 1.'),
  ...COMMON,
});

export const GROUP_OPTIONS = shape('WparGroupOptions', 'A group.', {
  tests: may(either(list(TEXT, 50), TEXT, Array.isArray), 'Optional tests, by name.'),
  profiles: may(
    byName(choice('High', 'Medium', 'Low')),
    'Hardware that is allowed, with its rank. Default: any.',
  ),
});

export const POLICY_OPTIONS = shape('WparPolicyOptions', 'A relocation policy.', {
  processorPercent: may(percent, 'Violated above this, on average.'),
  memoryPercent: may(percent, 'Violated above this, on average.'),
  averaging: may(quantity('time', { min: 1e9 }), 'Shorter peaks do not count. Default: 10 min.'),
  automatic: may(FLAG, 'Relocates by itself; otherwise it only says so. Default: false.'),
  domain: may(list(HOST, 500), 'Systems that it watches, and may move to. Default: all.'),
  group: may(TEXT, 'Whose members it moves. Default: any.'),
});

export const SSH_OPTIONS = shape('SshOptions', 'Of a client.', {
  patience: may(
    quantity('time', { min: 1e9 }),
    'How long it hears nothing before it gives up. Default: 15 min.',
  ),
});

export const CONSTANTS_OPTIONS = shape(
  'WparConstants',
  'What steps take. Where no source is named, a value to start from.',
  optionsOf(TIME_FIELDS),
);

export const WPAR_OPTIONS = [
  ...[SYSTEM_OPTIONS, SYSTEM_CHANGES, NFS_OPTIONS, SERVER_CHANGES, PARENT_OPTIONS, DIRECTORY_OPTIONS],
  ...[EXPORT_OPTIONS, PARTITION_OPTIONS, APPLICATION_OPTIONS, STANDING_OPTIONS, RESOURCES, BEHAVIOUR],
  ...[CHANGES_OF_PARTITION, ON_OPTIONS, ASKED, RELOCATE_OPTIONS, REMOVE_OPTIONS, RESTORE_OPTIONS],
  ...[EVACUATE_OPTIONS, GROUP_OPTIONS, POLICY_OPTIONS, SSH_OPTIONS, CONSTANTS_OPTIONS],
] as const;
