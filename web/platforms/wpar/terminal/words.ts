/** A line as a shell splits it, and options as AIX's commands take them. */

/** Null: a quote is left open. */
export function wordsOf(line: string): string[] | null {
  const words: string[] = [];
  let word = '';
  let quote = '';
  let begun = false;
  for (const character of line) {
    if (quote !== '') {
      if (character === quote) quote = '';
      else word += character;
    } else if (character === '"' || character === "'") {
      quote = character;
      begun = true;
    } else if (/\s/.test(character)) {
      if (begun || word !== '') words.push(word);
      word = '';
      begun = false;
    } else word += character;
  }
  if (quote !== '') return null;
  if (begun || word !== '') words.push(word);
  return words;
}

export interface Options {
  /** By letter: what followed it, time by time; '' where it takes nothing. */
  given: ReadonlyMap<string, readonly string[]>;
  rest: readonly string[];
}

/**
 * @param letters `a:c` takes something after -a, `N+` several words `name=value` after -N
 * @returns why not, as a sentence, where something does not fit
 */
export function optionsOf(words: readonly string[], letters: string): Options | string {
  const given = new Map<string, string[]>();
  const rest: string[] = [];
  const add = (letter: string, value: string): void => {
    given.set(letter, [...(given.get(letter) ?? []), value]);
  };
  let i = 0;
  const next = (): string | undefined => words[++i];
  for (; i < words.length; i++) {
    const word = words[i] as string;
    if (!word.startsWith('-') || word === '-') {
      rest.push(word);
      continue;
    }
    for (let at = 1; at < word.length; at++) {
      const letter = word[at] as string;
      const known = letters.indexOf(letter);
      if (known < 0 || !/\w/.test(letter)) return `Not a recognized flag: ${letter}`;
      const takes = letters[known + 1];
      if (takes === ':') {
        const value = word.slice(at + 1) || next();
        if (value === undefined) return `Option requires an argument -- ${letter}`;
        add(letter, value);
        break;
      }
      if (takes === '+') {
        const pairs: string[] = [];
        while (words[i + 1] !== undefined && /^[\w]+[+-]?=/.test(words[i + 1] as string))
          pairs.push(next() as string);
        if (pairs.length === 0) return `Option requires name=value -- ${letter}`;
        add(letter, pairs.join('\n'));
        break;
      }
      add(letter, '');
    }
  }
  return { given, rest };
}

/** `name=value` by name. */
export const pairsOf = (text: string): Map<string, string> =>
  new Map(
    text.split('\n').map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  );
