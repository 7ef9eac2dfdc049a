/** What the steps of a move do to the scene. Each is said of a move by its key, and computed from what is there. */

import { changeLpar, changeSystem, changeVios } from '../objects/change.ts';
import { type Lpar, referenceProfile } from '../objects/lpar.ts';
import { STATE_FOR } from '../objects/lpar-state.ts';
import { lparOf, type PowerWorld, systemOf } from '../objects/world.ts';
import { DEFAULT_OPTIONS } from '../rules/request.ts';
import { mappedTo } from '../rules/vlan-mapping.ts';
import type { Constants } from './constants.ts';
import { counterOf } from './limits.ts';
import { chosenPairs } from './movers.ts';
import { MIGRATING, type PhaseId, phaseOf } from './phases.ts';
import { heldBy, reservedFor, taken } from './reserve.ts';
import { homeOf, type MoveState, moveWith, type Scene, type Served, withMove } from './scene.ts';
import { servedFor, withoutServers, withServers, withVnics } from './serve.ts';

export type Change =
  /** It is asked for, and waits for a free place. */
  | { kind: 'queue'; move: MoveState }
  /** It has its place: it counts at both ends, and has its movers. */
  | { kind: 'start'; key: string }
  | { kind: 'phase'; key: string; phase: PhaseId }
  /** Memory, processors, slots and id of the target are its own. */
  | { kind: 'reserve'; key: string }
  | { kind: 'free'; key: string }
  | { kind: 'finish'; key: string }
  | { kind: 'turn-back'; key: string }
  /** Everything is as it was; with `orphans` what the target’s VIOS made is left there. */
  | { kind: 'back'; key: string; orphans: boolean }
  | { kind: 'fail'; key: string }
  /** Neither end has all of its memory. */
  | { kind: 'lose'; key: string };

export const applied = (scene: Scene, changes: readonly Change[], constants: Constants): Scene =>
  changes.reduce((next, change) => one(next, change, constants), scene);

function one(scene: Scene, change: Change, constants: Constants): Scene {
  if (change.kind === 'queue') return { ...scene, moves: [...scene.moves, change.move] };
  const move = moveWith(scene, change.key);
  if (!move) return scene;
  switch (change.kind) {
    case 'start':
      return start(scene, change.key, move, constants);
    case 'phase':
      return enter(scene, change.key, move, change.phase);
    case 'reserve':
      return reserve(scene, change.key, move);
    case 'free':
      return { ...scene, world: freed(scene.world, move) };
    case 'finish':
      return finish(scene, change.key, move);
    case 'turn-back':
      return marked(withMove(scene, change.key, { going: 'back' }), move, 'Migration Aborting');
    case 'back':
      return back(scene, change.key, move, change.orphans);
    case 'fail':
      return fail(scene, change.key, move);
    case 'lose':
      return lose(scene, change.key, move);
  }
}

const sourceOf = ({ order }: MoveState) => ({ system: order.source, name: order.lpar });
const targetOf = ({ order }: MoveState) => ({ system: order.target, name: order.lpar });
const without = (scene: Scene, gone: MoveState): MoveState[] =>
  scene.moves.filter(({ order }) => order !== gone.order);

function marked(scene: Scene, move: MoveState, migrationState: Lpar['migrationState']): Scene {
  const world = [sourceOf(move), targetOf(move)].reduce(
    (next, place) => changeLpar(next, place, { migrationState }),
    scene.world,
  );
  return { ...scene, world };
}

/** Both servers and all movers of a move count it. */
function counted(world: PowerWorld, { order, type, pairs }: MoveState, more: 1 | -1): PowerWorld {
  const key = counterOf(type) === 'active' ? 'activeMovesInProgress' : 'inactiveMovesInProgress';
  let next = world;
  for (const name of [order.source, order.target])
    next = changeSystem(next, name, (old) => ({ [key]: Math.max(0, old[key] + more) }));
  for (const { source, target } of pairs)
    for (const place of [
      { system: order.source, name: source },
      { system: order.target, name: target },
    ])
      next = changeVios(next, place, (old) => ({ movesInProgress: Math.max(0, old.movesInProgress + more) }));
  return next;
}

const fail = (scene: Scene, key: string, move: MoveState): Scene =>
  marked(withMove(scene, key, { going: 'failed' }), move, 'Migration Failed');

function start(scene: Scene, key: string, move: MoveState, constants: Constants): Scene {
  const { order, type } = move;
  const [source, target] = [systemOf(scene.world, order.source), systemOf(scene.world, order.target)];
  const options = { ...DEFAULT_OPTIONS, ...order.options };
  const chosen =
    type === 'active' && source && target ? chosenPairs(scene, source, target, options, constants) : null;
  const started = { ...move, pairs: chosen?.ok ? chosen.pairs : [], going: 'on' as const };
  // While it waited it may have come to a state in which it does not move: then the validation says so.
  const world = changeLpar(counted(scene.world, started, 1), sourceOf(move), (old) => ({
    state: old.state === STATE_FOR[type] ? MIGRATING[type] : old.state,
    migrationState: phaseOf(type, 'validate').migrationState,
  }));
  return withMove({ ...scene, world }, key, started);
}

function enter(scene: Scene, key: string, move: MoveState, phase: PhaseId): Scene {
  const entered = withMove(scene, key, { phase });
  return marked(entered, move, phaseOf(move.type, phase).migrationState);
}

