/** Command lines among the output: with them the output says what it is and which server it is about. */
import { kindOfCommand, type TableKind } from './kinds.ts';

export interface Command {
  /** Null: it is a command whose output is read by its columns alone. */
  kind: TableKind | null;
  system: string | null;
  vios: string | null;
  /** Columns of `-F` as they are written there; '': it has none. */
  fields: string;
  /** The output begins with them. */
  header: boolean;
  /** Whether it asks for some of the objects alone. */
  filtered: boolean;
  /** What `lsdev -dev DEVICE -attr ATTRIBUTE` asks about; '': nothing. */
  device: string;
  attribute: string;
  separator: string;
}

const NAMES =
  'lssyscfg|lshwres|lslparmigr|lslic|lshmc|lsmemopt|lspartition|viosvrcmd|lsmap|lsnports|ioslevel|lsdev|viosecure|alog|migrlpar|lsrefcode|lssvcevents|echo|cat|ssh|exit';
const PROMPT = /^(?:\[[^\]]{1,80}\][$#>%]|[\w.~/@:-]{0,80}[$#>%])(?:\s+|$)/;
const LINE = new RegExp(`^(?:sudo\\s+)?(${NAMES})\\b(?!\\s*[=,])`);

/** The line without the prompt in front of it. */
export const withoutPrompt = (line: string): string => line.replace(PROMPT, '');
export const isPrompt = (line: string): boolean => PROMPT.test(line) && withoutPrompt(line).trim() === '';

/** Null: it is no command. */
export function commandIn(line: string): Command | null {
  const text = withoutPrompt(line.trim());
  if (!LINE.test(text)) return null;
  const words = wordsOf(text);
  const inner = words.findIndex((word, i) => i > 0 && LINE.test(word) && word.includes(' '));
  // `ssh hmc "lssyscfg …"`, `viosvrcmd -m X -p va1 -c "lsmap -all"`
  if (inner > 0) {
    const outer = optionsOf(words);
    const command = commandIn(words[inner] ?? '');
    if (!command) return null;
    const vios = words[0] === 'viosvrcmd' ? (outer.get('-p') ?? null) : command.vios;
    return { ...command, system: command.system ?? outer.get('-m') ?? null, vios };
  }
  const name =
    words[0] === 'ssh' ? (words.find((word) => LINE.test(word) && word !== 'ssh') ?? '') : (words[0] ?? '');
  const options = optionsOf(words);
  const fields = options.get('-F') ?? '';
  const separator = fields.match(/[^\w]/)?.[0] ?? ',';
  return {
    kind:
      viosKind(name, words) ??
      kindOfCommand(
        name,
        options.get('-r') ?? '',
        options.get('--rsubtype') ?? '',
        options.get('--level') ?? '',
      ),
    system: options.get('-m') ?? null,
    vios: words[0] === 'viosvrcmd' ? (options.get('-p') ?? null) : null,
    filtered: options.has('--filter'),
    fields,
    header: options.has('--header'),
    separator,
    device: name === 'lsdev' ? (options.get('-dev') ?? '') : '',
    attribute: name === 'lsdev' ? (options.get('-attr') ?? '') : '',
  };
}

function viosKind(name: string, words: readonly string[]): TableKind | null {
  if (name === 'ioslevel' || name === 'lsnports') return name;
  if (name === 'viosvrcmd') {
    const command = words.find((word) => /^(?:ioslevel|lsnports)$/.test(word));
    return (command as TableKind | undefined) ?? null;
  }
  if (name === 'lsdev') return words.includes('-attr') ? 'lsdev' : null;
  if (name !== 'lsmap') return null;
  return words.includes('-npiv') ? 'lsmap-npiv' : words.includes('-net') ? null : 'lsmap';
}

/** Words as a shell would take them: quotes hold words together. */
function wordsOf(text: string): string[] {
  return (text.match(/(?:"(?:\\.|[^"\\])*"|'[^']*'|[^\s"'])+/g) ?? []).map((word) =>
    word.replace(/"((?:\\.|[^"\\])*)"|'([^']*)'/g, (_, double?: string, single?: string) =>
      (double ?? single ?? '').replace(/\\(.)/g, '$1'),
    ),
  );
}

function optionsOf(words: readonly string[]): Map<string, string> {
  const options = new Map<string, string>();
  for (const [i, word] of words.entries()) {
    if (!word.startsWith('-') || options.has(word)) continue;
    const next = words[i + 1];
    options.set(word, next === undefined || /^--?[A-Za-z]/.test(next) ? '' : next);
  }
  return options;
}

/** What the console says instead of a table. */
export const isMessage = (line: string): boolean =>
  /^(?:HSC[A-Z]?[0-9A-Z]{4,}|VIOSE[0-9A-Z]+|VIOS[0-9]{4,}|No results were found)/.test(line.trim());
