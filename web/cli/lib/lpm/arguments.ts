/** The words of the command line. */
import { type MobilityType, STATE_FOR } from '../../../platforms/powervm/objects/lpar-state.ts';

export interface Asked {
  from: string;
  lpar: string;
  target: string;
  source: string | null;
  type: MobilityType | null;
  keepIdentifiers: boolean;
  /** Rules that rest on experience alone and block all the same. */
  blocking: readonly string[] | 'all';
}

const VALUES = ['--from', '--lpar', '--target', '--source', '--type', '--blocking'];
const NEEDED = ['--from', '--lpar', '--target'];
const TYPES = Object.keys(STATE_FOR) as MobilityType[];

/** What was asked, or what is wrong with it as a sentence. */
export function readArguments(words: readonly string[]): Asked | string {
  const given = new Map<string, string>();
  let keepIdentifiers = false;
  for (let i = 0; i < words.length; i++) {
    const [option = '', ...attached] = (words[i] ?? '').split('=');
    if (option === '--keep-identifiers') {
      keepIdentifiers = true;
      continue;
    }
    if (!VALUES.includes(option)) return `There is no option ${words[i]}.`;
    if (given.has(option)) return `${option} is given twice.`;
    const value = attached.length > 0 ? attached.join('=') : words[++i];
    if (value === undefined || value === '') return `${option} needs a value.`;
    given.set(option, value);
  }
  const missing = NEEDED.filter((option) => !given.has(option));
  if (missing.length > 0) return `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing.`;
  const type = given.get('--type') ?? null;
  if (type !== null && !TYPES.includes(type as MobilityType)) return `--type is one of ${TYPES.join(', ')}.`;
  const blocking = given.get('--blocking') ?? '';
  return {
    from: given.get('--from') ?? '',
    lpar: given.get('--lpar') ?? '',
    target: given.get('--target') ?? '',
    source: given.get('--source') ?? null,
    type: type as MobilityType | null,
    keepIdentifiers,
    blocking: blocking === 'all' ? 'all' : blocking.split(',').filter((id) => id !== ''),
  };
}
