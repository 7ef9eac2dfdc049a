/**
 * Comma lists as the console prints them. A field that contains commas is quoted as a whole (`"key=a,b"`), and quotes
 * within it are doubled (`"key=""a,b"""`), to any depth.
 */

export interface Split {
  fields: string[];
  /** The last quote was never closed: the line goes on. */
  open: boolean;
}

export function split(text: string, separator = ','): Split {
  const fields: string[] = [];
  let field = '';
  let open = false;
  let fresh = true;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (open) {
      if (c !== '"') field += c;
      else if (text[i + 1] === '"') {
        field += '"';
        i++;
      } else open = false;
    } else if (c === separator) {
      fields.push(field);
      field = '';
      fresh = true;
      continue;
    } else if (c === '"' && fresh) open = true;
    else field += c;
    fresh = false;
  }
  return { fields: [...fields, field], open };
}

/** A list within a field: `12/client/1/va1/16/0,13/…`, `"4/client/…/a,b/0","5/…"`. None where nothing is listed. */
export const listOf = (value: string | undefined): string[] =>
  value === undefined || isEmpty(value)
    ? []
    : split(value)
        .fields.map((each) => each.trim())
        .filter((each) => each !== '');

/** Words for nothing. What a console says in another language is not among them. */
export const isEmpty = (value: string): boolean => /^(?:none|null|unavailable|unknown)?$/i.test(value.trim());

/** Quotes a field the way `split` reads it. */
export const quoted = (field: string): string =>
  /[",]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;

const KEY = /^([A-Za-z][\w.]*)=([\s\S]*)$/;

/** `key=value`; null: it is none. */
export function pair(field: string): [key: string, value: string] | null {
  const found = KEY.exec(field);
  return found ? [found[1] as string, found[2] as string] : null;
}

export const startsWithKey = (line: string): string | null => /^"?([A-Za-z][\w.]*)=/.exec(line)?.[1] ?? null;
