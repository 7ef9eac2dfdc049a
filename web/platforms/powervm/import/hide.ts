/**
 * Replaces what identifies a data centre: addresses, serial numbers, MAC addresses, worldwide port names. What was equal
 * stays equal, so that the world behaves as it did.
 */
import { listOf } from './fields.ts';
import type { Table, Unread } from './paste.ts';
import { machineSerial } from './places.ts';

type Sort = 'address' | 'serial' | 'mac' | 'wwpn' | 'uuid';

const SORTS: Readonly<Record<string, Sort>> = {
  ipaddr: 'address',
  ipaddr_secondary: 'address',
  rmc_ipaddr: 'address',
  serial_num: 'serial',
  mac_addr: 'mac',
  wwpns: 'wwpn',
  uuid: 'uuid',
};

const hex = (number: number, digits: number): string => number.toString(16).padStart(digits, '0');

/** From ranges that are set aside for examples, or that nobody has been given. */
const MADE: Readonly<Record<Sort, (n: number) => string>> = {
  address: (n) => `198.18.${(n >> 8) & 255}.${n & 255}`,
  serial: (n) => `X${String(n).padStart(6, '0')}`,
  mac: (n) => `0200${hex(n, 8)}`.toUpperCase(),
  wwpn: (n) => `c0507699${hex(n, 8)}`,
  uuid: (n) => `00000000-0000-4000-8000-${hex(n, 12)}`,
};

const SHAPES: readonly (readonly [Sort, RegExp])[] = [
  ['uuid', /\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi],
  ['address', /(?<!\bVIOS )\b\d{1,3}(?:\.\d{1,3}){3}\b(?!\.)/g],
  ['wwpn', /\b[0-9a-f]{16}\b/gi],
  ['mac', /\b(?:[0-9a-f]{2}:){5}[0-9a-f]{2}\b|\b[0-9a-f]{12}\b/gi],
];

/** What is replaced by what. */
export type Replacement = readonly [original: string, replaced: string];

export interface Hider {
  /** A name or text of the environment as it is shown. */
  text(original: string): string;
  tables(all: readonly Table[]): Table[];
  unread(all: readonly Unread[]): Unread[];
}

export interface KeepingHider extends Hider {
  /** All that was replaced so far. */
  replacements(): Replacement[];
}

export const nothingHidden: Hider = {
  text: (original) => original,
  tables: (all) => [...all],
  unread: (all) => [...all],
};

export function hider(tables: readonly Table[]): KeepingHider {
  const made = new Map<string, Replacement>();
  const counts: Record<Sort, number> = { address: 0, serial: 0, mac: 0, wwpn: 0, uuid: 0 };
  const replaced = (sort: Sort, original: string): string => {
    const key = `${sort} ${original.toLowerCase()}`;
    const known = made.get(key);
    if (known !== undefined) return known[1];
    counts[sort]++;
    const value = MADE[sort](counts[sort]);
    made.set(key, [original, value]);
    return value;
  };
  const serials = [
    ...new Set(
      tables.flatMap(({ rows }) =>
        rows.flatMap(({ values: { serial_num: serial, mtms } }) =>
          [serial?.trim() ?? [], machineSerial(mtms) ?? []].flat(),
        ),
      ),
    ),
  ].filter((serial) => /^[\w-]{5,}$/.test(serial));

  /** Serial numbers stand in names and locations as well. */
  const withoutSerials = (text: string): string =>
    serials.reduce((left, serial) => left.replaceAll(serial, replaced('serial', serial)), text);
  const withoutShapes = (text: string): string =>
    SHAPES.reduce((left, [sort, shape]) => left.replace(shape, (found) => replaced(sort, found)), text);

  function value(column: string, text: string): string {
    const sort = Object.hasOwn(SORTS, column) ? SORTS[column] : undefined;
    if (column === 'version' || column === 'base_version' || column === 'level' || column === 'os_version')
      return text;
    if (sort === 'serial') return serials.includes(text.trim()) ? replaced('serial', text.trim()) : text;
    if (sort === undefined) return withoutShapesIn(column, withoutSerials(text));
    if (sort === 'wwpn')
      return (
        listOf(text)
          .map((name) => replaced(sort, name))
          .join(',') || text
      );
    return /^(?:none|null|unavailable|0|)$/i.test(text.trim()) ? text : replaced(sort, text.trim());
  }

  /** Adapter strings hold MAC addresses and port names; everything else is left alone but for addresses. */
  const withoutShapesIn = (column: string, text: string): string => {
    if (/_adapters$|_ports$|physloc|loc$|^unit_/.test(column)) return withoutShapes(text);
    return text.replace(SHAPES[1]?.[1] ?? /$^/, (found) => replaced('address', found));
  };

  return {
    replacements: () => [...made.values()],
    text: (original) => withoutShapes(withoutSerials(original)),
    tables: (all) =>
      all.map((table) => ({
        ...table,
        paste: withoutSerials(table.paste),
        system: table.system === null ? null : withoutShapes(withoutSerials(table.system)),
        rows: table.rows.map(({ values, line }) => ({
          line,
          values: Object.fromEntries(
            Object.entries(values).map(([column, text]) => [column, value(column, text)]),
          ),
        })),
      })),
    unread: (all) =>
      all.map((each) => ({
        ...each,
        paste: withoutSerials(each.paste),
        text: withoutShapes(withoutSerials(each.text)),
      })),
  };
}
