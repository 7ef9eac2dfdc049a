/** What stands inside a workload: rows of numbers, and other workloads. Only of the one that the partition has. */
import type { Field as Described } from '../../model/parameters/field.ts';
import { WORKLOAD_KINDS } from '../../model/parameters/workloads.ts';
import type { Scenario, Workload } from '../../model/scenario.ts';
import { subjectOf, withSubject } from '../subject.ts';
import type { ChoiceField, Field, Need, NumberField } from './field.ts';
import { at, put } from './lens.ts';
import { fieldAt, type Place } from './places.ts';
import { freshWorkload, nextRow } from './workload-fresh.ts';

export const isPlain = ({ value }: Described): boolean => value.kind === 'number' || value.kind === 'boolean';

const described = (kind: string) => WORKLOAD_KINDS.find((each) => each.kind === kind);

/** A workload within a workload is one without others in it. */
const INNER = WORKLOAD_KINDS.filter(({ kind, holds }) => !holds && kind !== 'trace');
const MOST_TOGETHER = 8;

const workloadOf = (s: Scenario): Workload | undefined => subjectOf(s)?.guest.workload;

/** At a path in the workload. */
const place = (path: string): Place => ({
  get: (s, name) => at(workloadOf(s), path + name),
  set: (s, name, value) =>
    withSubject(s, (p) => ({
      ...p,
      guest: { ...p.guest, workload: put(p.guest.workload, path + name, value) },
    })),
});

const ALL = place('');

/** How many there are in a list: the last one is repeated, or goes. */
function length(
  path: string,
  label: string,
  [min, max]: [number, number],
  another: (last: unknown, s: Scenario) => unknown,
): NumberField {
  const list = (s: Scenario) => (ALL.get(s, path) ?? []) as readonly unknown[];
  return {
    kind: 'number',
    id: `workload.${path}`,
    label,
    group: 'workload',
    unit: '',
    value: { kind: 'number', min, max, whole: true },
    about: () => 'How many there are. Another one is like the last.',
    get: (s) => list(s).length,
    set(s, wanted) {
      const made = list(s).slice(0, Number(wanted));
      while (made.length < Number(wanted)) made.push(another(made.at(-1), s));
      return ALL.set(s, path, made);
    },
    reset: (s, original) => ALL.set(s, path, ALL.get(original, path)),
  };
}

function ofRows(kind: string, workload: Workload, path: string): Field[] {
  const rows = described(kind)?.rows;
  if (!rows) return [];
  const name = path + rows.name;
  const list = (at(workload, rows.name) ?? []) as readonly unknown[];
  // Beyond these nobody turns numbers by hand.
  const most = Math.min(rows.max, 64);
  return [
    length(name, `${rows.label}s`, [rows.min, most], (last) => nextRow(last as Record<string, unknown>)),
    ...list.flatMap((_, i) =>
      rows.fields.map((field) =>
        fieldAt(place(`${name}.${i}.`), field, {
          id: `workload.${name}.${i}.${field.name}`,
          label: `${rows.label} ${i + 1}, ${field.label.toLowerCase()}`,
          group: 'workload',
        }),
      ),
    ),
  ];
}

function ofInner(inner: Workload, path: string, label: string): Field[] {
  const kind: ChoiceField = {
    kind: 'choice',
    id: `workload.${path}kind`,
    label,
    group: 'workload',
    about: () => 'Which way of writing it is.',
    options: () => [
      ...INNER.map(({ kind: value, label: name }) => ({ value, label: name })),
      ...(inner.kind === 'trace' ? [{ value: 'trace', label: inner.trace }] : []),
    ],
    get: (s) => (ALL.get(s, `${path}kind`) ?? '') as string,
    set: (s, value) => ALL.set(s, path.slice(0, -1), freshWorkload(String(value), s)),
    reset: (s, original) => ALL.set(s, path.slice(0, -1), ALL.get(original, path.slice(0, -1))),
  };
  const plain = (described(inner.kind)?.fields ?? []).filter(isPlain).map((field) =>
    fieldAt(place(path), field, {
      id: `workload.${path}${field.name}`,
      label: `${label}, ${field.label.toLowerCase()}`,
      group: 'workload',
    }),
  );
  return [kind, ...plain, ...ofRows(inner.kind, inner, path)];
}

/** What it has not in another scenario it has not changed from there either. */
const needs =
  (kind: string, id: string) =>
  (s: Scenario): Need | null =>
    at(workloadOf(s), id.replace(/^workload\./, '')) !== undefined
      ? null
      : {
          what: `Workload: ${described(kind)?.label}`,
          meet: (now) =>
            withSubject(now, (p) => ({ ...p, guest: { ...p.guest, workload: freshWorkload(kind, now) } })),
        };

export function insideFields(scenario: Scenario): Field[] {
  const workload = workloadOf(scenario);
  if (!workload) return [];
  return fieldsIn(workload).map((field) => ({ ...field, needs: needs(workload.kind, field.id) }));
}

function fieldsIn(workload: Workload): Field[] {
  const holds = described(workload.kind)?.holds;
  const rows = ofRows(workload.kind, workload, '');
  if (!holds) return rows;
  const held = at(workload, holds.name);
  if (!holds.many) return [...rows, ...ofInner(held as Workload, `${holds.name}.`, 'Inside')];
  const many = held as readonly Workload[];
  return [
    ...rows,
    length(holds.name, 'Workloads at once', [1, MOST_TOGETHER], (last) => last),
    ...many.flatMap((each, i) => ofInner(each, `${holds.name}.${i}.`, `Workload ${i + 1}`)),
  ];
}
