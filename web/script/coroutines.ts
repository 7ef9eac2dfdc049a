/**
 * Hands every coroutine of a script through the module, so that it is known which of them nobody awaits: `async f() { … }`
 * becomes `f() {return TAKE(async()=>{ … })}`, in the same line. What nobody awaits and fails would be silent otherwise.
 * What is thrown and is no error is handed through as well, because it does not know where: `throw 'no'` becomes
 * `throw THROWN('no')`.
 */
import { type Edit, type LineMap, shifted } from './source-map.ts';

/** What takes a coroutine, inside the sandbox. */
export const TAKE = '$coroutine';
/** What takes anything that is thrown. */
export const THROWN = '$thrown';

interface Token {
  readonly start: number;
  readonly end: number;
  /** As it stands there; of texts what they are. */
  readonly text: string;
  readonly line: number;
}

const CLOSES: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '${': '}' };
const ENDS = [',', ';', ')', ']', '}', ':'];
/** What a line can begin with and still belong to the expression before it. */
const GOES_ON = /^(?:[.?*/%<>=&|^,([`+-]|\?\.|!=|in$|instanceof$)/;
/** What a line can end with only where the expression goes on. */
const WANTS_MORE = /^(?:=>|[.?:*/%<>=&|^!~+([,-]+|await|typeof|void|new|delete|in|instanceof)$/;

export async function handThrough(code: string, map: LineMap): Promise<{ code: string; map: LineMap }> {
  if (!/async|throw/.test(code) || code.includes(TAKE) || code.includes(THROWN)) return { code, map };
  const tokens = await tokensOf(code);
  const edits: Edit[] = [];
  let plain = code;
  tokens.forEach((token, index) => {
    if (token.text === 'throw') edits.push(...thrown(tokens, index));
    if (token.text !== 'async') return;
    const body = bodyOf(tokens, index);
    if (!body) return;
    plain = plain.slice(0, token.start) + ' '.repeat('async'.length) + plain.slice(token.end);
    edits.push(...body);
  });
  edits.sort((a, b) => b.at - a.at);
  let edited = plain;
  for (const { at, text } of edits) edited = edited.slice(0, at) + text + edited.slice(at);
  return { code: edited, map: shifted(map, code, edits) };
}

const ROW = /^(\d+):(\d+)-(\d+):(\d+) +(\S+)/;
/** What is no code, whatever it says. */
const SAYS = ['template', 'string', 'regexp', 'eof'];

async function tokensOf(code: string): Promise<Token[]> {
  const { getFormattedTokens } = await import('sucrase');
  const lines = lineStarts(code);
  const offset = (line = '', column = '') => (lines[Number(line) - 1] ?? 0) + Number(column) - 1;
  return getFormattedTokens(code, { transforms: [] })
    .split('\n')
    .flatMap((row) => {
      const [, line, column, lastLine, lastColumn, label = ''] = ROW.exec(row) ?? [];
      if (line === undefined) return [];
      const [start, end] = [offset(line, column), offset(lastLine, lastColumn)];
      return [
        { start, end, text: SAYS.includes(label) ? label : code.slice(start, end), line: Number(line) },
      ];
    });
}

const lineStarts = (code: string): number[] => [
  0,
  ...[...code.matchAll(/\n/g)].map(({ index }) => index + 1),
];

/** What to write around the body of the function that begins at a token; null: it is none, or one that yields. */
function bodyOf(tokens: readonly Token[], index: number): Edit[] | null {
  const text = (at: number) => tokens[at]?.text ?? '';
  if (tokens[index + 1]?.line !== tokens[index]?.line || text(index - 1) === '.') return null;
  if (!/^[\w$#([]/.test(text(index + 1))) return null;
  let at = index + 1;
  if (text(at) === 'function') at++;
  if (text(at) === '*') return null;
  const named = text(at) !== '(';
  if (text(at) === '[') at = closing(tokens, at);
  if (named) at++;
  if (text(at) === '(') at = closing(tokens, at) + 1;
  if (text(at) === '{') return named || text(index + 1) === 'function' ? block(tokens, at) : null;
  if (text(at) !== '=>') return null;
  if (text(at + 1) === '{') return block(tokens, at + 1);
  const first = tokens[at + 1];
  const last = tokens[lastOf(tokens, at + 1)];
  if (!first || !last) return null;
  return [
    { at: first.start, text: `${TAKE}(async()=>(` },
    { at: last.end, text: '))' },
  ];
}

/** What to write around what is thrown; an error says by itself where it was made. */
function thrown(tokens: readonly Token[], index: number): Edit[] {
  const [keyword, first] = [tokens[index], tokens[index + 1]];
  if (!keyword || !first || first.line !== keyword.line || tokens[index - 1]?.text === '.') return [];
  if (['new', ':', '=', ...ENDS].includes(first.text)) return [];
  const isMethod = first.text === '(' && tokens[closing(tokens, index + 1) + 1]?.text === '{';
  const last = tokens[lastOf(tokens, index + 1)];
  if (isMethod || !last) return [];
  return [
    { at: first.start, text: `${THROWN}(` },
    { at: last.end, text: ')' },
  ];
}

function block(tokens: readonly Token[], at: number): Edit[] | null {
  const [from, to] = [tokens[at], tokens[closing(tokens, at)]];
  if (!from || !to) return null;
  const [opening, ending] = [`return ${TAKE}(async()=>{`, '})'];
  if (from.end === to.start) return [{ at: from.end, text: opening + ending }];
  return [
    { at: from.end, text: opening },
    { at: to.start, text: ending },
  ];
}

function closing(tokens: readonly Token[], at: number): number {
  const open: string[] = [];
  for (let i = at; i < tokens.length; i++) {
    const text = tokens[i]?.text ?? '';
    if (CLOSES[text]) open.push(CLOSES[text]);
    else if (text === open.at(-1)) open.pop();
    if (open.length === 0) return i;
  }
  return tokens.length;
}

/** The last token of an expression. */
function lastOf(tokens: readonly Token[], first: number): number {
  let choices = 0;
  for (let i = first; i < tokens.length; i++) {
    const { text, line } = tokens[i] as Token;
    const before = tokens[i - 1];
    if (text === '?') choices++;
    if (text === ':' && choices > 0) choices--;
    else if (ENDS.includes(text) || text === 'eof') return i - 1;
    const fresh = i > first && before !== undefined && before.line < line;
    if (fresh && !GOES_ON.test(text) && !WANTS_MORE.test(before.text)) return i - 1;
    if (CLOSES[text]) i = closing(tokens, i);
  }
  return tokens.length - 1;
}
