/** From a script's options to a way to migrate: QEMU's capabilities and parameters of a version, or a product's preset. */
import { checkParameters } from '../../model/parameters/qemu/check.ts';
import { defaultOf } from '../../model/parameters/qemu/parameters.ts';
import { presetNamed, qemuPolicy } from '../../model/presets.ts';
import { type Diagnostic, done, type Result, refused } from '../../model/result.ts';
import type { Era, Tuning } from '../../model/scenario.ts';
import type { MIGRATE_OPTIONS } from '../../script/api/kvm.ts';
import type { Kind } from '../../script/kinds.ts';

type ReadBy<K> = K extends Kind<infer T> ? T : never;
export type WayOptions = ReadBy<typeof MIGRATE_OPTIONS>;

/** What can be said on top of a preset: the two numbers that people turn while it runs, too. */
const ON_TOP = ['max-bandwidth', 'downtime-limit'];

/** Times that count only with a capability. */
const WITH_CAPABILITY = [
  ['acknowledgedAfter', 'switchover-ack'],
  ['goOnAfter', 'pause-before-switchover'],
] as const;

/** Of guests that are not known yet: each says itself whether it was started with one. */
const SOME_RING = 4096;

/**
 * @param usual what counts where `options` say nothing
 * @param dirtyRing with which the guest was started, entries; 0: with a bitmap; null: no guest is meant
 */
export function wayOf(
  era: Era,
  options: WayOptions = {},
  usual: WayOptions = {},
  dirtyRing: number | null = null,
): Result<Tuning> {
  const preset = options.preset ?? (options.capabilities || options.postcopyAfter ? undefined : usual.preset);
  const parameters = { ...(options.preset ? {} : usual.parameters), ...options.parameters };
  if (preset !== undefined) return ofPreset(era, preset, parameters, options);
  const capabilities = options.capabilities ?? usual.capabilities ?? [];
  const ring = dirtyRing ?? (capabilities.includes('dirty-limit') ? SOME_RING : 0);
  const values = { ...ringOf(era, ring), ...parameters };
  const faults = checkParameters(era, values, capabilities, options.transport ?? usual.transport);
  if (faults.length > 0)
    return refused(
      ...faults.map(
        ({ where, what, fix }): Diagnostic => ({
          what,
          ...(where ? { where } : {}),
          ...(fix ? { fix } : {}),
        }),
      ),
    );
  const after = options.postcopyAfter ?? usual.postcopyAfter;
  if (after && !capabilities.includes('postcopy-ram'))
    return refused({
      where: 'postcopyAfter',
      what: 'It never goes over to post-copy without the capability postcopy-ram.',
      fix: "Add 'postcopy-ram' to the capabilities.",
    });
  const useless = WITH_CAPABILITY.filter(
    ([name, capability]) => options[name] !== undefined && !capabilities.includes(capability),
  );
  if (useless.length > 0)
    return refused(
      ...useless.map(([where, capability]) => ({
        where,
        what: `It does nothing without the capability ${capability}.`,
        fix: `Add '${capability}' to the capabilities.`,
      })),
    );
  const { acknowledgedAfter, goOnAfter } = { ...usual, ...options };
  const policy = qemuPolicy(era, {
    values,
    capabilities,
    ...(acknowledgedAfter === undefined ? {} : { acknowledgedAfterMs: acknowledgedAfter / 1e6 }),
    ...(goOnAfter === undefined ? {} : { goOnAfterMs: goOnAfter / 1e6 }),
    ...(after
      ? {
          postcopyAfter: {
            rounds: after.rounds ?? null,
            ms: after.time === undefined ? null : after.time / 1e6,
          },
        }
      : {}),
  });
  return done({
    era,
    maxBandwidthBytesPerSecond: policy.bandwidth.capBytesPerSecond,
    downtimeLimitMs: policy.stopRule.estimatedDowntimeMs ?? 0,
    policy,
  });
}

/** As a parameter, where the era has one. */
const ringOf = (era: Era, entries: number): Readonly<Record<string, number>> =>
  entries > 0 && defaultOf(RING, era) !== undefined ? { [RING]: entries } : {};
const RING = 'dirty-ring-size';

function ofPreset(
  era: Era,
  id: string,
  parameters: Readonly<Record<string, unknown>>,
  { capabilities, postcopyAfter, acknowledgedAfter, goOnAfter }: WayOptions,
): Result<Tuning> {
  const preset = presetNamed(id);
  if (!preset) return refused({ where: 'preset', what: `There is no preset ${id}.` });
  const others = Object.keys(parameters).filter((name) => !ON_TOP.includes(name));
  const times = { postcopyAfter, acknowledgedAfter, goOnAfter };
  const timed = Object.entries(times).flatMap(([name, time]) => (time === undefined ? [] : [name]));
  const more = [...others, ...(capabilities ?? []), ...timed];
  if (more.length > 0)
    return refused({
      where: 'preset',
      what: `With the preset ${id} nothing can be said of ${more.join(', ')}.`,
      fix: `Leave it out, or leave the preset out. On top of a preset go ${ON_TOP.join(' and ')}.`,
    });
  const { policy } = preset;
  const cap = parameters['max-bandwidth'];
  const limit = parameters['downtime-limit'];
  return done({
    era: preset.era ?? era,
    maxBandwidthBytesPerSecond: typeof cap === 'number' ? cap : policy.bandwidth.capBytesPerSecond,
    downtimeLimitMs: typeof limit === 'number' ? limit : (policy.stopRule.estimatedDowntimeMs ?? 0),
    policy,
  });
}
