/**
 * What a script has beside what it imports: the language itself, without the page, without Node, and without
 * what the sandbox takes away. What is not there is neither suggested nor accepted.
 */

/** The edition that the sandbox speaks. */
export const LIBRARY = 'lib.es2023.d.ts';

/** Files of the language itself, up to that edition; the others are for pages, workers and later editions. */
export const isLibrary = (file: string): boolean =>
  /^lib\.(?:es5|es20(?:1\d|2[0-3])(?:\.(?!full)\w+)*|decorators(?:\.legacy)?)\.d\.ts$/.test(file);

/** Globals that the sandbox does not have. */
const ABSENT = [
  ...['Date', 'eval', 'Function', 'WeakRef', 'FinalizationRegistry', 'escape', 'unescape'],
  ...[
    'Proxy',
    'BigInt',
    'ArrayBuffer',
    'SharedArrayBuffer',
    'DataView',
    'Atomics',
    '(?:Big)?(?:Int|Uint|Float)\\d+\\w*Array',
  ],
];
const DECLARED = new RegExp(`^declare (?:var|function) (?:${ABSENT.join('|')})\\b.*$`, 'gm');
/** Chance comes from the seed. */
const CHANCE = /^\s*random\(\): number;$/m;

/** Where only a name can be left out: types of the language refer to it. */
export const isAbsent = (name: string): boolean => ['Intl', 'Reflect', 'globalThis'].includes(name);

export function libraries(files: Readonly<Record<string, string>>): Record<string, string> {
  const kept = Object.entries(files).filter(([file]) => isLibrary(file));
  return Object.fromEntries(
    kept.map(([file, text]) => [file, text.replace(DECLARED, '').replace(CHANCE, '')]),
  );
}
