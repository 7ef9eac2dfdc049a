/**
 * What taking types away would take away without a word, although it is no type: namespaces, and imports of other modules.
 * Besides, numbers without bounds: what the interpreter does with a long one nothing can count.
 */
import type { Diagnostic } from '../model/result.ts';

/** Cheap to look for; what it finds may stand in a text or a comment. */
export const LOST = /\d+n\b|\b(?:namespace|module)\s+[\w$.]+\s*\{|\bimport\b[^;'"]*['"](?!switchover['"])/;

const ROW = /^(\d+):(\d+)-\d+:\d+ +(\S+)/;

const BIGINT = '1n';

interface Token {
  line: number;
  column: number;
  text: string;
}

/** @param tokens of the source, one a row, as the stripper prints them: place, kind, … */
export function lostIn(source: string, tokens: string): Diagnostic[] {
  const lines = source.split('\n');
  const all = tokens.split('\n').flatMap((row): Token[] => {
    const [, line, column, kind = ''] = ROW.exec(row) ?? [];
    if (line === undefined) return [];
    const rest = lines[Number(line) - 1]?.slice(Number(column) - 1) ?? '';
    if (kind === 'bigint') return [{ line: Number(line), column: Number(column), text: BIGINT }];
    const text = kind === 'string' ? rest : kind === 'template' ? '' : (/^[\w$]+|^\S/.exec(rest)?.[0] ?? '');
    return [{ line: Number(line), column: Number(column), text }];
  });
  return all.flatMap((token, i) => lostAt(all, token, i));
}

function lostAt(all: readonly Token[], { line, column, text }: Token, i: number): Diagnostic[] {
  if (text === BIGINT) {
    const what = 'Numbers without bounds cannot be used here.';
    return [{ what, where: `${line}:${column}`, fix: 'Leave out the n: numbers are exact up to 2^53.' }];
  }
  const [before, next, after] = [all[i - 1], all[i + 1], all[i + 2]];
  const begins = before === undefined || before.line < line || ';}'.includes(before.text);
  if (
    begins &&
    (text === 'namespace' || text === 'module') &&
    /^\w/.test(next?.text ?? '') &&
    after?.text === '{'
  ) {
    const fix = 'Write a constant in its place: const name = { … };';
    return [{ what: 'Namespaces cannot be used here.', where: `${line}:${column}`, fix }];
  }
  if (!begins || text !== 'import' || '(.'.includes(next?.text ?? '')) return [];
  const from = all.slice(i + 1).find((each) => /^['"]/.test(each.text) || each.text === ';');
  const module = /^(['"])(.*?)\1/.exec(from?.text ?? '')?.[2];
  if (!from || module === undefined || module === 'switchover') return [];
  const what = `There is no module '${module}'.`;
  return [{ what, where: `${from.line}:${from.column + 1}`, fix: "Only 'switchover' can be imported." }];
}
