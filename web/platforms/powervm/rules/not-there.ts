/** What is said of a move whose partition or server does not exist. */
import { lparsOf, type PowerWorld, systemOf } from '../objects/world.ts';
import { implied, sourced } from './ground.ts';
import type { MoveRequest } from './request.ts';
import type { Finding } from './rule.ts';
import type { Examination } from './validate.ts';

export function notThere(
  world: PowerWorld,
  { lpar, source, target, type = 'active' }: MoveRequest,
): Examination {
  const names = (all: readonly { name: string }[]) => all.map(({ name }) => name).join(', ') || 'none';
  const servers = names(world.systems);
  const plain = { type, severity: 'error', code: null, fix: null, field: 'name', system: null } as const;
  const findings: Finding[] = [];
  for (const [id, name] of [
    ['src-operating', source],
    ['tgt-operating', target],
  ] as const) {
    if (systemOf(world, name)) continue;
    findings.push({
      ...plain,
      ...implied('validation'),
      id,
      kind: 'system',
      object: name,
      message: `There is no server ${name}.`,
      reason: 'The console has to reach both servers.',
      remedy: `Name one of the servers: ${servers}.`,
    });
  }
  if (!lparsOf(world, source).some(({ name }) => name === lpar))
    findings.push({
      ...plain,
      ...sourced('output', 'ansible'),
      id: 'lpar-exists',
      kind: 'lpar',
      object: lpar,
      system: source,
      code: 'HSCL8012',
      message: `There is no partition ${lpar} on ${source}.`,
      reason: 'The partition is found by its name on the source.',
      remedy: `Name one of its partitions: ${names(lparsOf(world, source))}.`,
    });
  return { type, findings, undecided: [], passed: [] };
}
