/**
 * Where in a call an argument stands. A call is known by the place of its parenthesis; the argument by the place that it has
 * among the others, and by the way into it: `['capabilities', 1]` is the second of the list that is its `capabilities`.
 */
import type { ScriptPlace } from '../model/script.ts';
import { calledName, offsetOf, placeAt } from './places.ts';

export interface Way {
  /** From 0. */
  argument: number;
  into: readonly (string | number)[];
  /** The name of the last option is meant, not what it is set to. */
  name: boolean;
}

/**
 * As far in as the text of the call goes: an option that is missing is placed at the object in which it is missing, what
 * comes from elsewhere at its name; and an argument that is missing at the name of what is called.
 */
export function placeOfArgument(
  source: string,
  call: ScriptPlace,
  { argument, into, name }: Way,
): ScriptPlace {
  const offset = offsetOf(source, call);
  const given = source[offset] === '(' ? partsOf(source, offset)[argument] : undefined;
  if (!given || given.from === given.to) return calledName(source, call);
  let at: Span = given;
  for (const [depth, key] of into.entries()) {
    const inside = unwrapped(source, at);
    const found =
      typeof key === 'number'
        ? itemOf(source, inside, key)
        : memberOf(source, inside, key, name && depth === into.length - 1);
    if (!found) {
      const isWhole = depth === 0 && source[inside.from] === '{';
      return isWhole ? calledName(source, call) : placeAt(source, inside.from);
    }
    at = found;
  }
  return placeAt(source, at.from);
}

/** Where an option or a choice of that name stands in whichever argument, however deep; null: in none. */
export function placeOfOption(source: string, call: ScriptPlace, name: string): ScriptPlace | null {
  const offset = offsetOf(source, call);
  if (source[offset] !== '(' || name === '') return null;
  const found = deepOption(source, partsOf(source, offset), name, DEEPEST);
  return found && placeAt(source, found.from);
}

const DEEPEST = 4;

function deepOption(source: string, parts: readonly Span[], name: string, depth: number): Span | null {
  for (const part of depth > 0 ? parts : []) {
    const inside = unwrapped(source, part);
    const opening = source[inside.from];
    const own = opening === '{' ? memberOf(source, inside, name, false) : null;
    if (own && !source.startsWith('...', own.from)) return own;
    if (opening !== '{' && opening !== '[') continue;
    const members = partsOf(source, inside.from);
    const chosen = opening === '[' && members.find(({ from, to }) => isText(source.slice(from, to), name));
    if (chosen) return chosen;
    const values = members.map((each) => ({ ...each, from: keyOf(source, each)?.value ?? each.from }));
    const deeper = deepOption(source, values, name, depth - 1);
    if (deeper) return deeper;
  }
  return null;
}

const isText = (text: string, name: string): boolean => text === `'${name}'` || text === `"${name}"`;

interface Span {
  from: number;
  to: number;
}

const OPENING = '([{';
const CLOSING = ')]}';

/** What stands between commas behind an opening bracket, without white space and comments around it. */
function partsOf(source: string, opening: number): Span[] {
  const parts: Span[] = [];
  let depth = 0;
  let from = -1;
  let to = opening;
  for (let i = opening; i < source.length; i++) {
    const letter = source[i] as string;
    const skipped = endOfSkipped(source, i);
    if (skipped !== null) {
      i = skipped;
      continue;
    }
    const closes = CLOSING.includes(letter);
    if (depth === 1 && (closes || letter === ',')) {
      if (from >= 0 || !closes) parts.push({ from: from < 0 ? i : from, to: from < 0 ? i : to });
      from = -1;
      if (closes) return parts;
      continue;
    }
    if (i > opening) {
      if (from < 0) from = i;
      i = endOfText(source, i);
      to = i + 1;
    }
    if (OPENING.includes(letter)) depth++;
    else if (closes) depth--;
  }
  return parts;
}

/** The last letter of white space or of a comment that begins here; null: none does. */
function endOfSkipped(source: string, at: number): number | null {
  const letter = source[at] as string;
  if (/\s/.test(letter)) return at;
  if (letter !== '/') return null;
  if (source[at + 1] === '/') return until(source, '\n', at);
  return source[at + 1] === '*' ? until(source, '*/', at + 2) + 1 : null;
}

/** The last letter of a text that begins here; the same letter where none does. */
function endOfText(source: string, at: number): number {
  const quote = source[at] as string;
  if (!'\'"`'.includes(quote)) return at;
  for (let i = at + 1; i < source.length; i++) {
    if (source[i] === '\\') i++;
    else if (source[i] === quote) return i;
    else if (quote === '`' && source.startsWith('${', i)) i = endOfBrackets(source, i + 1);
  }
  return source.length;
}

function endOfBrackets(source: string, opening: number): number {
  let depth = 0;
  for (let i = opening; i < source.length; i++) {
    const end = endOfText(source, i);
    if (end !== i) i = end;
    else if (OPENING.includes(source[i] as string)) depth++;
    else if (CLOSING.includes(source[i] as string) && --depth === 0) return i;
  }
  return source.length;
}

function until(source: string, what: string, from: number): number {
  const found = source.indexOf(what, from);
  return found < 0 ? source.length : found;
}

/** Without parentheses around it. */
function unwrapped(source: string, span: Span): Span {
  const inner = source[span.from] === '(' ? partsOf(source, span.from)[0] : undefined;
  return inner ? unwrapped(source, inner) : span;
}

function itemOf(source: string, { from }: Span, index: number): Span | null {
  if (source[from] !== '[') return null;
  const items = partsOf(source, from);
  const spread = items.slice(0, index + 1).find((item) => source.startsWith('...', item.from));
  return spread ?? items[index] ?? null;
}

const KEY = /^(?:'([^'\\]*)'|"([^"\\]*)"|([\p{L}\p{N}_$]+))\s*/u;

function memberOf(source: string, { from }: Span, name: string, itsName: boolean): Span | null {
  if (source[from] !== '{') return null;
  const members = partsOf(source, from);
  const found = members.findLast((member) => keyOf(source, member)?.name === name);
  if (!found) return members.findLast((member) => source.startsWith('...', member.from)) ?? null;
  return itsName ? found : { from: keyOf(source, found)?.value ?? found.from, to: found.to };
}

/** The name of an option, and where what it is set to begins. */
function keyOf(source: string, { from, to }: Span): { name: string; value: number } | null {
  const text = source.slice(from, to);
  const key = KEY.exec(text);
  if (!key) return null;
  const name = key[1] ?? key[2] ?? key[3] ?? '';
  if (text[key[0].length] !== ':') return { name, value: from };
  let value = from + key[0].length + 1;
  for (let end = endOfSkipped(source, value); end !== null && value < to; end = endOfSkipped(source, value))
    value = end + 1;
  return { name, value };
}
