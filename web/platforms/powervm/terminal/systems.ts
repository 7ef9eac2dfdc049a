/** `lssyscfg`: systems, partitions and profiles. */
import { isShadow, type Scene } from '../mobility/scene.ts';
import { type Amounts, type Lpar, referenceProfile } from '../objects/lpar.ts';
import type { ManagedSystem } from '../objects/managed-system.ts';
import type { Vios } from '../objects/vios.ts';
import { lparsOf, viosesOf } from '../objects/world.ts';
import type { Attribute, Rows } from './answer.ts';

const bit = (value: boolean): string => (value ? '1' : '0');

export const systemRows = ({ world }: Scene): Rows => world.systems.map(systemRow);

const systemRow = (system: ManagedSystem): readonly Attribute[] => [
  ['name', system.name],
  ['type_model', system.typeModel],
  ['serial_num', system.serial],
  ['ipaddr', system.address],
  ['state', system.state],
  ['detailed_state', 'None'],
  ['active_lpar_mobility_capable', bit(system.activeCapable)],
  ['inactive_lpar_mobility_capable', bit(system.inactiveCapable)],
  ['active_mem_sharing_capable', bit(system.memorySharingCapable)],
  ['active_mem_expansion_capable', bit(system.memoryExpansionCapable)],
  ['bsr_capable', bit(system.bsrCapable)],
  ['huge_page_mem_capable', bit(system.hugePageCapable)],
  ['lpar_proc_compat_mode_capable', bit(system.compatModes.length > 0)],
  ['lpar_proc_compat_modes', system.compatModes.join(',')],
  ['lpar_suspend_capable', bit(system.suspendCapable)],
  ['redundant_err_path_reporting_capable', bit(system.redundantErrPathCapable)],
  ['virtual_fc_capable', bit(system.virtualFcCapable)],
  ['virtual_io_server_capable', '1'],
  ['virtual_switch_capable', bit(system.virtualSwitchCapable)],
  ['max_lpars', system.maxLpars],
  ['service_lpar_id', system.serviceLpar ?? 'none'],
];

/** VIOS and partitions of a system, those on their way among them. */
export const partitionRows = (scene: Scene, system: string): Rows => [
  ...viosesOf(scene.world, system).map(viosRow),
  ...lparsOf(scene.world, system).map((lpar) => lparRow(scene, lpar)),
];

const viosRow = (vios: Vios): readonly Attribute[] => [
  ['name', vios.name],
  ['lpar_id', vios.id],
  ['lpar_env', 'vioserver'],
  ['state', vios.state],
  ['resource_config', '1'],
  ['os_version', `VIOS ${vios.level}`],
  ['rmc_state', vios.rmcState],
  ['msp', bit(vios.msp)],
  ['time_ref', bit(vios.timeReference)],
];

const lparRow = (scene: Scene, lpar: Lpar): readonly Attribute[] => [
  ['name', lpar.name],
  ['lpar_id', lpar.id],
  ['lpar_env', lpar.env],
  ['state', lpar.state],
  ['resource_config', bit(lpar.activatedOnce)],
  ['os_version', lpar.osVersion],
  ['default_profile', referenceProfile(lpar)?.name ?? ''],
  ['curr_profile', lpar.activatedOnce ? (lpar.currentProfile ?? '') : ''],
  ['work_group_id', lpar.workGroup ?? 'none'],
  ['redundant_err_path_reporting', bit(lpar.redundantErrPath)],
  ['rmc_state', isShadow(scene, lpar) ? 'none' : lpar.rmcState],
  ['rmc_ipaddr', lpar.rmcAddress],
  ['dlpar_mem_capable', bit(lpar.dlparMemory)],
  ['dlpar_proc_capable', bit(lpar.dlparProc)],
  ['dlpar_io_capable', bit(lpar.dlparIo)],
  ['time_ref', bit(lpar.timeReference)],
  ['lpar_avail_priority', lpar.availabilityPriority],
  ['desired_lpar_proc_compat_mode', lpar.compatDesired],
  ['curr_lpar_proc_compat_mode', lpar.compatCurrent],
  ['remote_restart_capable', bit(lpar.remoteRestart)],
  ['affinity_group_id', lpar.affinityGroup ?? 'none'],
  ['vtpm_enabled', bit(lpar.vtpm)],
];

export const profileRows = (scene: Scene, system: string): Rows =>
  lparsOf(scene.world, system).flatMap((lpar) =>
    lpar.profiles.map((profile): readonly Attribute[] => [
      ['name', profile.name],
      ['lpar_name', lpar.name],
      ['lpar_id', lpar.id],
      ['lpar_env', lpar.env],
      ...amounts('mem', profile.memoryMb),
      ['mem_mode', lpar.memoryMode === 'shared' ? 'shared' : 'ded'],
      ['mem_expansion', lpar.memoryExpansion.toFixed(1)],
      ['hpt_ratio', `1:${lpar.hptRatio}`],
      ['proc_mode', lpar.procMode === 'shared' ? 'shared' : 'ded'],
      ...amounts('proc_units', profile.procUnits),
      ...amounts('procs', profile.procs),
      ['sharing_mode', lpar.capped ? 'cap' : 'uncap'],
      ['uncap_weight', lpar.uncapWeight],
      [
        'io_slots',
        lpar.physicalSlots
          .map(({ drcIndex, required }) => `${drcIndex}/none/${bit(required === true)}`)
          .join(',') || 'none',
      ],
      ['max_virtual_slots', profile.maxVirtualSlots],
      [
        'virtual_scsi_adapters',
        lpar.scsi
          .map(
            ({ slot, vios, viosSlot, required }) =>
              `${slot}/client//${vios}/${viosSlot}/${bit(required === true)}`,
          )
          .join(',') || 'none',
      ],
      [
        'virtual_eth_adapters',
        lpar.eth
          .map(
            ({ slot, pvid, vlans, vswitch, required }) =>
              `${slot}/${bit(vlans.length > 0)}/${pvid}/${vlans.join(' ')}/0/${bit(required === true)}/${vswitch}`,
          )
          .join(',') || 'none',
      ],
      [
        'virtual_fc_adapters',
        lpar.fc
          .map(
            ({ slot, vios, viosSlot, wwpns, required }) =>
              `"${slot}/client//${vios}/${viosSlot}/${wwpns.join(',')}/${bit(required === true)}"`,
          )
          .join(',') || 'none',
      ],
      ['bsr_arrays', lpar.bsrArrays],
      ['lpar_proc_compat_mode', profile.compatMode],
    ]),
  );

const amounts = (what: string, { min, desired, max }: Amounts): Attribute[] => [
  [`min_${what}`, min],
  [`desired_${what}`, desired],
  [`max_${what}`, max],
];
