/** What the steps of a task do to a world: plain data, applied when a step begins or ends. */

import { withDirectory } from '../objects/edit.ts';
import { filesOf, type Part } from '../objects/root-files.ts';
import type { ManagedSystem } from '../objects/system.ts';
import { type Backup, type WparWorld, withSystem, withWpar } from '../objects/world.ts';
import type { Copy, Ending, Wpar } from '../objects/wpar.ts';

export type Change =
  | { kind: 'add'; wpar: Wpar }
  | { kind: 'set'; wpar: string; set: Partial<Omit<Wpar, 'copies' | 'life'>> }
  /** A copy that is not there comes to be. */
  | { kind: 'copy'; wpar: string; system: string; set: Partial<Omit<Copy, 'system'>> }
  | { kind: 'drop'; wpar: string; system: string }
  | { kind: 'forget'; wpar: string }
  | { kind: 'rename'; wpar: string; name: string }
  /** Its programs begin to run there. */
  | { kind: 'started'; wpar: string; system: string }
  | { kind: 'ended'; wpar: string; how: Ending }
  | { kind: 'notice'; wpar: string; text: string }
  | { kind: 'fill'; server: string; path: string; parts: readonly Part[] }
  | { kind: 'empty'; server: string; path: string }
  | { kind: 'agent'; system: string; agent: ManagedSystem['agent'] }
  | { kind: 'backup'; backup: Backup };

export const applied = (world: WparWorld, changes: readonly Change[]): WparWorld =>
  changes.reduce(one, world);

const NEW_COPY: Omit<Copy, 'system' | 'kernelId'> = {
  state: 'Transitional',
  processes: 'none',
  alias: false,
  mounted: false,
};

function one(world: WparWorld, change: Change): WparWorld {
  switch (change.kind) {
    case 'add':
      return { ...world, wpars: [...world.wpars, change.wpar] };
    case 'set':
      return withWpar(world, change.wpar, (old) => ({ ...old, ...change.set }));
    case 'copy':
      return withWpar(world, change.wpar, (old) => withCopy(world, old, change.system, change.set));
    case 'drop':
      return withWpar(world, change.wpar, (old) => {
        const copies = old.copies.filter(({ system }) => system !== change.system);
        return { ...old, copies, home: copies.length === 0 ? null : old.home };
      });
    case 'forget':
      return { ...world, wpars: world.wpars.filter(({ name }) => name !== change.wpar) };
    case 'rename':
      return withWpar(world, change.wpar, (old) => ({ ...old, name: change.name }));
    case 'started':
      return withWpar(world, change.wpar, (old) => ({
        ...old,
        life: { starts: old.life.starts + 1, ended: null, notice: null },
        copies: old.copies.map((copy) =>
          copy.system === change.system ? { ...copy, state: 'Active', processes: 'running' } : copy,
        ),
      }));
    case 'ended':
      // Whatever ended them first has ended them.
      return withWpar(world, change.wpar, (old) =>
        old.life.starts === 0 || old.life.ended !== null
          ? old
          : { ...old, life: { ...old.life, ended: change.how } },
      );
    case 'notice':
      return withWpar(world, change.wpar, (old) => ({ ...old, life: { ...old.life, notice: change.text } }));
    case 'fill':
      return withDirectory(world, change.server, change.path, (old) => {
        const more = filesOf(...change.parts).filter(
          ({ name }) => !old.entries.some((entry) => entry.name === name),
        );
        return { ...old, entries: [...old.entries, ...more].sort((a, b) => (a.name < b.name ? -1 : 1)) };
      });
    case 'empty':
      return withDirectory(world, change.server, change.path, (old) => ({ ...old, entries: [] }));
    case 'agent':
      return withSystem(world, change.system, (old) => ({ ...old, agent: change.agent }));
    case 'backup':
      return {
        ...world,
        backups: [...world.backups.filter(({ file }) => file !== change.backup.file), change.backup],
      };
  }
}

function withCopy(world: WparWorld, old: Wpar, system: string, set: Partial<Copy>): Wpar {
  const here = old.copies.find((copy) => copy.system === system);
  if (!here) {
    const copy = { ...NEW_COPY, kernelId: nextKernelId(world, system), ...set, system };
    return { ...old, copies: [...old.copies, copy] };
  }
  // The dead do not rise: what was lost with a system is not resumed.
  const lost = set.processes === 'running' && here.processes === 'none';
  const next: Copy = lost
    ? { ...here, state: 'Defined', alias: false, mounted: false }
    : { ...here, ...set, system };
  return {
    ...old,
    copies: old.copies.map((copy) => (copy === here ? next : copy)),
    life: lost && old.life.ended === null ? { ...old.life, ended: 'crash' } : old.life,
  };
}

const nextKernelId = (world: WparWorld, system: string): number =>
  1 +
  world.wpars
    .flatMap(({ copies }) => copies)
    .reduce((most, copy) => (copy.system === system ? Math.max(most, copy.kernelId) : most), 0);
