/** The policy of a scenario as something that can be changed part by part, and the preset that it began as. */
import type { Provenance } from '../../model/parameters/described.ts';
import { capabilityNamed } from '../../model/parameters/qemu/capabilities.ts';
import { parameterNamed } from '../../model/parameters/qemu/parameters.ts';
import type { Policy } from '../../model/policy.ts';
import { type Preset, policyInForce, presetNamed, provenanceOf } from '../../model/presets.ts';
import type { Scenario, Tuning } from '../../model/scenario.ts';
import { at, put, same } from './lens.ts';

const known = new WeakMap<Tuning, Policy>();

export function policyOf({ tuning }: Scenario): Policy {
  const cached = known.get(tuning);
  if (cached) return cached;
  const policy = policyInForce(tuning);
  known.set(tuning, policy);
  return policy;
}

export const ERA_PRESETS = { 'qemu-7.2-tcg': 'qemu-7.2', 'qemu-10.2-kvm': 'qemu-10.2' } as const;

/** Undefined where a policy was given that is no product's. */
export function presetOf({ tuning }: Scenario): Preset | undefined {
  const id = tuning.preset ?? (tuning.policy ? undefined : ERA_PRESETS[tuning.era]);
  return id === undefined ? undefined : presetNamed(id);
}

export const isQemu = (scenario: Scenario): boolean => (presetOf(scenario)?.product ?? 'QEMU') === 'QEMU';

/** What is no more than the era's own policy is not spelled out, so that a change and its reverse leave nothing. */
export function withPolicy(scenario: Scenario, policy: Policy, preset = scenario.tuning.preset): Scenario {
  const { policy: _policy, preset: _preset, ...bare } = scenario.tuning;
  const tuning: Tuning = {
    ...bare,
    maxBandwidthBytesPerSecond: policy.bandwidth.capBytesPerSecond,
    downtimeLimitMs: policy.stopRule.estimatedDowntimeMs ?? bare.downtimeLimitMs,
  };
  const spelled = same(policyInForce(tuning), policy) ? {} : { policy };
  const named = preset === undefined || preset === ERA_PRESETS[tuning.era] ? {} : { preset };
  return { ...scenario, tuning: { ...tuning, ...spelled, ...named } };
}

export const withPart = (scenario: Scenario, path: string, value: unknown): Scenario =>
  withPolicy(scenario, put(policyOf(scenario), path, value));

/** Some parts as they were. Where that makes the policy what it was, it is the very same again. */
export function restored(scenario: Scenario, original: Scenario, paths: readonly string[]): Scenario {
  const was = policyOf(original);
  const policy = paths.reduce((made, path) => put(made, path, at(was, path)), policyOf(scenario));
  return same(policy, was) && scenario.tuning.era === original.tuning.era
    ? { ...scenario, tuning: original.tuning }
    : withPolicy(scenario, policy);
}

/** What QEMU calls it, if the era has it. */
export function qemuNamed(scenario: Scenario, name: string | undefined) {
  if (name === undefined || !isQemu(scenario)) return undefined;
  const entry = parameterNamed(name) ?? capabilityNamed(name);
  return entry && Object.hasOwn(entry.defaults, scenario.tuning.era) ? entry : undefined;
}

export function groundOf(scenario: Scenario, path: string): Provenance | undefined {
  const preset = presetOf(scenario);
  return preset && provenanceOf(preset, path);
}
