/** Every time and rate of a move by name, with its ground: shown, and editable. */
import type { NumberKind, Provenance } from '../../../model/parameters/described.ts';
import type { Field } from '../../../model/parameters/field.ts';

interface Row extends Provenance {
  readonly label: string;
  readonly about: string;
  readonly unit: string;
  readonly usual: number;
  readonly value: NumberKind;
}

const OWN = 'a value of this simulator; none is published';
const FORMULA = 'the simulator’s formula for all tasks of a move; none is published';

const row =
  (unit: string, min: number, max: number) =>
  (
    label: string,
    usual: number,
    about = '',
    certainty: Provenance['certainty'] = 'typical',
    source = OWN,
  ): Row => ({ label, about, unit, usual, value: { kind: 'number', min, max }, certainty, source });

const ms = row('ms', 0, 3_600_000);
const mib = row('MiB/s', 1, 1_000_000);
const percent = row('%', 1, 100);
const count = row('', 1, 64);

const ROWS = {
  dispatchMs: ms('From the command to its first step', 500),
  validateMs: ms('Validation', 3000, 'Both servers, their VIOS, and over RMC the partition.'),
  perLunMs: ms('Validation: each LUN', 50, 'Where NPIV is checked disk by disk.', 'typical', FORMULA),
  discoverMs: ms('Finding what stands behind the adapters', 1000),
  discoverPerAdapterMs: ms('Finding it: each adapter', 500, '', 'typical', FORMULA),
  matchMs: ms('Finding the same on the target', 1000),
  shellMs: ms('Shell partition', 1500, 'With memory, processors and slots reserved.'),
  servePerAdapterMs: ms('Each adapter on the target’s VIOS', 1500, '', 'typical', FORMULA),
  prepareOsMs: ms('Telling the operating system', 1000, 'Check and pre events.'),
  openStreamMs: ms('Opening the stream between the movers', 500),
  announceMs: ms('Announcing the new place', 500, 'Gratuitous ARP, once a second until the move has ended.'),
  freePerAdapterMs: ms('Each adapter on the source’s VIOS', 1000, '', 'typical', FORMULA),
  freeMs: ms('Removing the partition from the source', 3000),
  profileMs: ms('Writing the profile', 3000),
  configureMs: ms('Configuration and NVRAM through the console', 1500),
  handOverStorageMs: ms('Handing over the storage of the saved state', 2000),
  rollBackMs: ms('Taking the target’s part back', 2000),
  recoverMs: ms('Finding out where a move stands', 3000),
  abortMs: ms('Ending the stream', 500),
  patienceMs: ms('A console waits for what does not answer', 60_000),
  streamPatienceMs: ms('Movers wait for one another during the copy', 10_000),
  residualPatienceMs: ms('Movers wait for one another after the switchover', 600_000),
  quiescePerAdapterMs: ms('Quiescing each adapter', 10),
  suspendMs: ms('Suspending and capturing the state', 150),
  power6CoreRate: mib(
    'What a POWER6 core of a mover streams',
    80,
    '',
    'sourced',
    'developerWorks wiki, Live Partition Mobility requirements: about one processor saturates 1 Gbit/s',
  ),
  power7CoreRate: mib('What a POWER7 core of a mover streams', 200, 'Between the two others.'),
  power8CoreRate: mib('What a POWER8 or later core of a mover streams', 700, 'From one logged move.'),
  gigabitRate: mib(
    'Usable of 1 Gbit/s',
    80,
    '',
    'sourced',
    'developerWorks wiki, Live Partition Mobility requirements',
  ),
  linkShare: percent('Usable of a faster link', 90),
  threadsAtLevel1: count('Threads of one move at level 1', 8),
  threadsAtLevel2: count('Threads of one move at level 2', 6),
  threadsAtLevel3: count('Threads of one move at level 3', 4),
  threadsAtLevel4: count('Threads of one move at level 4', 2),
  threadsAtLevel5: count('Threads of one move at level 5', 1),
  movesAtLevel1: count('Moves at once at level 1', 2),
  movesAtLevel2: count('Moves at once at level 2', 4),
  movesAtLevel3: count('Moves at once at level 3', 6),
  compressedPercent: percent('Size of a compressed page', 60, 'Of pages that hold data.'),
  compressionRate: mib('What the accelerators take in', 6000),
} as const satisfies Readonly<Record<string, Row>>;

export type ConstantName = keyof typeof ROWS;
export type Constants = Readonly<Record<ConstantName, number>>;

export const CONSTANT_NAMES = Object.keys(ROWS) as ConstantName[];

export const USUAL_CONSTANTS = Object.fromEntries(
  CONSTANT_NAMES.map((name) => [name, ROWS[name].usual]),
) as Constants;

export const CONSTANT_FIELDS: readonly Field[] = CONSTANT_NAMES.map((name) => {
  const { usual, ...rest } = ROWS[name];
  return { name, default: usual, ...rest };
});
