/**
 * A workload as somebody wrote it, held against its description: every part that is not possible is named at once, with
 * what it is, what would be possible, and what to do. What is left out has the usual value.
 */
import { type Diagnostic, done, type Result, refused } from '../result.ts';
import { reachOf, singleWorkloads, tracesOf, type Workload } from '../workload.ts';
import type { Field } from './field.ts';
import { allowed, misfitOf, show } from './values.ts';
import { WORKLOAD_KINDS } from './workloads.ts';

/** Deeper, or more of them, and nobody means it. */
const MOST_LEVELS = 4;
const MOST_TOGETHER = 12;

type Json = Record<string, unknown>;
const isObject = (raw: unknown): raw is Json =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw);

/** @param where its path, for messages @param preset stands in for what is left out, before the usual value */
export function readWorkload(raw: unknown, where: string, preset: Json = {}): Result<Workload> {
  const faults: Diagnostic[] = [];
  const workload = new Reader(faults, preset).read(raw, where, 1);
  if (faults.length === 0) faults.push(...contradictions(workload as Workload, where));
  return faults.length > 0 ? refused(...faults) : done(workload as Workload);
}

class Reader {
  readonly #faults: Diagnostic[];
  readonly #preset: Json;

  constructor(faults: Diagnostic[], preset: Json) {
    this.#faults = faults;
    this.#preset = preset;
  }

  #refuse(where: string, what: string, fix: string): null {
    this.#faults.push({ where, what, fix });
    return null;
  }

  read(raw: unknown, where: string, level: number): Json | null {
    if (!isObject(raw)) return this.#refuse(where, `${show(raw)} is no workload.`, 'Write {"kind": …}.');
    const described = WORKLOAD_KINDS.find(({ kind }) => kind === raw.kind);
    if (!described) {
      const kinds = WORKLOAD_KINDS.map(({ kind }) => kind).join(', ');
      return this.#refuse(`${where}.kind`, `${show(raw.kind)} is not known.`, `It is one of ${kinds}.`);
    }
    const { kind, fields, rows, holds } = described;
    const known = ['kind', ...fields.map(({ name }) => name), rows?.name, holds?.name];
    this.#refuseOthers(raw, known.filter(Boolean) as string[], kind, where);
    return {
      kind,
      ...this.#values(raw, fields, where),
      ...(rows ? { [rows.name]: this.#rows(raw[rows.name], rows, `${where}.${rows.name}`) } : {}),
      ...(holds ? { [holds.name]: this.#held(raw[holds.name], holds, `${where}.${holds.name}`, level) } : {}),
    };
  }

  #refuseOthers(raw: Json, known: readonly string[], what: string, where: string): void {
    const fix = `It has ${known.join(', ')}.`;
    for (const name of Object.keys(raw)) {
      if (!known.includes(name)) this.#refuse(`${where}.${name}`, `${what} has nothing of that name.`, fix);
    }
  }

  #values(raw: Json, fields: readonly Field[], where: string): Json {
    return Object.fromEntries(
      fields.map(({ name, value: kind, default: usual }) => {
        const given = raw[name] ?? null;
        if (given === null) return [name, this.#preset[name] ?? usual];
        const misfit = misfitOf(kind, given, 'qemu-10.2-kvm');
        if (misfit) {
          this.#refuse(`${where}.${name}`, misfit.what, `It is ${allowed(kind, 'qemu-10.2-kvm')}.`);
        }
        return [name, given];
      }),
    );
  }

  #rows(
    raw: unknown,
    { min, max, fields }: { min: number; max: number; fields: readonly Field[] },
    where: string,
  ): Json[] {
    const fix = `Give a list of ${min} to ${max}.`;
    if (!Array.isArray(raw)) {
      this.#refuse(where, raw === undefined ? 'It is missing.' : `${show(raw)} is no list.`, fix);
      return [];
    }
    if (raw.length < min || raw.length > max) this.#refuse(where, `It has ${raw.length} rows.`, fix);
    const names = fields.map(({ name }) => name);
    return raw.slice(0, max).map((row: unknown, i) => {
      if (isObject(row)) {
        this.#refuseOthers(row, names, 'A row', `${where}[${i}]`);
        return this.#values(row, fields, `${where}[${i}]`);
      }
      this.#refuse(`${where}[${i}]`, `${show(row)} is no object.`, `Write {"${names.join('": …, "')}": …}.`);
      return {};
    });
  }

  #held(raw: unknown, { many }: { many: boolean }, where: string, level: number): unknown {
    if (level >= MOST_LEVELS) {
      return this.#refuse(
        where,
        'That is too deep.',
        `Workloads hold others ${MOST_LEVELS - 1} deep at most.`,
      );
    }
    if (!many) return this.read(raw, where, level + 1);
    const fix = `Give a list of 1 to ${MOST_TOGETHER} workloads.`;
    if (!Array.isArray(raw)) return this.#refuse(where, `${show(raw)} is no list.`, fix);
    if (raw.length < 1 || raw.length > MOST_TOGETHER) {
      return this.#refuse(where, `It has ${raw.length} workloads.`, fix);
    }
    return raw.map((each: unknown, i) => this.read(each, `${where}[${i}]`, level + 1));
  }
}

