/**
 * What a script's long work costs. Loops and calls the interpreter counts by itself; what one call does to a whole list
 * or text it does not, so each such function counts the length of what it works on, and refuses what is too long.
 */
import { LIST_LENGTH, LIST_PER_FUEL, TEXT_CHARACTERS, TEXT_PER_FUEL } from './limits.ts';

const LIST_METHODS = [
  ...['concat', 'copyWithin', 'every', 'fill', 'filter', 'find', 'findIndex', 'findLast', 'findLastIndex'],
  ...['flat', 'flatMap', 'forEach', 'includes', 'indexOf', 'join', 'lastIndexOf', 'map', 'reduce'],
  ...['reduceRight', 'reverse', 'shift', 'slice', 'some', 'sort', 'splice', 'toLocaleString', 'toReversed'],
  ...['toSorted', 'toSpliced', 'toString', 'unshift', 'with'],
];
/** They look at each character, or at each of another text with it. */
const TEXT_METHODS = [
  ...['concat', 'endsWith', 'isWellFormed', 'match', 'matchAll', 'replace', 'replaceAll', 'search', 'slice'],
  ...['split', 'startsWith', 'substr', 'substring', 'toWellFormed', 'trim', 'trimEnd', 'trimStart'],
];
/** They look up each character in large tables. */
const SLOW_METHODS = [
  ...['localeCompare', 'normalize', 'toLocaleLowerCase', 'toLocaleUpperCase', 'toLowerCase', 'toUpperCase'],
];
const SLOWER = 20;
const SEARCHES = ['includes', 'indexOf', 'lastIndexOf'];
const FILLS = ['padEnd', 'padStart'];
const CODES = ['decodeURI', 'decodeURIComponent', 'encodeURI', 'encodeURIComponent', 'escape', 'unescape'];

const settings = {
  ...{
    lists: LIST_METHODS,
    texts: TEXT_METHODS,
    slow: SLOW_METHODS,
    searches: SEARCHES,
    fills: FILLS,
    codes: CODES,
  },
  ...{ slower: SLOWER, listLength: LIST_LENGTH, textLength: TEXT_CHARACTERS },
  ...{ listPerFuel: LIST_PER_FUEL, textPerFuel: TEXT_PER_FUEL },
};

/**
 * Runs in the sandbox, before anything else: the text is what counts. `spend` is true when there is no fuel left; what the
 * module itself sends and gets is counted by the host, so `plain` counts nothing.
 */
export const guards = (): string => `
const plain = { parse: JSON.parse, stringify: JSON.stringify };
((spend, { lists, texts, slow, slower, searches, fills, codes, listLength, textLength, listPerFuel, textPerFuel }) => {
const { apply } = Reflect;
const { defineProperty } = Object;
const { isArray } = Array;
const { ceil, max, min } = Math;
const Wrong = TypeError;
const TooLong = RangeError;
const Text = String;
const LUMP = 50;
let owed = 0;
let over = false;

function charge(fuel) {
  owed += fuel;
  if (owed < LUMP && !over) return;
  const lump = ceil(owed);
  owed = 0;
  over = over || spend(lump);
  if (over) throw new TooLong('The script is over: it has used up all the work that a run may do.');
}

function guard(of, name, before, after) {
  const original = of[name];
  if (typeof original !== 'function') return;
  const { [name]: guarded } = { [name](...args) {
    const self = before(this, args, name);
    const result = apply(original, self === undefined ? this : self, args);
    if (after) after(result);
    return result;
  } };
  defineProperty(of, name, { value: guarded, writable: true, configurable: true });
}

const text = (value) => typeof value === 'string' ? value.length : 0;
const made = (result) => {
  if (typeof result === 'string') charge(result.length / textPerFuel);
  else if (isArray(result)) charge(result.length / listPerFuel);
};
function long(length, most, what) {
  if (length > most) throw new TooLong('A ' + what + ' of ' + length + ' is too long here; ' + most + ' are possible.');
}

for (const name of lists) guard(Array.prototype, name, (self, args) => {
  if (!isArray(self)) throw new Wrong(name + ' works on lists only.');
  long(self.length, listLength, 'list');
  charge(self.length / listPerFuel);
  if (name !== 'concat') return;
  for (let i = 0; i < args.length; i++) {
    if (!isArray(args[i])) args[i] = [args[i]];
    long(args[i].length, listLength, 'list');
    charge(args[i].length / listPerFuel);
  }
}, made);

const self = (value) => value === undefined || value === null || typeof value === 'string' ? value : Text(value);
for (const name of texts) guard(Text.prototype, name, (value, args) => {
  const own = self(value);
  charge((text(own) + text(args[0])) / textPerFuel);
  return own;
}, made);
for (const name of slow) guard(Text.prototype, name, (value, args) => {
  const own = self(value);
  charge((text(own) + text(args[0])) * slower / textPerFuel);
  return own;
}, made);
for (const name of searches) guard(Text.prototype, name, (value, args) => {
  const own = self(value);
  charge(text(own) * max(1, min(text(args[0]), text(own))) / textPerFuel);
  return own;
});
for (const name of fills) guard(Text.prototype, name, (value, args) => {
  const own = self(value);
  const length = args[0] = +args[0];
  long(length, textLength, 'text');
  charge(max(0, length) / textPerFuel);
  return own;
});
guard(Text.prototype, 'repeat', (value, args) => {
  const own = self(value);
  const length = text(own) * (args[0] = +args[0]);
  long(length, textLength, 'text');
  charge(max(0, length) / textPerFuel);
  return own;
});
guard(Text, 'raw', (_, args) => {
  const raw = args[0] === undefined || args[0] === null ? undefined : args[0].raw;
  if (!isArray(raw)) throw new Wrong('String.raw stands before a template.');
  args[0] = { raw: raw.slice() };
}, made);
for (const name of codes) guard(globalThis, name, (_, args) => {
  args[0] = Text(args[0]);
  charge(text(args[0]) * slower / textPerFuel);
}, made);
guard(JSON, 'parse', (_, args) => {
  args[0] = Text(args[0]);
  charge(text(args[0]) * slower / textPerFuel);
});
guard(JSON, 'stringify', () => {}, (result) => charge(text(result) * slower / textPerFuel));
})(globalThis.outside.spend, ${JSON.stringify(settings)});
for (const name of ['BigInt', 'Reflect']) delete globalThis[name];
`;
