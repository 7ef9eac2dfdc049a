/** What a person did, as the lines of script that do the same. */
import { type Call, type CallValue, call, thingName } from './call.ts';
import type { MoveChanges } from './migration.ts';
import { CHANGEABLE } from './parameters/qemu/changeable.ts';
import type { Action, Intervention, MoveAction } from './scenario.ts';

/** How a script comes by the thing of a name, kind by kind; things that exist once have no name. */
export const FINDS: Readonly<Record<string, (name: string) => string>> = {
  Lab: () => 'lab',
  Kvm: () => 'lab.kvm',
  Host: (name) => `lab.kvm.host(${quoted(name)})`,
  Guest: (name) => `lab.kvm.guest(${quoted(name)})`,
  Move: (name) => `lab.kvm.guest(${quoted(name)}).move!`,
  PowerVm: () => 'lab.powervm',
  Console: (name) => `lab.powervm.console(${quoted(name)})`,
  ManagedSystem: (name) => `lab.powervm.server(${quoted(name)})`,
  Vios: (name) => `lab.powervm.vios(${quoted(name)})`,
  Lpar: (name) => `lab.powervm.lpar(${quoted(name)})`,
  Link: (name) => {
    const [a = '', b] = name.split('–');
    return b === undefined ? 'lab.network()' : `lab.link(${found('Host', a)}, ${found('Host', b)})`;
  },
  WparManager: () => 'lab.wpar',
  AixSystem: (name) => `lab.wpar.system(${quoted(name)})`,
  NfsServer: (name) => `lab.wpar.nfs(${quoted(name)})`,
  Wpar: (name) => `lab.wpar.partition(${quoted(name)})`,
  WparSession: (name) => `lab.wpar.session(${quoted(name)})`,
  WparTask: (name) => `lab.wpar.task(${quoted(name)})`,
};

/** `lab.kvm.guest('db').migrate(lab.kvm.host('beta'))`. */
export const lineOf = ({ on, verb, args }: Call): string =>
  `${found(on.$ref, on.name)}.${verb}(${args.map(written).join(', ')})`;

function found(kind: string, name: string): string {
  const find = FINDS[kind];
  if (!find) throw new Error(`Nobody has said how a script finds a ${kind}.`);
  return find(name);
}

function written(value: CallValue): string {
  if (typeof value === 'string') return quoted(value);
  if (isList(value)) return `[${value.map(written).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  if ('$ref' in value) return found(String(value.$ref), String(value.name));
  const fields = Object.entries(value).map(
    ([key, each]) => `${/^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key)}: ${written(each as CallValue)}`,
  );
  return fields.length > 0 ? `{ ${fields.join(', ')} }` : '{}';
}

const isList = (value: CallValue): value is readonly CallValue[] => Array.isArray(value);

const quoted = (text: string): string =>
  `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n').replaceAll('\r', '\\r')}'`;

/** What is done to a move, as a call. Of changes those that a script can make. */
export function callOf(action: MoveAction): Call {
  const guest = thingName('Guest', action.partition);
  const move = thingName('Move', action.partition);
  switch (action.kind) {
    case 'migrate':
      return call(guest, 'migrate', thingName('Host', action.to));
    case 'postcopy':
      return call(move, 'startPostcopy');
    case 'fail':
      return call(move, 'fail', action.what);
    case 'change':
      return call(move, 'set', parametersOf(action.changes));
    default:
      return call(move, action.kind);
  }
}

function parametersOf(changes: MoveChanges): Record<string, number> {
  return Object.fromEntries(
    Object.entries(CHANGEABLE).flatMap(([name, field]) => {
      const value = changes[field];
      if (value === undefined) return [];
      return [[name, name === 'vcpu-dirty-limit' ? value / 2 ** 20 : value]];
    }),
  );
}

/** One line for what a person did; an answer is given beforehand. */
export const lineOfAction = (action: Action): string =>
  action.kind === 'answer'
    ? lineOf(call(LAB, 'setup', { answers: { [action.question]: action.answer } }))
    : lineOf(action.kind === 'call' ? action.call : callOf(action));

const LAB = thingName('Lab');

/**
 * The script with what was done to its run as a part of it: at the top and each by itself, as a person does it. What the
 * world refuses then is passed over here, too.
 * @param knobs that were turned, by name
 */
export function withInterventions(
  source: string,
  interventions: readonly Intervention[],
  knobs: Readonly<Record<string, string>> = {},
): string {
  const hand = nameBeside(source);
  const beforehand = (line: string) => `{ const { lab } = ${hand}; ${line}; }`;
  const lines = [
    ...(Object.keys(knobs).length > 0 ? [beforehand(lineOf(call(LAB, 'setup', { knobs })))] : []),
    ...interventions.map(({ at, action }) =>
      action.kind === 'answer'
        ? beforehand(lineOfAction(action))
        : `void (async ({ lab, ns, until }) => { await until(ns(${at}), { byHand: true }); try { ${lineOfAction(action)}; } catch {} })(${hand});`,
    ),
  ];
  if (lines.length === 0) return source;
  return `import * as ${hand} from 'switchover';\n// What was done while it played.\n${lines.join('\n')}\n\n${source}`;
}

/** What a deed is done to: the partition, where it is one. */
export const subjectOf = (action: MoveAction | Extract<Action, { kind: 'call' }>): string =>
  action.kind === 'call' ? action.call.on.name : action.partition;

/** A name that the script does not have. */
function nameBeside(source: string): string {
  let name = 'hand';
  for (let i = 2; new RegExp(`\\b${name}\\b`).test(source); i++) name = `hand${i}`;
  return name;
}
