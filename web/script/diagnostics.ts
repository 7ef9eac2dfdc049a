/** What went wrong in a script, in words, at the place where it stands in the text as it was written. */
import type { ScriptDiagnostic, ScriptPlace } from '../model/script.ts';
import { ELSEWHERE } from './elsewhere.ts';
import { FUEL, MEMORY_BYTES } from './limits.ts';
import { didYouMean } from './nearest.ts';
import {
  holderOf,
  nameBefore,
  namedAt,
  nameIn,
  offsetOf,
  placeAt,
  takenApart,
  writtenName,
} from './places.ts';
import { exportedNames, NOT_AN_ERROR } from './prelude.ts';
import { type Cap, MODULE, SCRIPT_FILE, type Thrown } from './sandbox.ts';
import { type Program, placeIn } from './strip.ts';
import { worded, wordedSyntax } from './wording.ts';

const FRAME = new RegExp(`${SCRIPT_FILE.replace('.', '\\.')}:(\\d+):(\\d+)`);

/** The innermost place of the script in a stack; null when there is none. */
export function placeOfStack(program: Program, stack: string): ScriptPlace | null {
  const [, line, column] = FRAME.exec(stack) ?? [];
  const place = { line: Number(line), column: Number(column) };
  // A script can write what it wants into the stack of an error.
  return place.line <= program.map.length ? placeIn(program, place) : null;
}

const MIB = 2 ** 20;

/** @param place where it was last seen at work, which is before what it did then */
export function diagnosticOfCap(by: Cap, place: ScriptPlace | null = null): ScriptDiagnostic {
  switch (by) {
    case 'fuel':
      return {
        what: 'The script never stops: it has used up all the work that a run may do.',
        fix: `Look ${place ? 'from here on ' : ''}for a loop that never ends, or that does not wait with 'await sleep(…)'. (${FUEL} steps are possible.)`,
        place,
      };
    case 'memory':
      return {
        what: `The script needs more memory than the ${MEMORY_BYTES / MIB} MiB that a run may use.`,
        fix: 'Look for a list or a text that grows and grows.',
        place,
      };
    case 'depth':
      return {
        what: 'The script nests too deeply.',
        fix: 'Look for a function that calls itself without end, or for very deep data.',
        place,
      };
  }
}

/** An error that the script threw and did not catch, or that its text has. */
export function diagnosticOfThrown(program: Program, thrown: Thrown): ScriptDiagnostic {
  const { name, message } = thrown;
  const found = placeOfStack(program, thrown.stack);
  const place = found && placerOf(message)(program.source, found);
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
  if (message === 'stack overflow') return diagnosticOfCap('depth', place);
  const said = { message, ...spotOf(program, place) };
  if (name === 'SyntaxError' && WHILE_READ.test(thrown.stack)) {
    const quoted = /'(.+)'/.exec(message)?.[1];
    return { ...wordedSyntax(said), place: place ?? (quoted ? placeOfText(program, quoted) : null) };
  }
  const words = name === 'TypeError' || name === 'ReferenceError' ? worded(said) : null;
  if (words) return { ...words, place };
  const text = message.slice(0, 500).replace(/[.:\s]+$/, '');
  if (name === NOT_AN_ERROR) return { what: `It threw ${text}.`, place };
  const kind = ['Error', 'TypeError'].includes(name) ? '' : `${name}: `;
  return { what: `${kind}${text || name}.`, place };
}

/** What the interpreter has done already when it says where it is. */
function placerOf(message: string): typeof namedAt {
  if (message.startsWith('invalid redefinition')) return nameBefore;
  if (message === 'cannot convert to object') return takenApart;
  if (!/^no setter for property$|is read-only$/.test(message)) return namedAt;
  return (source, place) => {
    const named = namedAt(source, place);
    return holderOf(source, named) ? named : writtenName(source, named);
  };
}

/** Only where the text was read there is no function in it. */
const WHILE_READ = new RegExp(`^(?:\\s*at ${SCRIPT_FILE.replace('.', '\\.')}:\\d+:\\d+\\s*)?$`);

/** What stands at a place, and what that was taken of. */
function spotOf({ source }: Program, place: ScriptPlace | null): { name: string; holder: string } {
  if (!place) return { name: '', holder: '' };
  return { name: nameIn(source.slice(offsetOf(source, place))), holder: holderOf(source, place) };
}

/** The first time that a text stands in the source. */
function placeOfText({ source }: Program, text: string): ScriptPlace | null {
  const offset = source.indexOf(text);
  return offset < 0 ? null : placeAt(source, offset);
}
