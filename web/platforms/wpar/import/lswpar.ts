/**
 * A world from what `lswpar -c` printed on a real system: its partitions as they stand, on that system, with the servers
 * that keep their files. What the output does not say is assumed, and said.
 */

import { sentence } from '../../../model/result.ts';
import { freeOn } from '../objects/address.ts';
import { impossible } from '../objects/check.ts';
import { makeServer, makeSystem, makeWorld } from '../objects/make.ts';
import { ALL_PARTS, filesOf } from '../objects/root-files.ts';
import { addressesIn, serverOf, systemOf, type WparWorld } from '../objects/world.ts';
import type { Wpar } from '../objects/wpar.ts';
import { partitionFrom } from './partition.ts';
import { type Note, tablesOf } from './tables.ts';

export interface Imported {
  world: WparWorld;
  /** How many partitions were taken over. */
  partitions: number;
  notes: readonly Note[];
}

/** @param into the world that it is added to; left out, one with nothing but what the text names */
export function importLswpar(text: string, into?: WparWorld): Imported {
  const { rows, system: prompted, notes: read } = tablesOf(text);
  const notes: Note[] = [...read];
  const empty = makeWorld({});
  let world: WparWorld | null = into ?? (empty.ok ? empty.value : null);
  if (!world) throw new Error('an empty world is possible');
  const name = prompted ?? world.systems[0]?.name ?? 'imported';
  const known = systemOf(world, name);
  if (!known) {
    world = { ...world, systems: [...world.systems, makeSystem(name, { adapters: [] })] };
    notes.push({
      line: 1,
      kind: 'assumed',
      text: `${name}: model, memory and level of the system are examples.`,
    });
  }
  const level = systemOf(world, name)?.level ?? null;
  let partitions = 0;
  for (const wparName of new Set(rows.map(({ fields }) => fields.get('name') ?? ''))) {
    const own = rows.filter(({ fields }) => fields.get('name') === wparName);
    const line = own[0]?.line ?? 1;
    const wpar = { ...partitionFrom(wparName, own, name, notes), level };
    const next: WparWorld = withServer(
      withAdapter(adopted(world, wpar), name, wpar),
      wpar,
      name,
      line,
      notes,
    );
    const before = new Set(impossible(world).map(sentence));
    const faults = impossible(next)
      .map(sentence)
      .filter((fault) => !before.has(fault));
    if (faults.length > 0) {
      notes.push({ line, kind: 'unread', text: `${wparName} cannot be in a world: ${faults.join(' ')}` });
      continue;
    }
    world = next;
    partitions++;
  }
  notes.push(...memoryNote(partitions));
  return { world, partitions, notes: notes.sort((a, b) => a.line - b.line) };
}

const memoryNote = (partitions: number): Note[] =>
  partitions === 0
    ? []
    : [
        {
          line: 1,
          kind: 'assumed',
          text: 'Memory, threads and load of the partitions are those of idle ones.',
        },
      ];

const adopted = (world: WparWorld, wpar: Wpar): WparWorld => {
  const kernelId = 1 + world.wpars.length;
  return {
    ...world,
    wpars: [...world.wpars, { ...wpar, copies: wpar.copies.map((copy) => ({ ...copy, kernelId })) }],
  };
};

/** The interface that its address is an alias on; it has an address of its own on the same subnet. */
function withAdapter(world: WparWorld, system: string, { address }: Wpar): WparWorld {
  const known = systemOf(world, system)?.adapters.some(({ name }) => name === address?.adapter);
  if (!address || known) return world;
  const own = freeOn(address, addressesIn(world)) ?? address.address;
  const adapter = { name: address.adapter, address: own, prefix: address.prefix };
  return {
    ...world,
    systems: world.systems.map((each) =>
      each.name === system ? { ...each, adapters: [...each.adapters, adapter] } : each,
    ),
  };
}

function withServer(
  world: WparWorld,
  { storage, name }: Wpar,
  host: string,
  line: number,
  notes: Note[],
): WparWorld {
  if (storage.kind === 'local') return world;
  const { server, path } = storage;
  const area = path.slice(0, Math.max(1, path.lastIndexOf('/')));
  const known = serverOf(world, server);
  if (known?.area.directories.some((directory) => directory.path === path)) return world;
  if (known && !path.startsWith(`${known.area.path}/`)) return world;
  notes.push({ line, kind: 'assumed', text: `${server} exports ${path} to ${host} and ${name}, with root.` });
  const base = known ?? makeServer(server, { path: area });
  const made = makeServer(server, {
    path: base.area.path,
    partitions: [path.slice(base.area.path.length + 1)],
    hosts: [host],
  });
  const merged = {
    ...base,
    area: {
      ...base.area,
      directories: [
        ...base.area.directories,
        ...made.area.directories.map((directory) => ({ ...directory, entries: filesOf(...ALL_PARTS) })),
      ],
    },
    exports: [
      ...base.exports,
      ...made.exports.map((each) => ({ ...each, access: [host, name], root: [host, name] })),
    ],
  };
  const others = world.servers.filter((each) => each.name !== server);
  return { ...world, servers: [...others, merged] };
}
