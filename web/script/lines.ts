/** What a person did, as the lines of script that do the same. */
import type { Call, CallValue } from '../model/call.ts';
import { call, thingName } from '../model/call.ts';
import type { MoveAct } from '../model/migration.ts';
import type { Action, Intervention, MoveAction } from '../model/scenario.ts';
import { CONSTANTS, THINGS } from './api/module.ts';
import { CHANGEABLE } from './api/qemu.ts';
import type { Thing } from './define.ts';
import { isObject } from './kinds.ts';
import { MODULE } from './sandbox.ts';

/** `lab.kvm.guest('db').migrate(lab.kvm.host('beta'))`. */
export const lineOf = ({ on, verb, args }: Call): string =>
  `${found(on.$ref, on.name)}.${verb}(${args.map(written).join(', ')})`;

function found(kind: string, name: string): string {
  const constant = Object.entries(CONSTANTS).find(([, of]) => of === kind)?.[0];
  if (constant) return constant;
  const { find } = (THINGS as Record<string, Thing>)[kind] ?? {};
  return find ? find(name) : `lab.${kind.toLowerCase()}`;
}

function written(value: CallValue): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`;
  if (!isObject(value)) return String(value);
  if ('$ref' in value) return found(String(value.$ref), String(value.name));
  const fields = Object.entries(value).map(
    ([key, each]) => `${/^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key)}: ${written(each as CallValue)}`,
  );
  return fields.length > 0 ? `{ ${fields.join(', ')} }` : '{}';
}

const quoted = (text: string): string =>
  `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;

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

function parametersOf(changes: Extract<MoveAct, { kind: 'change' }>['changes']): Record<string, number> {
  return Object.fromEntries(
    Object.entries(CHANGEABLE).flatMap(([name, field]) => {
      const value = changes[field];
      if (value === undefined) return [];
      return [[name, name === 'vcpu-dirty-limit' ? value / 2 ** 20 : value]];
    }),
  );
}

/** One line for what a person did; an answer is none, it is given beforehand. */
export const lineOfAction = (action: Action): string | null =>
  action.kind === 'answer' ? null : lineOf(action.kind === 'call' ? action.call : callOf(action));

/**
 * The script with what was done to its run as a part of it: at the top and each by itself, so that at equal moments it still
 * comes first.
 * What the world refuses then is passed over here, too.
 */
export function withInterventions(source: string, interventions: readonly Intervention[]): string {
  const hand = nameBeside(source);
  const done = interventions.flatMap(({ at, action }) => {
    const line = lineOfAction(action);
    if (line === null) return [];
    const when = `await ${hand}.until(${hand}.ns(${at}));`;
    return [`void (async () => { ${when} try { ${line}; } catch {} })();\n`];
  });
  if (done.length === 0) return source;
  const body = done.join('').replaceAll(/\blab\./g, `${hand}.lab.`);
  return `import * as ${hand} from '${MODULE}';\n// What was done while it played.\n${body}\n${source}`;
}

/** A name that the script does not have. */
function nameBeside(source: string): string {
  let name = 'hand';
  for (let i = 2; new RegExp(`\\b${name}\\b`).test(source); i++) name = `hand${i}`;
  return name;
}
