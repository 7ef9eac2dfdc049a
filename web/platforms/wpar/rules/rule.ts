/** What a rule is: one idea that must hold, why, and what to do when it does not. */
import type { Finding, Fix } from '../finding.ts';
import type { Ground } from '../ground.ts';
import type { ManagedSystem } from '../objects/system.ts';
import type { WparWorld } from '../objects/world.ts';
import type { Wpar } from '../objects/wpar.ts';

/** To create, to start, to move while it runs, to move while it does not, to pause, to stop. */
export type Phase = 'create' | 'start' | 'live' | 'static' | 'pause' | 'stop';

export type Mode = 'synchronous' | 'asynchronous';

/** What is looked at. Where nothing departs, `departure` is `arrival`. */
export interface Case {
  world: WparWorld;
  wpar: Wpar;
  departure: ManagedSystem;
  arrival: ManagedSystem;
  mode: Mode;
}

export interface Complaint {
  object: string;
  field: string;
  message: string;
  remedy: string;
  values?: { departure: string; arrival: string };
  fix?: Fix;
}

/** `critical` blocks; `optional` blocks once it is chosen for the partition's group; `warning` never does. */
export type Kind = 'critical' | 'optional' | 'warning';

export interface Rule {
  /** The name it has for ever: reports and scripts go by it. */
  id: string;
  kind: Kind;
  phases: readonly Phase[];
  /** What must hold, for people. */
  about: string;
  reason: string;
  ground: Ground;
  check(c: Case): Complaint | null;
}

/** Rules of typical ground that block all the same. */
export type Blocking = readonly string[] | 'all';

/** @param severity where the world itself refuses, whatever the rule's ground */
export function findingOf(rule: Rule, complaint: Complaint, severity: Finding['severity']): Finding {
  const { object, field, message, remedy, values, fix } = complaint;
  return {
    id: rule.id,
    severity,
    certainty: rule.ground.certainty,
    source: rule.ground.source,
    object,
    field,
    message,
    reason: rule.reason,
    remedy,
    values: values ?? null,
    fix: fix ?? null,
  };
}
