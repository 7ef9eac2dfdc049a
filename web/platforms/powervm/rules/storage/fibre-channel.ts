/** NPIV: a port for each adapter on the target, and a fabric that treats both worldwide port names alike. */
import type { FcPort, Grant } from '../../objects/storage.ts';
import type { Vios } from '../../objects/vios.ts';
import type { Case, FcPair } from '../case.ts';
import { sourced, TYPICAL } from '../ground.ts';
import { act, type Failure, fix, type Rule, spot, TYPES, type Unseen, unseen } from '../rule.ts';
import { isRunning } from '../vios/vios.ts';

const HOSTED = 'HSCLA319';
const LOOKS = ['L.fc', 'L.grants'] as const;

const portsOf = (vioses: readonly Vios[]): { vios: Vios; port: FcPort }[] =>
  vioses.flatMap((vios) => vios.fcPorts.map((port) => ({ vios, port })));

const fabric: Rule = {
  id: 'npiv-fabric-capable',
  types: TYPES.AIS,
  looks: ['TV.fcPorts', 'L.fc'],
  severity: 'error',
  about: 'A Fibre Channel port of the target hangs on a switch that speaks NPIV.',
  reason: 'Virtual Fibre Channel adapters need a switch that lets a port have many names.',
  ground: sourced('zoning'),
  code: HOSTED,
  *check({ lpar, target, targetVioses }) {
    if (lpar.fc.length === 0) return;
    const running = targetVioses.filter(isRunning);
    const [first] = running;
    const ports = portsOf(running);
    if (!first || ports.some(({ port }) => port.fabric)) return;
    const [idle] = ports;
    yield {
      on: [
        spot(first, 'fcPorts'),
        spot(target, 'partitions'),
        ...running.slice(1).map((vios) => spot(vios, 'fcPorts')),
      ],
      message: `${lpar.name} has virtual Fibre Channel adapters, and no port of ${target.name} is ready for NPIV (lsnports: fabric=1).`,
      remedy: `Enable NPIV on the switch behind ${first.name}${idle ? ` (${idle.port.name})` : ', and give it a Fibre Channel adapter'}.`,
      ...(idle && {
        fix: fix(
          `Enable NPIV behind the ports of ${target.name}`,
          ports.map(({ vios, port }) => act(vios, 'enableNpiv', port.name)),
        ),
      }),
    };
  },
};

const capacity: Rule = {
  id: 'npiv-port-capacity',
  types: TYPES.AIS,
  looks: ['TV.fcPorts', 'L.fc'],
  severity: 'error',
  about: 'The ports of the target have a free place for each virtual Fibre Channel adapter.',
  reason: 'A port serves so many virtual adapters, commonly 64.',
  ground: sourced('lsnports'),
  code: HOSTED,
  *check({ lpar, target, targetVioses }) {
    if (lpar.fc.length === 0) return;
    const running = targetVioses.filter(isRunning);
    const [first] = running;
    const ports = portsOf(running).filter(({ port }) => port.fabric);
    const free = ports.reduce((sum, { port }) => sum + port.freeSlots, 0);
    if (!first || ports.length === 0 || free >= lpar.fc.length) return;
    yield {
      on: [
        spot(first, 'fcPorts'),
        spot(target, 'partitions'),
        ...running.slice(1).map((vios) => spot(vios, 'fcPorts')),
      ],
      message: `${lpar.name} has ${lpar.fc.length} virtual Fibre Channel adapters, and the ports of ${target.name} have ${free} places left.`,
      remedy: 'Use another port, or move other partitions away from these.',
    };
  },
};

/** What the fabric grants each adapter; what nobody has looked at is said. */
function* granted({ lpar, fc }: Case): Iterable<(FcPair & { first: Grant; second: Grant }) | Unseen> {
  for (const pair of fc) {
    const [first, second] = pair.client.grants ?? [];
    if (!first || !second) yield unseen(lpar, 'grants');
    else yield { ...pair, first, second };
  }
}

const lacking = (all: readonly string[], some: readonly string[]): string[] =>
  all.filter((each) => !some.includes(each));

const bothZoned: Rule = {
  id: 'npiv-both-wwpns-zoned',
  types: TYPES.AIS,
  looks: LOOKS,
  severity: 'error',
  about: 'Both worldwide port names of each adapter are zoned to the same ports of the storage.',
  reason: 'The second name logs in from the target while the first is still in use.',
  ground: sourced('zoning', 'lsnports'),
  code: HOSTED,
  *check(c) {
    for (const each of granted(c)) {
      if ('unseen' in each) {
        yield each;
        continue;
      }
      const lacks = lacking(each.first.storagePorts, each.second.storagePorts);
      if (lacks.length === 0) continue;
      const { slot, wwpns } = each.client;
      yield {
        on: [spot(c.lpar, 'grants'), spot(c.lpar, 'fc')],
        message: `The second name ${wwpns[1]} of the adapter in slot ${slot} of ${c.lpar.name} is not zoned to ${lacks.join(', ')}.`,
        remedy: `Put ${wwpns[1]} into the zones of ${wwpns[0]}; it can be logged in before the move with chnportlogin.`,
        fix: fix(`Zone ${wwpns[1]} like ${wwpns[0]}`, act(c.lpar, 'zoneSecondName', slot)),
      };
    }
  },
};

