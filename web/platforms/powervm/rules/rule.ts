/** What a rule is, and what it finds. */
import { fieldOf } from '../objects/fields.ts';
import type { MobilityType } from '../objects/lpar-state.ts';
import type { PowerObject, PowerWorld } from '../objects/world.ts';
import type { Case } from './case.ts';
import type { Certainty, Ground } from './ground.ts';
import type { Options } from './request.ts';

export type Severity = 'error' | 'warning';

/**
 * Where a rule looks: the source or target server (S, T), a VIOS of either (SV, TV), the console of either (SC,
 * TC), the partition (L), others on the target (TL), what lies between the servers (N); and which field there.
 */
export type Look = `${'S' | 'T' | 'SV' | 'TV' | 'SC' | 'TC' | 'L' | 'TL' | 'N'}.${string}`;

/** A value that a finding rests on. */
export interface Spot {
  object: PowerObject;
  key: string;
}

export const spot = (object: PowerObject, key: string): Spot => ({ object, key });

/** A change of the world that makes a finding go away. */
export interface Fix {
  label: string;
  /** What stands still for it, by name; empty: nothing does. */
  stops: readonly string[];
  apply(world: PowerWorld): PowerWorld;
}

export const fix = (
  label: string,
  apply: (world: PowerWorld) => PowerWorld,
  stops: readonly string[] = [],
): Fix => ({ label, stops, apply });

export interface Failure {
  /** What it rests on, the first being the one to look at. */
  on: readonly [Spot, ...Spot[]];
  message: string;
  remedy: string;
  fix?: Fix;
  /** Where it differs from the rule's. */
  severity?: Severity;
  ground?: Ground;
}

export interface Rule {
  /** The name it has for ever: reports and scripts go by it. */
  id: string;
  types: readonly MobilityType[];
  looks: readonly Look[];
  severity: Severity;
  /** What must hold, for people. */
  about: string;
  /** Why. */
  reason: string;
  ground: Ground;
  /** The console's message, where a source names it. */
  code?: string;
  /** Switches of the move that turn an error into a warning. */
  relaxed?: (options: Options) => boolean;
  check(c: Case): Iterable<Failure>;
}

export interface Finding {
  id: string;
  type: MobilityType;
  severity: Severity;
  /** `typical`: the rule rests on experience alone, nobody has verified it. */
  certainty: Certainty;
  source: string;
  kind: PowerObject['kind'];
  /** The object's name; partitions and VIOS are named within `system`. */
  object: string;
  system: string | null;
  field: string;
  message: string;
  reason: string;
  remedy: string;
  code: string | null;
  /** Null: nothing here can make it go away. */
  fix: Fix | null;
}

const A: readonly MobilityType[] = ['active'];
const I: readonly MobilityType[] = ['inactive'];
const S: readonly MobilityType[] = ['suspended'];
/** Types of a rule, by their initials. */
export const TYPES = { A, I, S, AI: [...A, ...I], AIS: [...A, ...I, ...S] } as const;

export function findingOf(rule: Rule, failure: Failure, c: Case, blocking: boolean): Finding {
  const { object, key } = failure.on[0];
  const ground = failure.ground ?? rule.ground;
  const softened = (ground.certainty === 'typical' && !blocking) || (rule.relaxed?.(c.options) ?? false);
  return {
    id: rule.id,
    type: c.type,
    severity: softened ? 'warning' : (failure.severity ?? rule.severity),
    certainty: ground.certainty,
    source: ground.source,
    kind: object.kind,
    object: object.name,
    system: 'system' in object ? object.system : null,
    field: fieldOf(object.kind, key).attribute,
    message: failure.message,
    reason: rule.reason,
    remedy: failure.remedy,
    code: rule.code ?? null,
    fix: failure.fix ?? null,
  };
}
