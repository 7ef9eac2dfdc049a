/** From what was told to a world. Where nothing was told a default stands in, and the object says so. */
import { type Console, defaultConsole } from '../objects/console.ts';
import { allFields } from '../objects/fields.ts';
import { knows, withValues } from '../objects/known.ts';
import { defaultLpar, type Lpar } from '../objects/lpar.ts';
import { defaultSystem, type ManagedSystem } from '../objects/managed-system.ts';
import { defaultVios, SERIAL_SLOTS, type Vios } from '../objects/vios.ts';
import { DEFAULT_SETTINGS, type PowerObject, type PowerWorld } from '../objects/world.ts';
import type { Draft, PartitionDraft, SystemDraft } from './draft.ts';

/** The output does not say what its console is called. */
const CONSOLE = 'HMC';
/** What an object is called and where it stands is always known. */
const IDENTITY = new Set(['kind', 'name', 'system', 'unknown']);

/** The default with what was told, and the names of all that was not. */
function withUnknown<T extends PowerObject>(plain: T, told: Partial<T>, seen: ReadonlySet<string>): T {
  const all = new Set([...Object.keys(plain), ...allFields(plain.kind)]);
  const unknown = [...all].filter((key) => !IDENTITY.has(key) && !Object.hasOwn(told, key) && !seen.has(key));
  return { ...plain, ...told, ...(unknown.length > 0 && { unknown }) };
}

export function assemble(draft: Draft): PowerWorld {
  const partitions = withIds([...draft.partitions, ...hosts(draft)]);
  const vioses = partitions.filter(({ env }) => env === 'vioserver').map(viosOf);
  const lpars = partitions.filter(({ env }) => env !== 'vioserver').map((each) => lparOf(each, vioses));
  return {
    consoles: [consoleOf(draft)],
    systems: [...draft.systems.values()].map((system) => systemOf(system, partitions)),
    vioses: vioses.map((vios) => withOrphans(named(vios, lpars), draft)),
    lpars,
    luns: [],
    brokenPaths: [],
    settings: DEFAULT_SETTINGS,
  };
}

const consoleOf = ({ console }: Draft): Console =>
  withUnknown(defaultConsole(CONSOLE), console, new Set(console.version ? ['product'] : []));

function systemOf(
  { name, told, listed, serviceLparId }: SystemDraft,
  partitions: readonly PartitionDraft[],
): ManagedSystem {
  const byId = partitions.find((each) => each.system === name && each.id === serviceLparId);
  const service = serviceLparId !== null && byId ? { serviceLpar: byId.name } : {};
  const { generation, typeModel, firmware } = told;
  const hints = {
    ...(typeModel && { typeModel }),
    ...(generation && { generation }),
    ...(firmware && { firmware }),
  };
  const plain = { ...defaultSystem(name, hints), console: CONSOLE };
  return withUnknown<ManagedSystem>(plain, { ...told, ...service }, new Set(listed ? ['partitions'] : []));
}

/** VIOS of which nothing is told but that adapters lead to them, where not all partitions are listed. */
function hosts({ systems, partitions }: Draft): PartitionDraft[] {
  const there = new Set(partitions.map(({ system, name }) => `${system}/${name}`));
  const made = new Map<string, PartitionDraft>();
  for (const { system, lpar } of partitions) {
    if (systems.get(system)?.listed) continue;
    for (const { vios: name } of [...(lpar.scsi ?? []), ...(lpar.fc ?? [])]) {
      const key = `${system}/${name}`;
      if (name === '' || there.has(key) || made.has(key)) continue;
      made.set(key, { system, name, id: null, env: 'vioserver', lpar: {}, vios: {}, seen: new Set() });
    }
  }
  return [...made.values()];
}

/** Server adapters say what a partition is where its list does not. */
const looksLikeVios = ({ vios }: PartitionDraft): boolean => (vios.trunks?.length ?? 0) > 0;

