/** What the interpreter says of a script, in the words of somebody who writes one, with what to do. */
import { called } from './absent.ts';
import { CONSTANTS, FUNCTIONS } from './api/module.ts';
import { HELPERS } from './api/quantity-classes.ts';
import { ELSEWHERE } from './elsewhere.ts';
import { nearest } from './nearest.ts';

/** What was said, and what stands where it was said: the name, and what it was taken of. */
export interface Said {
  message: string;
  name: string;
  holder: string;
}

export interface Worded {
  what: string;
  fix?: string;
}

type Row = readonly [RegExp, (said: Said, found: RegExpExecArray) => Worded];

/** Of the language, what one calls something of. */
const LANGUAGE: Readonly<Record<string, object>> = {
  Array,
  JSON,
  Map,
  Math,
  Number,
  Object,
  Promise,
  Set,
  String,
};
const METHODS = [Array.prototype, String.prototype, Map.prototype, Set.prototype, Promise.prototype].flatMap(
  (each) => Object.getOwnPropertyNames(each),
);

function notAFunction({ name, holder }: Said): Worded {
  const verb = (FUNCTIONS as Readonly<Record<string, { example?: string }>>)[holder];
  if (verb) {
    const example = verb.example ? `: ${verb.example}` : '.';
    return { what: `${holder} has no ${name}.`, fix: `It is called by itself${example}` };
  }
  if (Object.hasOwn(CONSTANTS, name) && !holder)
    return { what: `${name} is no function.`, fix: `Call what it has: ${name}.setup(…).` };
  const language = Object.hasOwn(LANGUAGE, holder) ? LANGUAGE[holder] : null;
  const near = nearest(name, language ? Object.getOwnPropertyNames(language) : METHODS);
  return {
    what: language
      ? `${holder} has no ${name}.`
      : `${[holder, name].filter(Boolean).join('.') || 'This'} is no function.`,
    fix: near ? `Did you mean '${near}'?` : 'Leave out the parentheses, or see what it holds.',
  };
}

function nothing({ holder }: Said, [, property = '', value = '']: RegExpExecArray): Worded {
  const held = holder.replace(/^globalThis\.?/, '');
  if (held !== holder && Object.hasOwn(ELSEWHERE, held)) {
    return { what: `There is no ${held} here.`, fix: ELSEWHERE[held] as string };
  }
  const what = holder === value ? value : `${holder || 'What stands before it'} is ${value}`;
  const it = holder === value ? '' : ': it';
  if (property === 'Symbol.iterator')
    return { what: `${what}, and no list.`, fix: 'Give a list, as [a, b].' };
  return {
    what: `${what}${it} has no ${property || 'such name'}.`,
    fix: 'See where it comes from; where it may be missing, ask for it with ?. in place of the dot.',
  };
}

const PATH = /^lab/;

/** Where a text is no longer understood is often not where it is wrong. */
export const LOOK_BEFORE = 'Look at what stands just before it, too: a comma, a quote or a bracket.';

const RUNNING: readonly Row[] = [
  [/^not a function$/, notAFunction],
  [/^cannot read property (?:'(.*)' )?of (null|undefined)$/, nothing],
  [/^cannot set property '(.*)' of (null|undefined)$/, nothing],
  [
    /^(\w+)\(\) takes a number\.$/,
    ({ message }, [, name = '']) => ({
      what: message,
      fix: `Write it as ${name}(4), or as '4 ${HELPERS[name]?.unit}'.`,
    }),
  ],
  [
    /^(\w+) was not awaited\.$/,
    (_, [, name]) => ({
      what: `${name} was not awaited: it holds nothing up.`,
      fix: 'Write await before it.',
    }),
  ],
  [
    /^(\w+) was called without its (\w+)\.$/,
    (_, [, name = '', kind = '']) => ({
      what: `${name} was called without ${called(kind)}.`,
      fix: `Call it on one: ${PATH.test(called(kind)) ? called(kind) : 'thing'}.${name}(…).`,
    }),
  ],
  [
    /^value is not iterable$/,
    () => ({ what: 'What stands here is no list.', fix: 'Give a list, as [a, b].' }),
  ],
  [
    /^cannot convert to object$/,
    () => ({ what: 'null and undefined cannot be taken apart.', fix: 'See where it comes from.' }),
  ],
  [
    /^value is not a constructor$/,
    ({ name }) => ({ what: `${name} makes nothing new.`, fix: 'Leave out new.' }),
  ],
  [
    /^no setter for property$/,
    ({ name, holder }) => ({
      what: `${name} of ${holder || 'this'} cannot be written.`,
      fix: 'It can only be read; what can be changed, set(…) changes.',
    }),
  ],
  [
    /^'(.*)' is read-only$/,
    ({ holder }, [, name]) =>
      holder
        ? { what: `${name} of ${holder} cannot be written.`, fix: 'It can only be read.' }
        : { what: `${name} is a const and keeps its value.`, fix: 'Declare it with let.' },
  ],
  [
    /^object is not extensible$/,
    ({ holder }) => ({
      what: `Nothing can be added to ${holder || 'this'}.`,
      fix: 'Keep it in a variable of your own.',
    }),
  ],
  [
    /^(.*) is not initialized$/,
    (_, [, name]) =>
      name === 'this'
        ? { what: 'this is used before super() was called.', fix: 'Call super() first.' }
        : { what: `${name} is used before the line that declares it.`, fix: 'Move that line up.' },
  ],
];

const READING: readonly Row[] = [
  [
    /^unexpected 'await' keyword$/,
    () => ({
      what: 'await stands in a function that is not async.',
      fix: 'Write async before the function, and await where it is called.',
    }),
  ],
  [
    /^return not in a function$/,
    () => ({ what: 'return stands in no function.', fix: 'Leave it out, or use if … else.' }),
  ],
  [
    /^invalid redefinition of|^duplicate argument names/,
    ({ name }) => ({ what: `${name || 'A name'} is declared twice.`, fix: 'Give one of them another name.' }),
  ],
  [
    /^missing initializer/,
    () => ({ what: 'A const has no value.', fix: 'Give it one: const name = …, or write let.' }),
  ],
  [
    /token in expression: '@'$|^invalid property name$/,
    ({ name, message }) =>
      message.includes('@') || name === ''
        ? { what: 'Decorators cannot be used here.', fix: 'Call the function instead.' }
        : { what: `${name} cannot be a name here.` },
  ],
  [
    /^unexpected character$/,
    () => ({
      what: 'There is a character here that is no part of the language.',
      fix: `Texts stand in straight quotes: 'a' or "a".`,
    }),
  ],
  [
    /^could not load module/,
    () => ({
      what: 'It cannot be imported in this way.',
      fix: "Name what is wanted: import { lab } from 'switchover'.",
    }),
  ],
];

/** While it ran; null: it is a message that was written for people. */
export function worded(said: Said): Worded | null {
  return find(RUNNING, said);
}

/** While it was read. */
export function wordedSyntax(said: Said): Worded {
  const plain = said.message.replace(/[.:\s]+$/, '');
  return (
    find(READING, said) ?? {
      what: `This is no TypeScript: ${plain}.`,
      fix: 'See what stands just before it, too.',
    }
  );
}

function find(rows: readonly Row[], said: Said): Worded | null {
  for (const [pattern, words] of rows) {
    const found = pattern.exec(said.message);
    if (found) return words(said, found);
  }
  return null;
}
