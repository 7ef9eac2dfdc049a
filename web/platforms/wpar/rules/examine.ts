/** Holds a request against every rule that applies to it, and says everything that stands against it at once. */
import { type Finding, isError } from '../finding.ts';
import { groupOf, systemOf, type WparWorld, wparOf } from '../objects/world.ts';
import { HARDWARE_RULES } from './hardware.ts';
import { NETWORK_RULES } from './network.ts';
import { PARTITION_RULES } from './partition.ts';
import { PLACE_RULES } from './place.ts';
import { type Blocking, type Case, findingOf, type Mode, type Phase, type Rule } from './rule.ts';
import { SOFTWARE_RULES } from './software.ts';
import { STORAGE_RULES } from './storage.ts';

/** As a panel lists them. */
const GROUPS: readonly (readonly [group: string, rules: readonly Rule[]])[] = [
  ['Manager', PLACE_RULES],
  ['Partition', PARTITION_RULES],
  ['Software', SOFTWARE_RULES],
  ['Hardware', HARDWARE_RULES],
  ['Storage', STORAGE_RULES],
  ['Network', NETWORK_RULES],
];

export const RULES: readonly Rule[] = GROUPS.flatMap(([, rules]) => rules);

/** `State` for what is no rule: a refusal. */
export const groupOfRule = (id: string): string =>
  GROUPS.find(([, rules]) => rules.some((rule) => rule.id === id))?.[0] ?? 'State';

export const ruleOf = (id: string): Rule | undefined => RULES.find((rule) => rule.id === id);

export const OPTIONAL_TESTS: readonly Rule[] = RULES.filter(({ kind }) => kind === 'optional');

/** One row of a compatibility report: a test with its outcome. */
export interface TestResult {
  rule: Rule;
  /** `skipped`: an optional test that the partition's group did not choose. */
  outcome: 'passed' | 'failed' | 'warned' | 'skipped';
  finding: Finding | null;
}

/** @param blocking where it differs from what holds in the world */
export function testsOf(c: Case, phase: Phase, blocking: Blocking = c.world.settings.blocking): TestResult[] {
  const chosen = groupOf(c.world, c.wpar.group)?.tests ?? [];
  return RULES.filter(({ phases }) => phases.includes(phase)).map((rule) => {
    if (rule.kind === 'optional' && !chosen.includes(rule.id))
      return { rule, outcome: 'skipped', finding: null };
    const complaint = rule.check(c);
    if (!complaint) return { rule, outcome: 'passed', finding: null };
    const finding = findingOf(rule, complaint, severityOf(rule, blocking));
    return { rule, outcome: isError(finding) ? 'failed' : 'warned', finding };
  });
}

/** What is typical only warns; an optional test was chosen by somebody who wants it to block. */
function severityOf(rule: Rule, blocking: Blocking): Finding['severity'] {
  if (rule.kind === 'warning') return 'warning';
  if (rule.kind === 'optional' || rule.ground.certainty !== 'typical') return 'error';
  return blocking === 'all' || blocking.includes(rule.id) ? 'error' : 'warning';
}

/** Errors first, otherwise in the order of the rules. */
export function findingsOf(c: Case, phase: Phase, blocking: Blocking = c.world.settings.blocking): Finding[] {
  const findings = testsOf(c, phase, blocking).flatMap(({ finding }) => finding ?? []);
  return [...findings.filter(isError), ...findings.filter((finding) => !isError(finding))];
}

export const passes = (findings: readonly Finding[]): boolean => !findings.some(isError);

/** Null when one of them is not there. */
export function caseOf(
  world: WparWorld,
  { wpar, from, to, mode = 'synchronous' }: { wpar: string; from: string | null; to: string; mode?: Mode },
): Case | null {
  const [partition, departure, arrival] = [
    wparOf(world, wpar),
    systemOf(world, from ?? to),
    systemOf(world, to),
  ];
  return partition && departure && arrival ? { world, wpar: partition, departure, arrival, mode } : null;
}
