/** Holds sources against the plan and says, one sentence each, where they leave it. */
import { EXCEPTIONS, PLACES, ROOMS, SEAMS } from './rules.ts';
import { codeOf, importsOf, type Source, UNREADABLE } from './sources.ts';

/** Whether a path lies in a room, or is the file: `web/platforms/*` is each folder below, `web/x/**` all. */
function covers(place: string, path: string): boolean {
  if (place.endsWith('/**')) return path.startsWith(place.slice(0, -2));
  if (place.endsWith('/*')) return path.startsWith(place.slice(0, -1));
  if (place.endsWith(':')) return path.startsWith(place);
  return path === place || path.startsWith(`${place}/`);
}

/** The room a source is in; `web/platforms/*` counts each platform as a room of its own. */
function roomOf(path: string): { name: string; own: string } | null {
  const name = Object.keys(ROOMS).find((room) => covers(room, path));
  if (!name) return null;
  return { name, own: name.endsWith('/*') ? path.split('/').slice(0, 3).join('/') : name };
}

const lineOf = (code: string, pattern: RegExp): number =>
  code.slice(0, code.search(pattern)).split('\n').length;

function importFaults(source: Source, own: string, may: readonly string[]): string[] {
  return importsOf(source).flatMap((target) => {
    if (target === UNREADABLE) return [`${source.path} imports an address that only exists at run time`];
    const seam = Object.keys(SEAMS).find((name) => covers(name, target));
    if (seam) {
      const keepers = SEAMS[seam] ?? [];
      if (keepers.some((keeper) => covers(keeper, source.path))) return [];
      return [`${source.path} imports ${seam}, which only ${keepers.join(' and ')} may`];
    }
    if (covers(own, target) || may.some((place) => covers(place, target))) return [];
    return [`${source.path} imports ${target}: ${own} may not`];
  });
}

function wordFaults(source: Source, never: readonly { pattern: RegExp; why: string }[]): string[] {
  const code = codeOf(source.text);
  const excused = EXCEPTIONS[source.path]?.words ?? [];
  const forbidden = never.filter(({ pattern }) => !excused.includes(pattern));
  const elsewhere = PLACES.filter(({ only }) => !only.some((place) => covers(place, source.path)));
  return [...forbidden, ...elsewhere.map(({ word, why }) => ({ pattern: word, why }))]
    .filter(({ pattern }) => pattern.test(code))
    .map(({ pattern, why }) => {
      const word = code.match(pattern)?.[0].trim();
      return `${source.path}:${lineOf(code, pattern)} says "${word}": ${why}`;
    });
}

/** Everything in which the sources leave the plan. */
export function faults(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => {
    const room = roomOf(source.path);
    if (!room) return [`${source.path} is in no room of the house`];
    const { may, never = [] } = ROOMS[room.name] ?? { may: [] };
    return [...importFaults(source, room.own, may), ...wordFaults(source, never)];
  });
}
