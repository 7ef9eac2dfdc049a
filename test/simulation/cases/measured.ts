/** The measured migrations, and a case to vary. */
import { readFileSync } from 'node:fs';
import type { Json } from './json.ts';

export const MEASURED = JSON.parse(readFileSync('test/fixtures/qemu-cases.json', 'utf8')) as {
  id: string;
  group: string;
  inputs: Json;
}[];

export const measured = (id: string) => {
  const found = MEASURED.find((each) => each.id === id);
  if (!found) throw new Error(`There is no measured case ${id}.`);
  return found;
};

/** A case file of one case: a measured uniform writer with some inputs changed; `undefined` takes one out. */
export function fileWith(changes: Json, id = 'changed'): string {
  return JSON.stringify([{ id, inputs: { ...measured('uni_h16384_r4000_bw64').inputs, ...changes } }]);
}