/** Numbers that are possible each, and not together. */
function contradictions(workload: Workload, where: string): Diagnostic[] {
  const singles = singleWorkloads(workload);
  const several: Diagnostic[] = [];
  if (singles.length > MOST_TOGETHER) {
    several.push({
      where,
      what: `It has ${singles.length} workloads in all.`,
      fix: `Leave ${MOST_TOGETHER} of them.`,
    });
  }
  if (tracesOf(workload).length > 1) {
    several.push({ where, what: 'It replays more than one trace.', fix: 'Leave one of them.' });
  }
  if (singles.filter(({ kind }) => kind === 'measured-guest').length > 1) {
    several.push({ where, what: 'It has more than one measured guest.', fix: 'Leave one of them.' });
  }
  return [...several, ...singles.flatMap((each) => contradictionOf(each, where))];
}

function contradictionOf(workload: ReturnType<typeof singleWorkloads>[number], path: string): Diagnostic[] {
  const where = `${path}, ${workload.kind}`;
  switch (workload.kind) {
    case 'drift':
      return workload.areaPages >= workload.pages
        ? []
        : [
            {
              where: `${where}, areaPages`,
              what: `A set of ${workload.pages} pages does not fit into ${workload.areaPages}.`,
              fix: 'Make the area as large as the set, or larger.',
            },
          ];
    case 'checkpoint': {
      const { pages, sweptPercent, sweepPagesPerSecond, periodMs } = workload;
      const lastsMs = ((pages * sweptPercent) / 100 / sweepPagesPerSecond) * 1000;
      return lastsMs <= periodMs
        ? []
        : [
            {
              where: `${where}, periodMs`,
              what: `A checkpoint takes ${Math.ceil(lastsMs)} ms, and the next begins after ${periodMs}.`,
              fix: 'Sweep faster, or less, or not so often.',
            },
          ];
    }
    case 'garbage-collection':
      return workload.pauseMs <= workload.periodMs
        ? []
        : [
            {
              where: `${where}, pauseMs`,
              what: `A collection takes ${workload.pauseMs} ms, and the next begins after ${workload.periodMs}.`,
              fix: 'Make the period as long as the collection, or longer.',
            },
          ];
    case 'power-law':
      return workload.firstSecondPages <= workload.pages
        ? []
        : [
            {
              where: `${where}, firstSecondPages`,
              what: `${workload.firstSecondPages} pages in the first second are more than the ${workload.pages} there are.`,
              fix: 'Make the set larger, or the pages of the first second fewer.',
            },
          ];
    case 'curve':
      return curveFaults(workload, where);
    default:
      return [];
  }
}

function curveFaults({ points, pages }: Extract<Workload, { kind: 'curve' }>, where: string): Diagnostic[] {
  const faults: Diagnostic[] = [];
  points.forEach(({ seconds, distinctPages }, i) => {
    const point = `${where}, points[${i}]`;
    const before = points[i - 1];
    if (before && seconds <= before.seconds) {
      faults.push({
        where: point,
        what: `${seconds} s is not behind ${before.seconds} s.`,
        fix: 'Put the times in order.',
      });
    }
    if (before && distinctPages < before.distinctPages) {
      const what = `${distinctPages} pages are fewer than the ${before.distinctPages} of a shorter time.`;
      faults.push({ where: point, what, fix: 'Distinct pages only grow with time.' });
    }
    if (distinctPages > pages) {
      const what = `${distinctPages} pages are more than the ${pages} there are.`;
      faults.push({ where: point, what, fix: 'Make the set larger.' });
    }
  });
  return faults;
}

/** What of a workload lies beyond a memory of so many pages. */
export function beyondMemory(workload: Workload, memoryPages: number, where: string): Diagnostic[] {
  return singleWorkloads(workload).flatMap((each) => {
    const reach = reachOf(each);
    if (!reach || reach.end <= memoryPages) return [];
    return [
      {
        where,
        what: `It writes up to page ${reach.end}, the memory ends at ${memoryPages}.`,
        fix: 'Make the hot set smaller or the memory larger.',
      },
    ];
  });
}
