/** What is ordered of whoever brings the memory over: the partition's pages, and how fast and by which rules they go. */

import type { Compression, Policy } from '../../../model/policy.ts';
import { presetNamed } from '../../../model/presets.ts';
import type { Guest, HostSpec, Tuning } from '../../../model/scenario.ts';
import { STEADY } from '../../../model/scenario.ts';
import { KIB, MIB, NS_PER_S, ns, type VirtualNs, ZERO_NS } from '../../../model/units.ts';
import type { CarryOrder } from '../../../world/carrier.ts';
import { moverId } from '../../../world/resources.ts';
import type { Lpar } from '../objects/lpar.ts';
import { type PowerWorld, systemOf, viosesOf, viosOf } from '../objects/world.ts';
import { DEFAULT_OPTIONS } from '../rules/request.ts';
import type { Constants } from './constants.ts';
import { moverLimit } from './limits.ts';
import { chosenPairs } from './movers.ts';
import { compresses, moverRate, streamRate } from './rate.ts';
import { labelOf, type MoverPair, type MoveState, type Scene } from './scene.ts';

/** Memory is followed in pages of 4 KiB; larger ones where that were more than the map can show. */
const PAGE_BYTES = 4 * KIB;
const MOST_PAGES = 2 ** 28;

export const adaptersOf = ({ scsi, fc, eth, vnics }: Lpar): number =>
  scsi.length + fc.length + eth.length + vnics.length;

export function guestOf(lpar: Lpar, compressedPercent: number): Guest {
  const memoryBytes = lpar.runningMemoryMb * MIB;
  let pageBytes = PAGE_BYTES;
  while (memoryBytes / pageBytes > MOST_PAGES) pageBytes *= 2;
  const pages = memoryBytes / pageBytes;
  const { dirtyMbPerSecond, hotSetMb, touchedShare } = lpar.load;
  const touched = Math.min(pages, Math.max(1, Math.round(pages * touchedShare)));
  const hot = Math.min(touched, Math.max(1, Math.round((hotSetMb * MIB) / pageBytes)));
  const writesPerSecond = (dirtyMbPerSecond * MIB) / pageBytes;
  return {
    memoryBytes,
    pageBytes,
    filled: [{ first: 0, end: touched }],
    workload:
      writesPerSecond > 0 ? { kind: 'uniform', firstPage: 0, pages: hot, writesPerSecond } : { kind: 'idle' },
    pace: STEADY,
    vcpus: Math.max(1, Math.min(64, Math.round(lpar.procs.desired))),
    adapters: adaptersOf(lpar),
    disks: lpar.scsi.length + lpar.fc.length,
    contents: [{ range: { first: 0, end: pages }, ratio: compressedPercent / 100 }],
  };
}

const NOTHING = { fixedMs: 0, perAdapterMs: 0, perLunMs: 0 };
const ACCELERATORS = 2;

function compression(constants: Constants): Compression {
  const bytesPerSecond = constants.compressionRate * MIB;
  return {
    kind: 'stream',
    algorithm: 'unspecified',
    level: 0,
    threads: ACCELERATORS,
    decompressThreads: ACCELERATORS,
    bytesPerSecondPerThread: bytesPerSecond,
    decompressBytesPerSecondPerThread: bytesPerSecond,
    counted: 'after',
  };
}

/**
 * PowerVM's own way, without the preparations and the cleaning up, which are steps of their own here. What was lost of
 * the connection after the switchover can be repaired: then the rest follows.
 */
export function policyFor(compressed: boolean, constants: Constants): Policy {
  const preset = presetNamed('powervm');
  if (!preset?.policy.postcopy) throw new Error('there is no preset powervm');
  const { policy } = preset;
  return {
    ...policy,
    pause: policy.pause.map((part) => {
      if (part.part === 'stop') return { ...part, perAdapterMs: constants.quiescePerAdapterMs };
      return part.part === 'state' ? { ...part, fixedMs: constants.suspendMs } : part;
    }),
    transport: { ...policy.transport, compression: compressed ? compression(constants) : { kind: 'none' } },
    postcopy: { ...preset.policy.postcopy, recoverable: true },
    orchestration: { ...policy.orchestration, prepare: NOTHING, cleanup: NOTHING },
  };
}

/** The most that one stream makes, bytes per second: of both movers, and of what was asked for. */
export function streamLimit(
  world: PowerWorld,
  { order }: Pick<MoveState, 'order'>,
  pair: MoverPair | undefined,
  constants: Constants,
): number {
  const ends = [
    viosOf(world, order.source, pair?.source ?? ''),
    viosOf(world, order.target, pair?.target ?? ''),
  ];
  const rates = ends.flatMap((vios) => (vios ? [streamRate(world, vios, constants)] : []));
  return Math.min(...rates, order.limitBytesPerSecond ?? Number.POSITIVE_INFINITY);
}

/** All touched memory once, as fast as the best movers can: what a copy takes at least. */
export function expectedCopyNs(scene: Scene, move: MoveState, lpar: Lpar, constants: Constants): VirtualNs {
  const { world } = scene;
  const [source, target] = [systemOf(world, move.order.source), systemOf(world, move.order.target)];
  if (!source || !target) return ZERO_NS;
  const options = { ...DEFAULT_OPTIONS, ...move.order.options };
  const chosen = chosenPairs(scene, source, target, options, constants);
  const limit = streamLimit(world, move, chosen.ok ? chosen.pairs[0] : undefined, constants);
  const bytes = lpar.runningMemoryMb * MIB * lpar.load.touchedShare;
  return Number.isFinite(limit) ? ns((bytes / limit) * NS_PER_S) : ZERO_NS;
}

export function tuningFor(scene: Scene, move: MoveState, constants: Constants): Tuning {
  const { world } = scene;
  const [source, target] = [systemOf(world, move.order.source), systemOf(world, move.order.target)];
  const compressed = source !== undefined && target !== undefined && compresses(world, source, target);
  const limit = streamLimit(world, move, move.pairs[0], constants);
  return {
    era: 'qemu-10.2-kvm',
    maxBandwidthBytesPerSecond: Number.isFinite(limit) ? limit : 0,
    downtimeLimitMs: 0,
    policy: policyFor(compressed, constants),
  };
}

export function carryOrder(scene: Scene, move: MoveState, lpar: Lpar, constants: Constants): CarryOrder {
  const { source, target } = move.order;
  const [pair] = move.pairs;
  return {
    partition: labelOf(scene, lpar),
    from: source,
    to: target,
    guest: guestOf(lpar, constants.compressedPercent),
    tuning: tuningFor(scene, move, constants),
    ...(pair && { movers: [moverId(source, pair.source), moverId(target, pair.target)] }),
  };
}

/** A server as the network sees it: with its movers. */
export function hostOf(world: PowerWorld, system: string, constants: Constants): HostSpec {
  const server = systemOf(world, system);
  return {
    id: system,
    memoryBytes: (server?.configurableMemoryMb ?? 0) * MIB,
    network: {
      // All VIOS: another one may become a mover in time.
      movers: viosesOf(world, system).map((vios) => ({
        id: vios.name,
        bytesPerSecond: moverRate(world, vios, constants),
        maxMoves: moverLimit(vios, constants),
      })),
    },
  };
}
