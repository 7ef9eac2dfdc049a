/**
 * Finds where a text stops being JSON, for people: line, column, and which case and field it is in. The
 * platform's own parser says where in its own words, differently in every engine, and never says in which case.
 */
import type { Diagnostic } from '../../model/result.ts';

/** Enough for any sensible file, and far from what a deep recursion would break. */
const MAX_DEPTH = 200;

class Fault {
  readonly at: number;
  readonly expected: string;
  constructor(at: number, expected: string) {
    this.at = at;
    this.expected = expected;
  }
}

/** The path to what is being read: array indexes and keys. */
type Path = (string | number)[];

class Scanner {
  readonly text: string;
  readonly path: Path = [];
  /** The `id` of the element of the outer array that is being read, once it has been seen. */
  caseId: string | null = null;
  at = 0;
  constructor(text: string) {
    this.text = text;
  }

  space() {
    while (' \t\n\r'.includes(this.text[this.at] ?? 'x')) this.at++;
  }

  value() {
    this.space();
    if (this.path.length > MAX_DEPTH) throw new Fault(this.at, 'something nested less deeply');
    const next = this.text[this.at];
    if (next === '{') this.members();
    else if (next === '[') this.elements();
    else if (next === '"') this.string();
    else this.word();
    this.space();
  }

  members() {
    this.at++;
    this.space();
    if (this.take('}')) return;
    for (;;) {
      this.space();
      if (this.text[this.at] !== '"') throw new Fault(this.at, 'a field name in double quotes');
      const key = this.string();
      this.path.push(key);
      this.space();
      if (!this.take(':')) throw new Fault(this.at, 'a colon');
      this.space();
      const start = this.at;
      this.value();
      if (this.path.length === 2 && key === 'id') {
        this.caseId = this.text.slice(start, this.at).trim().replaceAll('"', '');
      }
      const separated = this.take(',');
      if (!separated && this.text[this.at] !== '}') throw new Fault(this.at, 'a comma or a closing brace');
      this.path.pop();
      if (!separated) {
        this.at++;
        return;
      }
    }
  }

  elements() {
    this.at++;
    this.space();
    if (this.take(']')) return;
    for (let index = 0; ; index++) {
      this.path.push(index);
      if (this.path.length === 1) this.caseId = null;
      this.value();
      if (this.take(',')) {
        this.path.pop();
        continue;
      }
      if (!this.take(']')) throw new Fault(this.at, 'a comma or a closing bracket');
      this.path.pop();
      return;
    }
  }

  string(): string {
    const match = /"(?:[^"\\\n\r\t]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
    match.lastIndex = this.at;
    const found = match.exec(this.text);
    if (!found) throw new Fault(this.at, 'a text that ends with a double quote on the same line');
    this.at = match.lastIndex;
    return found[0].slice(1, -1);
  }

  word() {
    const match = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;
    match.lastIndex = this.at;
    if (!match.test(this.text)) {
      throw new Fault(this.at, 'a value (a finite number, a text in double quotes, true, false or null)');
    }
    this.at = match.lastIndex;
  }

  take(character: string): boolean {
    if (this.text[this.at] !== character) return false;
    this.at++;
    return true;
  }
}

/** Where and why `text` is not JSON; null when it is. */
export function findJsonFault(text: string): Diagnostic | null {
  const scanner = new Scanner(text);
  try {
    scanner.value();
    if (scanner.at < text.length) throw new Fault(scanner.at, 'the end of the file');
    return null;
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    return describe(text, scanner, fault);
  }
}

function describe(text: string, scanner: Scanner, fault: Fault): Diagnostic {
  const before = text.slice(0, fault.at).split('\n');
  const [index, ...rest] = scanner.path;
  const places = [`line ${before.length}, column ${before.at(-1)!.length + 1}`];
  if (typeof index === 'number') {
    places.push(scanner.caseId === null ? `case number ${index + 1}` : `case "${scanner.caseId}"`);
    if (rest.length > 0) places.push(rest.join('.'));
  }
  const found = /[^\s,\]}]{1,20}|./y;
  found.lastIndex = fault.at;
  const what = found.exec(text)?.[0];
  return {
    where: places.join(', '),
    what: `The file is not JSON: expected ${fault.expected}, found ${what === undefined ? 'its end' : `"${what.trim() || 'a line break'}"`}.`,
    fix: 'Correct it there.',
  };
}
