/** The console's shell: what a line prints at a moment, and the call that it stands for where it acts. */
import { call, thingName } from '../../../model/call.ts';
import type { VirtualNs } from '../../../model/units.ts';
import type { TerminalAnswer } from '../../../model/world-view.ts';
import { type Course, sceneAt } from '../course/course.ts';
import { isConsoleDown } from '../mobility/outages.ts';
import { lparNamed, type Scene } from '../mobility/scene.ts';
import { systemOf } from '../objects/world.ts';
import { type CarriedAt, NOBODY_KNOWS } from '../view/progress.ts';
import { failed, filtered, filterNames, printed, type Rows, said } from './answer.ts';
import { type Options, optionsOf, wordsOf } from './line.ts';
import { lparMigrationRows, moverRows, poolRows, systemMigrationRows, virtualioRows } from './migrations.ts';
import { MIGRLPAR, MIGRLPAR_SET, migrlpar } from './migrlpar.ts';
import { resourceRows } from './resources.ts';
import { partitionRows, profileRows, systemRows } from './systems.ts';

const TAKES = ['-r', '-m', '-t', '-F', '--filter', '--level', '--rsubtype', '-p', '--ip', '-u'];
const FLAGS = ['--header'];

const LSSYSCFG =
  'lssyscfg -r {sys|lpar|prof} [-m SYSTEM] [--filter "lpar_names=NAME"] [-F ATTRIBUTES [--header]]';
const LSHWRES =
  'lshwres -r {mem|proc|procpool|virtualio} -m SYSTEM [--level {sys|lpar}] [--rsubtype {eth|scsi|fc|slot}] [-F ATTRIBUTES [--header]]';
const LSLPARMIGR =
  'lslparmigr -r {sys|lpar|msp|procpool|virtualio|manager} [-m SYSTEM] [-t TARGET] [--filter "lpar_names=NAME"] [-F ATTRIBUTES [--header]]';
const RMVTERM = 'rmvterm -m SYSTEM -p NAME';
const LSHMC = 'lshmc -V';

interface Moment {
  readonly course: Course;
  readonly scene: Scene;
  readonly at: VirtualNs;
  readonly carried: CarriedAt;
}

const COMMANDS: Readonly<Record<string, (moment: Moment, words: readonly string[]) => TerminalAnswer>> = {
  migrlpar: ({ course, scene }, words) => migrlpar(course, scene, words),
  lslparmigr,
  lssyscfg,
  lshwres,
  rmvterm,
  lshmc: ({ scene }) =>
    said(...scene.world.consoles.map(({ name, version }) => `${name}: version ${version}`)),
  help: () => said(MIGRLPAR, MIGRLPAR_SET, LSLPARMIGR, LSSYSCFG, LSHWRES, RMVTERM, LSHMC),
};

export function command(
  course: Course,
  at: VirtualNs,
  line: string,
  carried: CarriedAt = NOBODY_KNOWS,
): TerminalAnswer {
  const [name, ...words] = wordsOf(line);
  if (name === undefined) return said();
  const scene = sceneAt(course, at);
  const run = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!run) return { ...failed(`${name}: command not found`, 'help lists the commands.'), returnCode: 127 };
  const down = scene.world.consoles.every((console) => isConsoleDown(scene, console.name));
  if (down) return failed('The console does not answer.');
  return run({ course, scene, at, carried }, words);
}

/** The system that was named with `-m`; a text says why there is none. */
function systemIn({ scene }: Moment, { given }: Options): string {
  const name = given.get('-m');
  if (name === undefined) return '';
  return systemOf(scene.world, name) ? name : '';
}

const noSystem = ({ given }: Options, usage: string): TerminalAnswer =>
  given.has('-m') ? failed(`There is no managed system ${given.get('-m')}.`) : failed('Give -m.', usage);

const FILTERS = ['lpar_names', 'names', 'lpar_ids'];

/** What is given and would change nothing; null: all of it is heard. */
function unheardIn(options: Options, usage: string): TerminalAnswer | null {
  const [unknown] = options.unknown;
  if (unknown !== undefined) return failed(`${unknown} is not known.`, usage);
  const filter = filterNames(options).find((name) => !FILTERS.includes(name));
  return filter === undefined
    ? null
    : failed(`There is no filter ${filter}. Filters: ${FILTERS.join(', ')}.`);
}

