/** Virtual adapters as `lshwres` lists them, server by server. */
import type { Lpar } from '../objects/lpar.ts';
import type { Client } from '../objects/storage.ts';
import type { Vios } from '../objects/vios.ts';
import { lparsOf, type PowerWorld, viosesOf } from '../objects/world.ts';
import type { Values } from './hmc-output.ts';

const named = ({ name, id }: Lpar | Vios) => ({ lpar_name: name, lpar_id: id });

/** Each with its command. */
export function adapterRows(
  world: PowerWorld,
  system: string,
): [command: string, file: string, rows: Values[]][] {
  const [lpars, vioses] = [lparsOf(world, system), viosesOf(world, system)];
  const viosId = (name: string) => vioses.find((vios) => vios.name === name)?.id ?? 'any';
  const toVios = (vios: string, slot: number | 'any') => ({
    remote_lpar_id: viosId(vios),
    remote_lpar_name: vios,
    remote_slot_num: slot,
  });
  return [
    [
      'lshwres -r virtualio --rsubtype eth --level lpar',
      'lshwres-eth',
      [
        ...vioses.flatMap((vios) => [
          ...vios.trunks.map((trunk) => ({
            ...named(vios),
            slot_num: trunk.slot,
            is_required: 0,
            is_trunk: 1,
            trunk_priority: trunk.priority,
            port_vlan_id: trunk.pvid,
            vswitch: trunk.vswitch,
            addl_vlan_ids: trunk.vlans,
          })),
          ...vios.otherSlots
            .filter((slot) => slot > 1)
            .map((slot) => ({
              ...named(vios),
              slot_num: slot,
              is_required: 0,
              is_trunk: 0,
              port_vlan_id: 1,
              vswitch: 'ETHERNET0',
              addl_vlan_ids: null,
            })),
        ]),
        ...lpars.flatMap((lpar) =>
          lpar.eth.map((eth) => ({
            ...named(lpar),
            slot_num: eth.slot,
            is_required: eth.required ?? false,
            is_trunk: 0,
            port_vlan_id: eth.pvid,
            vswitch: eth.vswitch,
            addl_vlan_ids: eth.vlans,
            mac_addr: eth.mac,
          })),
        ),
      ],
    ],
    [
      'lshwres -r virtualio --rsubtype scsi --level lpar',
      'lshwres-scsi',
      [
        ...vioses.flatMap((vios) =>
          vios.scsiServers.map(({ slot, required, client }) => server(vios, slot, required, client)),
        ),
        ...lpars.flatMap((lpar) => [
          ...lpar.scsi.map(({ slot, vios, viosSlot, required }) => ({
            ...named(lpar),
            slot_num: slot,
            is_required: required ?? false,
            adapter_type: 'client',
            ...toVios(vios, viosSlot),
          })),
          ...lpar.serverSlots.map((slot) => server(lpar, slot, false, ANY)),
        ]),
      ],
    ],
    [
      'lshwres -r virtualio --rsubtype fc --level lpar',
      'lshwres-fc',
      [
        ...vioses.flatMap((vios) =>
          vios.fcServers.map(({ slot, required, client }) => ({
            ...server(vios, slot, required, client),
            wwpns: [],
          })),
        ),
        ...lpars.flatMap((lpar) =>
          lpar.fc.map(({ slot, vios, viosSlot, required, wwpns }) => ({
            ...named(lpar),
            slot_num: slot,
            is_required: required ?? false,
            adapter_type: 'client',
            ...toVios(vios, viosSlot),
            wwpns: [...wwpns],
          })),
        ),
      ],
    ],
    [
      'lshwres -r virtualio --rsubtype serial --level lpar',
      'lshwres-serial',
      lpars.flatMap((lpar) =>
        lpar.serial.map(({ slot, role }, i) => ({
          ...named(lpar),
          slot_num: slot,
          connect_status: lpar.consoleOpen && i === 0 ? 'open' : 'unavailable',
          adapter_type: role,
          supports_hmc: 1,
          ...ANY_REMOTE,
        })),
      ),
    ],
    [
      'lshwres -r virtualio --rsubtype slot --level lpar',
      'lshwres-slot',
      vioses.map((vios) => ({
        ...named(vios),
        curr_max_virtual_slots: vios.maxVirtualSlots,
        next_avail_virtual_slot: vios.nextFreeSlot ?? vios.maxVirtualSlots,
      })),
    ],
    [
      'lshwres -r io --rsubtype slot',
      'lshwres-io',
      lpars.flatMap((lpar) =>
        lpar.physicalSlots
          .filter(({ assigned }) => assigned)
          .map(({ drcIndex, description }) => ({
            bus_id: 2,
            drc_index: drcIndex,
            ...named(lpar),
            description,
          })),
      ),
    ],
  ];
}

const ANY: Client = { lparId: 'any', lparName: '', slot: 'any' };
const ANY_REMOTE = { remote_lpar_id: 'any', remote_lpar_name: '', remote_slot_num: 'any' };

const server = (
  owner: Lpar | Vios,
  slot: number,
  required: boolean | undefined,
  { lparId, lparName, slot: remote }: Client,
): Values => ({
  ...named(owner),
  slot_num: slot,
  is_required: required ?? false,
  adapter_type: 'server',
  remote_lpar_id: lparId,
  remote_lpar_name: lparName,
  remote_slot_num: remote,
});
