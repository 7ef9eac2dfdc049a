/** What a rule is: one thing that must hold before a guest can move, why, and what to do when it does not. */
import { type Call, call, thingName } from '../../../model/call.ts';
import type { RuleFinding, RuleFix } from '../../../model/rule-finding.ts';
import type { Ground } from '../ground.ts';
import type { MoveOptions } from '../migration/setup.ts';
import { type GuestChanges, type HostChanges, setGuest, setHost } from '../objects/change.ts';
import type { Case, MoveRequest } from './case.ts';

export const GROUPS = [
  'Place',
  'CPU',
  'Machine',
  'Memory',
  'Storage',
  'Devices',
  'Network',
  'Settings',
] as const;
export type Group = (typeof GROUPS)[number];

export interface Complaint {
  object: string;
  field: string;
  message: string;
  remedy: string;
  fix?: RuleFix;
  /** Where it differs from the rule's. */
  reason?: string;
  severity?: RuleFinding['severity'];
  ground?: Ground;
  /** Tells findings of one rule apart. */
  part?: string;
}

export interface Rule {
  /** The name it has for ever: reports and scripts go by it. */
  id: string;
  group: Group;
  /** What must hold, for people. */
  about: string;
  reason: string;
  ground: Ground;
  /** A `warning` never blocks; what is typical does not either. */
  severity: RuleFinding['severity'];
  check(c: Case): Iterable<Complaint>;
}

export function findingOf(rule: Rule, complaint: Complaint): RuleFinding {
  const ground = complaint.ground ?? rule.ground;
  const severity = complaint.severity ?? rule.severity;
  return {
    id: complaint.part ? `${rule.id}:${complaint.part}` : rule.id,
    severity: ground.certainty === 'typical' ? 'warning' : severity,
    ...ground,
    group: rule.group,
    object: complaint.object,
    field: complaint.field,
    message: complaint.message,
    reason: complaint.reason ?? rule.reason,
    remedy: complaint.remedy,
    code: null,
    fix: complaint.fix ?? null,
  };
}

/** The call that makes the move. */
export const migrate = ({ guest, to, options }: MoveRequest): Call =>
  call(
    thingName('Guest', guest),
    'migrate',
    thingName('Host', to),
    ...(options && Object.keys(options).length > 0 ? [plain(options)] : []),
  );

const plain = (options: MoveOptions) => JSON.parse(JSON.stringify(options));

export const hostFix = (label: string, host: string, changes: HostChanges): RuleFix => ({
  label,
  calls: [setHost(host, changes)],
  stops: [],
});

export const guestFix = (label: string, guest: string, changes: GuestChanges, stops = false): RuleFix => ({
  label,
  calls: [setGuest(guest, changes)],
  stops: stops ? [guest] : [],
});

/** The same move in another way. */
export const moveFix = (label: string, { request, options }: Case, changes: MoveOptions): RuleFix => ({
  label,
  calls: [migrate({ ...request, options: { ...options, ...changes } })],
  stops: [],
});

export const without = (c: Case, ...capabilities: string[]): readonly string[] =>
  (c.options.capabilities ?? []).filter((name) => !capabilities.includes(name));

/** What was asked for, each defaulting to nothing. */
export const given = ({ options }: Case) => ({
  capabilities: options.capabilities ?? [],
  parameters: options.parameters ?? {},
});

export const lessParameter = ({ options }: Case, name: string): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(options.parameters ?? {}).filter(([each]) => each !== name));
