/** Mover service partitions: the VIOS that stream a running partition's memory. */
import type { Vios } from '../../objects/vios.ts';
import { keyOf, type PowerWorld } from '../../objects/world.ts';
import type { Case } from '../case.ts';
import { sourced } from '../ground.ts';
import { act, type Failure, fix, type Rule, type Spot, set, spot, TYPES } from '../rule.ts';
import { abbreviation, type End, forBothEnds, letter } from '../server/ends.ts';
import { isRunning, viosesAt } from './vios.ts';

/** VIOS that are movers and run, the one that was asked for first. */
export function moversAt(c: Case, end: End): Vios[] {
  const asked = end === 'source' ? c.options.sourceMsp : c.options.destMsp;
  const movers = viosesAt(c, end).filter((vios) => vios.msp && isRunning(vios));
  return asked === null ? movers : movers.filter(({ name }) => name === asked);
}

const present = (end: End): Rule => ({
  id: `${abbreviation(end)}-msp`,
  types: TYPES.A,
  looks: [`${letter(end)}V.msp`, `${letter(end)}.partitions`],
  severity: 'error',
  about: `A VIOS of the ${end} is a mover service partition.`,
  reason: 'Movers at both ends send and receive the memory.',
  ground: sourced('article'),
  *check(c): Iterable<Failure> {
    const running = viosesAt(c, end).filter(isRunning);
    const asked = end === 'source' ? c.options.sourceMsp : c.options.destMsp;
    const candidates = asked === null ? running : running.filter(({ name }) => name === asked);
    if (moversAt(c, end).length > 0 || running.length === 0) return;
    const [first] = candidates;
    const { name } = c[end];
    const on: Spot[] = candidates.map((vios) => spot(vios, 'msp'));
    yield {
      on: [on[0] ?? spot(c[end], 'partitions'), ...on.slice(1), spot(c[end], 'partitions')],
      message:
        asked === null
          ? `No VIOS of ${name} is a mover service partition.`
          : `${asked} of ${name} is no mover service partition.`,
      remedy: `Make one a mover: chsyscfg -m ${name} -r lpar -i "name=${first?.name ?? running[0]?.name},msp=1".`,
      ...(first && {
        fix: fix(`Make ${first.name} of ${name} a mover`, act(first, 'setMover')),
      }),
    };
  },
});

/** What must hold of at least one mover at each end; says it of all of them where it holds of none. */
function* ofSomeMover(
  c: Case,
  holds: (vios: Vios) => boolean,
  failure: (vios: Vios) => Omit<Failure, 'on'>,
  key: string,
): Iterable<Failure> {
  for (const end of ['source', 'target'] as const) {
    const movers = moversAt(c, end);
    const [first] = movers;
    if (!first || movers.some(holds)) continue;
    yield {
      ...failure(first),
      on: [spot(first, key), spot(c[end], 'partitions'), ...movers.slice(1).map((vios) => spot(vios, key))],
    };
  }
}

const device: Rule = {
  id: 'msp-vasi',
  types: TYPES.A,
  looks: ['SV.vasi', 'TV.vasi'],
  severity: 'error',
  about: 'The VASI device of the mover is configured.',
  reason: 'Mover and hypervisor hand the memory to one another through it.',
  ground: sourced('lopar'),
  *check(c) {
    yield* ofSomeMover(
      c,
      ({ vasi }) => vasi,
      (vios) => ({
        message: `${vios.name} of ${vios.system} is a mover without a VASI device.`,
        remedy: `Restart ${vios.name}: older levels configure the device only then (typical, unverified).`,
        fix: fix(`Restart ${vios.name}`, act(vios, 'restart'), [vios.name]),
      }),
      'vasi',
    );
  },
};

const isBroken = ({ brokenPaths }: PowerWorld, one: Vios, other: Vios): boolean => {
  const [a, b] = [keyOf(one), keyOf(other)];
  return brokenPaths.some((path) => path.includes(a) && path.includes(b));
};

const path: Rule = {
  id: 'msp-to-msp-path',
  types: TYPES.A,
  looks: ['N.brokenPaths', 'SV.addresses', 'TV.addresses'],
  severity: 'error',
  about: 'A mover of the source reaches a mover of the target.',
  reason: 'The memory goes from mover to mover, past the consoles.',
  ground: sourced('validation', 'remote'),
  *check(c) {
    const [from, to] = [moversAt(c, 'source'), moversAt(c, 'target')];
    const [one, other] = [from[0], to[0]];
    if (!one || !other || from.some((a) => to.some((b) => !isBroken(c.world, a, b)))) return;
    yield {
      on: [spot(one, 'addresses'), spot(other, 'addresses')],
      message: `No mover of ${c.source.name} reaches a mover of ${c.target.name}.`,
      remedy:
        'Check addresses, routes and firewalls between them (ping and TCP), or choose others with source_msp_ipaddr and dest_msp_ipaddr.',
      fix: fix('Repair the way between the movers', act(one, 'openWayTo', other)),
    };
  },
};

const ports: Rule = {
  id: 'msp-ports-open',
  types: TYPES.A,
  looks: ['SV.portsOpen', 'TV.portsOpen', 'SV.tunables', 'TV.tunables'],
  severity: 'error',
  about: 'A firewall lets the stream of the movers through.',
  reason: 'Movers use the TCP ports that vioslpm0 names, or any free ones.',
  ground: sourced('tunables'),
  *check(c) {
    yield* ofSomeMover(
      c,
      ({ portsOpen }) => portsOpen,
      (vios) => {
        const { tcpPortLow, tcpPortHigh } = vios.tunables;
        const range = tcpPortHigh > 0 ? `ports ${tcpPortLow} to ${tcpPortHigh}` : 'any port';
        return {
          message: `A firewall stops the stream of ${vios.name} on ${vios.system} (${range}).`,
          remedy: 'Set a range with tcp_port_low and tcp_port_high of vioslpm0, and open it.',
          fix: fix(`Open the ports of ${vios.name}`, set(vios, { portsOpen: true })),
        };
      },
      'portsOpen',
    );
  },
};

