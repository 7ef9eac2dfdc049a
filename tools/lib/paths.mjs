/** Where things are, and whether what was built is older than what it was built from. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** @param {string[]} parts */
export const at = (...parts) => join(ROOT, ...parts);

/** Time of the last change of a file, or of any file below a folder; 0 if there is none. @param {string} path @returns {number} */
export function changedAt(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  // A folder's own time counts too: it changes when a file in it is removed.
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => changedAt(join(path, name))));
}

/** @param {string} output @param {string[]} sources */
export function isStale(output, sources) {
  const built = statSync(output, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return built === 0 || sources.some((source) => changedAt(source) > built);
}
