/** A workload to start from: the model's examples, made to fit into a part of the partition. */
import { WORKLOAD_KINDS } from '../../model/parameters/workloads.ts';
import type { Scenario, Workload } from '../../model/scenario.ts';
import { subjectOf } from '../subject.ts';

/** Of the partition's memory. */
const SHARE = 1 / 4;

/** Of a list of rows or of workloads there are so many. */
const SEVERAL = 2;

/** @param kind or `trace:` and the name of a recording */
export function freshWorkload(kind: string, scenario: Scenario, firstPage = 0): Workload {
  if (kind.startsWith('trace:')) return { kind: 'trace', trace: kind.slice(6) };
  const described = WORKLOAD_KINDS.find((each) => each.kind === kind);
  if (!described) return { kind: 'idle' };
  const guest = subjectOf(scenario)?.guest;
  const room = Math.max(1, Math.floor((guest ? guest.memoryBytes / guest.pageBytes : 1) * SHARE));
  const { fields, rows, holds } = described;
  const sized = fields.filter(({ unit }) => unit === 'pages');
  const wanted = sized.reduce((sum, field) => sum + Number(field.default), 0);
  const scale = Math.min(1, room / Math.max(1, wanted));
  const entries = fields.map(({ name, unit, value, default: usual }): [string, unknown] => {
    if (name === 'firstPage') return [name, firstPage];
    if (unit !== 'pages' || value.kind !== 'number') return [name, usual];
    return [name, Math.max(value.min, Math.floor(Number(usual) * scale))];
  });
  const row = rows && Object.fromEntries(rows.fields.map(({ name, default: usual }) => [name, usual]));
  const inner = (at: number) => freshWorkload('uniform', scenario, at);
  return {
    kind,
    ...Object.fromEntries(entries),
    ...(rows ? { [rows.name]: rowsOf(row ?? {}) } : {}),
    ...(holds ? { [holds.name]: holds.many ? [inner(0), inner(room)] : inner(0) } : {}),
  } as Workload;
}

/** Points of a curve grow; other rows are alike. */
const rowsOf = (row: Record<string, unknown>): Record<string, unknown>[] =>
  Array.from({ length: SEVERAL }, (_, i) => nextRow(row, i));

export const nextRow = (row: Record<string, unknown>, steps = 1): Record<string, unknown> =>
  'distinctPages' in row
    ? {
        ...row,
        seconds: Number(row.seconds) * 4 ** steps,
        distinctPages: Number(row.distinctPages) * 2 ** steps,
      }
    : row;
