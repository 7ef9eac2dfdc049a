/**
 * Reads a case file: a JSON array of `{id, inputs}`. Everything that is wrong in it is said at once, each with
 * its case and field.
 */
import { readContents } from '../../model/parameters/contents-read.ts';
import { readWorkload } from '../../model/parameters/workload-read.ts';
import { type Diagnostic, done, type Result, refused } from '../../model/result.ts';
import type { PageContent, Workload } from '../../model/scenario.ts';
import { tracesOf } from '../../model/workload.ts';
import type { Case, CaseFile } from './case.ts';
import { featuresOf } from './features.ts';
import type { Pattern } from './fields.ts';
import {
  CHANGES_DURING_THE_MOVE,
  CHOICES,
  DATA_AREA_BYTE,
  NUMBER_FIELDS,
  type NumberField,
  type NumberName,
  REMARKS,
  SWITCHOVER_TIMES,
} from './fields.ts';
import { findJsonFault } from './json-fault.ts';
import { fitMemory } from './memory.ts';

const MAX_CHARACTERS = 64 * 2 ** 20;

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A file with one wrong case is refused whole. */
export function parseCases(text: string): Result<CaseFile> {
  const sorted = sortCases(text);
  if (!sorted.ok) return sorted;
  const { cases, notes, faults } = sorted.value;
  return faults.length > 0 ? refused(...faults) : done({ cases, notes });
}

export interface SortedCases extends CaseFile {
  /** What is wrong with the cases that are not among `cases`. */
  faults: Diagnostic[];
  /** How many cases the file has, good and wrong. */
  entries: number;
}

/** The good cases of a file, and what is wrong with the others; refused is only what is no case file. */
export function sortCases(text: string): Result<SortedCases> {
  if (text.length > MAX_CHARACTERS) {
    return refused({
      what: `The file has ${text.length} characters; a case file may have ${MAX_CHARACTERS}.`,
      fix: 'Split it.',
    });
  }
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return refused(findJsonFault(text) ?? { what: 'The file is not JSON.' });
  }
  if (!Array.isArray(file)) {
    return refused({
      what: 'The file holds no array of cases.',
      fix: 'Write [{"id": …, "inputs": {…}}, …].',
    });
  }
  if (file.length === 0) return refused({ what: 'The file holds no case.', fix: 'Add at least one.' });

  const faults: Diagnostic[] = [];
  const notes: string[] = [];
  const seen = new Set<string>();
  const cases: Case[] = [];
  file.forEach((entry: unknown, index) => {
    const id = isObject(entry) && typeof entry.id === 'string' ? entry.id : '';
    const place = id === '' ? `case number ${index + 1}` : `case "${id}"`;
    const refuse = (field: string, what: string, fix?: string) =>
      faults.push({ where: `${place}, ${field}`, what, ...(fix ? { fix } : {}) });
    if (!isObject(entry)) {
      faults.push({ where: place, what: 'It is no object.', fix: 'Write {"id": …, "inputs": {…}}.' });
    } else if (id === '') {
      refuse('id', 'The id is missing, or no text.', 'Give each case a name of its own.');
    } else if (seen.has(id)) {
      refuse('id', 'Another case before it has the same id.', 'Give each case a name of its own.');
    } else if (!isObject(entry.inputs)) {
      refuse('inputs', 'The inputs are missing, or no object.');
    } else {
      seen.add(id);
      const reader = new InputReader(entry.inputs, refuse, (note) => notes.push(`${place}: ${note}`));
      const inputs = reader.read();
      if (inputs) cases.push({ id, inputs });
    }
  });
  return done({ cases, notes, faults, entries: file.length });
}

type Refuse = (field: string, what: string, fix?: string) => void;

class InputReader {
  readonly inputs: Json;
  readonly note: (text: string) => void;
  readonly report: Refuse;
  refusals = 0;

  constructor(inputs: Json, report: Refuse, note: (text: string) => void) {
    this.inputs = inputs;
    this.report = report;
    this.note = note;
  }

  refuse(field: string, what: string, fix?: string) {
    this.refusals++;
    this.report(`inputs.${field}`, what, fix);
  }

  read(): Case['inputs'] | null {
    const pattern = this.choice('pattern') as Pattern;
    const era = this.choice('era') as Case['inputs']['era'];
    const content = this.choice('content') as Case['inputs']['content'];
    const writeOffset = this.choice('write_offset') as Case['inputs']['writeOffset'];
    this.object('link');
    this.object('host');
    const names = Object.keys(NUMBER_FIELDS) as NumberName[];
    const numbers = Object.fromEntries(names.map((name) => [name, this.number(name, pattern)])) as Record<
      NumberName,
      number | null
    >;
    const trace = this.traceName(pattern);
    const workload = this.workload(pattern);
    const contents = this.contents();
    const features = featuresOf(
      this.inputs,
      era,
      (field, what, fix) => this.refuse(field, what, fix),
      (text) => this.note(text),
    );
    this.noteUnknown();
    if (this.refusals > 0) return null;
    const inputs = {
      era,
      pattern,
      trace,
      workload,
      contents,
      content,
      writeOffset,
      numbers,
      features,
    };
    fitMemory(inputs, (field, what, fix) => this.refuse(field, what, fix));
    return this.refusals > 0 ? null : inputs;
  }

