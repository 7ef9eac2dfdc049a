/** Places in a script's text: lines and columns from 1, columns in the units of its own strings. */
import type { ScriptPlace } from '../model/script.ts';

export function offsetOf(source: string, { line, column }: ScriptPlace): number {
  let offset = 0;
  for (let i = 1; i < line; i++) {
    const next = source.indexOf('\n', offset);
    if (next < 0) break;
    offset = next + 1;
  }
  return offset + column - 1;
}

export function placeAt(source: string, offset: number): ScriptPlace {
  const before = source.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: offset - lineStart + 1 };
}

/** How far a name may stand from where the interpreter says that it is. */
const NEAR = 200;
const NAME = /^[\p{L}\p{N}_$#]+/u;

/** The name in front of a call's parenthesis: `migrate` of `db.migrate(beta)`. */
export function calledName(source: string, call: ScriptPlace): ScriptPlace {
  const offset = offsetOf(source, call);
  return source[offset] === '(' ? nameBefore(source, call) : call;
}

/** The name that ends in front of a place; the place itself where none does. */
export function nameBefore(source: string, place: ScriptPlace): ScriptPlace {
  const offset = offsetOf(source, place);
  const name = /[\p{L}\p{N}_$]+\s*$/u.exec(source.slice(Math.max(0, offset - NEAR), offset));
  return name ? placeAt(source, offset - name[0].length) : place;
}

/** The name behind a dot, or the one that is called: what somebody has to look at. */
export function namedAt(source: string, place: ScriptPlace): ScriptPlace {
  const offset = offsetOf(source, place);
  const dot = /^\??\.\s*(?=[\p{L}_$#])/u.exec(source.slice(offset, offset + NEAR));
  return dot ? placeAt(source, offset + dot[0].length) : calledName(source, place);
}

/** Where a name is first written from a place on, or last before it in its line; the place itself where it is not. */
export function placeOfName(source: string, place: ScriptPlace, name: string): ScriptPlace {
  const at = namedAt(source, place);
  const offset = offsetOf(source, at);
  const near = source.slice(offset, offset + NEAR + name.length);
  for (let i = near.indexOf(name); i >= 0; i = near.indexOf(name, i + 1)) {
    if (nameIn(near.slice(i)) === name && !/[\p{L}\p{N}_$]$/u.test(near.slice(0, i)))
      return placeAt(source, offset + i);
  }
  const before = source.slice(offset - at.column + 1, offset).lastIndexOf(`.${name}`);
  return before < 0 ? at : { line: at.line, column: before + 2 };
}

/** The name that is written to by what stands at a place: `downtime` of `run.downtime = ms(5)`. */
export function writtenName(source: string, place: ScriptPlace): ScriptPlace {
  const offset = offsetOf(source, place);
  const line = source.slice(offset - place.column + 1, offset);
  const written = [...line.matchAll(/\.\s*(?=[\p{L}_$][\p{L}\p{N}_$]*\s*=(?!=))/gu)].at(-1);
  return written ? { line: place.line, column: written.index + written[0].length + 1 } : place;
}

/** The name with which a text begins; '' where it begins with something else. */
export const nameIn = (text: string): string => NAME.exec(text)?.[0] ?? '';

/** What stands before the dot in front of a name: `run.downtime` of `run.downtime.millis`. */
export function holderOf(source: string, place: ScriptPlace): string {
  const offset = offsetOf(source, place);
  const before = source.slice(Math.max(0, offset - NEAR), offset);
  const chain = /([\p{L}_$][\p{L}\p{N}_$]*(?:\??\.[\p{L}_$][\p{L}\p{N}_$]*|\[[^[\]()]*\])*)\s*\??\.\s*$/u;
  return chain.exec(before)?.[1] ?? calledBefore(before);
}

/** `network(…)` in front of a dot. */
function calledBefore(text: string): string {
  const closing = /\)\s*\??\.\s*$/.exec(text)?.index;
  let depth = 0;
  for (let i = closing ?? -1; i >= 0; i--) {
    if (text[i] === ')') depth++;
    if (text[i] === '(' && --depth === 0) {
      const name = /[\p{L}\p{N}_$]+$/u.exec(text.slice(0, i))?.[0];
      return name ? `${name}(…)` : '';
    }
  }
  return '';
}

/** How far behind what was last said to be at work something may stand that was done without a word. */
const UNSAID = 2000;

/** The next place at which something is taken apart: `{ downtime }` of `const { downtime } = run`. */
export function takenApart(source: string, place: ScriptPlace): ScriptPlace {
  const offset = offsetOf(source, place);
  const found = /\b(?:const|let|var)\s*(?=[{[])/.exec(source.slice(offset, offset + UNSAID));
  return found ? placeAt(source, offset + found.index + found[0].length) : place;
}
