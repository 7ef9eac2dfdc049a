/** Holds a move against every rule, and says everything that stands against it at once. */
import type { Call } from '../../../model/call.ts';
import type { Examination, RuleFinding } from '../../../model/rule-finding.ts';
import { OWN } from '../ground.ts';
import type { MoveOptions } from '../migration/setup.ts';
import { guestOf, hostOf, type KvmWorld } from '../objects/world.ts';
import { BOTH_ENDS_RULES } from './both-ends.ts';
import { caseOf, type MoveRequest, Scene, type Situation } from './case.ts';
import { CPU_RULES } from './cpu.ts';
import { DEVICE_RULES } from './devices.ts';
import { MACHINE_RULES } from './machine.ts';
import { MEMORY_RULES } from './memory.ts';
import { NETWORK_RULES } from './network.ts';
import { PLACE_RULES } from './place.ts';
import { findingOf, type Rule } from './rule.ts';
import { SETTINGS_RULES } from './settings.ts';
import { STORAGE_RULES } from './storage.ts';

export const RULES: readonly Rule[] = [
  ...PLACE_RULES,
  ...CPU_RULES,
  ...MACHINE_RULES,
  ...MEMORY_RULES,
  ...STORAGE_RULES,
  ...DEVICE_RULES,
  ...NETWORK_RULES,
  ...SETTINGS_RULES,
  ...BOTH_ENDS_RULES,
];

/** What is typical never keeps a move from beginning. */
const BINDING = RULES.filter(({ ground }) => ground.certainty !== 'typical');

export function examine(situation: Situation, request: MoveRequest): Examination {
  const title = `Move ${request.guest} to ${request.to}`;
  const c = caseOf(new Scene(situation), request);
  if (!c) return { title, findings: notThere(situation.world, request), passed: [], undecided: [] };
  const findings: RuleFinding[] = [];
  const passed: { id: string; group: string; about: string }[] = [];
  for (const rule of RULES) {
    const complaints = [...rule.check(c)];
    if (complaints.length === 0) passed.push({ id: rule.id, group: rule.group, about: rule.about });
    findings.push(...complaints.map((complaint) => findingOf(rule, complaint)));
  }
  return { title, findings: errorsFirst(findings), passed, undecided: [] };
}

/** The first thing that keeps it from beginning, or null; quicker than to find everything. */
export function firstError(scene: Scene, request: MoveRequest): RuleFinding | null {
  const c = caseOf(scene, request);
  if (!c) return notThere(scene.world, request)[0] ?? null;
  for (const rule of BINDING) {
    for (const complaint of rule.check(c)) {
      const finding = findingOf(rule, complaint);
      if (finding.severity === 'error') return finding;
    }
  }
  return null;
}

/** Only what the rules find, errors first. */
export const findingsOf = (situation: Situation, request: MoveRequest): readonly RuleFinding[] =>
  examine(situation, request).findings;

export const isValidated = (findings: readonly RuleFinding[]): boolean =>
  findings.every(({ severity }) => severity !== 'error');

const errorsFirst = (findings: readonly RuleFinding[]): RuleFinding[] => [
  ...findings.filter(({ severity }) => severity === 'error'),
  ...findings.filter(({ severity }) => severity === 'warning'),
];

function notThere(world: KvmWorld, { guest, to }: MoveRequest): RuleFinding[] {
  const missing: [kind: string, name: string, there: readonly { name: string }[]][] = [];
  if (!guestOf(world, guest)) missing.push(['guest', guest, world.guests]);
  if (!hostOf(world, to)) missing.push(['host', to, world.hosts]);
  return missing.map(([kind, name, there]) => ({
    id: `${kind}-there`,
    severity: 'error',
    ...OWN,
    group: 'Place',
    object: name,
    field: 'name',
    message: `There is no ${kind} ${name}.`,
    reason: 'Only what is there can move.',
    remedy: `Name one that is there: ${there.map((each) => each.name).join(', ') || 'none is'}.`,
    code: null,
    fix: null,
  }));
}

/** What a call asks for; null: it is no move. */
export function requestOf({ on, verb, args }: Call): MoveRequest | null {
  if (on.$ref !== 'Guest' || verb !== 'migrate') return null;
  const [to, options] = args;
  const host = typeof to === 'string' ? to : isThing(to) ? to.name : null;
  if (host === null) return null;
  const usable = typeof options === 'object' && options !== null && !Array.isArray(options);
  return { guest: on.name, to: host, ...(usable ? { options: options as MoveOptions } : {}) };
}

const isThing = (value: unknown): value is { name: string } =>
  typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';
