/** What memory holds, as somebody wrote it, held against its description: all that is not possible, at once. */
import { type Diagnostic, done, type Result, refused } from '../result.ts';
import type { PageContent } from '../scenario.ts';
import { CONTENT_FIELDS } from './contents.ts';
import { allowed, misfitOf, show } from './values.ts';

/** Three ranges are left for what a guest holds beside these. */
export const MOST_CONTENTS = 29;

const isObject = (raw: unknown): raw is Record<string, unknown> =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw);

/** @param where its path, for messages */
export function readContents(raw: unknown, where: string): Result<PageContent[]> {
  const fix = `Give a list of at most ${MOST_CONTENTS} ranges: [{"range": {"first": …, "end": …}, "ratio": …}].`;
  if (!Array.isArray(raw)) return refused({ where, what: `${show(raw)} is no list.`, fix });
  if (raw.length > MOST_CONTENTS) return refused({ where, what: `It has ${raw.length} ranges.`, fix });
  const faults: Diagnostic[] = [];
  const contents = raw.map((each: unknown, i) => readOne(each, `${where}[${i}]`, faults));
  return faults.length > 0 ? refused(...faults) : done(contents);
}

function readOne(raw: unknown, where: string, faults: Diagnostic[]): PageContent {
  const none = { range: { first: 0, end: 0 }, ratio: 1 };
  if (!isObject(raw)) {
    faults.push({ where, what: `${show(raw)} is no object.`, fix: 'Write {"range": …, "ratio": …}.' });
    return none;
  }
  const names = ['range', ...CONTENT_FIELDS.map(({ name }) => name)];
  for (const name of Object.keys(raw)) {
    if (names.includes(name)) continue;
    faults.push({
      where: `${where}.${name}`,
      what: 'There is nothing of that name.',
      fix: `It has ${names.join(', ')}.`,
    });
  }
  const { range } = raw;
  const { first, end } = isObject(range) ? range : {};
  if (!isPage(first) || !isPage(end) || first > end) {
    const fix = 'Write {"first": …, "end": …} in whole pages, the first not behind the end.';
    faults.push({ where: `${where}.range`, what: `${show(range)} is no range of pages.`, fix });
    return none;
  }
  const given = CONTENT_FIELDS.flatMap(({ name, value: kind }): [string, unknown][] => {
    const value = raw[name] ?? null;
    if (value === null) return [];
    const misfit = misfitOf(kind, value, 'qemu-10.2-kvm');
    if (misfit) {
      const fix = `It is ${allowed(kind, 'qemu-10.2-kvm')}.`;
      faults.push({ where: `${where}.${name}`, what: misfit.what, fix });
    }
    return [[name, value]];
  });
  return { ...none, ...Object.fromEntries(given), range: { first, end } };
}

const isPage = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0;
