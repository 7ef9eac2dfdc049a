/** `migrlpar`: validate, move, stop, recover. What acts is a call; what stands against it is said at once. */
import { type Call, call, thingName } from '../../../model/call.ts';
import { sentence } from '../../../model/result.ts';
import type { RuleFinding } from '../../../model/rule-finding.ts';
import type { TerminalAnswer } from '../../../model/world-view.ts';
import type { Course } from '../course/course.ts';
import { applyFix } from '../edits/apply.ts';
import { orderOf } from '../mobility/asked.ts';
import { examined } from '../mobility/examine.ts';
import { isError } from '../mobility/findings.ts';
import { labelOf, moveOf, type Scene, standing } from '../mobility/scene.ts';
import type { Lpar } from '../objects/lpar.ts';
import { systemOf } from '../objects/world.ts';
import { SWITCHES } from '../rules/switches.ts';
import { failed, said } from './answer.ts';
import { type Options, optionsOf } from './line.ts';
import { askedOf, MOVE_FLAGS, MOVE_TAKES, switchesIn, withoutEffect } from './migrlpar-asked.ts';
import { setBy } from './migrlpar-set.ts';

const TAKES = ['-o', '-m', '-r', '-p', '--id', ...MOVE_TAKES];
const FLAGS = ['--all', '--force', ...MOVE_FLAGS];

export const MIGRLPAR_SET =
  'migrlpar -o set -m SYSTEM {-r sys | -r lpar {-p VIOS | --id ID}} -i "ATTRIBUTES"';

/** Whatever the operation. */
const OF_ALL = new Set(['-t', '--ip', '-u', '-w', '-d', '-v', '--nodetails']);

export const MIGRLPAR = [
  'migrlpar -o {v|m|s|r} -m SOURCE [-t TARGET] {-p NAME | --id ID | --all} [--ip CONSOLE [-u USER]] [-n PROFILE]',
  ...SWITCHES.map(([name, , values]) => `[${name} {${values.join('|')}}]`),
  '[--affinity] [-i "ATTRIBUTES"] [--force] [-v] [-d LEVEL] [--nodetails]',
].join(' ');

export function migrlpar(course: Course, scene: Scene, words: readonly string[]): TerminalAnswer {
  const options = optionsOf(words, TAKES, FLAGS);
  const { given, unknown } = options;
  if (unknown.length > 0) return failed(`${unknown[0]} is not known.`, MIGRLPAR);
  const operation = given.get('-o') ?? '';
  if (operation === 'set') return setting(scene, options);
  if (!['v', 'm', 's', 'r'].includes(operation)) return failed('Give -o v, m, s, r or set.', MIGRLPAR);
  if (given.has('-r')) return failed('-r goes with -o set.', MIGRLPAR);
  const source = given.get('-m') ?? '';
  if (!systemOf(scene.world, source)) return failed(`There is no managed system ${source}.`);
  if (given.has('--all')) return all(scene, operation, source, options);
  const names = given.get('-p') ?? given.get('--id');
  if (!names) return failed('Give a partition: -p NAME or --id ID.', MIGRLPAR);
  if (names.includes(','))
    return failed(`One partition at a time: ${names} are several. --all takes every partition of ${source}.`);
  const lpar = partitionOf(scene, source, options);
  if (!lpar) return failed(`HSCL8012 There is no partition ${names} on ${source}.`);
  const label = labelOf(scene, lpar);
  const idle =
    operation === 's' || operation === 'r' ? switchesIn(options).filter((name) => !OF_ALL.has(name)) : [];
  if (given.has('--force') && operation !== 'r') idle.push('--force');
  if (idle.length > 0) return failed(`${idle.join(', ')}: not with -o ${operation}.`);
  if (operation === 's') return acting(stopOf(scene, lpar, label));
  if (operation === 'r') return acting(recoverOf(scene, lpar, label, given.has('--force')));
  const target = given.get('-t') ?? '';
  if (!systemOf(scene.world, target)) return failed(`There is no managed system ${target}.`);
  const asked = askedOf(options, { world: scene.world, lpar, target });
  if (typeof asked === 'string') return failed(asked);
  const order = orderOf(scene, label, target, asked);
  if (!order) return failed(`There is no partition ${label}.`);
  const { findings } = examined(scene, order, course.constants);
  const lines = [...told(findings, isDetailed(options)), ...taken(options)];
  if (findings.some(isError)) return { ...failed(...lines), returnCode: 1 };
  if (operation === 'v') return said(...lines);
  const move = call(thingName('Lpar', label), 'migrate', { ...thingName('ManagedSystem', target) }, asked);
  return { ...said(...lines), call: move };
}

