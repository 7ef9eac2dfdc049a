/** What people do, and what befalls the machines, with its moment. */

import type { Diagnostic } from '../../../model/result.ts';
import type { VirtualNs } from '../../../model/units.ts';
import type { Finding } from '../finding.ts';
import type { Edit } from '../objects/edit.ts';
import type { Request } from '../tasks/request.ts';

export type Happening =
  | { at: VirtualNs; kind: 'request'; request: Request }
  | { at: VirtualNs; kind: 'edit'; edit: Edit }
  | { at: VirtualNs; kind: 'cancel'; task: string };

/** What was asked for and did not begin, or cannot be. */
export type Refused =
  | { at: VirtualNs; kind: 'request'; request: Request; findings: readonly Finding[] }
  | { at: VirtualNs; kind: 'edit'; edit: Edit; diagnostics: readonly Diagnostic[] }
  | { at: VirtualNs; kind: 'cancel'; task: string; why: string };

/** What a policy had to say. */
export interface Notice {
  at: VirtualNs;
  policy: string;
  text: string;
}