/** Partitions whose id nobody told get one that is free. */
function withIds(drafts: readonly PartitionDraft[]): (PartitionDraft & { id: number; idTold: boolean })[] {
  const taken = new Map<string, Set<number>>();
  for (const { system, id } of drafts)
    if (id !== null) taken.set(system, new Set([...(taken.get(system) ?? []), id]));
  return drafts.map((each) => {
    const ids = taken.get(each.system) ?? new Set();
    taken.set(each.system, ids);
    let id = each.id ?? 1;
    if (each.id === null) while (ids.has(id)) id++;
    ids.add(id);
    const env = each.env ?? (looksLikeVios(each) ? 'vioserver' : null);
    return { ...each, env, id, idTold: each.id !== null };
  });
}

type Identified = PartitionDraft & { id: number; idTold: boolean };

function viosOf({ name, system, id, idTold, vios, seen }: Identified): Vios {
  // Nothing stands behind adapters that are not there.
  const hidesNothing = vios.scsiServers?.length === 0;
  const known = new Set([...seen, ...(idTold ? ['id'] : []), ...(hidesNothing ? ['backing'] : [])]);
  const otherSlots = vios.otherSlots && [...new Set([...SERIAL_SLOTS, ...vios.otherSlots])];
  return withUnknown<Vios>(
    defaultVios(name, system, id),
    { ...vios, ...(otherSlots && { otherSlots }) },
    known,
  );
}

function lparOf({ name, system, id, idTold, env, lpar, seen }: Identified, vioses: readonly Vios[]): Lpar {
  const told: Partial<Lpar> = { ...lpar, ...(env && { env }) };
  const inServer = vioses.filter((each) => each.system === system);
  const plain = { ...defaultLpar(name, system, id), profiles: [], ...byProfile(told) };
  const known = new Set([...seen, ...(idTold ? ['id'] : [])]);
  const made = withUnknown<Lpar>(plain, told, known);
  // Rows name the VIOS by its name or by nothing at all: then its server adapter names the partition.
  return { ...made, scsi: made.scsi.map(to('scsiServers')), fc: made.fc.map(to('fcServers')) };

  function to<T extends { slot: number; vios: string }>(key: 'scsiServers' | 'fcServers'): (client: T) => T {
    return (client) => {
      if (client.vios !== '') return client;
      const host = inServer.find((vios) =>
        vios[key].some((server) => server.client.lparId === id && server.client.slot === client.slot),
      );
      return host ? { ...client, vios: host.name } : client;
    };
  }
}

/** What a partition that holds nothing now will most likely hold: a better guess than the usual. */
function byProfile(told: Partial<Lpar>): Partial<Lpar> {
  const profile = told.profiles?.find(({ name }) => name === told.currentProfile) ?? told.profiles?.[0];
  const memoryMb = told.memoryMb ?? profile?.memoryMb;
  return {
    ...(profile && { procUnits: profile.procUnits, procs: profile.procs }),
    ...(memoryMb && { memoryMb, runningMemoryMb: memoryMb.desired }),
  };
}

/** Server adapters for partitions that are gone, where all partitions are known. */
function withOrphans(vios: Vios, { systems, partitions }: Draft): Vios {
  if (!systems.get(vios.system)?.listed || !knows(vios, 'scsiServers') || !knows(vios, 'fcServers'))
    return vios;
  const ids = new Set(partitions.filter(({ system }) => system === vios.system).map(({ id }) => id));
  const orphans = [...vios.scsiServers, ...vios.fcServers]
    .filter(({ client }) => client.lparId !== 'any' && !ids.has(client.lparId))
    .map(({ slot }) => `the adapter in slot ${slot}`);
  return withValues(vios, { orphans });
}

/** Server adapters that name their client by its id alone. */
function named(vios: Vios, lpars: readonly Lpar[]): Vios {
  const inServer = lpars.filter(({ system }) => system === vios.system);
  const withName = <T extends { client: { lparId: number | 'any'; lparName: string } }>(
    all: readonly T[],
  ): T[] =>
    all.map((server) => {
      const { lparId, lparName } = server.client;
      const client = lparName === '' ? inServer.find(({ id }) => id === lparId) : undefined;
      return client ? { ...server, client: { ...server.client, lparName: client.name } } : server;
    });
  return { ...vios, scsiServers: withName(vios.scsiServers), fcServers: withName(vios.fcServers) };
}
