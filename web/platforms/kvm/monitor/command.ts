/**
 * A line in the terminal of a KVM world: a command of one guest's monitor, `db: info migrate` or
 * `db: {"execute": "query-migrate"}`; with `db@beta:` that of its QEMU on beta, where two run while it moves. Where
 * there is one guest only, its name may be left out. A line that only reads leaves no trace; one that acts comes back
 * as the call that it stands for.
 */

import type { VirtualNs } from '../../../model/units.ts';
import type { TerminalAnswer } from '../../../model/world-view.ts';
import type { KvmMove } from '../migration/setup.ts';
import { standingsAt } from '../migration/standing.ts';
import type { KvmWorld } from '../objects/world.ts';
import { refusedWith, told } from './answer.ts';
import { contextOf } from './context.ts';
import { hmp } from './hmp.ts';
import { qmp } from './qmp.ts';

const LONGEST_LINE = 4000;
const ADDRESSED = /^([\p{L}\p{N}][\p{L}\p{N}._-]*)(?:@([\p{L}\p{N}][\p{L}\p{N}._-]*))?:\s*(.*)$/su;

export function command(
  world: KvmWorld,
  moves: readonly KvmMove[],
  at: VirtualNs,
  line: string,
): TerminalAnswer {
  if (line.length > LONGEST_LINE) return refusedWith(`The line is longer than ${LONGEST_LINE} characters.`);
  const text = line.trim();
  if (text === '') return told();
  if (text === 'list') return guests(world, moves, at);
  const [, named, host, rest] = ADDRESSED.exec(text) ?? [];
  const only = world.guests.length === 1 ? world.guests[0]?.name : undefined;
  const name = named ?? only;
  const wanted = rest ?? text;
  if (name === undefined) {
    if (/^(?:help|\?)/.test(wanted)) return general(world);
    return refusedWith(
      'Whose monitor? Begin with the guest, as in',
      `  ${world.guests[0]?.name ?? 'db'}: ${wanted}`,
    );
  }
  const context = contextOf(world, moves, at, name, host);
  const known = guests(world, moves, at).lines.map((l) => l.text);
  if (!context) return refusedWith(`There is no guest ${name}.`, ...known);
  const { standing, move, incoming } = context;
  if (host !== undefined && !incoming && host !== standing.host && host !== move?.record.from)
    return refusedWith(`There is no QEMU of ${name} on ${host}.`, ...known);
  const answer = wanted.startsWith('{')
    ? qmp(context, wanted)
    : hmp(context, wanted.split(/\s+/).filter(Boolean));
  if (incoming && host !== standing.host && answer.call)
    return refusedWith(`The QEMU on ${host} waits for ${name} and only answers.`, `Leave @${host} out.`);
  return answer;
}

const guests = (world: KvmWorld, moves: readonly KvmMove[], at: VirtualNs): TerminalAnswer =>
  told(
    ...standingsAt(world, moves, at).map(({ guest, host, state, move, lost }) => {
      const how = lost ? 'lost' : move ? `${state}, to ${move.record.to}` : guest.state;
      return `${guest.name}  on ${host}  ${how}`;
    }),
  );

const general = (world: KvmWorld): TerminalAnswer => {
  const guest = world.guests[0]?.name ?? 'db';
  return told(
    'list -- show all guests',
    `${guest}: help -- commands of this guest’s monitor`,
    `${guest}: info migrate -- how its migration is doing`,
    `${guest}: {"execute": "query-migrate"} -- the same for programs`,
    `${guest}@HOST: info migrate -- what the QEMU there tells of it`,
  );
};