const secure: Rule = {
  id: 'viosecure-blocks',
  types: TYPES.A,
  looks: ['SV.viosecure', 'TV.viosecure', 'SV.secureTunnel', 'TV.secureTunnel'],
  severity: 'error',
  about: 'The security level of the movers lets the stream through.',
  reason: 'The high level drops the stream, unless the movers use a secure tunnel.',
  ground: sourced('network'),
  *check(c) {
    yield* ofSomeMover(
      c,
      (vios) => vios.viosecure !== 'high' || vios.secureTunnel,
      (vios) => ({
        message: `${vios.name} of ${vios.system} has the security level high and no secure tunnel.`,
        remedy: 'Lower the level (viosecure), or set up secure tunnels between the movers.',
        fix: fix(`Set up a secure tunnel on ${vios.name}`, set(vios, { secureTunnel: true })),
      }),
      'viosecure',
    );
  },
};

const speedOf = (vios: Vios): number =>
  Math.max(0, ...vios.addresses.map(({ mbitPerSecond }) => mbitPerSecond));

const speeds: Rule = {
  id: 'msp-link-mismatch',
  types: TYPES.A,
  looks: ['SV.addresses', 'TV.addresses'],
  severity: 'warning',
  about: 'Movers have links of the same speed.',
  reason: 'A fast sender overruns a slow receiver: packets are lost and sent again.',
  ground: sourced('networking'),
  *check(c) {
    const [from] = moversAt(c, 'source');
    const [to] = moversAt(c, 'target');
    if (!from || !to || from.addresses.length === 0 || to.addresses.length === 0) return;
    const [out, into] = [speedOf(from), speedOf(to)];
    if (out === into) return;
    yield {
      on: [spot(to, 'addresses'), spot(from, 'addresses')],
      message: `${from.name} of ${from.system} has ${out} Mbit/s, ${to.name} of ${to.system} ${into} Mbit/s.`,
      remedy: 'Use links of one speed, or switch flow control on.',
    };
  },
};

const headroom: Rule = {
  id: 'msp-cpu-headroom',
  types: TYPES.A,
  looks: ['SV.freeCores', 'TV.freeCores', 'SV.movesInProgress', 'TV.movesInProgress'],
  severity: 'warning',
  about: 'Each mover has a processor free for each move.',
  reason: 'One stream takes about one processor at each end.',
  ground: sourced('wiki'),
  *check(c) {
    yield* ofSomeMover(
      c,
      (vios) => vios.freeCores >= vios.movesInProgress + 1,
      (vios) => ({
        message: `${vios.name} of ${vios.system} has ${vios.freeCores} processors left for ${vios.movesInProgress + 1} ${vios.movesInProgress === 0 ? 'move' : 'moves'}.`,
        remedy: `Raise the entitlement of ${vios.name}, or leave it uncapped with a high weight.`,
        fix: fix(`Give ${vios.name} processors`, set(vios, { freeCores: vios.movesInProgress + 1 })),
      }),
      'freeCores',
    );
  },
};

const virtualAddress: Rule = {
  id: 'msp-on-virtual-ip',
  types: TYPES.A,
  looks: ['SV.addresses', 'TV.addresses'],
  severity: 'warning',
  about: 'Redundant movers have their addresses on physical ports.',
  reason: 'Two movers over the same virtual Ethernet share what may fail.',
  ground: sourced('movers'),
  *check(c): Iterable<Failure> {
    const ends = [moversAt(c, 'source'), moversAt(c, 'target')];
    if (c.options.redundantMsps === 0 || ends.some((movers) => movers.length < 2)) return;
    for (const vios of ends.flat()) {
      if (vios.addresses.length === 0 || vios.addresses.some(({ over }) => over !== 'virtual')) continue;
      yield {
        on: [spot(vios, 'addresses')],
        message: `The mover address of ${vios.name} on ${vios.system} is on virtual Ethernet.`,
        remedy: 'Give it an address on a physical or aggregated port.',
      };
    }
  },
};

const redundant: Rule = {
  id: 'redundant-msp-required',
  types: TYPES.A,
  looks: ['SV.msp', 'TV.msp', 'S.partitions', 'T.partitions'],
  severity: 'error',
  about: 'Two movers at each end, where that is asked for.',
  reason: 'A second pair takes over when a mover is lost.',
  ground: sourced('migrlpar'),
  relaxed: ({ redundantMsps }) => redundantMsps === 2,
  *check(c): Iterable<Failure> {
    if (c.options.redundantMsps !== 1) return;
    for (const end of ['source', 'target'] as const) {
      const running = viosesAt(c, end).filter(isRunning);
      if (moversAt(c, end).length !== 1) continue;
      const other = running.find(({ msp }) => !msp);
      yield {
        on: [spot(c[end], 'partitions'), ...running.map((vios) => spot(vios, 'msp'))],
        message: `${c[end].name} has one mover; two are asked for.`,
        remedy: other ? `Make ${other.name} a mover, too.` : `Install a second VIOS on ${c[end].name}.`,
        ...(other && {
          fix: fix(`Make ${other.name} of ${other.system} a mover`, act(other, 'setMover')),
        }),
      };
    }
  },
};

export const MOVER_RULES: readonly Rule[] = [
  ...forBothEnds(present),
  device,
  path,
  ports,
  secure,
  speeds,
  headroom,
  virtualAddress,
  redundant,
];
