/** The words and the yes and no of a policy as controls. */
import type { Scenario } from '../../model/scenario.ts';
import { CHOICES, FLAGS, type Row } from './choice-rows.ts';
import type { ChoiceField, FlagField, Setting } from './field.ts';
import { at } from './lens.ts';
import { groundOf, policyOf, presetOf, qemuNamed, restored, withPart } from './policy.ts';
import { needOf } from './policy-needs.ts';
import { optionsOf } from './words.ts';

function common({ path, group, label, about, qemu, get, set, parts, ...row }: Row) {
  return {
    id: path,
    group,
    label,
    about: (s: Scenario) => qemuNamed(s, qemu)?.about ?? about,
    name: (s: Scenario) => qemuNamed(s, qemu)?.name,
    get: get ?? ((s: Scenario) => (at(policyOf(s), path) ?? null) as Setting),
    set: set ?? ((s: Scenario, value: Setting) => withPart(s, path, value)),
    reset: (s: Scenario, original: Scenario) => restored(s, original, parts ?? [path]),
    usual: (s: Scenario) => {
      const preset = presetOf(s);
      if (!preset) return undefined;
      if (!get) return at(preset.policy, path) as Setting | undefined;
      const { policy } = preset;
      return get({
        ...s,
        tuning: { ...s.tuning, policy, maxBandwidthBytesPerSecond: policy.bandwidth.capBytesPerSecond },
      });
    },
    ground: (s: Scenario) => groundOf(s, path),
    needs: row.needs ?? ((s: Scenario) => needOf(s, path)),
    ...(row.refuses ? { refuses: row.refuses } : {}),
    ...(row.also ? { also: row.also } : {}),
    ...(row.only ? { only: row.only } : {}),
  };
}

const choice = (row: Row): ChoiceField => ({
  kind: 'choice',
  ...common(row),
  options: (s) => {
    const words = row.words?.(s);
    const now = (row.get?.(s) ?? at(policyOf(s), row.path)) as string;
    return optionsOf(row.pattern ?? row.path, words && !words.includes(now) ? [...words, now] : words);
  },
});

const flag = (row: Row): FlagField => ({ kind: 'flag', ...common(row) });

const action = (s: Scenario): ChoiceField[] =>
  policyOf(s).orchestration.timeouts.map(({ of }, i) =>
    choice({
      path: `orchestration.timeouts.${i}.action`,
      pattern: 'orchestration.timeouts.*.action',
      group: 'above',
      label: of === 'completion' ? 'The whole move, then' : 'Without progress, then',
      about: 'What happens when that time is up.',
    }),
  );

const fixed = [...CHOICES.map(choice), ...FLAGS.map(flag)];

export const policyChoices = (scenario: Scenario): (ChoiceField | FlagField)[] => [
  ...fixed,
  ...action(scenario),
];
