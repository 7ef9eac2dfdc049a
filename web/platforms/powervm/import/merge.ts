/** Tables that belong together: of one command about one server, however often and in whatever parts it was pasted. */
import type { Placed } from './draft.ts';
import type { Row } from './paste.ts';

/** Tables that list adapters: the rows of one server are one list. */
const LISTS = new Set(['eth', 'scsi', 'fc', 'serial', 'vnic', 'io']);

export function merged(tables: readonly Placed[]): Placed[] {
  const sorted = withFibreChannel(tables);
  const first = new Map<string, number>();
  const result: Placed[] = [];
  for (const table of sorted) {
    const key = `${table.kind} ${table.of}`;
    const at = LISTS.has(table.kind) ? first.get(key) : undefined;
    const there = at === undefined ? undefined : result[at];
    if (at === undefined || !there) {
      first.set(key, result.length);
      result.push({ ...table, rows: latest(table.rows) });
    } else
      result[at] = {
        ...there,
        system: there.system ?? table.system,
        filtered: there.filtered && table.filtered,
        rows: latest([...there.rows, ...table.rows]),
      };
  }
  return result;
}

/** Of rows about one adapter the last one counts. */
function latest(rows: readonly Row[]): Row[] {
  const keyOf = ({ values }: Row, i: number) =>
    values.slot_num === undefined
      ? `${i}`
      : `${values.lpar_name ?? ''}/${values.lpar_id ?? ''}/${values.slot_num}`;
  return [...new Map(rows.map((row, i) => [keyOf(row, i), row])).values()];
}

/**
 * Server adapters of virtual Fibre Channel have no port names, and look like those of vSCSI. They stand next to clients
 * that have some, in the same paste and without a line between them.
 */
function withFibreChannel(tables: readonly Placed[]): Placed[] {
  return tables.flatMap((table, i) => {
    if (table.kind !== 'scsi' || table.rows.length === 0) return [table];
    const { rows } = table;
    const follows = (one: Placed | undefined, other: Placed | undefined) => {
      const [last, next] = [one?.rows.at(-1), other?.rows[0]];
      return one?.paste === other?.paste && last && next && next.line - last.line === 1;
    };
    const [before, after] = [tables[i - 1], tables[i + 1]];
    const isServer = ({ values }: Row) => values.adapter_type === 'server';
    const lead = before?.kind === 'fc' && follows(before, table) ? firstNot(rows, isServer) : 0;
    const tail = after?.kind === 'fc' && follows(table, after) ? firstNot([...rows].reverse(), isServer) : 0;
    const end = Math.max(lead, rows.length - tail);
    const part = (kind: 'scsi' | 'fc', from: number, to: number): Placed[] =>
      to > from ? [{ ...table, kind, rows: rows.slice(from, to) }] : [];
    return [...part('fc', 0, lead), ...part('scsi', lead, end), ...part('fc', end, rows.length)];
  });
}

function firstNot(rows: readonly Row[], is: (row: Row) => boolean): number {
  const at = rows.findIndex((row) => !is(row));
  return at < 0 ? rows.length : at;
}