  choice(name: keyof typeof CHOICES): string {
    const { of, use } = CHOICES[name];
    const value = this.inputs[name] ?? null;
    const fix = `It is one of ${of.join(', ')}.`;
    if (value === null && use !== 'required') return of[0] as string;
    if (value === null) this.refuse(name, 'It is missing.', fix);
    else if (!of.some((word) => word === value)) this.refuse(name, `${show(value)} is not known.`, fix);
    return value as string;
  }

  object(name: string) {
    const value = this.inputs[name] ?? null;
    if (value !== null && !isObject(value)) this.refuse(name, `${show(value)} is no object.`);
  }

  number(name: NumberName, pattern: Pattern): number | null {
    const field: NumberField = NUMBER_FIELDS[name];
    const needed = field.use === 'required' || field.requiredBy?.includes(pattern) === true;
    const value = this.find(name) ?? null;
    const range = rangeOf(field);
    if (value === null) {
      if (needed) this.refuse(name, 'It is missing.', range);
      return typeof field.otherwise === 'number' ? field.otherwise : null;
    }
    if (typeof value !== 'number') this.refuse(name, `${show(value)} is no number.`, range);
    else if (!Number.isFinite(value)) this.refuse(name, 'The number is not finite.', range);
    else if (field.whole && !Number.isInteger(value))
      this.refuse(name, `${value} is not a whole number.`, range);
    else if (value < field.min || value > field.max) this.refuse(name, `${value} is not possible.`, range);
    else return value;
    return null;
  }

  find(path: string): unknown {
    let value: unknown = this.inputs;
    for (const key of path.split('.')) value = isObject(value) ? value[key] : undefined;
    return value;
  }

  traceName(pattern: Pattern): string | null {
    const value = this.inputs.trace ?? null;
    if (pattern !== 'trace') {
      if (value !== null) this.note(`inputs.trace is not read, because the pattern is ${show(pattern)}.`);
      return null;
    }
    if (typeof value === 'string' && value !== '') return value;
    this.refuse(
      'trace',
      value === null ? 'It is missing.' : `${show(value)} is no file name.`,
      'Name a trace file.',
    );
    return null;
  }

  workload(pattern: Pattern): Workload | null {
    const value = this.inputs.workload ?? null;
    if (pattern !== 'workload') {
      if (value !== null) this.note(`inputs.workload is not read, because the pattern is ${show(pattern)}.`);
      return null;
    }
    const read = readWorkload(value, 'workload', { firstPage: this.firstPage });
    if (read.ok && tracesOf(read.value).length === 0) return read.value;
    if (read.ok) this.refuse('workload', 'A trace is a file.', 'Use the pattern trace for that.');
    else for (const { where = 'workload', what, fix } of read.diagnostics) this.refuse(where, what, fix);
    return null;
  }

  /** Where the data area begins, which is written where nothing else is said. */
  get firstPage(): number {
    const pageBytes = Number(this.inputs.page_size);
    return Number.isInteger(DATA_AREA_BYTE / pageBytes) ? DATA_AREA_BYTE / pageBytes : 0;
  }

  contents(): PageContent[] {
    const value = this.inputs.contents ?? null;
    if (value === null) return [];
    const read = readContents(value, 'contents');
    if (read.ok) return read.value;
    for (const { where = 'contents', what, fix } of read.diagnostics) this.refuse(where, what, fix);
    return [];
  }

  noteUnknown() {
    const known = new Set([
      ...Object.keys(NUMBER_FIELDS).map((name) => name.split('.')[0]),
      ...Object.keys(CHOICES),
      ...CHANGES_DURING_THE_MOVE,
      ...SWITCHOVER_TIMES,
      ...REMARKS,
      'trace',
      'workload',
      'contents',
      'capabilities',
      'parameters',
    ]);
    for (const name of Object.keys(this.inputs)) {
      if (!known.has(name)) this.note(`inputs.${name} is not known and not read.`);
    }
  }
}

function rangeOf({ min, max, whole, unit }: NumberField): string {
  const kind = whole ? 'a whole number' : 'a number';
  return `It is ${kind} from ${min} to ${max}${unit ? ` (${unit})` : ''}.`;
}

/** A value as it stands in the file, cut short. */
function show(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
