/** Options of PowerVM's things and moves. */
import { GENERATIONS } from '../../../platforms/powervm/objects/generation.ts';
import { field, may, shape } from '../../define.ts';
import { choice, FLAG, list, number, orNull, quantity, RATE, SIZE, TEXT } from '../../kinds.ts';
import { CONSOLE, PRESENCE, SERVED_BY, SERVER, STRICTNESS, VALUES, VIOS, VLANS } from './kinds.ts';

const ATTRIBUTES = may(
  VALUES,
  'Anything else by the name that it has in the reference of PowerVM, as { bsrArrays: 1 }. No rule refuses a move because of what stands under unknown.',
);

export const CONSOLE_OPTIONS = shape('ConsoleOptions', 'A management console.', {
  product: may(choice('HMC', 'IVM', 'FSM'), 'IVM manages blades only, FSM Flex servers only. Default: HMC.'),
  version: may(TEXT, "As '7.7.9.0' or 'V10R3.1061'. Default: a current one."),
  attributes: ATTRIBUTES,
});

export const SERVER_OPTIONS = shape('ManagedSystemOptions', 'A Power server.', {
  model: may(TEXT, "Machine type and model, as '9117-MMB'; tells the generation."),
  generation: may(choice(...GENERATIONS), 'Processor generation. Default: POWER7, or what the model says.'),
  firmware: may(TEXT, "As '01AM780_040' or 'FW950.30'. Default: a usual one of the generation."),
  memory: may(SIZE, 'Memory that can be given to partitions. Default: 256 GiB.'),
  processors: may(number({ min: 0.1, max: 1024 }), 'Processors. Default: 16.'),
  lmb: may(SIZE, 'Logical memory block; both servers of a move need the same. Default: 256 MiB.'),
  console: may(CONSOLE, 'Which manages it. Default: the first one, or an HMC of its own kind.'),
  edition: may(
    choice('express', 'standard', 'enterprise'),
    'Of PowerVM. Default: enterprise, which mobility needs.',
  ),
  vios: may(
    number({ min: 0, max: 2, whole: true }),
    'VIOS that are made for it where none is described. Default: 2.',
  ),
  moves: may(
    number({ min: 0, max: 64, whole: true }),
    'Active moves at once. Default: what firmware, console and VIOS support.',
  ),
  attributes: ATTRIBUTES,
});

export const VIOS_OPTIONS = shape('ViosOptions', 'A virtual I/O server.', {
  server: field(SERVER, 'On which it runs.'),
  level: may(TEXT, "As '2.2.3.1'. Default: a current one."),
  mover: may(FLAG, 'Whether it is a mover service partition. Default: true.'),
  link: may(RATE, 'Of the mover’s address. Default: 10 Gbit/s.'),
  freeProcessors: may(number({ min: 0, max: 256 }), 'Processors that it may still take. Default: 2.'),
  attributes: ATTRIBUTES,
});

export const LPAR_OPTIONS = shape('LparOptions', 'A logical partition. What is left out is ready to move.', {
  server: field(SERVER, 'On which it stands.'),
  memory: may(quantity('size', { min: 2 ** 20, max: 2 ** 46 }), 'Default: 8 GiB.'),
  processors: may(number({ min: 0.05, max: 256 }), 'Processing units. Default: 0.5.'),
  os: may(TEXT, "As the console shows it: 'AIX 7.1 7100-03-05-1524'."),
  state: may(
    choice('Running', 'Not Activated', 'Suspended'),
    'Decides how it moves: active, inactive, suspended. Default: Running.',
  ),
  storage: may(choice('vscsi', 'npiv', 'none'), 'The way to its disk. Default: vscsi, over both VIOS.'),
  vlan: may(number({ min: 1, max: 4094, whole: true }), 'Network of its adapter. Default: 1.'),
  writes: may(RATE, 'Memory that it writes. Default: 40 MiB/s.'),
  hot: may(SIZE, 'The most different memory that it keeps writing. Default: 2 GiB.'),
  touchedPercent: may(
    number({ min: 0, max: 100 }),
    'Memory that was ever written; the rest is never sent. Default: 90.',
  ),
  attributes: ATTRIBUTES,
});

