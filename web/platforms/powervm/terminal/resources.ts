/** `lshwres`: memory, processors and virtual adapters. */
import type { Scene } from '../mobility/scene.ts';
import { freeSlots } from '../objects/vios.ts';
import { lparsOf, systemOf, viosesOf } from '../objects/world.ts';
import type { Attribute, Rows } from './answer.ts';

/** Null: there is no such resource. */
export function resourceRows(
  scene: Scene,
  system: string,
  resource: string,
  level: string,
  subtype: string,
): Rows | null {
  const of = `${resource} ${subtype || level}`.trim();
  const rows = RESOURCES[of] ?? RESOURCES[`${resource} ${subtype}`.trim()];
  return rows ? rows(scene, system) : null;
}

const RESOURCES: Readonly<Record<string, (scene: Scene, system: string) => Rows>> = {
  'mem sys': ({ world }, name) => {
    const system = systemOf(world, name);
    if (!system) return [];
    return [
      [
        ['configurable_sys_mem', system.configurableMemoryMb],
        ['curr_avail_sys_mem', system.availableMemoryMb],
        ['pend_avail_sys_mem', system.availableMemoryMb],
        ['installed_sys_mem', system.configurableMemoryMb],
        ['deconfig_sys_mem', 0],
        ['sys_firmware_mem', system.firmwareMemoryMb],
        ['mem_region_size', system.lmbMb],
        ['pend_mem_region_size', system.pendingLmbMb ?? system.lmbMb],
        ['curr_avail_num_sys_huge_pages', system.hugePagesAvailable],
      ],
    ];
  },
  'mem lpar': ({ world }, name) =>
    lparsOf(world, name).map((lpar) => [
      ['lpar_name', lpar.name],
      ['lpar_id', lpar.id],
      ['curr_min_mem', lpar.memoryMb.min],
      ['curr_mem', lpar.memoryMb.desired],
      ['curr_max_mem', lpar.memoryMb.max],
      ['run_mem', lpar.state === 'Not Activated' ? 0 : lpar.runningMemoryMb],
      ['curr_num_huge_pages', lpar.hugePages],
      ['mem_mode', lpar.memoryMode === 'shared' ? 'shared' : 'ded'],
      ['curr_hpt_ratio', `1:${lpar.hptRatio}`],
    ]),
  'proc sys': ({ world }, name) => {
    const system = systemOf(world, name);
    if (!system) return [];
    return [
      [
        ['configurable_sys_proc_units', system.configurableProcUnits],
        ['curr_avail_sys_proc_units', system.availableProcUnits],
        ['pend_avail_sys_proc_units', system.availableProcUnits],
        ['installed_sys_proc_units', system.configurableProcUnits],
        ['min_proc_units_per_virtual_proc', system.minProcUnitsPerVirtualProc],
        ['max_virtual_procs_per_lpar', system.maxVirtualProcsPerLpar],
        ['max_procs_per_lpar', system.maxProcsPerLpar],
      ],
    ];
  },
  'proc lpar': ({ world }, name) =>
    lparsOf(world, name).map((lpar) => [
      ['lpar_name', lpar.name],
      ['lpar_id', lpar.id],
      ['curr_shared_proc_pool_name', lpar.procPool],
      ['curr_proc_mode', lpar.procMode === 'shared' ? 'shared' : 'ded'],
      ['curr_min_proc_units', lpar.procUnits.min],
      ['curr_proc_units', lpar.procUnits.desired],
      ['curr_max_proc_units', lpar.procUnits.max],
      ['curr_min_procs', lpar.procs.min],
      ['curr_procs', lpar.procs.desired],
      ['curr_max_procs', lpar.procs.max],
      ['curr_sharing_mode', lpar.capped ? 'cap' : 'uncap'],
      ['curr_uncap_weight', lpar.uncapWeight],
    ]),
  procpool: ({ world }, name) =>
    (systemOf(world, name)?.procPools ?? []).map(({ id, name: pool }) => [
      ['name', pool],
      ['shared_proc_pool_id', id],
    ]),
  'virtualio eth': ({ world }, name) => [
    ...viosesOf(world, name).flatMap((vios) =>
      vios.trunks.map((trunk): readonly Attribute[] => [
        ['lpar_name', vios.name],
        ['lpar_id', vios.id],
        ['slot_num', trunk.slot],
        ['state', 1],
        ['is_required', 0],
        ['is_trunk', 1],
        ['trunk_priority', trunk.priority],
        ['ieee_virtual_eth', trunk.vlans.length > 0 ? 1 : 0],
        ['port_vlan_id', trunk.pvid],
        ['vswitch', trunk.vswitch],
        ['addl_vlan_ids', trunk.vlans.join(',')],
        ['mac_addr', ''],
      ]),
    ),
    ...lparsOf(world, name).flatMap((lpar) =>
      lpar.eth.map((eth): readonly Attribute[] => [
        ['lpar_name', lpar.name],
        ['lpar_id', lpar.id],
        ['slot_num', eth.slot],
        ['state', 1],
        ['is_required', eth.required ? 1 : 0],
        ['is_trunk', 0],
        ['trunk_priority', 0],
        ['ieee_virtual_eth', eth.vlans.length > 0 ? 1 : 0],
        ['port_vlan_id', eth.pvid],
        ['vswitch', eth.vswitch],
        ['addl_vlan_ids', eth.vlans.join(',')],
        ['mac_addr', eth.mac.toUpperCase()],
      ]),
    ),
  ],
  'virtualio scsi': ({ world }, name) => [
    ...lparsOf(world, name).flatMap((lpar) =>
      lpar.scsi.map(({ slot, vios, viosSlot, required }): readonly Attribute[] => [
        ['lpar_name', lpar.name],
        ['lpar_id', lpar.id],
        ['slot_num', slot],
        ['state', 1],
        ['is_required', required ? 1 : 0],
        ['adapter_type', 'client'],
        ['remote_lpar_id', viosesOf(world, name).find((each) => each.name === vios)?.id ?? 'any'],
        ['remote_lpar_name', vios],
        ['remote_slot_num', viosSlot],
      ]),
    ),
    ...viosesOf(world, name).flatMap((vios) =>
      vios.scsiServers.map(({ slot, client, required }): readonly Attribute[] => [
        ['lpar_name', vios.name],
        ['lpar_id', vios.id],
        ['slot_num', slot],
        ['state', 1],
        ['is_required', required ? 1 : 0],
        ['adapter_type', 'server'],
        ['remote_lpar_id', client.lparId],
        ['remote_lpar_name', client.lparName],
        ['remote_slot_num', client.slot],
      ]),
    ),
  ],
  'virtualio fc': ({ world }, name) =>
    lparsOf(world, name).flatMap((lpar) =>
      lpar.fc.map(({ slot, vios, viosSlot, wwpns, required }): readonly Attribute[] => [
        ['lpar_name', lpar.name],
        ['lpar_id', lpar.id],
        ['slot_num', slot],
        ['adapter_type', 'client'],
        ['state', 1],
        ['is_required', required ? 1 : 0],
        ['remote_lpar_id', viosesOf(world, name).find((each) => each.name === vios)?.id ?? 'any'],
        ['remote_lpar_name', vios],
        ['remote_slot_num', viosSlot],
        ['wwpns', wwpns.join(',')],
      ]),
    ),
  'virtualio slot': ({ world }, name) =>
    viosesOf(world, name).map((vios) => [
      ['lpar_name', vios.name],
      ['lpar_id', vios.id],
      ['curr_max_virtual_slots', vios.maxVirtualSlots],
      ['pend_max_virtual_slots', vios.maxVirtualSlots],
      ['next_avail_virtual_slot', freeSlots(vios) > 0 ? (vios.nextFreeSlot ?? 'none') : 'none'],
    ]),
};
