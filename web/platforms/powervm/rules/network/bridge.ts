/** Bridges: every VLAN of the partition leads out of both servers. */
import { carries, type EthClient, type Trunk, vlansOf } from '../../objects/network.ts';
import type { Vios } from '../../objects/vios.ts';
import type { Case } from '../case.ts';
import { sourced } from '../ground.ts';
import { act, type Failure, fix, type Rule, type Spot, spot, TYPES } from '../rule.ts';
import type { End } from '../server/ends.ts';
import { isRunning, viosesAt } from '../vios/vios.ts';

const isBridged = (vioses: readonly Vios[], vlan: number, vswitch: string): boolean =>
  vioses.some(({ trunks }) => trunks.some((trunk) => carries(trunk, vlan, vswitch)));

/** VLANs of the partition that no running VIOS of an end carries, with their switch. */
function unbridged(c: Case, end: End): [vlan: number, vswitch: string][] {
  const vioses = viosesAt(c, end).filter(isRunning);
  const eths = end === 'source' ? c.lpar.eth : c.ethThere;
  const wanted = eths.flatMap((eth) => vlansOf(eth).map((vlan) => [vlan, eth.vswitch] as const));
  const distinct = wanted.filter(
    ([vlan, vswitch], i) => wanted.findIndex((each) => each[0] === vlan && each[1] === vswitch) === i,
  );
  return distinct.filter(([vlan, vswitch]) => !isBridged(vioses, vlan, vswitch)).map(([a, b]) => [a, b]);
}

const trunksAt = (vioses: readonly Vios[]): Spot[] => vioses.map((vios) => spot(vios, 'trunks'));

const atSource: Rule = {
  id: 'net-via-sea',
  types: TYPES.A,
  looks: ['L.eth', 'SV.trunks'],
  severity: 'error',
  about: 'Every VLAN of the partition leads through a shared Ethernet adapter of a VIOS.',
  reason: 'All network traffic of a mobile partition goes through VIOS.',
  ground: sourced('article'),
  *check(c): Iterable<Failure> {
    const running = c.sourceVioses.filter(isRunning);
    const [first] = running;
    if (!first) return;
    for (const [vlan, vswitch] of unbridged(c, 'source'))
      yield {
        on: [spot(c.lpar, 'eth'), spot(c.source, 'partitions'), ...trunksAt(running)],
        message: `VLAN ${vlan} of ${c.lpar.name} on ${vswitch} is bridged by no VIOS of ${c.source.name}.`,
        remedy: `Let a shared Ethernet adapter of ${running.map(({ name }) => name).join(' or ')} carry it.`,
        fix: fix(
          `Let ${first.name} of ${c.source.name} carry VLAN ${vlan}`,
          act(first, 'addVlan', vlan, vswitch),
        ),
      };
  },
};

const trunkOf = (vios: Vios, vswitch: string): Trunk | undefined =>
  vios.trunks.find((trunk) => trunk.vswitch === vswitch);

const atTarget: Rule = {
  id: 'tgt-vlan-bridged',
  types: TYPES.AIS,
  looks: ['L.eth', 'TV.trunks'],
  severity: 'error',
  about: 'Every VLAN of the partition is bridged on the target.',
  reason: 'The partition keeps its addresses, so it has to be on the same networks after the move.',
  ground: sourced('migrlpar', 'network'),
  relaxed: ({ vlanBridge }) => vlanBridge === 2,
  *check(c): Iterable<Failure> {
    const running = c.targetVioses.filter(isRunning);
    const [first] = running;
    if (!first) return;
    for (const [vlan, vswitch] of unbridged(c, 'target')) {
      const trunk = trunkOf(first, vswitch);
      yield {
        on: [
          spot(first, 'trunks'),
          spot(c.target, 'partitions'),
          ...trunksAt(running.slice(1)),
          spot(c.lpar, 'eth'),
        ],
        message: `VLAN ${vlan} of ${c.lpar.name} on ${vswitch} is bridged by no VIOS of ${c.target.name}.`,
        remedy: trunk
          ? `Add it to the trunk: chhwres -r virtualio --rsubtype eth -m ${c.target.name} -o s -p ${first.name} -s ${trunk.slot} -a "addl_vlan_ids+=${vlan},ieee_virtual_eth=1". Or move with --vlanbridge 2.`
          : `Give ${first.name} a trunk adapter on ${vswitch} that carries it, or move with --vlanbridge 2.`,
        fix: fix(
          `Let the VIOS of ${c.target.name} carry VLAN ${vlan}`,
          running.map((vios) => act(vios, 'addVlan', vlan, vswitch)),
        ),
      };
    }
  },
};

