/** What a rule is, and what it finds. */
import { type CallValue, call } from '../../../model/call.ts';
import type { RuleFinding, RuleFix } from '../../../model/rule-finding.ts';
import { fieldOf } from '../objects/fields.ts';
import type { MobilityType } from '../objects/lpar-state.ts';
import { nameIn, thingOf } from '../objects/names.ts';
import type { PowerObject, PowerWorld } from '../objects/world.ts';
import type { Case } from './case.ts';
import type { Ground } from './ground.ts';
import type { Options } from './request.ts';

export type Severity = RuleFinding['severity'];

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

/** A call that a fix makes, on the object itself. */
export interface Deed {
  on: PowerObject;
  verb: string;
  args: readonly (CallValue | PowerObject)[];
}

export const act = (on: PowerObject, verb: string, ...args: (CallValue | PowerObject)[]): Deed => ({
  on,
  verb,
  args,
});

/** Sets fields of an object. */
export const set = <T extends PowerObject>(on: T, values: Partial<T>): Deed =>
  act(on, 'set', { ...values } as unknown as CallValue);

/** A change of the world that makes a finding go away. */
export interface Fix {
  label: string;
  /** What stands still for it, by name; empty: nothing does. */
  stops: readonly string[];
  deeds: readonly Deed[];
}

export const fix = (label: string, deeds: Deed | readonly Deed[], stops: readonly string[] = []): Fix => ({
  label,
  stops,
  deeds: 'verb' in deeds ? [deeds] : deeds,
});

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

/** What a rule would have to see inside a list, and nobody has looked at. */
export interface Unseen {
  unseen: readonly [Spot, ...Spot[]];
}

export const unseen = (object: PowerObject, key: string): Unseen => ({ unseen: [spot(object, key)] });

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
  /** What it finds rests on every value that it looked at: how all adapters together could be placed. */
  restsOnAll?: true;
  /** Switches of the move that turn an error into a warning. */
  relaxed?: (options: Options) => boolean;
  check(c: Case): Iterable<Failure | Unseen>;
}

const A: readonly MobilityType[] = ['active'];
const I: readonly MobilityType[] = ['inactive'];
const S: readonly MobilityType[] = ['suspended'];
/** Types of a rule, by their initials. */
export const TYPES = { A, I, S, AI: [...A, ...I], AIS: [...A, ...I, ...S] } as const;

export interface RuleGroup {
  name: string;
  rules: readonly Rule[];
}

export function findingOf(
  rule: Rule,
  group: string,
  failure: Failure,
  c: Case,
  blocking: boolean,
): RuleFinding {
  const { object, key } = failure.on[0];
  const ground = failure.ground ?? rule.ground;
  const softened = (ground.certainty === 'typical' && !blocking) || (rule.relaxed?.(c.options) ?? false);
  return {
    id: rule.id,
    severity: softened ? 'warning' : (failure.severity ?? rule.severity),
    certainty: ground.certainty === 'sourced' || ground.certainty === 'implied' ? 'sourced' : 'typical',
    source: ground.source,
    group,
    object: nameIn(c.world, object),
    field: fieldOf(object.kind, key).attribute,
    message: failure.message,
    reason: rule.reason,
    remedy: failure.remedy,
    code: rule.code ?? null,
    fix: failure.fix ? fixOf(c.world, failure.fix) : null,
  };
}

const isObject = (value: CallValue | PowerObject): value is PowerObject =>
  typeof value === 'object' && value !== null && 'kind' in value;

const fixOf = (world: PowerWorld, { label, stops, deeds }: Fix): RuleFix => ({
  label,
  stops,
  calls: deeds.map(({ on, verb, args }) =>
    call(thingOf(world, on), verb, ...args.map((arg) => (isObject(arg) ? { ...thingOf(world, arg) } : arg))),
  ),
});