export const LUN_OPTIONS = shape('LunOptions', 'A disk of the storage network.', {
  size: may(SIZE, 'Default: 50 GiB.'),
  visibleTo: may(list(VIOS), 'VIOS that see it. Default: all.'),
});

const STRICT = '1: required. 2: if possible, what fails is a warning.';

export const MOVE_OPTIONS = shape('LparMoveOptions', 'How to move, as the console’s command has it.', {
  type: may(
    orNull(choice('active', 'inactive', 'suspended')),
    'Default: what the state of the partition says.',
  ),
  sourceMsp: may(orNull(TEXT), 'Mover at the source, by name. Default: the best one that is free.'),
  destMsp: may(orNull(TEXT), 'Mover at the target.'),
  redundantMsps: may(
    orNull(PRESENCE),
    'A second pair of movers. 0: none, 1: required, 2: if possible. Default: 2.',
  ),
  procPool: may(orNull(TEXT), 'Shared processor pool of the target. Default: DefaultPool.'),
  servedBy: may(
    orNull(SERVED_BY),
    "Which VIOS of the target serves which slot: { 12: 'vios1' }, or with a slot and a port of it 'vios1/16/fcs0'.",
  ),
  vlans: may(
    orNull(VLANS),
    "On which VLAN the Ethernet adapter of a slot is on the target, with NovaLink: { 10: 12 }, with further VLANs '12/20 21'.",
  ),
  destLparId: may(orNull(number({ min: 1, max: 1000, whole: true })), 'Default: its own where that is free.'),
  profileName: may(orNull(TEXT), 'The profile into which its state is written. Default: the current one.'),
  maxBandwidth: may(orNull(RATE), 'The most that it may stream. Default: what the movers can.'),
  mpio: may(orNull(STRICTNESS), `Paths over different VIOS stay on different ones. ${STRICT}`),
  vlanBridge: may(orNull(STRICTNESS), `Every VLAN is bridged on the target. ${STRICT}`),
  redundantVios: may(
    orNull(PRESENCE),
    'Two VIOS serve it on the target, too. 0: no matter, 1: required, 2: if possible.',
  ),
  npivValidation: may(orNull(choice('port', 'portdisk')), 'NPIV is checked by port, or by port and disk.'),
  affinity: may(orNull(FLAG), 'The move must not worsen how memory lies to processors.'),
  openConsole: may(orNull(choice('refuse', 'warn')), 'Newer consoles close an open terminal themselves.'),
  vsi: may(orNull(STRICTNESS), STRICT),
  uuid: may(orNull(STRICTNESS), STRICT),
  protectStorage: may(orNull(STRICTNESS), STRICT),
  requireRemoteRestart: may(orNull(STRICTNESS), STRICT),
  vnicConfig: may(orNull(STRICTNESS), STRICT),
  redundantVnicBacking: may(orNull(STRICTNESS), STRICT),
  migrateSriov: may(orNull(STRICTNESS), STRICT),
  remoteUser: may(orNull(TEXT), 'At the console of the target.'),
  queue: may(orNull(FLAG), 'Waits for a free place, instead of being refused where there is none.'),
  blocking: may(list(TEXT), 'Rules that rest on experience alone and block all the same.'),
});

export const RECOVER_OPTIONS = shape('RecoverOptions', 'How to recover.', {
  force: may(FLAG, 'Also where an end does not answer; what it holds is left there.'),
});

export const EVACUATE_OPTIONS = shape('EvacuateOptions', 'How to empty a server.', {
  concurrency: may(
    orNull(number({ min: 1, max: 64, whole: true })),
    'So many at once. Default: what the server supports.',
  ),
  to: may(orNull(SERVER), 'Where all go. Default: each to the server that suits it best.'),
});

export const BALANCE_OPTIONS = shape('BalanceOptions', 'How to spread partitions.', {
  servers: may(list(SERVER), 'Default: all.'),
  concurrency: may(number({ min: 1, max: 64, whole: true }), 'So many at once. Default: 2.'),
});

export const POWERVM_OPTIONS = [
  CONSOLE_OPTIONS,
  SERVER_OPTIONS,
  VIOS_OPTIONS,
  LPAR_OPTIONS,
  LUN_OPTIONS,
  MOVE_OPTIONS,
  RECOVER_OPTIONS,
  EVACUATE_OPTIONS,
  BALANCE_OPTIONS,
] as const;
