/** Back from a place in the stripped text to the same place in the text as it was written. Lines and columns from 1. */

export interface Place {
  line: number;
  column: number;
}

/** For each line the places at which its parts begin, ascending: column in the stripped text, then in the written one. */
export type LineMap = readonly (readonly (readonly [stripped: number, written: number])[])[];

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/**
 * Reads the mappings of a source map (revision 3) that keeps lines: of each segment the column in the output and
 * the column in the source, both relative to the segment before.
 */
export function readMappings(mappings: string): LineMap {
  let written = 0;
  return mappings.split(';').map((line) => {
    let stripped = 0;
    return line.split(',').flatMap((segment) => {
      const [byOutput, , , bySource] = readNumbers(segment);
      if (byOutput === undefined) return [];
      stripped += byOutput;
      if (bySource === undefined) return [];
      written += bySource;
      return [[stripped, written] as const];
    });
  });
}

/** Base 64, five bits each, the sixth says that more follow; the lowest bit of a number is its sign. */
function readNumbers(segment: string): number[] {
  const numbers: number[] = [];
  let value = 0;
  let shift = 0;
  for (const letter of segment) {
    const bits = BASE64.indexOf(letter);
    value += (bits & 31) << shift;
    shift += 5;
    if (bits & 32) continue;
    numbers.push(value & 1 ? -(value >>> 1) : value >>> 1);
    value = 0;
    shift = 0;
  }
  return numbers;
}

export function writtenPlace(map: LineMap, { line, column }: Place): Place {
  const parts = map[line - 1] ?? [];
  const at = parts.findLastIndex(([stripped]) => stripped <= column - 1);
  const part = parts[at];
  if (!part) return { line, column };
  // What was put in before a part was never written: it stands where that part begins.
  const next = parts[at + 1]?.[1] ?? Number.POSITIVE_INFINITY;
  return { line, column: Math.min(part[1] + (column - 1 - part[0]), Math.max(next, part[1])) + 1 };
}

/** Text that was written into the stripped one afterwards, without a line feed. */
export interface Edit {
  readonly at: number;
  readonly text: string;
}

/** The same map for a stripped text into which more was written: what was, belongs to what stands behind it. */
export function shifted(map: LineMap, code: string, edits: readonly Edit[]): LineMap {
  const byLine = new Map<number, { column: number; length: number }[]>();
  for (const { at, text } of [...edits].sort((a, b) => a.at - b.at)) {
    const before = code.slice(0, at).split('\n');
    const line = before.length - 1;
    const column = before[line]?.length ?? 0;
    byLine.set(line, [...(byLine.get(line) ?? []), { column, length: text.length }]);
  }
  return map.map((parts, line) => {
    const inserted = byLine.get(line);
    if (!inserted) return parts;
    const bounds = [
      ...new Set([...parts.map(([stripped]) => stripped), ...inserted.map((each) => each.column)]),
    ];
    return bounds
      .sort((a, b) => a - b)
      .map((column) => {
        const part = parts.findLast(([stripped]) => stripped <= column) ?? ([column, column] as const);
        const by = inserted.reduce((sum, each) => (each.column <= column ? sum + each.length : sum), 0);
        return [column + by, part[1] + column - part[0]] as const;
      });
  });
}