/** Trunks of a bridge beside the one whose untagged frames it bridges. */
const secondary = ({ seas, trunks }: Vios): Trunk[] =>
  trunks.filter((trunk) =>
    seas.some(({ name, pvidTrunk }) => name === trunk.sea && pvidTrunk !== trunk.slot),
  );

const clashes = (trunk: Trunk, { pvid, vswitch }: EthClient): boolean =>
  trunk.pvid === pvid && trunk.vswitch === vswitch;

const untagged: Rule = {
  id: 'pvid-of-nonpvid-trunk',
  types: TYPES.AIS,
  looks: ['L.eth', 'SV.trunks', 'SV.seas', 'TV.trunks', 'TV.seas'],
  severity: 'error',
  about: 'The port VLAN of the partition is not that of a secondary trunk of a bridge.',
  reason: 'A bridge does not bridge the untagged frames of its secondary trunks.',
  ground: sourced('network'),
  *check(c) {
    for (const vios of [...c.sourceVioses, ...c.targetVioses].filter(isRunning))
      for (const trunk of secondary(vios)) {
        const eths = vios.system === c.source.name ? c.lpar.eth : c.ethThere;
        const eth = eths.find((each) => clashes(trunk, each));
        if (!eth) continue;
        yield {
          on: [spot(vios, 'trunks'), spot(vios, 'seas'), spot(c.lpar, 'eth')],
          message: `The port VLAN ${eth.pvid} of the adapter in slot ${eth.slot} of ${c.lpar.name} is that of the secondary trunk in slot ${trunk.slot} of ${vios.name} on ${vios.system}.`,
          remedy: 'Give the trunk another port VLAN that nobody uses, and this one as an additional VLAN.',
        };
      }
  },
};

const ibmi: Rule = {
  id: 'vlan-ibmi-both',
  types: TYPES.AIS,
  looks: ['L.env', 'L.eth', 'SV.trunks', 'TV.trunks'],
  severity: 'warning',
  about: 'The VLANs of an IBM i partition are there on both servers.',
  reason: 'The console does not enforce it, but without them IBM i has no network.',
  ground: sourced('ibmi'),
  *check(c) {
    if (c.lpar.env !== 'os400') return;
    for (const end of ['source', 'target'] as const) {
      const missing = unbridged(c, end);
      const [first, ...rest] = viosesAt(c, end).filter(isRunning);
      if (missing.length === 0 || !first) continue;
      yield {
        on: [spot(first, 'trunks'), spot(c[end], 'partitions'), ...trunksAt(rest), spot(c.lpar, 'eth')],
        message: `${c[end].name} has no VLAN ${missing.map(([vlan]) => vlan).join(', ')} for the IBM i partition ${c.lpar.name}.`,
        remedy: `Let a VIOS of ${c[end].name} carry it.`,
        fix: fix(
          `Let ${first.name} of ${c[end].name} carry it`,
          missing.map(([vlan, vswitch]) => act(first, 'addVlan', vlan, vswitch)),
        ),
      };
    }
  },
};

export const BRIDGE_RULES: readonly Rule[] = [atSource, atTarget, untagged, ibmi];
