/** Whose way to migrate it is: the choice that sets all others. */
import { PRESETS, type Preset, presetNamed } from '../../model/presets.ts';
import type { Scenario } from '../../model/scenario.ts';
import type { ChoiceField } from './field.ts';
import { same } from './lens.ts';
import { policyOf, presetOf, withPolicy } from './policy.ts';

const platformOf = ({ product, era }: Preset): string =>
  product !== 'QEMU' ? product : era === 'qemu-7.2-tcg' ? 'TCG · QEMU 7.2' : 'KVM · QEMU 10.2';

/** The first of each product is its plain way. */
const UNDER: Readonly<Partial<Record<Preset['product'], string>>> = { QEMU: 'QEMU, KubeVirt and Nova' };

function withPreset(scenario: Scenario, id: string): Scenario {
  const preset = presetNamed(id);
  if (!preset) return scenario;
  const { policy, era } = preset;
  const tuning = {
    era: era ?? 'qemu-10.2-kvm',
    maxBandwidthBytesPerSecond: policy.bandwidth.capBytesPerSecond,
    downtimeLimitMs: policy.stopRule.estimatedDowntimeMs ?? scenario.tuning.downtimeLimitMs,
  } as const;
  return withPolicy({ ...scenario, platform: platformOf(preset), tuning }, policy, id);
}

export const PRESET: ChoiceField = {
  kind: 'choice',
  id: 'preset',
  label: 'Preset',
  group: 'first',
  about: (s) => presetOf(s)?.about ?? 'A policy of the scenario’s own.',
  hint: (s) => {
    const preset = presetOf(s);
    if (!preset) return 'A policy of the scenario’s own';
    return preset.about;
  },
  ground: (s) => presetOf(s)?.provenance[''],
  options: (s) => [
    ...(presetOf(s) ? [] : [{ value: '', label: 'the scenario’s own' }]),
    ...PRESETS.map(({ id, label, product }) => ({ value: id, label, under: UNDER[product] ?? product })),
  ],
  get: (s) => presetOf(s)?.id ?? '',
  set: (s, id) => (id === s.tuning.preset ? s : withPreset(s, String(id))),
  reset: (s, { tuning, platform }) => ({ ...s, tuning, platform }),
};

/** Whether anything stands otherwise than in the preset. */
export const departs = (scenario: Scenario): boolean => {
  const preset = presetOf(scenario);
  return preset !== undefined && !same(policyOf(scenario), preset.policy);
};