function partitionOf(scene: Scene, source: string, { given }: Options): Lpar | undefined {
  const [name, id] = [given.get('-p'), given.get('--id')];
  return scene.world.lpars.find(
    (lpar) => lpar.system === source && (name === undefined ? String(lpar.id) === id : lpar.name === name),
  );
}

/** What it would make of the world is asked here: the answer says what cannot be. */
function setting({ world }: Scene, options: Options): TerminalAnswer {
  const idle = switchesIn(options).filter((name) => name !== '-i');
  if (idle.length > 0) return failed(`${idle.join(', ')}: not with -o set.`, MIGRLPAR_SET);
  const made = setBy(world, options);
  if (typeof made === 'string') return failed(made, MIGRLPAR_SET);
  const next = applyFix(world, made);
  return next.ok ? acting(made) : failed(...next.diagnostics.map(sentence));
}

const acting = (answer: Call | string): TerminalAnswer =>
  typeof answer === 'string' ? failed(answer) : { ...said(), call: answer };

function stopOf(scene: Scene, lpar: Lpar, label: string): Call | string {
  const move = moveOf(scene, lpar);
  if (!move) return `${lpar.name} is in no move.`;
  if (move.order.source !== lpar.system) return `Stop it at its source, ${move.order.source}.`;
  return call(thingName('Lpar', label), 'stop');
}

function recoverOf(scene: Scene, lpar: Lpar, label: string, force: boolean): Call | string {
  const move = moveOf(scene, lpar);
  if (move?.going !== 'failed') return `There is nothing to recover of ${lpar.name}.`;
  return call(thingName('Lpar', label), 'recover', ...(force ? [{ force: true }] : []));
}

/** Every partition of the system: an evacuation to the target. */
function all(scene: Scene, operation: string, source: string, options: Options): TerminalAnswer {
  const target = options.given.get('-t');
  if (operation !== 'm') return failed('--all goes with -o m here.');
  const more = switchesIn(options).filter((name) => name !== '-t');
  if (more.length > 0)
    return failed(`${more.join(', ')}: with --all each partition moves as the console would have it.`);
  if (!target || !systemOf(scene.world, target)) return failed(`There is no managed system ${target ?? ''}.`);
  if (!standing(scene).some(({ system }) => system === source)) return said('No results were found.');
  const to = { ...thingName('ManagedSystem', target) };
  return { ...said(), call: call(thingName('ManagedSystem', source), 'evacuate', { to }) };
}

const isDetailed = ({ given }: Options): boolean =>
  !given.has('--nodetails') && (given.has('-v') || Number(given.get('-d') ?? 0) > 0);

/** Said, so that nobody takes them for what they are not. */
function taken(options: Options): string[] {
  const names = withoutEffect(options);
  return names.length === 0 ? [] : [`${names.join(', ')}: taken, and without effect here.`];
}

/** Errors first, then warnings, each under its word; what to do about them where details are wanted. */
function told(findings: readonly RuleFinding[], detailed: boolean): string[] {
  const block = (word: string, some: readonly RuleFinding[]) =>
    some.length === 0 ? [] : [`${word}:`, ...some.map(({ code, id, message }) => `${code ?? id} ${message}`)];
  return [
    ...block('Errors', findings.filter(isError)),
    ...block(
      'Warnings',
      findings.filter((each) => !isError(each)),
    ),
    ...(detailed && findings.length > 0
      ? ['Details:', ...findings.map(({ code, id, remedy }) => `${code ?? id} ${remedy}`)]
      : []),
  ];
}
