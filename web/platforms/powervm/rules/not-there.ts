/** What is said of a move whose partition or server does not exist. */
import type { RuleFinding } from '../../../model/rule-finding.ts';
import { lparsOf, type PowerWorld, systemOf } from '../objects/world.ts';
import { implied, sourced } from './ground.ts';
import type { MoveRequest } from './request.ts';
import { type MoveExamination, titleOf } from './validate.ts';

export function notThere(world: PowerWorld, request: MoveRequest): MoveExamination {
  const { lpar, source, target, type = 'active' } = request;
  const names = (all: readonly { name: string }[]) => all.map(({ name }) => name).join(', ') || 'none';
  const servers = names(world.systems);
  const plain = { severity: 'error', certainty: 'sourced', code: null, fix: null, field: 'name' } as const;
  const findings: RuleFinding[] = [];
  for (const [id, name] of [
    ['src-operating', source],
    ['tgt-operating', target],
  ] as const) {
    if (systemOf(world, name)) continue;
    findings.push({
      ...plain,
      source: implied('validation').source,
      id,
      group: 'Servers',
      object: name,
      message: `There is no server ${name}.`,
      reason: 'The console has to reach both servers.',
      remedy: `Name one of the servers: ${servers}.`,
    });
  }
  if (!lparsOf(world, source).some(({ name }) => name === lpar))
    findings.push({
      ...plain,
      source: sourced('output', 'ansible').source,
      id: 'lpar-exists',
      group: 'Partition',
      object: lpar,
      code: 'HSCL8012',
      message: `There is no partition ${lpar} on ${source}.`,
      reason: 'The partition is found by its name on the source.',
      remedy: `Name one of its partitions: ${names(lparsOf(world, source))}.`,
    });
  return { type, title: titleOf(request, type), findings, undecided: [], passed: [] };
}
