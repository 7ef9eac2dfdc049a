/** Partitions that are there without having been created: found on a system, or laid out. */
import type { WparState } from '../states/states.ts';
import { ALL_PARTS, filesOf } from './root-files.ts';
import { systemOf, type WparWorld, withServer } from './world.ts';
import type { Copy, Wpar } from './wpar.ts';

/** A state that lasts by itself. */
export function standingOn(wpar: Wpar, system: string, state: WparState): Wpar {
  const alive = state === 'Active' || state === 'Paused';
  const copy: Copy = {
    system,
    state,
    processes: state === 'Active' ? 'running' : alive ? 'frozen' : 'none',
    alias: alive && wpar.address !== null,
    mounted: state !== 'Defined' && state !== 'Broken',
    kernelId: 0,
  };
  return {
    ...wpar,
    home: system,
    copies: [copy],
    image: state === 'Paused' ? { system, bytes: wpar.stateBytes } : null,
    life: { ...wpar.life, starts: alive ? 1 : 0 },
  };
}

/** With the files of a deployment in its directory, where that is in the world. */
export function withStanding(world: WparWorld, wpar: Wpar, system: string, state: WparState): WparWorld {
  const kernelId =
    1 + world.wpars.filter(({ copies }) => copies.some((copy) => copy.system === system)).length;
  const stood = standingOn(wpar, system, state);
  const level = systemOf(world, system)?.level ?? null;
  const known: Wpar = { ...stood, level, copies: stood.copies.map((copy) => ({ ...copy, kernelId })) };
  const added = { ...world, wpars: [...world.wpars, known] };
  const { storage } = wpar;
  if (storage.kind === 'local' || wpar.kind === 'application') return added;
  return withServer(added, storage.server, (server) => ({
    ...server,
    area: {
      ...server.area,
      directories: server.area.directories.map((directory) =>
        directory.path === storage.path ? { ...directory, entries: filesOf(...ALL_PARTS) } : directory,
      ),
    },
  }));
}
