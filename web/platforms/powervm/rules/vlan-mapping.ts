/** On which VLANs an Ethernet adapter is to be on the target: `vlan_mappings`, which only NovaLink has. */
import type { EthClient } from '../objects/network.ts';

export interface VlanMapping {
  /** The partition's slot. */
  readonly slot: number;
  readonly pvid: number;
  readonly vlans: readonly number[];
}

/** The adapters as they are on the target; one that is not named stays on its VLANs. */
export const mappedTo = (eth: readonly EthClient[], mappings: readonly VlanMapping[] = []): EthClient[] =>
  eth.map((client) => {
    const mapping = mappings.find(({ slot }) => slot === client.slot);
    return mapping ? { ...client, pvid: mapping.pvid, vlans: mapping.vlans } : client;
  });
