/** PowerVM live partition mobility: `lab.powervm`. */
import { arg, option, type Thing, verb } from '../../define.ts';
import { FLAG, list, NAME, number, orNull, SIZE, TEXT } from '../../kinds.ts';
import { CLIENT, CLIENT_OPTIONS } from '../kvm.ts';
import { edits } from './edits.ts';
import { CONSOLE, LPAR, MOVE, SERIES, SERVER, VALUES, VIOS } from './kinds.ts';
import {
  BALANCE_OPTIONS,
  CONSOLE_OPTIONS,
  EVACUATE_OPTIONS,
  LPAR_OPTIONS,
  LUN_OPTIONS,
  MOVE_OPTIONS,
  RECOVER_OPTIONS,
  SERVER_OPTIONS,
  VIOS_OPTIONS,
} from './options.ts';
import { MOVE_NOW, MOVE_OUTCOME, SERIES_OUTCOME, VALIDATION } from './results.ts';

const FAIL = verb({ about: 'It fails, with all that runs on it.', args: [], gives: null });
const REPAIR = verb({ about: 'It works again.', args: [], gives: null });

export const POWERVM_THINGS = {
  PowerVm: {
    about: 'Power servers with their consoles, VIOS and partitions.',
    has: {},
    can: {
      console: verb({
        about:
          'Adds a console; without options, the one of that name. Without any, one HMC manages all servers.',
        args: [arg('name', NAME, ''), option('options', CONSOLE_OPTIONS, '')],
        gives: CONSOLE,
        example: "const hmc2 = lab.powervm.console('hmc2', { version: 'V7R7.9.0' });",
      }),
      server: verb({
        about: 'Adds a server, with two VIOS; without options, the one of that name.',
        args: [arg('name', NAME, ''), option('options', SERVER_OPTIONS, '')],
        gives: SERVER,
        example: "const a = lab.powervm.server('p770-a', { generation: 'POWER7' });",
      }),
      vios: verb({
        about: 'Adds a VIOS; without options, the one of that name: `server/name`.',
        args: [arg('name', TEXT, ''), option('options', VIOS_OPTIONS, '')],
        gives: VIOS,
        example: "lab.powervm.vios('p770-a/vios1').setMover(false);",
      }),
      lpar: verb({
        about: 'Adds a partition with a disk and a network; without options, the one of that name.',
        args: [arg('name', TEXT, ''), option('options', LPAR_OPTIONS, '')],
        gives: LPAR,
        example: "const app = lab.powervm.lpar('app01', { server: a, memory: '64 GiB' });",
      }),
      lun: verb({
        about: 'Adds a disk of the storage network.',
        args: [arg('name', NAME, ''), option('options', LUN_OPTIONS, '')],
        gives: null,
      }),
      constants: verb({
        about: 'Sets times and rates of the simulator, by name.',
        args: [arg('values', VALUES, 'Each in its unit: { perLunMs: 100 }.')],
        gives: null,
        example: 'lab.powervm.constants({ power8CoreRate: 900 });',
      }),
      balance: verb({
        about: 'Spreads running partitions by memory and load, with few moves.',
        args: [option('options', BALANCE_OPTIONS, '')],
        gives: SERIES,
        example: 'await lab.powervm.balance({ servers: [a, b] });',
      }),
      cut: verb({
        about: 'Movers of two servers do not reach one another any more.',
        args: [arg('a', SERVER, ''), arg('b', SERVER, '')],
        gives: null,
      }),
      mend: verb({
        about: 'They do again.',
        args: [arg('a', SERVER, ''), arg('b', SERVER, '')],
        gives: null,
      }),
    },
  },
  Console: {
    about: 'A management console: HMC, IVM or FSM.',
    has: { name: { about: 'Its name.', gives: NAME } },
    can: {
      ...edits('Console'),
      fail: verb({
        about: 'It does not work any more; what it had begun stands still.',
        args: [],
        gives: null,
      }),
      repair: REPAIR,
    },
  },
  ManagedSystem: {
    about: 'A Power server.',
    has: {
      name: { about: 'Its name.', gives: NAME },
      state: { about: 'As the console shows it: Operating.', gives: TEXT },
      free: { about: 'Memory that no partition has.', gives: SIZE },
      freeProcessors: { about: 'Processing units that no partition has.', gives: number() },
      lpars: { about: 'Partitions that stand on it.', gives: list(TEXT) },
    },
    can: {
      ...edits('ManagedSystem'),
      evacuate: verb({
        about: 'Every partition leaves, the largest first, so many at once.',
        args: [option('options', EVACUATE_OPTIONS, '')],
        gives: SERIES,
        example: 'const board = await p770.evacuate({ concurrency: 4 });',
      }),
      stopEvacuation: verb({
        about: 'Moves under way end, and no others begin. False when it is not being evacuated.',
        args: [],
        gives: FLAG,
      }),
      fail: FAIL,
      repair: verb({
        about: 'It works again with its VIOS; its partitions are shut down.',
        args: [],
        gives: null,
      }),
    },
  },
  Vios: {
    about: 'A virtual I/O server; as a mover it streams memory.',
    has: { name: { about: '`server/name`.', gives: TEXT } },
    can: { ...edits('Vios'), fail: FAIL },
  },
  Lpar: {
    about: 'A logical partition.',
    has: {
      name: { about: 'Its name.', gives: TEXT },
      server: { about: 'Where it stands: before a move ends, where it runs.', gives: SERVER },
      state: { about: 'As the console shows it: Running, Migrating - Running.', gives: TEXT },
      migrationState: { about: 'As the console shows it: Not Migrating.', gives: TEXT },
      memory: { about: 'Memory that it holds.', gives: SIZE },
      suggested: { about: 'The server that suits it best; null: none can take it.', gives: orNull(SERVER) },
    },
    can: {
      ...edits('Lpar'),
      validate: verb({
        about: 'Holds a move against all rules, and changes nothing.',
        args: [arg('to', SERVER, 'The target.'), option('options', MOVE_OPTIONS, '')],
        gives: VALIDATION,
        example: "expect(app.validate(b).errors, 'errors').toBe(0);",
      }),
      migrate: verb({
        about: 'Begins a move; refused with everything that stands against it. `await` gives how it ended.',
        args: [arg('to', SERVER, 'The target.'), option('options', MOVE_OPTIONS, '')],
        gives: MOVE,
        example: 'const move = await app.migrate(b);',
      }),
      fix: verb({
        about: 'Does what makes the finding of a rule go away. False when there is none that can be fixed.',
        args: [
          arg('to', SERVER, 'The target.'),
          arg('rule', TEXT, 'Its id.'),
          option('options', MOVE_OPTIONS, ''),
        ],
        gives: FLAG,
        example: "app.fix(b, 'lpar-no-vopt');",
      }),
      stop: verb({
        about: 'Stops its move; everything goes back to how it was. False when it is too late.',
        args: [],
        gives: FLAG,
      }),
      recover: verb({
        about: 'Recovers a move that ended halfway: undone, or completed where it runs on the target.',
        args: [option('options', RECOVER_OPTIONS, '')],
        gives: SERIES,
        example: 'await app.recover({ force: true });',
      }),
      client: verb({
        about: 'Somebody who uses it from outside, and feels its pauses.',
        args: [option('options', CLIENT_OPTIONS, '')],
        gives: CLIENT,
      }),
    },
  },
  LparMove: {
    about: 'A move under way. `await move` gives how it ended.',
    has: {},
    can: {
      query: verb({ about: 'How far it is, like `lslparmigr`.', args: [], gives: MOVE_NOW }),
      stop: verb({ about: 'Stops it. False when it is too late.', args: [], gives: FLAG }),
    },
    awaits: { about: 'How it ended.', gives: MOVE_OUTCOME },
  },
  LparMoves: {
    about: 'Several moves as one task, or a recovery. `await` gives how it ended.',
    has: {},
    can: {
      stop: verb({
        about: 'What is under way ends, and nothing more begins. False when it is over.',
        args: [],
        gives: FLAG,
      }),
    },
    awaits: { about: 'How they ended.', gives: SERIES_OUTCOME },
  },
} as const satisfies Record<string, Thing>;
