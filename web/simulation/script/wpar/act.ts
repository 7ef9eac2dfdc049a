/** Verbs of the API that the platform itself carries out: the same call as a person's, with its arguments as they were read. */

import type { CallValue } from '../../../model/call.ts';
import { thingName } from '../../../model/call.ts';
import type { Diagnostic } from '../../../model/result.ts';
import type { RuleFinding } from '../../../model/rule-finding.ts';
import type { CallDone } from '../../../platforms/wpar/course/conductor.ts';
import type { Any } from '../../../script/define.ts';
import { type Answer, no, type Site, yes } from '../../../script/session.ts';
import { askedBy } from '../asked-by.ts';
import type { Stage } from '../stage.ts';
import type { WparSite } from './site.ts';

export interface Named {
  name: string;
}

export type Act = (self: number, args: Any, site: Site) => Answer<Any>;

const isHanded = (value: object): value is { $ref: string; id: number } => '$ref' in value && 'id' in value;

/** Things by name again; what was left out is left out. */
export function callValue(stage: Stage, value: unknown): CallValue {
  if (value === undefined) return null;
  if (typeof value !== 'object' || value === null) return value as CallValue;
  if (Array.isArray(value)) return value.map((each) => callValue(stage, each));
  if (isHanded(value)) return thingName(value.$ref, stage.things.at<Named>(value.$ref, value.id).name);
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]) =>
      each === undefined ? [] : [[name, callValue(stage, each)]],
    ),
  );
}

/** @param gives what the script gets for what was done; left out: nothing */
export const actOf =
  (
    stage: Stage,
    site: WparSite,
    kind: string,
    verb: string,
    gives?: (made: CallDone, args: Any) => Any,
  ): Act =>
  (self, args, where) => {
    const name = self === 0 ? '' : stage.things.at<Named>(kind, self).name;
    const on = thingName(kind, name);
    const values = (args as unknown[]).map((each) => callValue(stage, each));
    const made = site.do({ on, verb, args: values }, askedBy(where));
    if (made.ok) return yes(gives?.(made, args));
    return refusedBy(stage, where, name, made.findings, made.message);
  };

/** By a person's deed it is superseded, otherwise the world refuses it. */
function refusedBy(
  stage: Stage,
  site: Site,
  name: string,
  findings: readonly RuleFinding[],
  message: string,
) {
  const touched = stage.touched.get(name);
  if (touched !== undefined)
    return no('Superseded', { what: message, where: name, fix: `A person's action made it so: ${touched}` });
  const faults: Diagnostic[] = findings.map(({ message: what, object, remedy }) => ({
    what,
    where: object,
    fix: remedy,
  }));
  return stage.refuse(site, 'Refused', ...(faults.length > 0 ? faults : [{ what: message }]));
}