function named(rows: Rows, options: Options, key: string): Rows {
  const wanted = filtered(options, 'lpar_names', 'names');
  const ids = filtered(options, 'lpar_ids');
  return rows.filter((row) => {
    const values = new Map(row);
    return (
      (wanted === null || wanted.has(String(values.get(key) ?? ''))) &&
      (ids === null || ids.has(String(values.get('lpar_id') ?? '')))
    );
  });
}

function lssyscfg(moment: Moment, words: readonly string[]): TerminalAnswer {
  const options = optionsOf(words, TAKES, FLAGS);
  const unheard = unheardIn(options, LSSYSCFG);
  if (unheard) return unheard;
  const resource = options.given.get('-r');
  const system = systemIn(moment, options);
  if (resource === 'sys')
    return printed(
      systemRows(moment.scene).filter(
        (row) => !options.given.has('-m') || new Map(row).get('name') === system,
      ),
      options,
    );
  if (resource !== 'lpar' && resource !== 'prof') return failed('Give -r sys, lpar or prof.', LSSYSCFG);
  if (system === '') return noSystem(options, LSSYSCFG);
  return resource === 'lpar'
    ? printed(named(partitionRows(moment.scene, system), options, 'name'), options)
    : printed(named(profileRows(moment.scene, system), options, 'lpar_name'), options);
}

function lshwres(moment: Moment, words: readonly string[]): TerminalAnswer {
  const options = optionsOf(words, TAKES, FLAGS);
  const { given } = options;
  const unheard = unheardIn(options, LSHWRES);
  if (unheard) return unheard;
  const system = systemIn(moment, options);
  if (system === '') return noSystem(options, LSHWRES);
  const rows = resourceRows(
    moment.scene,
    system,
    given.get('-r') ?? '',
    given.get('--level') ?? '',
    given.get('--rsubtype') ?? '',
  );
  if (!rows) return failed('There is no such resource.', LSHWRES);
  return printed(named(rows, options, 'lpar_name'), options);
}

function lslparmigr(moment: Moment, words: readonly string[]): TerminalAnswer {
  const { course, scene, at, carried } = moment;
  const options = optionsOf(words, TAKES, FLAGS);
  const { given } = options;
  const unheard = unheardIn(options, LSLPARMIGR);
  if (unheard) return unheard;
  const resource = given.get('-r');
  const system = systemIn(moment, options);
  if (resource === 'manager') return printed([[['remote_lpar_mobility_capable', 1]]], options);
  if (resource === 'sys')
    return given.has('-m') && system === ''
      ? noSystem(options, LSLPARMIGR)
      : printed(systemMigrationRows(scene, system || undefined), options);
  if (system === '') return noSystem(options, LSLPARMIGR);
  if (resource === 'lpar')
    return printed(named(lparMigrationRows(course, scene, system, at, carried), options, 'name'), options);
  const target = given.get('-t') ?? '';
  if (!systemOf(scene.world, target)) return failed(`There is no managed system ${target}.`, LSLPARMIGR);
  if (resource === 'msp') return printed(moverRows(scene, course, system, target), options);
  if (resource === 'procpool') return printed(poolRows(scene, target), options);
  if (resource === 'virtualio')
    return printed(virtualioRows(scene, system, target, filtered(options, 'lpar_names')), options);
  return failed('Give -r sys, lpar, msp, procpool, virtualio or manager.', LSLPARMIGR);
}

function rmvterm({ scene }: Moment, words: readonly string[]): TerminalAnswer {
  const { given } = optionsOf(words, TAKES, FLAGS);
  const lpar = lparNamed(scene, `${given.get('-m') ?? ''}/${given.get('-p') ?? ''}`);
  if (!lpar) return failed(`There is no partition ${given.get('-p') ?? ''}.`, RMVTERM);
  return { ...said(), call: call(thingName('Lpar', `${lpar.system}/${lpar.name}`), 'closeConsole') };
}
