/** How a move is made: what was turned on and set for it, and by which version of QEMU. */
import type { Transport } from '../../../model/parameters/conditions.ts';
import type { Value } from '../../../model/parameters/described.ts';
import { settingsOf } from '../../../model/parameters/qemu/check.ts';
import { presetNamed } from '../../../model/presets.ts';
import type { MoveRecord } from '../../../model/recording.ts';
import { DEFAULT_VERSION, eraOf } from '../objects/version.ts';
import { type Guest, guestOf, hostOf, type KvmWorld } from '../objects/world.ts';

/** What `Guest.migrate` is given beside the destination. */
export interface MoveOptions {
  /** A product’s way as a whole; `capabilities` and `parameters` then do nothing but those that it lets be changed. */
  readonly preset?: string | undefined;
  readonly capabilities?: readonly string[] | undefined;
  readonly parameters?: Readonly<Record<string, unknown>> | undefined;
  /** What was turned on and set on the destination; absent: the same, as libvirt does. */
  readonly destination?:
    | {
        readonly capabilities?: readonly string[] | undefined;
        readonly parameters?: Readonly<Record<string, unknown>> | undefined;
      }
    | undefined;
  /** Which disks are copied along (`--copy-storage-all`); absent: none. */
  readonly copyStorage?: 'none' | 'all' | undefined;
  /** No mirror of a disk sends more, bytes per second, all together; absent: no limit. */
  readonly mirrorBandwidth?: number | undefined;
  readonly transport?: Transport | undefined;
}

export interface MoveSetup {
  /** Of the source's QEMU. */
  readonly version: string;
  readonly capabilities: readonly string[];
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly transport: Transport;
  readonly vcpus: number;
  /** Devices that are passed through and bring state of their own. */
  readonly vfio: boolean;
  /** What they send while the guest stands still, all together, bytes. */
  readonly vfioBytes: number;
  readonly preset: string | null;
}

/** A move of a recording with the way in which it was made. */
export interface KvmMove {
  readonly record: MoveRecord;
  readonly setup: MoveSetup;
}

/** @param version of the QEMU that the guest runs in */
export function setupOf(version: string, guest: Guest, options: MoveOptions = {}): MoveSetup {
  const preset = options.preset === undefined ? undefined : presetNamed(options.preset);
  const postcopy = preset?.policy.postcopy ? ['postcopy-ram'] : [];
  const multifd = (preset?.policy.transport.channels ?? 1) > 1 ? ['multifd'] : [];
  const throttled = preset?.policy.throttle.kind;
  const throttle = throttled === 'auto-converge' || throttled === 'dirty-limit' ? [throttled] : [];
  const limit = preset?.policy.stopRule.estimatedDowntimeMs;
  return {
    version,
    capabilities: preset
      ? [...multifd, ...postcopy, ...throttle, 'return-path']
      : (options.capabilities ?? []),
    parameters: {
      ...(guest.dirtyRing > 0 ? { 'dirty-ring-size': guest.dirtyRing } : {}),
      ...(preset
        ? {
            'max-bandwidth': preset.policy.bandwidth.capBytesPerSecond,
            ...(limit === null || limit === undefined ? {} : { 'downtime-limit': limit }),
            ...(multifd.length > 0 ? { 'multifd-channels': preset.policy.transport.channels } : {}),
          }
        : {}),
      ...options.parameters,
    },
    transport: options.transport ?? 'tcp',
    vcpus: guest.vcpus,
    vfio: guest.vfio === 'migratable',
    vfioBytes: deviceBytesOf(guest),
    preset: preset?.id ?? null,
  };
}

/** Of a guest that is no more in the world: as if nothing had been set. */
export function setupOfRecord(world: KvmWorld, record: MoveRecord, options?: MoveOptions): MoveSetup {
  const guest = guestOf(world, record.partition);
  const version = hostOf(world, record.from)?.qemu ?? DEFAULT_VERSION;
  if (guest) return setupOf(version, guest, options);
  return {
    version,
    capabilities: options?.capabilities ?? [],
    parameters: options?.parameters ?? {},
    transport: options?.transport ?? 'tcp',
    vcpus: 1,
    vfio: false,
    vfioBytes: 0,
    preset: null,
  };
}

/** State of the devices that are passed through to a guest and can migrate. */
export const deviceBytesOf = ({ vfio, vfioDevices, vfioState }: Guest): number =>
  vfio === 'migratable' ? vfioDevices * vfioState : 0;

export const has = (setup: MoveSetup, capability: string): boolean => setup.capabilities.includes(capability);

/** A parameter's value in force when the move began, the default where nothing was set. */
export const settingOf = (
  { version, parameters, capabilities, transport }: MoveSetup,
  name: string,
): Value | undefined => settingsOf(eraOf(version), parameters, capabilities, transport).valueOf(name);

export const numberOf = (setup: MoveSetup, name: string): number => Number(settingOf(setup, name) ?? 0);
