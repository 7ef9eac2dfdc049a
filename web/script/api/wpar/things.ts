/** AIX workload partitions: the manager, `lab.wpar`, with what it drives. */
import { arg, option, type Thing, verb } from '../../define.ts';
import {
  either,
  FLAG,
  handed,
  list,
  NAME,
  number,
  orNull,
  quantity,
  reference,
  SIZE,
  TEXT,
  TIME,
} from '../../kinds.ts';
import {
  APPLICATION_OPTIONS,
  ASKED,
  BEHAVIOUR,
  CHANGES_OF_PARTITION,
  CONSTANTS_OPTIONS,
  DIRECTORY_OPTIONS,
  EVACUATE_OPTIONS,
  EXPORT_OPTIONS,
  GROUP_OPTIONS,
  NFS_OPTIONS,
  ON_OPTIONS,
  PARENT_OPTIONS,
  PARTITION_OPTIONS,
  POLICY_OPTIONS,
  RELOCATE_OPTIONS,
  REMOVE_OPTIONS,
  RESTORE_OPTIONS,
  SERVER_CHANGES,
  SSH_OPTIONS,
  STANDING_OPTIONS,
  SYSTEM_CHANGES,
  SYSTEM_OPTIONS,
} from './options.ts';
import { CANDIDATE, TASK_OUTCOME } from './results.ts';

const SYSTEM = reference('AixSystem');
const SERVER = reference('NfsServer');
const WPAR = reference('Wpar');
const TASK = reference('WparTask');
const SESSION = reference('WparSession');
const ON_SYSTEM = handed('AixSystem');
const PATH = TEXT;

/** A verb of a partition that needs no more than it. */
const plain = (about: string) => verb({ about, args: [option('options', ON_OPTIONS, '')], gives: TASK });