function reserve(scene: Scene, key: string, move: MoveState): Scene {
  const { order, type } = move;
  const lpar = lparOf(scene.world, order.source, order.lpar);
  if (!lpar) return scene;
  const reserved = reservedFor(scene.world, order, type);
  const served = servedFor(scene.world, order);
  const eth = mappedTo(lpar.eth, order.vlans);
  const shell = { ...lpar, eth, system: order.target, id: reserved.lparId, ...servedAdapters(lpar, served) };
  const held = taken(scene.world, order.target, reserved, 1);
  const world = withServers(held, order, served, reserved.lparId);
  return withMove({ ...scene, world: { ...world, lpars: [...world.lpars, shell] } }, key, { reserved });
}

/** Its adapters as the target's VIOS serve them; the second port name of each pair becomes the first. */
function servedAdapters(lpar: Lpar, served: readonly Served[]): Pick<Lpar, 'scsi' | 'fc'> {
  const at = (is: Served['is'], slot: number) => served.find((each) => each.is === is && each.slot === slot);
  return {
    scsi: lpar.scsi.map((client) => {
      const here = at('scsi', client.slot);
      return here ? { ...client, vios: here.vios, viosSlot: here.viosSlot } : client;
    }),
    fc: lpar.fc.map((client) => {
      const here = at('fc', client.slot);
      if (!here) return client;
      const [first, second] = client.wwpns;
      const grants = client.grants && ([client.grants[1], client.grants[0]] as const);
      return {
        ...client,
        vios: here.vios,
        viosSlot: here.viosSlot,
        wwpns: [second, first] as const,
        ...(grants && { grants }),
      };
    }),
  };
}

/** The source forgets it: adapters, memory and processors, and the partition itself. */
function freed(world: PowerWorld, move: MoveState): PowerWorld {
  const { order, type } = move;
  const gone = lparOf(world, order.source, order.lpar);
  if (!gone) return world;
  let next = withVnics(withoutServers(world, order.source, gone), order.source, gone, 1);
  if (type === 'active') next = taken(next, order.source, heldBy(gone), -1);
  return { ...next, lpars: next.lpars.filter((lpar) => lpar !== gone) };
}

const DEFAULT_POOL = 'DefaultPool';

function finish(scene: Scene, key: string, move: MoveState): Scene {
  const { order, type } = move;
  const target = systemOf(scene.world, order.target);
  const arrived = counted(scene.world, moveWith(scene, key) ?? move, -1);
  const world = changeLpar(arrived, targetOf(move), (old) => ({
    // What died on its way does not rise by arriving.
    state: old.state === MIGRATING[type] ? STATE_FOR[type] : old.state,
    migrationState: 'Not Migrating',
    consoleOpen: false,
    workGroup: null,
    procPool: poolOn(target?.procPools ?? [], order.options?.procPool ?? null),
    affinityScore: old.affinityAt[order.target] ?? null,
    ...profileAfter(old, order.options?.profileName ?? null),
  }));
  return { ...scene, world, moves: without(scene, move) };
}

/** A partition lands in the default pool, unless a pool of the target is named. */
const poolOn = (pools: readonly { name: string }[], asked: string | null): string =>
  pools.find(({ name }) => name === asked)?.name ?? DEFAULT_POOL;

/** The console writes what the partition was into a profile: the current one, or the one that was named. */
function profileAfter(lpar: Lpar, named: string | null): Partial<Lpar> {
  const reference = referenceProfile(lpar);
  const name = named ?? lpar.currentProfile ?? 'default_profile';
  const profile = {
    name,
    memoryMb: lpar.memoryMb,
    procUnits: lpar.procUnits,
    procs: lpar.procs,
    maxVirtualSlots: reference?.maxVirtualSlots ?? 100,
    compatMode: lpar.compatDesired,
  };
  const others = lpar.profiles.filter((each) => each.name !== name);
  return { profiles: [profile, ...others], currentProfile: name };
}

function back(scene: Scene, key: string, move: MoveState, orphans: boolean): Scene {
  if (homeOf(move) === 'target') return fail(scene, key, move);
  const { order, type, reserved, going } = move;
  const shell = lparOf(scene.world, order.target, order.lpar);
  let world = scene.world;
  if (shell && reserved) {
    const left = orphans ? orphaned(world, order.target, shell) : world;
    world = withVnics(withoutServers(left, order.target, shell), order.target, shell, 1);
    world = taken(world, order.target, reserved, -1);
    world = {
      ...world,
      lpars: world.lpars.filter((lpar) => lpar !== lparOf(world, order.target, order.lpar)),
    };
  }
  if (going !== 'waiting') world = counted(world, moveWith(scene, key) ?? move, -1);
  world = changeLpar(world, sourceOf(move), (old) => ({
    state: old.state === MIGRATING[type] ? STATE_FOR[type] : old.state,
    migrationState: 'Not Migrating',
  }));
  return { ...scene, world, moves: without(scene, move) };
}

/** Adapters that nobody could remove stay behind. */
function orphaned(world: PowerWorld, system: string, shell: Lpar): PowerWorld {
  const isOf = ({ client }: { client: { lparId: number | 'any'; lparName: string } }) =>
    client.lparId === shell.id && client.lparName === shell.name;
  return world.vioses
    .filter((vios) => vios.system === system)
    .reduce((next, vios) => {
      const left = [
        ...vios.scsiServers.filter(isOf).map(({ slot }) => `vhost${slot}`),
        ...vios.fcServers.filter(isOf).map(({ slot }) => `vfchost${slot}`),
      ];
      return left.length === 0
        ? next
        : changeVios(next, vios, (old) => ({ orphans: [...new Set([...old.orphans, ...left])] }));
    }, world);
}

/** It ran on the target without all of its memory, and the rest does not come. */
function lose(scene: Scene, key: string, move: MoveState): Scene {
  const world = changeLpar(scene.world, targetOf(move), { state: 'Error', crashed: true });
  const lost = withMove({ ...scene, world }, key, { phase: 'residual', going: 'failed' });
  return marked(lost, move, 'Migration Failed');
}
