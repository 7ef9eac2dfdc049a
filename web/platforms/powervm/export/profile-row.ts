/** A profile as `lssyscfg -r prof` lists it, with the strings in which it writes adapters down. */
import { quoted } from '../import/fields.ts';
import type { Lpar, Profile } from '../objects/lpar.ts';
import { type PowerWorld, viosOf } from '../objects/world.ts';
import type { Values } from './hmc-output.ts';

const flag = (value: boolean | undefined): 0 | 1 => (value ? 1 : 0);
/** A list within a field: what contains commas is quoted once more. */
const list = (all: readonly string[]): string => (all.length > 0 ? all.map(quoted).join(',') : 'none');

export function profileRow(world: PowerWorld, lpar: Lpar, profile: Profile): Values {
  const id = (vios: string) => viosOf(world, lpar.system, vios)?.id ?? 'any';
  return {
    name: profile.name,
    lpar_name: lpar.name,
    lpar_id: lpar.id,
    lpar_env: lpar.env,
    all_resources: 0,
    min_mem: profile.memoryMb.min,
    desired_mem: profile.memoryMb.desired,
    max_mem: profile.memoryMb.max,
    mem_mode: lpar.memoryMode === 'shared' ? 'shared' : 'ded',
    mem_expansion: lpar.memoryExpansion,
    hpt_ratio: `1:${lpar.hptRatio}`,
    proc_mode: lpar.procMode === 'dedicated' ? 'ded' : 'shared',
    min_proc_units: profile.procUnits.min,
    desired_proc_units: profile.procUnits.desired,
    max_proc_units: profile.procUnits.max,
    min_procs: profile.procs.min,
    desired_procs: profile.procs.desired,
    max_procs: profile.procs.max,
    sharing_mode: lpar.capped ? 'cap' : 'uncap',
    uncap_weight: lpar.uncapWeight,
    io_slots: list(lpar.physicalSlots.map((slot) => `${slot.drcIndex}/none/${flag(slot.required)}`)),
    max_virtual_slots: profile.maxVirtualSlots,
    virtual_serial_adapters: list(lpar.serial.map(({ slot, role }) => `${slot}/${role}/1/any//any/1`)),
    virtual_scsi_adapters: list([
      ...lpar.scsi.map(
        (each) => `${each.slot}/client/${id(each.vios)}/${each.vios}/${each.viosSlot}/${flag(each.required)}`,
      ),
      ...lpar.serverSlots.map((slot) => `${slot}/server/any//any/0`),
    ]),
    virtual_eth_adapters: list(
      lpar.eth.map(
        (each) =>
          `${each.slot}/${flag(each.vlans.length > 0)}/${each.pvid}/${each.vlans.join(',')}/0/${flag(each.required)}/${each.vswitch}/${each.mac}/all/none`,
      ),
    ),
    virtual_fc_adapters: list(
      lpar.fc.map(
        (each) =>
          `${each.slot}/client/${id(each.vios)}/${each.vios}/${each.viosSlot}/${each.wwpns.join(',')}/${flag(each.required)}`,
      ),
    ),
    hca_adapters: list(lpar.hcaAdapters),
    bsr_arrays: lpar.bsrArrays,
    lhea_logical_ports: list(lpar.lheaPorts.map(({ name }) => name)),
    sriov_eth_logical_ports: list(lpar.sriovPorts),
    lpar_proc_compat_mode: profile.compatMode,
  };
}
