/**
 * Which VIOS a table is about that one of them printed: by the command or folder it came with, by the locations of its
 * adapters, or because its server has one only.
 */
import type { Placed } from './draft.ts';
import { type TableKind, VIOS_COMMANDS } from './kinds.ts';
import type { Row, Table } from './paste.ts';

export interface ViosPlace {
  server: string;
  name: string;
  /** Null: no list of partitions says. */
  id: string | null;
}

export const isOfVios = ({ kind }: { kind: TableKind }): boolean => kind in VIOS_COMMANDS;

/** `U9117.MMB.06F17A0-V1-C16`: slot 16 of the partition with the id 1 on the server with that serial number. */
export function locationOf({ values: { physloc = '' } }: Row): { serial: string; lparId: string } | null {
  const [, serial, lparId] = /\.(\w+)-V(\d+)-C\d+$/.exec(physloc) ?? [];
  return serial === undefined || lparId === undefined ? null : { serial, lparId };
}

/** Rows of several VIOS, one below the other, are tables of their own. */
export function byLocation(table: Table): Table[] {
  if (!isOfVios(table)) return [table];
  const parts = new Map<string, Row[]>();
  for (const row of table.rows) {
    const { serial = '', lparId = '' } = locationOf(row) ?? {};
    const key = `${serial}-V${lparId}`;
    parts.set(key, [...(parts.get(key) ?? []), row]);
  }
  if (parts.size < 2) return [table];
  return [...parts].map(([key, rows]) => ({ ...table, id: `${table.id}@${key}`, rows }));
}

/** All that lists and commands name. */
export function viosesIn(placed: readonly Placed[]): ViosPlace[] {
  const found = new Map<string, ViosPlace>();
  const add = (server: string, name: string, id: string | null) => {
    const key = `${server}/${name}`;
    found.set(key, { server, name, id: found.get(key)?.id ?? id });
  };
  for (const { kind, of, on, rows } of placed) {
    if (on !== null) add(of, on, null);
    if (kind !== 'lpar') continue;
    for (const { values } of rows)
      if (values.lpar_env === 'vioserver' && values.name) add(of, values.name, values.lpar_id ?? null);
  }
  return [...found.values()];
}

/** Null: nothing tells. */
export function viosFor({ of, rows }: Placed, all: readonly ViosPlace[]): string | null {
  const there = all.filter(({ server }) => server === of);
  const location = rows[0] ? locationOf(rows[0]) : null;
  const located = location && there.find(({ id }) => id === location.lparId);
  return located?.name ?? (there.length === 1 ? (there[0]?.name ?? null) : null);
}
