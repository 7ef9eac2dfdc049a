/** The project's sources as plain texts, and what each of them imports. */
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

export interface Source {
  /** Path from the project's folder, with `/`. */
  path: string;
  text: string;
}

export function sourcesBelow(folder: string): Source[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => posix.join(entry.parentPath.replaceAll('\\', '/'), entry.name))
    .sort()
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

/** The code without block comments and whole-line comments; lines keep their numbers. */
export const codeOf = (text: string): string =>
  text
    .replace(/^[ \t]*\/\*[\s\S]*?\*\//gm, (comment) => comment.replace(/[^\n]/g, ''))
    .replace(/^[ \t]*\/\/.*$/gm, '');

const STATEMENTS = [
  /^[ \t]*import\b(?:[^;'"()]*?\bfrom)?\s*['"]([^'"]+)['"]/gm,
  /^[ \t]*export\b[^;'"()=]*?\bfrom\s*['"]([^'"]+)['"]/gm,
  /\bimport\s*\(\s*['"]([^'"]+)['"]/g,
  /\bnew\s+URL\(\s*['"]([^'"]+)['"]\s*,\s*import\.meta\.url/g,
];
/** An address that only exists at run time cannot be checked, so it is reported as what it is. */
const COMPUTED = [/\bimport\s*\(\s*(?!['"])/g, /\bnew\s+URL\([^'",)]*,\s*import\.meta\.url/g];
export const UNREADABLE = '(computed)';

/** What a source imports: a package's name, or a path from the project's folder, without `?url` and the like. */
export function importsOf({ path, text }: Source): string[] {
  const code = codeOf(text);
  const found = STATEMENTS.flatMap((pattern) => [...code.matchAll(pattern)].map((match) => match[1] ?? ''));
  const unreadable = COMPUTED.flatMap((pattern) => code.match(pattern) ?? []).map(() => UNREADABLE);
  return [...found.map((specifier) => resolveFrom(path, specifier)), ...unreadable];
}

function resolveFrom(path: string, specifier: string): string {
  const [bare = ''] = specifier.split('?');
  if (bare.startsWith('.')) return posix.normalize(posix.join(posix.dirname(path), bare));
  return bare;
}
