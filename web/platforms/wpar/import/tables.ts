/** Pasted output of `lswpar -c`, any number of its sections one after the other, as records by name. Every line counts. */

export interface Note {
  /** Of the text, from 1. */
  line: number;
  /** `assumed`: something had to be made up; `left-out`: it is not part of this world; `unread`: it was not understood. */
  kind: 'assumed' | 'left-out' | 'unread';
  text: string;
}

export interface Row {
  line: number;
  fields: ReadonlyMap<string, string>;
}

export interface Tables {
  /** The machine that a prompt in the text names. */
  system: string | null;
  rows: readonly Row[];
  notes: readonly Note[];
}

const PROMPT = /^(?:([\w.-]+):)?\S*\s*[#$]\s+(\S.*)$/;

export function tablesOf(text: string): Tables {
  const rows: Row[] = [];
  const notes: Note[] = [];
  let system: string | null = null;
  let heads: string[] | null = null;
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = index + 1;
    const content = raw.trim();
    const note = (kind: Note['kind'], said: string): void => {
      notes.push({ line, kind, text: said });
    };
    if (content === '') continue;
    const prompt = PROMPT.exec(content);
    if (/^#name:/i.test(content)) heads = split(content.slice(1)).map((head) => head.toLowerCase());
    else if (prompt && !content.startsWith('#')) {
      system = prompt[1] ?? system;
      heads = null;
    } else if (heads === null) note('unread', `No line #name:… stands before it: ${content}`);
    else {
      const values = split(content);
      if (values.length !== heads.length)
        note(
          'unread',
          `It has ${values.length} fields, and the line above names ${heads.length}: ${content}`,
        );
      else {
        const pairs = heads.map((head, i): [string, string] => [head, values[i] ?? '']);
        rows.push({ line, fields: new Map(pairs) });
      }
    }
  }
  return { system, rows, notes };
}

/** A colon behind a backslash belongs to the value. */
const split = (line: string): string[] =>
  (line.match(/(?:^|:)((?:\\.|[^:\\])*)/g) ?? []).map((part, i) =>
    (i === 0 ? part : part.slice(1)).replaceAll('\\:', ':'),
  );
