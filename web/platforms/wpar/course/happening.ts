/** What a manager has to say beside its tasks. */
import type { Diagnostic } from '../../../model/result.ts';
import type { RuleFinding } from '../../../model/rule-finding.ts';
import type { VirtualNs } from '../../../model/units.ts';
import type { Edit } from '../objects/edit.ts';
import type { Request } from '../tasks/request.ts';

/** What was asked for and did not begin, or cannot be. */
export type Refused =
  | { at: VirtualNs; kind: 'request'; request: Request; findings: readonly RuleFinding[] }
  | { at: VirtualNs; kind: 'edit'; edit: Edit; diagnostics: readonly Diagnostic[] }
  | { at: VirtualNs; kind: 'cancel'; task: string; why: string };

/** What a policy had to say. */
export interface Notice {
  at: VirtualNs;
  policy: string;
  text: string;
}
