/**
 * Where in a call an argument stands. A call is known by the place of its parenthesis; the argument by its path
 * (`options.memory`) and by what was given.
 */
import type { ScriptPlace } from '../model/script.ts';

const FARTHEST = 20_000;

/** The place of the argument, or of the called name where the argument cannot be found. */
export function placeOfArgument(
  source: string,
  call: ScriptPlace,
  path: string,
  given: unknown,
): ScriptPlace {
  const offset = offsetOf(source, call);
  const end = endOfCall(source, offset);
  const inside = source.slice(offset, end);
  const name =
    path
      .split('.')
      .at(-1)
      ?.replace(/\[\d+\]$/, '') ?? '';
  const value = literal(given);
  const key = path.includes('.') ? positionOfKey(inside, name) : null;
  if (key) {
    const rest = inside.slice(key.value);
    return placeAt(source, offset + (value.some((each) => rest.startsWith(each)) ? key.value : key.name));
  }
  const found = value.map((each) => inside.indexOf(each)).find((index) => index > 0);
  return found === undefined ? calledName(source, call) : placeAt(source, offset + found);
}

/** The name in front of a call's parenthesis: `migrate` of `db.migrate(beta)`. */
export function calledName(source: string, call: ScriptPlace): ScriptPlace {
  const offset = offsetOf(source, call);
  if (source[offset] !== '(') return call;
  const name = /[\p{L}\p{N}_$]+\s*$/u.exec(source.slice(Math.max(0, offset - 200), offset));
  return name ? placeAt(source, offset - name[0].length) : call;
}

function literal(given: unknown): string[] {
  if (typeof given === 'string') return ["'", '"', '`'].map((quote) => `${quote}${given}${quote}`);
  return typeof given === 'number' || typeof given === 'boolean' ? [`${given}`] : [];
}

/** Where `name:` stands, with or without quotes, and where its value begins. */
function positionOfKey(text: string, name: string): { name: number; value: number } | null {
  const plain = name.replace(/[^\w-]/g, (letter) => `\\${letter}`);
  const match = new RegExp(`(?:^|[^\\w$.])(?=['"]?${plain}['"]?\\s*[:,}])`).exec(text);
  if (!match) return null;
  const at = match.index + match[0].length;
  const colon = /^['"]?[^'":,}]*['"]?\s*:\s*/.exec(text.slice(at));
  return { name: at, value: at + (colon?.[0].length ?? 0) };
}

/** Behind the parenthesis that closes the one at `offset` or after it; texts and comments do not count. */
function endOfCall(source: string, offset: number): number {
  const last = Math.min(source.length, offset + FARTHEST);
  let depth = 0;
  for (let i = offset; i < last; i++) {
    const letter = source[i] as string;
    if ('\'"`'.includes(letter)) i = endOfText(source, i, last);
    else if (letter === '/' && source[i + 1] === '/') i = until(source, '\n', i, last);
    else if (letter === '/' && source[i + 1] === '*') i = until(source, '*/', i + 2, last) + 1;
    else if ('([{'.includes(letter)) depth++;
    else if (')]}'.includes(letter) && --depth <= 0) return i + 1;
  }
  return last;
}

function endOfText(source: string, from: number, last: number): number {
  for (let i = from + 1; i < last; i++) {
    if (source[i] === '\\') i++;
    else if (source[i] === source[from]) return i;
  }
  return last;
}

function until(source: string, what: string, from: number, last: number): number {
  const found = source.indexOf(what, from);
  return found < 0 ? last : found;
}

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
