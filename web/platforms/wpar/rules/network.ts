/** A partition's address is an alias on an interface of its host, and goes where the partition goes. */
import { sourced, TYPICAL } from '../ground.ts';
import { sameSubnet, subnetOf } from '../objects/address.ts';
import { addressOf, withAddress } from '../objects/world.ts';
import type { Rule } from './rule.ts';

export const NETWORK_RULES: readonly Rule[] = [
  {
    id: 'name-resolves',
    kind: 'critical',
    phases: ['create'],
    about: 'The host name of the partition has an address.',
    reason: 'It becomes the partition’s address where none is given.',
    ground: sourced('topics'),
    check: ({ world, wpar, arrival }) =>
      wpar.kind === 'application' || addressOf(world, wpar.hostname) !== undefined
        ? null
        : {
            object: wpar.name,
            field: 'host name',
            message: `The host name ${wpar.hostname} is unknown on ${arrival.name}.`,
            remedy: `Add an entry for ${wpar.hostname} to the hosts table or to DNS.`,
            ...(wpar.address
              ? {
                  fix: {
                    label: `Add ${wpar.hostname} with ${wpar.address.address}`,
                    edits: [
                      { kind: 'host-name' as const, name: wpar.hostname, address: wpar.address.address },
                    ],
                  },
                }
              : {}),
          },
  },
  {
    id: 'ip-unique',
    kind: 'critical',
    phases: ['create', 'start', 'live', 'static'],
    about: 'Nobody else has the address.',
    reason: 'Two machines with one address disturb each other.',
    ground: sourced('commands'),
    check: ({ world, wpar }) => {
      const mine = wpar.address?.address;
      if (mine === undefined) return null;
      const other =
        withAddress(world, mine).find(
          ({ name, copies }) => name !== wpar.name && copies.some(({ alias }) => alias),
        ) ?? world.systems.find(({ adapters }) => adapters.some(({ address }) => address === mine));
      if (!other) return null;
      return {
        object: wpar.name,
        field: 'address',
        message: `The address ${mine} of ${wpar.name} is in use by ${other.name}.`,
        remedy: 'Give one of them another address.',
      };
    },
  },
  {
    id: 'same-subnet',
    kind: 'critical',
    phases: ['start', 'live', 'static'],
    about: 'The system has an interface on the subnet of the partition’s address.',
    reason: 'Connections survive only with the same address.',
    ground: TYPICAL,
    check: ({ wpar, arrival }) => {
      const { address } = wpar;
      if (!address || arrival.adapters.some((adapter) => sameSubnet(adapter, address))) return null;
      return {
        object: arrival.name,
        field: 'network',
        message: `No interface of ${arrival.name} is on ${subnetOf(address)}.`,
        remedy: `Connect ${arrival.name} to that network, or choose another system.`,
      };
    },
  },
];
