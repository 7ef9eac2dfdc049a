/** The partition's place in the network: switch, segment, addresses, virtual NICs. */
import type { SriovPort } from '../../objects/managed-system.ts';
import type { Vnic } from '../../objects/network.ts';
import { lparsOf } from '../../objects/world.ts';
import { implied, OWN, sourced } from '../ground.ts';
import { act, type Failure, fix, type Rule, set, spot, TYPES } from '../rule.ts';

const vswitch: Rule = {
  id: 'tgt-vswitch',
  types: TYPES.AIS,
  looks: ['L.eth', 'T.virtualSwitches'],
  severity: 'error',
  about: 'The target has virtual switches of the same names.',
  reason: 'The adapter is plugged into the switch of the same name.',
  ground: sourced('ibmi'),
  *check({ lpar, target }) {
    const lacks = [...new Set(lpar.eth.map((eth) => eth.vswitch))].filter(
      (name) => !target.virtualSwitches.includes(name),
    );
    for (const name of lacks)
      yield {
        on: [spot(target, 'virtualSwitches'), spot(lpar, 'eth')],
        message: `${lpar.name} is on the virtual switch ${name}, which ${target.name} does not have.`,
        remedy: `Create the switch ${name} on ${target.name}.`,
        fix: fix(`Create the switch ${name} on ${target.name}`, act(target, 'addVirtualSwitch', name)),
      };
  },
};

const segment: Rule = {
  id: 'same-l2-segment',
  types: TYPES.AIS,
  looks: ['S.segment', 'T.segment', 'L.eth'],
  severity: 'error',
  about: 'Both servers are on one layer-2 network.',
  reason: 'The partition keeps its addresses, and they are valid on one network only.',
  ground: OWN,
  *check({ lpar, source, target }) {
    if (lpar.eth.length === 0 || source.segment === target.segment) return;
    yield {
      on: [spot(target, 'segment'), spot(source, 'segment')],
      message: `${source.name} is on the network ${source.segment}, ${target.name} on ${target.segment}.`,
      remedy: 'Extend the network to both servers, or choose another target.',
      fix: fix(
        `Bring ${target.name} to the network ${source.segment}`,
        set(target, { segment: source.segment }),
      ),
    };
  },
};

const vsi: Rule = {
  id: 'vsi-match',
  types: TYPES.AIS,
  looks: ['L.eth', 'T.vsiCapable'],
  severity: 'error',
  about: 'The target supports the profiles of virtual station interfaces.',
  reason: 'The switch outside expects the profile from wherever the partition is.',
  ground: sourced('migrlpar'),
  relaxed: ({ vsi: strictness }) => strictness === 2,
  *check({ lpar, target }) {
    const slots = lpar.eth.filter((eth) => eth.vsi).map(({ slot }) => slot);
    if (slots.length === 0 || target.vsiCapable) return;
    yield {
      on: [spot(target, 'vsiCapable'), spot(lpar, 'eth')],
      message: `${lpar.name} has a VSI profile on the adapter in slot ${slots.join(', ')}, which ${target.name} does not support.`,
      remedy: 'Choose another target, or move with --vsi 2.',
    };
  },
};

/** Whether each virtual NIC finds a port with enough capacity, the largest first. */
function fits(vnics: readonly Vnic[], ports: readonly SriovPort[]): boolean {
  const left = ports.map(({ freePercent }) => freePercent);
  return [...vnics]
    .sort((a, b) => b.capacityPercent - a.capacityPercent)
    .every(({ capacityPercent }) => {
      const i = left.findIndex((free) => free >= capacityPercent);
      if (i >= 0) left[i] = (left[i] ?? 0) - capacityPercent;
      return i >= 0;
    });
}

const vnic: Rule = {
  id: 'vnic-config',
  types: TYPES.A,
  looks: ['L.vnics', 'T.sriovPorts'],
  severity: 'error',
  about: 'The target has SR-IOV ports with capacity for each virtual NIC.',
  reason:
    'A backing device is created on the target for each of them; two on one adapter would fail together.',
  ground: sourced('migrlpar'),
  *check({ lpar, target, options }): Iterable<Failure> {
    const on = [spot(target, 'sriovPorts'), spot(lpar, 'vnics')] as const;
    if (lpar.vnics.length > 0 && !fits(lpar.vnics, target.sriovPorts))
      yield {
        on,
        message: `${lpar.name} has ${lpar.vnics.length} virtual ${lpar.vnics.length === 1 ? 'NIC' : 'NICs'}, for which the SR-IOV ports of ${target.name} have no capacity.`,
        remedy: 'Give the mappings yourself (vnic_mappings), free capacity, or move with --vniccfg 2.',
        severity: options.vnicConfig === 2 ? 'warning' : 'error',
      };
    const redundant = lpar.vnics.filter(({ backing }) => backing.length > 1);
    if (redundant.length > 0 && new Set(target.sriovPorts.map(({ adapter }) => adapter)).size === 1)
      yield {
        on,
        message: `The virtual NIC in slot ${redundant.map(({ slot }) => slot).join(', ')} of ${lpar.name} has two backing devices, and ${target.name} has one SR-IOV adapter.`,
        remedy: 'Choose another target, or move with --redundantvnicbkdev 2.',
        severity: options.redundantVnicBacking === 2 ? 'warning' : 'error',
      };
  },
};

const mac: Rule = {
  id: 'mac-unique',
  types: TYPES.AIS,
  looks: ['L.eth', 'TL.eth'],
  severity: 'error',
  about: 'No partition of the target has a MAC address of this one.',
  reason: 'The address is kept across the move, which implies that nobody else may have it there.',
  ground: implied('attributes'),
  *check({ world, lpar, source, target }) {
    if (source.name === target.name) return;
    for (const { mac: own, vswitch: on, slot } of lpar.eth) {
      if (own === '') continue;
      const twin = lparsOf(world, target.name).find(({ eth }) =>
        eth.some((each) => each.vswitch === on && each.mac.toLowerCase() === own.toLowerCase()),
      );
      if (!twin) continue;
      yield {
        on: [spot(lpar, 'eth'), spot(twin, 'eth')],
        message: `${twin.name} on ${target.name} has the MAC address ${own} of the adapter in slot ${slot} of ${lpar.name}.`,
        remedy: 'Give one of the two adapters another address.',
      };
    }
  },
};

export const NETWORK_RULES: readonly Rule[] = [vswitch, segment, vsi, vnic, mac];
