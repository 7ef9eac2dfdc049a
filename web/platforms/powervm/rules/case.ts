/** What every rule looks at: one partition on its way from one server to another. */
import type { Console } from '../objects/console.ts';
import type { Lpar } from '../objects/lpar.ts';
import { type MobilityType, typeOfState } from '../objects/lpar-state.ts';
import type { ManagedSystem } from '../objects/managed-system.ts';
import type { EthClient } from '../objects/network.ts';
import type { FcClient, FcServer, ScsiClient, ScsiServer } from '../objects/storage.ts';
import type { Vios } from '../objects/vios.ts';
import { consoleOf, lparOf, type PowerWorld, systemOf, viosesOf } from '../objects/world.ts';
import { type Placement, place } from './placement.ts';
import { DEFAULT_OPTIONS, type MoveRequest, type Options } from './request.ts';
import { mappedTo } from './vlan-mapping.ts';

/** An adapter of the partition with the VIOS's end of it; undefined where that is not there. */
export interface ScsiPair {
  readonly client: ScsiClient;
  readonly vios: Vios | undefined;
  readonly server: ScsiServer | undefined;
}
export interface FcPair {
  readonly client: FcClient;
  readonly vios: Vios | undefined;
  readonly server: FcServer | undefined;
}

export interface Case {
  readonly world: PowerWorld;
  readonly request: MoveRequest;
  readonly options: Options;
  readonly type: MobilityType;
  readonly lpar: Lpar;
  readonly source: ManagedSystem;
  readonly target: ManagedSystem;
  readonly sourceConsole: Console | undefined;
  readonly targetConsole: Console | undefined;
  /** All of them, in the order of their ids. */
  readonly sourceVioses: readonly Vios[];
  readonly targetVioses: readonly Vios[];
  readonly scsi: readonly ScsiPair[];
  readonly fc: readonly FcPair[];
  /** Its Ethernet adapters as they would be on the target. */
  readonly ethThere: readonly EthClient[];
  /** Where the adapters would be served on the target. */
  readonly placement: Placement;
}

/** The type of a move: as asked for, or else by the partition's state. */
export const typeOf = (request: MoveRequest, { state }: Lpar): MobilityType =>
  request.type ?? typeOfState(state) ?? DURING[state] ?? 'active';

const DURING: Readonly<Record<string, MobilityType>> = {
  'Migrating - Not Activated': 'inactive',
  'Migrating - Suspended': 'suspended',
  Suspending: 'suspended',
  Resuming: 'suspended',
};

/** Looked up when it is first asked for. */
function once<T>(look: () => T): () => T {
  let found: { value: T } | null = null;
  return () => {
    found ??= { value: look() };
    return found.value;
  };
}

/**
 * Null where the partition or one of the servers is not there. Adapters and placement are looked up when a rule asks
 * for them: again for each rule where the world watches what is read, so that each is told which values it rests on.
 */
export function caseOf(world: PowerWorld, request: MoveRequest, watched = false): Case | null {
  const lpar = lparOf(world, request.source, request.lpar);
  const source = systemOf(world, request.source);
  const target = systemOf(world, request.target);
  if (!lpar || !source || !target) return null;
  const sourceVioses = viosesOf(world, source.name);
  const targetVioses = viosesOf(world, target.name);
  const viosNamed = (name: string) => sourceVioses.find((vios) => vios.name === name);
  const looked = watched ? <T>(look: () => T) => look : once;
  const scsi = looked(() =>
    lpar.scsi.map((client) => {
      const vios = viosNamed(client.vios);
      return { client, vios, server: serverOf(vios?.scsiServers ?? [], lpar, client) };
    }),
  );
  const fc = looked(() =>
    lpar.fc.map((client) => {
      const vios = viosNamed(client.vios);
      return { client, vios, server: serverOf(vios?.fcServers ?? [], lpar, client) };
    }),
  );
  const ethThere = looked(() => mappedTo(lpar.eth, request.vlans));
  const placement = looked(() => place(world, scsi(), fc(), sourceVioses, targetVioses));
  return {
    world,
    request,
    options: { ...DEFAULT_OPTIONS, ...request.options },
    type: typeOf(request, lpar),
    lpar,
    source,
    target,
    sourceConsole: consoleOf(world, source),
    targetConsole: consoleOf(world, target),
    sourceVioses,
    targetVioses,
    get scsi() {
      return scsi();
    },
    get fc() {
      return fc();
    },
    get ethThere() {
      return ethThere();
    },
    get placement() {
      return placement();
    },
  };
}

/** By the slot that the client names, or else by the client that the server names. */
function serverOf<T extends ScsiServer | FcServer>(
  servers: readonly T[],
  lpar: Lpar,
  { slot, viosSlot }: ScsiClient | FcClient,
): T | undefined {
  return (
    servers.find((server) => server.slot === viosSlot) ??
    servers.find(({ client }) => client.lparId === lpar.id && client.slot === slot)
  );
}
