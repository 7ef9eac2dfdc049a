/** What went wrong in a script, in words, at the place where it stands in the text as it was written. */
import type { ScriptDiagnostic, ScriptPlace } from '../model/script.ts';
import { FUEL, MEMORY_BYTES } from './limits.ts';
import { calledName, placeAt } from './literal.ts';
import { didYouMean } from './nearest.ts';
import { exportedNames, NOT_AN_ERROR } from './prelude.ts';
import { type Cap, MODULE, SCRIPT_FILE, type Thrown } from './sandbox.ts';
import { type Program, placeIn } from './strip.ts';

const FRAME = new RegExp(`${SCRIPT_FILE.replace('.', '\\.')}:(\\d+):(\\d+)`);

/** The innermost place of the script in a stack; null when there is none. */
export function placeOfStack(program: Program, stack: string): ScriptPlace | null {
  const [, line, column] = FRAME.exec(stack) ?? [];
  const place = { line: Number(line), column: Number(column) };
  // A script can write what it wants into the stack of an error.
  return place.line <= program.map.length ? placeIn(program, place) : null;
}

const MIB = 2 ** 20;

export function diagnosticOfCap(by: Cap): ScriptDiagnostic {
  switch (by) {
    case 'fuel':
      return {
        what: 'The script never stops: it has used up all the work that a run may do.',
        fix: `Look for a loop that never ends, or that does not wait with 'await sleep(…)'. (${FUEL} steps are possible.)`,
        place: null,
      };
    case 'memory':
      return {
        what: `The script needs more memory than the ${MEMORY_BYTES / MIB} MiB that a run may use.`,
        fix: 'Look for a list or a text that grows and grows.',
        place: null,
      };
    case 'depth':
      return {
        what: 'The script nests too deeply.',
        fix: 'Look for a function that calls itself without end, or for very deep data.',
        place: null,
      };
  }
}

/** Things that other places have, and what stands for them here. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  Date: 'There is no clock but virtual time: now().',
  performance: 'There is no clock but virtual time: now().',
  setTimeout: "Wait in virtual time: await sleep('1 s').",
  setInterval: "Wait in a loop, in virtual time: await sleep('1 s').",
  queueMicrotask: "Wait in virtual time: await sleep('1 s').",
  console: 'Write with log(…).',
  print: 'Write with log(…).',
  fetch: 'A script reaches no network.',
  XMLHttpRequest: 'A script reaches no network.',
  window: 'A script sees no page.',
  document: 'A script sees no page.',
  localStorage: 'A script keeps nothing: it is a function of its inputs.',
  process: 'Values from outside come by param(…).',
  require: `Only '${MODULE}' can be imported: import { lab } from '${MODULE}'.`,
  Proxy: 'Things and lists are what they are here.',
  Reflect: 'Write it directly: object.name, object[name], function(…).',
  BigInt: 'Numbers are exact up to 2^53.',
  ArrayBuffer: 'Use a list of numbers.',
  Uint8Array: 'Use a list of numbers.',
  Float64Array: 'Use a list of numbers.',
  eval: 'A script cannot make code from text.',
  Function: 'A script cannot make code from text.',
};

/** An error that the script threw and did not catch, or that its text has. */
export function diagnosticOfThrown(program: Program, thrown: Thrown): ScriptDiagnostic {
  const { name, message } = thrown;
  const found = placeOfStack(program, thrown.stack);
  const place = found && calledName(program.source, found);
  const missing = /^'?([\w$]+)'? is not defined$/.exec(message)?.[1];
  if (name === 'ReferenceError' && missing) {
    const exported = exportedNames();
    const fix = Object.hasOwn(ELSEWHERE, missing)
      ? ELSEWHERE[missing]
      : exported.includes(missing)
        ? `Import it: import { ${missing} } from '${MODULE}'.`
        : didYouMean(missing, exported).replace(/^There are.*/, '');
    return { what: `There is no ${missing} here.`, ...(fix ? { fix } : {}), place };
  }
  const module = /^There is no module '(.*)'\.$/.exec(message)?.[1];
  if (module !== undefined) {
    return {
      what: message,
      fix: `Only '${MODULE}' can be imported.`,
      place: placeOfText(program, module) ?? place,
    };
  }
  const notExported = /^Could not find export '(.*)' in module/.exec(message)?.[1];
  if (notExported !== undefined) {
    const what = `'${MODULE}' has no ${notExported}.`;
    return { what, fix: didYouMean(notExported, exportedNames()), place: placeOfText(program, notExported) };
  }
  if (message === 'stack overflow') return { ...diagnosticOfCap('depth'), place };
  const text = message.slice(0, 500).replace(/[.:\s]+$/, '');
  if (name === NOT_AN_ERROR) return { what: `It threw ${text}.`, place };
  const kind = ['Error', 'TypeError'].includes(name) ? '' : `${name}: `;
  return { what: `${kind}${text || name}.`, place };
}

/** The first time that a text stands in the source. */
function placeOfText({ source }: Program, text: string): ScriptPlace | null {
  const offset = source.indexOf(text);
  return offset < 0 ? null : placeAt(source, offset);
}
