/** What was typed behind `npm run scenario --`. */
import { type Diagnostic, done, type Result, refused } from '../../../model/result.ts';

export interface Asked {
  help: boolean;
  file: string;
  seed: number | null;
  parameters: Record<string, string>;
  answers: Record<string, string>;
}

const TAKE_A_VALUE = ['param', 'seed', 'answer'];
const MAX_SEED = 2 ** 32 - 1;

export function readArguments(args: readonly string[]): Result<Asked> {
  const asked: Asked = { help: false, file: '', seed: null, parameters: {}, answers: {} };
  const faults: Diagnostic[] = [];
  const files: string[] = [];
  const rest = [...args];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--help' || word === '-h') asked.help = true;
    else if (!word.startsWith('--')) files.push(word);
    else {
      const [name = '', inline] = splitOnce(word.slice(2));
      const value = inline ?? (TAKE_A_VALUE.includes(name) ? rest.shift() : undefined);
      const fault = take(asked, name, value);
      if (fault) faults.push(fault);
    }
  }
  if (asked.help) return done(asked);
  const [file] = files;
  if (files.length !== 1 || file === undefined)
    faults.push({
      what: `${files.length === 0 ? 'No' : 'More than one'} file was named.`,
      fix: 'Name one script.',
    });
  return faults.length > 0 ? refused(...faults) : done({ ...asked, file: file as string });
}

function take(asked: Asked, name: string, value: string | undefined): Diagnostic | null {
  if (name === 'seed') {
    const seed = Number(value);
    if (value === undefined || value.trim() === '' || !Number.isInteger(seed) || seed < 0 || seed > MAX_SEED)
      return { where: '--seed', what: `${value ?? 'Nothing'} is no seed.`, fix: `Give 0 to ${MAX_SEED}.` };
    asked.seed = seed;
    return null;
  }
  if (name !== 'param' && name !== 'answer')
    return {
      where: `--${name}`,
      what: 'There is no such option.',
      fix: 'There are --param, --seed, --answer.',
    };
  const [key, text] = splitOnce(value ?? '');
  if (!key || text === undefined)
    return { where: `--${name}`, what: `'${value ?? ''}' is no pair.`, fix: 'Write NAME=VALUE.' };
  (name === 'param' ? asked.parameters : asked.answers)[key] = text;
  return null;
}

function splitOnce(text: string): [string, string | undefined] {
  const at = text.indexOf('=');
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