export const WPAR_THINGS = {
  WparManager: {
    about: 'The WPAR Manager, with its systems, the NFS area and the partitions: `lab.wpar`.',
    has: {},
    can: {
      system: verb({
        about:
          'Adds a managed system; without options, the one of that name. Systems and servers are laid out before time begins.',
        args: [arg('name', NAME, 'By which it is known.'), option('options', SYSTEM_OPTIONS, '')],
        gives: SYSTEM,
        example:
          "const x203 = lab.wpar.system('x203', { aix: '6100-02-01', memory: '8 GiB', address: '192.168.129.203' });",
      }),
      nfs: verb({
        about: 'Adds an NFS server for the partitions’ files; without options, the one of that name.',
        args: [arg('name', NAME, 'By which it is known.'), option('options', NFS_OPTIONS, '')],
        gives: SERVER,
        example: "const x054 = lab.wpar.nfs('x054', { area: '/backup/wpars' });",
      }),
      partition: verb({
        about: 'The partition of that name; with options, one that stands there when time begins.',
        args: [arg('name', NAME, 'By which it is known.'), option('options', STANDING_OPTIONS, '')],
        gives: WPAR,
        example: "const x150 = lab.wpar.partition('x150', { host: x203, nfs: x054, state: 'Active' });",
      }),
      session: verb({
        about: 'An ssh session that was opened.',
        args: [arg('id', NAME, '`s1` is the first.')],
        gives: SESSION,
      }),
      task: verb({
        about: 'A task of Task Activity.',
        args: [arg('id', NAME, '`t1` is the first.')],
        gives: TASK,
      }),
      createSystemWpar: verb({
        about:
          'Creates a system partition and deploys it: its private files are copied, which takes minutes.',
        args: [
          arg('name', TEXT, 'Where it resolves, that is its address.'),
          arg('options', PARTITION_OPTIONS, ''),
        ],
        gives: TASK,
        example: "await lab.wpar.createSystemWpar('x150', { host: x203, nfs: x054 });",
      }),
      createApplicationWpar: verb({
        about: 'Runs a command as an application partition; when it ends nothing is left.',
        args: [arg('name', TEXT, 'By which it is known.'), arg('options', APPLICATION_OPTIONS, '')],
        gives: TASK,
      }),
      define: verb({
        about: 'A definition in the manager alone; `deploy` brings it to a system.',
        args: [arg('name', TEXT, 'By which it is known.'), option('options', BEHAVIOUR, '')],
        gives: WPAR,
      }),
      importLswpar: verb({
        about: 'Takes over what `lswpar -c` printed on a real system, and says what it assumed or left out.',
        args: [arg('text', TEXT, 'As pasted, prompts and all.')],
        gives: list(TEXT),
      }),
      discover: verb({
        about: 'Looks for systems with an agent.',
        args: [option('options', ASKED, '')],
        gives: TASK,
      }),
      restore: verb({
        about: 'Creates a partition from a backup.',
        args: [
          arg('file', TEXT, 'The archive.'),
          arg('host', ON_SYSTEM, 'Where.'),
          option('options', RESTORE_OPTIONS, ''),
        ],
        gives: TASK,
      }),
      cancel: verb({
        about: 'Cancels a task, where its present step allows that.',
        args: [arg('task', TEXT, '`t1`.')],
        gives: null,
      }),
      hostName: verb({
        about: 'A name that resolves on every machine; without an address it no longer does.',
        args: [arg('name', TEXT, 'The name.'), option('address', TEXT, 'Its address.')],
        gives: null,
        example: "lab.wpar.hostName('x150', '192.168.129.150');",
      }),
      group: verb({
        about: 'A group of partitions, with the optional tests that their targets have to pass.',
        args: [arg('name', NAME, 'By which it is known.'), option('options', GROUP_OPTIONS, '')],
        gives: null,
      }),
      policy: verb({
        about: 'A relocation policy: when a system is too busy for a while, a partition leaves it.',
        args: [arg('name', NAME, 'By which it is known.'), arg('options', POLICY_OPTIONS, '')],
        gives: null,
        example: "lab.wpar.policy('busy', { processorPercent: 80, averaging: '5 min', automatic: true });",
      }),
      constants: verb({
        about: 'Changes what steps take, and how fast state is written, read and streamed.',
        args: [arg('constants', CONSTANTS_OPTIONS, '')],
        gives: null,
        example: "lab.wpar.constants({ imageWriteBytesPerSecond: '80 MB/s' });",
      }),
      block: verb({
        about: 'Lets rules block that rest on experience alone, which otherwise only warn.',
        args: [arg('rules', either(list(TEXT), TEXT, Array.isArray), "By name, or 'all'.")],
        gives: null,
      }),
    },
  },
  AixSystem: {
    about: 'A managed system: an AIX with its agent.',
    has: {
      name: { about: 'Its name.', gives: TEXT },
      agent: { about: '`Online`, `Offline` or `Not registered`.', gives: TEXT },
      partitions: { about: 'Partitions that stand on it.', gives: list(WPAR) },
      safeToSwitchOff: { about: 'Whether nothing runs, moves or waits on it any more.', gives: FLAG },
    },
    can: {
      set: verb({
        about: 'Changes it at one stroke.',
        args: [arg('changes', SYSTEM_CHANGES, '')],
        gives: null,
      }),
      stopAgent: verb({ about: 'Its agent falls silent.', args: [], gives: null }),
      startAgent: verb({ about: 'Its agent answers again.', args: [], gives: null }),
      crash: verb({ about: 'It is switched off, with all that runs on it.', args: [], gives: null }),
      boot: verb({ about: 'It comes back; its partitions are defined then.', args: [], gives: null }),
      register: verb({
        about: 'Lets the manager read its inventory.',
        args: [option('options', ASKED, '')],
        gives: TASK,
      }),
      evacuate: verb({
        about: 'Everything leaves it: the largest first, each to its best target.',
        args: [option('options', EVACUATE_OPTIONS, '')],
        gives: TASK,
        example: 'await x203.evacuate({ atOnce: 2 });',
      }),
    },
  },
  NfsServer: {
    about: 'A server that keeps the files of mobile partitions.',
    has: {
      name: { about: 'Its name.', gives: TEXT },
      blocks: { about: 'What its area holds, in blocks of 512 bytes.', gives: number() },
    },
    can: {
      prepare: verb({
        about:
          'An empty directory for a partition, exported to it and to the systems that may host it, with root.',
        args: [
          arg('partition', TEXT, 'Its name.'),
          arg('hosts', list(ON_SYSTEM), 'Every system that may ever host it.'),
        ],
        gives: null,
        example: "x054.prepare('x150', [x203, x103]);",
      }),
      down: verb({ about: 'It does not answer any more; what touches a file hangs.', args: [], gives: null }),
      up: verb({ about: 'It answers again.', args: [], gives: null }),
      set: verb({ about: 'Changes it.', args: [arg('changes', SERVER_CHANGES, '')], gives: null }),
      setParent: verb({
        about: 'Mode and owner of the parent.',
        args: [arg('changes', PARENT_OPTIONS, '')],
        gives: null,
      }),
      mkdir: verb({
        about: 'Makes a directory for a partition.',
        args: [arg('path', PATH, 'Below the area.')],
        gives: null,
      }),
      setDirectory: verb({
        about: 'Mode and owner of a directory, or empties it.',
        args: [arg('path', PATH, 'Which.'), arg('changes', DIRECTORY_OPTIONS, '')],
        gives: null,
      }),
      export: verb({
        about: 'Exports a directory, or changes how. What is left out stays as it was.',
        args: [arg('path', PATH, 'Which.'), option('options', EXPORT_OPTIONS, '')],
        gives: null,
        example: "x054.export('/backup/wpars/x150', { access: [x203, 'x150'], root: [x203] });",
      }),
      unexport: verb({ about: 'Exports it no more.', args: [arg('path', PATH, 'Which.')], gives: null }),
      usage: verb({
        about: 'What a directory holds, in blocks of 512 bytes: `du -s`.',
        args: [arg('path', PATH, 'Which.')],
        gives: number(),
      }),
    },
  },
  Wpar: {
    about: 'A workload partition.',
    has: {
      name: { about: 'Its name.', gives: TEXT },
      state: { about: '`Defined`, `Active`, `Paused`, …, or `Removed`.', gives: TEXT },
      host: { about: 'Where the manager believes it to be.', gives: orNull(SYSTEM) },
      memory: { about: 'Its state: what a checkpoint has to save.', gives: SIZE },
    },
    can: {
      deploy: verb({
        about: 'Brings a definition to a system.',
        args: [arg('host', ON_SYSTEM, 'Which.'), option('options', ASKED, '')],
        gives: TASK,
      }),
      start: plain('Starts it. No hardware is tested, so that is short.'),
      load: plain('Makes the kernel ready for it, without a process.'),
      startMaintenance: plain('Kernel and file systems, for repairs.'),
      stop: plain('Stops it from outside: whoever is logged in is gone without a word.'),
      stopHard: plain('The same, with less patience.'),
      stopForced: plain(
        'Whatever holds it is ended; it can be broken then. Say `confirmed` where something is under way.',
      ),
      reboot: plain('Stops it, and starts it again.'),
      shutdown: plain('Shuts it down from inside: users are warned, services end in order.'),
      pause: plain('Freezes it, and stores its state.'),
      resume: plain('Lets it go on.'),
      killImage: plain('Ends what is paused.'),
      checkpoint: plain('Stores its state, and lets it go on.'),
      sync: plain('Brings its private files to the level of its host.'),
      recover: plain('Finishes or takes back what failed.'),
      relocate: verb({
        about: 'Moves it while it runs, or from its image while it is paused.',
        args: [arg('to', ON_SYSTEM, 'The arrival system.'), option('options', RELOCATE_OPTIONS, '')],
        gives: TASK,
        example: "const move = await x150.relocate(x103, { mode: 'asynchronous' });",
      }),
      relocateStatic: verb({
        about: 'Defines it anew elsewhere; what runs in it is stopped and started.',
        args: [arg('to', ON_SYSTEM, 'The arrival system.'), option('options', ASKED, '')],
        gives: TASK,
      }),
      suggestTarget: verb({
        about: 'Where it should go, by tests, ranks and room; null: nowhere.',
        args: [option('options', RELOCATE_OPTIONS, '')],
        gives: orNull(SYSTEM),
        example: 'await x150.relocate(x150.suggestTarget()!);',
      }),
      candidates: verb({
        about: 'Every other system, the best first, with why or why not.',
        args: [option('options', RELOCATE_OPTIONS, '')],
        gives: list(CANDIDATE),
      }),
      modify: verb({
        about: 'Changes it from the console, while it is stopped.',
        args: [arg('changes', CHANGES_OF_PARTITION, ''), option('options', ASKED, '')],
        gives: TASK,
      }),
      change: verb({
        about: 'Changes it with chwpar, most of it while it runs.',
        args: [arg('changes', CHANGES_OF_PARTITION, ''), option('options', ASKED, '')],
        gives: TASK,
      }),
      rename: verb({
        about: 'Another name. A script then asks for it by that.',
        args: [arg('name', TEXT, 'The new one.'), option('options', ASKED, '')],
        gives: TASK,
      }),
      backup: verb({
        about: 'Writes its files and its definition into an archive.',
        args: [arg('file', TEXT, 'The archive.'), option('options', ASKED, '')],
        gives: TASK,
      }),
      remove: verb({
        about: 'Removes it with its files.',
        args: [option('options', REMOVE_OPTIONS, '')],
        gives: TASK,
      }),
      behave: verb({
        about: 'What its programs do from now on.',
        args: [arg('changes', BEHAVIOUR, '')],
        gives: null,
        example: "x150.behave({ denial: 'a tape backup runs' });",
      }),
      ssh: verb({
        about: 'Somebody logs in.',
        args: [option('options', SSH_OPTIONS, '')],
        gives: SESSION,
        example: "const probe = x150.ssh(); probe.every('15 s');",
      }),
    },
  },
  WparTask: {
    about: 'A task of Task Activity. `await task` gives its outcome when it has ended.',
    has: {
      id: { about: '`t1`, …', gives: TEXT },
      status: { about: '`queued`, `running`, `done`, `failed` or `cancelled`.', gives: TEXT },
      step: { about: 'The step that runs.', gives: orNull(TEXT) },
    },
    can: {
      cancel: verb({ about: 'Cancels it. False when it is too late.', args: [], gives: FLAG }),
    },
    awaits: { about: 'Its outcome.', gives: TASK_OUTCOME },
  },
  WparSession: {
    about: 'An ssh session with a partition, as its client sees it.',
    has: {
      id: { about: '`s1`, …', gives: TEXT },
      lines: { about: 'What stands in the terminal.', gives: list(TEXT) },
      longestGap: { about: 'The longest silence of the date loop so far.', gives: TIME },
      silent: { about: 'How long nothing has come.', gives: TIME },
      ended: { about: 'How it ended; null: it lives.', gives: orNull(TEXT) },
    },
    can: {
      type: verb({
        about: 'Types a line.',
        args: [arg('line', TEXT, '')],
        gives: null,
        example: "probe.type('export TERM=aixterm');",
      }),
      every: verb({
        about: 'Prints the date in a loop.',
        args: [arg('interval', quantity('time', { min: 1e9 }), 'How long it sleeps in between.')],
        gives: null,
        example: "probe.every('15 s');",
      }),
      interrupt: verb({ about: 'Ends the loop: ^C.', args: [], gives: null }),
      logout: verb({ about: 'Leaves.', args: [], gives: null }),
    },
  },
} as const satisfies Record<string, Thing>;
