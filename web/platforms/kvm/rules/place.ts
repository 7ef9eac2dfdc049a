/** Whether there is something to move, and somewhere to move it to. */
import { OWN, sourced, TYPICAL } from '../ground.ts';
import { guestFix, hostFix, type Rule } from './rule.ts';

const elsewhere: Rule = {
  id: 'other-host',
  group: 'Place',
  about: 'The destination is another host.',
  reason: 'A move within one host is a local migration, which this world does not have.',
  ground: OWN,
  severity: 'error',
  *check({ guest, source, target }) {
    if (source.name !== target.name) return;
    yield {
      object: guest.name,
      field: 'host',
      message: `${guest.name} is on ${target.name} already.`,
      remedy: 'Choose another host.',
    };
  },
};

const reachable: Rule = {
  id: 'host-up',
  group: 'Place',
  about: 'Both hosts can be reached.',
  reason: 'Both run a part of the migration.',
  ground: OWN,
  severity: 'error',
  *check({ source, target }) {
    for (const host of source === target ? [source] : [source, target]) {
      if (host.state === 'up') continue;
      yield {
        object: host.name,
        field: 'state',
        part: host.name,
        message: `${host.name} is down.`,
        remedy: `Start ${host.name}.`,
        fix: hostFix(`Start ${host.name}`, host.name, { state: 'up' }),
      };
    }
  },
};

const runs: Rule = {
  id: 'guest-runs',
  group: 'Place',
  about: 'The guest runs, or stands paused.',
  reason: 'A guest that is shut off has no memory; only its definition could be moved.',
  ground: sourced('libvirt'),
  severity: 'error',
  *check({ guest }) {
    if (guest.state !== 'shut off') return;
    yield {
      object: guest.name,
      field: 'state',
      message: `${guest.name} is shut off.`,
      remedy: `Start ${guest.name}.`,
      fix: guestFix(`Start ${guest.name}`, guest.name, { state: 'running' }),
    };
  },
};

const whole: Rule = {
  id: 'guest-not-lost',
  group: 'Place',
  about: 'The guest is whole.',
  reason: 'After post-copy broke off for good, neither host has all of it.',
  ground: sourced('postcopy'),
  severity: 'error',
  *check({ guest, standing }) {
    if (!standing.lost) return;
    yield {
      object: guest.name,
      field: 'state',
      message: `${guest.name} was lost on its way.`,
      remedy: 'Start it anew from its disks, in another run.',
    };
  },
};

const idle: Rule = {
  id: 'no-other-move',
  group: 'Place',
  about: 'The guest is on no other move.',
  reason: 'QEMU runs one migration at a time.',
  ground: sourced('migration', 'libvirt'),
  severity: 'error',
  *check({ guest, standing }) {
    if (!standing.move) return;
    const { to } = standing.move.record;
    yield {
      object: guest.name,
      field: 'state',
      message: `${guest.name} is on its way to ${to}.`,
      remedy: standing.state.startsWith('postcopy')
        ? 'Wait until it has arrived.'
        : 'Wait until it has arrived, or cancel that move.',
    };
  },
};

const fewMoves: Rule = {
  id: 'moves-at-once',
  group: 'Place',
  about: 'Neither host is at its limit of moves at once.',
  reason: 'Moves share the network, and each takes longer than alone.',
  ground: OWN,
  severity: 'error',
  *check({ source, target, scene }) {
    for (const host of source === target ? [source] : [source, target]) {
      const there = scene.movesOn(host.name);
      if (host.maxMoves === null || there.length < host.maxMoves) continue;
      const most = there.length + 1;
      yield {
        object: host.name,
        field: 'maxMoves',
        part: host.name,
        message: `${host.name} is at its limit of ${host.maxMoves} moves at once.`,
        remedy: 'Wait until one has ended, or raise the limit.',
        fix: hostFix(`Raise the limit to ${most}`, host.name, { maxMoves: most }),
      };
    }
  },
};

const nameFree: Rule = {
  id: 'name-free',
  group: 'Place',
  about: 'No other guest of this name is defined on the destination.',
  reason: 'Names and identities are unique on a host, of guests that do not run too.',
  ground: TYPICAL,
  severity: 'error',
  *check({ guest, target }) {
    if (!target.defined.includes(guest.name)) return;
    yield {
      object: target.name,
      field: 'defined',
      message: `On ${target.name} another ${guest.name} is defined.`,
      remedy: `Remove that definition (undefine) on ${target.name}.`,
      fix: hostFix('Remove the definition', target.name, {
        defined: target.defined.filter((name) => name !== guest.name),
      }),
    };
  },
};

export const PLACE_RULES: readonly Rule[] = [elsewhere, reachable, runs, whole, idle, fewMoves, nameFree];
