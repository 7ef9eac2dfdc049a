/** Why a request to the console came to nothing. */
import type { RuleFinding } from '../../../model/rule-finding.ts';
import { happened, isError } from '../mobility/findings.ts';

export const noServer = (name: string): RuleFinding =>
  happened(
    'src-operating',
    'Servers',
    name,
    `There is no server ${name}.`,
    'It is found by its name.',
    'Name one of the servers of the console.',
  );

export const gone = (name: string, system: string): RuleFinding =>
  happened(
    'lpar-exists',
    'Partition',
    name,
    `${name} is not on ${system} any more.`,
    'Each partition is looked at when its turn comes.',
    'Nothing: it has left already.',
  );

export const nowhere = (name: string, findings: readonly RuleFinding[]): RuleFinding[] => [
  happened(
    'no-target',
    'Servers',
    name,
    `No server can take ${name}.`,
    'Something stands against each of them.',
    'Make room elsewhere, or shut it down and move it inactive.',
  ),
  ...findings.filter(isError),
];

export const stopRefused = (lpar: string, why: string): RuleFinding =>
  happened(
    'stop-possible',
    'Partition',
    lpar,
    why,
    'Once the partition is suspended firmware refuses to stop the move.',
    'Let it end; a move that failed is recovered.',
  );

export const notFailed = (lpar: string, moving: boolean): RuleFinding =>
  happened(
    'recover-possible',
    'Partition',
    lpar,
    moving ? `The move of ${lpar} is still under way.` : `${lpar} is in no move.`,
    'Only a move that ended halfway is recovered.',
    moving ? 'Stop it, or wait until it has ended.' : 'There is nothing to recover.',
  );