const samePorts: Rule = {
  id: 'npiv-target-ports-match',
  types: TYPES.AIS,
  looks: [...LOOKS, 'TV.fcPorts'],
  severity: 'error',
  about: 'A port of the target’s VIOS reaches the same ports of the storage.',
  reason: 'The adapter must find on the target what it finds now.',
  ground: sourced('remote', 'bypass'),
  code: HOSTED,
  relaxed: ({ npivPorts }) => npivPorts === 'warn',
  restsOnAll: true,
  *check(c): Iterable<Failure | Unseen> {
    const { lpar, target } = c;
    for (const each of granted(c)) {
      if ('unseen' in each) {
        yield each;
        continue;
      }
      const { slot } = each.client;
      const vios = c.placement.find((placed) => placed.is === 'fc' && placed.slot === slot)?.to;
      const ports = vios?.fcPorts.filter((port) => port.fabric) ?? [];
      const [first] = ports;
      if (!vios || !first) continue;
      if (
        ports.some(
          (port) => port.storagePorts && lacking(each.first.storagePorts, port.storagePorts).length === 0,
        )
      )
        continue;
      if (ports.some((port) => !port.storagePorts)) {
        yield unseen(vios, 'fcPorts');
        continue;
      }
      const lacks = lacking(each.first.storagePorts, first.storagePorts ?? []);
      yield {
        on: [spot(vios, 'fcPorts'), spot(lpar, 'grants')],
        message: `${first.name} of ${vios.name} on ${target.name} does not reach ${lacks.join(', ')}, which the adapter in slot ${slot} of ${lpar.name} uses (rc 69).`,
        remedy: 'Zone both sides alike, by worldwide port names and not by ports of the switch.',
        fix: fix(
          `Zone ${first.name} of ${vios.name} on ${target.name} to ${lacks.join(', ')}`,
          lacks.map((port) => act(vios, 'zonePort', first.name, port)),
        ),
      };
    }
  },
};

const masked = (c: Case, remedy: string): Iterable<Failure | Unseen> =>
  [...granted(c)].flatMap((each): (Failure | Unseen)[] => {
    if ('unseen' in each) return [each];
    const lacks = lacking(each.first.luns, each.second.luns);
    if (lacks.length === 0) return [];
    const { slot, wwpns } = each.client;
    return [
      {
        on: [spot(c.lpar, 'grants'), spot(c.lpar, 'fc')],
        message: `The storage does not show ${lacks.join(', ')} to the second name ${wwpns[1]} of the adapter in slot ${slot} of ${c.lpar.name}.`,
        remedy,
        fix: fix(`Map ${lacks.join(', ')} to ${wwpns[1]}`, act(c.lpar, 'maskSecondName', slot)),
      },
    ];
  });

const masking: Rule = {
  id: 'npiv-lun-masking',
  types: TYPES.AIS,
  looks: [...LOOKS, 'SV.tunables', 'TV.tunables'],
  severity: 'error',
  about: 'The storage shows every disk to the second worldwide port name, where that is to be checked.',
  reason: 'A disk that is not mapped to the second name is lost with the move.',
  ground: sourced('migrlpar', 'performance'),
  code: HOSTED,
  *check(c) {
    const involved = c.lpar.fc.length === 0 ? [] : [...c.sourceVioses, ...c.targetVioses];
    const wanted = c.options.npivValidation === 'portdisk';
    if (!wanted && !involved.some(({ tunables }) => tunables.lunValidation)) return;
    yield* masked(c, 'Map the disks to the second worldwide port name, too.');
  },
};

const inUse: Rule = {
  id: 'npiv-wwpn-not-in-use',
  types: TYPES.AIS,
  looks: ['L.fc'],
  severity: 'error',
  about: 'The second worldwide port name of each adapter is logged in nowhere.',
  reason: 'A name can be logged in once.',
  ground: TYPICAL,
  *check({ lpar }) {
    for (const { slot, wwpns, secondInUseBy } of lpar.fc) {
      if (secondInUseBy === undefined) continue;
      yield {
        on: [spot(lpar, 'fc')],
        message: `The second name ${wwpns[1]} of the adapter in slot ${slot} of ${lpar.name} is logged in at ${secondInUseBy}.`,
        remedy: 'Log it out with chnportlogin.',
        fix: fix(`Log ${wwpns[1]} out`, act(lpar, 'logOutSecondName', slot)),
      };
    }
  },
};

const ibmi: Rule = {
  id: 'npiv-ibmi-both-mapped',
  types: TYPES.AIS,
  looks: [...LOOKS, 'L.env'],
  severity: 'error',
  about: 'For IBM i, both worldwide port names of each adapter see the same disks.',
  reason: 'IBM i moves with NPIV only where both names are mapped to the same disks.',
  ground: sourced('ibmi'),
  *check(c) {
    if (c.lpar.env === 'os400') yield* masked(c, 'Map the same disks to both worldwide port names.');
  },
};

export const FIBRE_CHANNEL_RULES: readonly Rule[] = [
  fabric,
  capacity,
  bothZoned,
  samePorts,
  masking,
  inUse,
  ibmi,
];
