/** A line of the console's shell as words, options and lists. */

/** Single and double quotes keep spaces together; a backslash takes the next sign as it is. */
export function wordsOf(line: string): string[] {
  const words: string[] = [];
  let word: string | null = null;
  let quote: string | null = null;
  for (let i = 0; i < line.length; i++) {
    const sign = line.charAt(i);
    if (sign === '\\' && quote !== "'") word = (word ?? '') + line.charAt(++i);
    else if (quote !== null) {
      if (sign === quote) quote = null;
      else word = (word ?? '') + sign;
    } else if (sign === '"' || sign === "'") {
      quote = sign;
      word ??= '';
    } else if (/\s/.test(sign)) {
      if (word !== null) words.push(word);
      word = null;
    } else word = (word ?? '') + sign;
  }
  return word === null ? words : [...words, word];
}

export interface Options {
  /** By name, with their dashes: `-m`, `--ip`. Flags are there with ''. */
  readonly given: ReadonlyMap<string, string>;
  readonly unknown: readonly string[];
}

/** @param takes options with a value @param flags options without one */
export function optionsOf(
  words: readonly string[],
  takes: readonly string[],
  flags: readonly string[],
): Options {
  const given = new Map<string, string>();
  const unknown: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (flags.includes(word)) given.set(word, '');
    else if (takes.includes(word)) given.set(word, words[++i] ?? '');
    else unknown.push(word);
  }
  return { given, unknown };
}

/** `a=1,"b=x,y",c=""p,q""`: attributes, of which lists stand in quotes. */
export function attributesOf(data: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const part of fieldsOf(data)) {
    const at = part.indexOf('=');
    if (at > 0) attributes.set(part.slice(0, at).trim(), part.slice(at + 1));
  }
  return attributes;
}

/** Separated by commas, but not inside of quotes. */
function fieldsOf(data: string): string[] {
  const fields: string[] = [''];
  let quoted = false;
  for (const sign of data) {
    if (sign === '"') quoted = !quoted;
    else if (sign === ',' && !quoted) fields.push('');
    else fields[fields.length - 1] += sign;
  }
  return fields.filter(Boolean);
}
