/** How the console's commands print: one record a line, by attribute or bare. */
import type { TerminalAnswer } from '../../../model/world-view.ts';
import type { Options } from './line.ts';

export type Attribute = readonly [name: string, value: string | number];
export type Rows = readonly (readonly Attribute[])[];

export const said = (...lines: string[]): TerminalAnswer => ({
  lines: lines.map((text) => ({ text, stream: 'out' })),
  returnCode: 0,
  call: null,
});

export const failed = (...lines: string[]): TerminalAnswer => ({
  lines: lines.map((text) => ({ text, stream: 'err' })),
  returnCode: 1,
  call: null,
});

const NONE = 'No results were found.';

/** A value with commas stands in quotes, together with its name where that is printed. */
const quoted = (text: string): string => (/[,"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** With `-F a,b` bare values of these attributes, with `--header` under their names; else all with their names. */
export function printed(rows: Rows, { given }: Options): TerminalAnswer {
  if (rows.length === 0) return said(NONE);
  const wanted = given.get('-F');
  if (wanted === undefined)
    return said(...rows.map((row) => row.map(([name, value]) => quoted(`${name}=${value}`)).join(',')));
  const names = wanted === '' ? (rows[0] ?? []).map(([name]) => name) : wanted.split(/[,:]/);
  const known = new Set(rows.flatMap((row) => row.map(([name]) => name)));
  const wrong = names.find((name) => !known.has(name));
  if (wrong !== undefined)
    return failed(`There is no attribute ${wrong}.`, `Attributes: ${[...known].join(', ')}`);
  const separator = wanted.includes(':') && !wanted.includes(',') ? ':' : ',';
  const lines = rows.map((row) => {
    const values = new Map(row);
    return names.map((name) => quoted(String(values.get(name) ?? ''))).join(separator);
  });
  return said(...(given.has('--header') ? [names.join(separator)] : []), ...lines);
}

/** Filters that are given, by their names. */
export const filterNames = ({ given }: Options): string[] =>
  partsOf(given.get('--filter') ?? '').map(([name]) => name);

const partsOf = (filter: string): [name: string, values: string][] =>
  filter
    .split(/","|,(?=\w+=)/)
    .filter(Boolean)
    .map((part) => {
      const [name = '', values = ''] = part.replaceAll('"', '').split('=', 2);
      return [name.trim(), values];
    });

/** `--filter "lpar_names=a,b"`: null where there is no filter of that name. */
export function filtered({ given }: Options, ...names: string[]): ReadonlySet<string> | null {
  const filter = given.get('--filter');
  if (filter === undefined) return null;
  const found = partsOf(filter).find(([name]) => names.includes(name));
  return found ? new Set(found[1].split(',')) : null;
}
