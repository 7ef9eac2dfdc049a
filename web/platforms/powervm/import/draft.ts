/** Objects while they are put together: what was told of them so far, by the field's name in the object. */
import type { Console } from '../objects/console.ts';
import type { Lpar } from '../objects/lpar.ts';
import type { ManagedSystem } from '../objects/managed-system.ts';
import type { Vios } from '../objects/vios.ts';
import type { Table } from './paste.ts';

export interface SystemDraft {
  name: string;
  told: Partial<ManagedSystem>;
  /** All its partitions were listed: it has no others. */
  listed: boolean;
  serviceLparId: number | null;
}

export interface PartitionDraft {
  system: string;
  name: string;
  id: number | null;
  env: Lpar['env'] | null;
  lpar: Partial<Lpar>;
  vios: Partial<Vios>;
  /** Fields that are no property, but can be known: `required`, `backing`. */
  seen: Set<string>;
}

export interface Draft {
  systems: Map<string, SystemDraft>;
  partitions: PartitionDraft[];
  console: Partial<Console>;
  /** What somebody has to say, because the output does not. */
  unclear: string[];
}

export const emptyDraft = (): Draft => ({ systems: new Map(), partitions: [], console: {}, unclear: [] });

/** A table whose server is known. */
export interface Placed extends Table {
  readonly of: string;
  /** The VIOS on which the command ran. */
  readonly on: string | null;
}

export function systemDraft(draft: Draft, name: string): SystemDraft {
  const found = draft.systems.get(name);
  if (found) return found;
  const made: SystemDraft = { name, told: {}, listed: false, serviceLparId: null };
  draft.systems.set(name, made);
  return made;
}

/** By name and id, or by the one of them that is told; null: neither is. */
export function partitionDraft(
  draft: Draft,
  system: string,
  name: string | undefined,
  id: number | undefined,
): PartitionDraft | null {
  const there = draft.partitions.filter((each) => each.system === system);
  const byName = name === undefined ? undefined : there.find((each) => each.name === name);
  const byId = id === undefined ? undefined : there.find((each) => each.id === id);
  const found = byName ?? (name === undefined ? byId : undefined);
  if (found) {
    found.id ??= id ?? null;
    return found;
  }
  if (byId && byId.name === placeholder(byId.id) && name !== undefined) {
    byId.name = name;
    return byId;
  }
  if (name === undefined && id === undefined) return null;
  const made: PartitionDraft = {
    system,
    name: name ?? placeholder(id ?? null),
    id: id ?? null,
    env: null,
    lpar: {},
    vios: {},
    seen: new Set(),
  };
  draft.partitions.push(made);
  return made;
}

/** Of a partition that is known by its id alone. */
const placeholder = (id: number | null): string => `id ${id}`;
