/** The two plain layouts of `lswpar`: columns under a ruler, and fields between colons. */
import type { Record_ } from './sections.ts';

const HEADS: Readonly<Record<string, string>> = {
  rootvgwpar: 'RootVG WPAR',
  mountpoint: 'MountPoint',
  nodename: 'Nodename',
  mask_prefix: 'Mask/Prefix',
  devname: 'Device',
  devtype: 'Type',
  vdevname: 'Virtual Device',
  devstatus: 'Status',
  devid: 'ID',
  rootvg: 'RootVG',
  uuid: 'UUID',
  privs: 'Privileges',
};

const headOf = (field: string): string => HEADS[field] ?? field.charAt(0).toUpperCase() + field.slice(1);

/** Two spaces between columns, each as wide as its longest value. */
export function columns(fields: readonly string[], records: readonly Record_[], heads: boolean): string[] {
  const widths = fields.map((field) =>
    Math.max(headOf(field).length, ...records.map((record) => (record[field] ?? '').length)),
  );
  const row = (values: readonly string[]): string =>
    values
      .map((value, i) => value.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd();
  const rows = records.map((record) => row(fields.map((field) => record[field] ?? '')));
  if (!heads) return rows;
  const ruler = '-'.repeat(widths.reduce((sum, width) => sum + width + 2, -2));
  return [row(fields.map(headOf)), ruler, ...rows];
}

/** A colon in a value stands behind a backslash. */
export function delimited(
  fields: readonly string[],
  records: readonly Record_[],
  { delimiter = ':', heads = true }: { delimiter?: string; heads?: boolean } = {},
): string[] {
  const escaped = (value: string): string => value.replaceAll(delimiter, `\\${delimiter}`);
  const rows = records.map((record) => fields.map((field) => escaped(record[field] ?? '')).join(delimiter));
  return heads ? [`#${fields.join(delimiter)}`, ...rows] : rows;
}
