/** What is said of a move whose partition or server does not exist. */
import type { RuleFinding } from '../../../model/rule-finding.ts';
import { lparsOf, type PowerWorld, systemOf, viosOf } from '../objects/world.ts';
import { implied, sourced } from './ground.ts';
import type { MoveRequest } from './request.ts';
import { type MoveExamination, titleOf } from './validate.ts';

type Plain = Pick<RuleFinding, 'severity' | 'certainty' | 'code' | 'fix' | 'field'>;

export function notThere(world: PowerWorld, request: MoveRequest): MoveExamination {
  const { lpar, source, target, type = 'active' } = request;
  const names = (all: readonly { name: string }[]) => all.map(({ name }) => name).join(', ') || 'none';
  const servers = names(world.systems);
  const plain: Plain = { severity: 'error', certainty: 'sourced', code: null, fix: null, field: 'name' };
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
  if (viosOf(world, source, lpar)) findings.push(immobile(lpar, plain));
  else if (!lparsOf(world, source).some(({ name }) => name === lpar))
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
  return { type, title: titleOf(request, type), findings, undecided: [], unseen: [], passed: [] };
}

/** A VIOS is a partition of a kind that never moves: no other rule has to be asked. */
const immobile = (name: string, plain: Plain): RuleFinding => ({
  ...plain,
  source: sourced('pypowervm', 'lopar').source,
  id: 'vios-is-not-mobile',
  group: 'VIOS and movers',
  object: name,
  field: 'lpar_env',
  message: `${name} is a VIOS.`,
  reason: 'A VIOS owns hardware of its server, and that stays.',
  remedy: 'VIOS are never moved: move its clients, or install another VIOS.',
});
