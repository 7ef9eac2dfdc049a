/** Which command a table comes from, told by its columns. */

export type TableKind =
  | 'sys'
  | 'lpar'
  | 'prof'
  | 'mem-sys'
  | 'mem-lpar'
  | 'proc-sys'
  | 'proc-lpar'
  | 'eth'
  | 'scsi'
  | 'fc'
  | 'serial'
  | 'slot'
  | 'vswitch'
  | 'vnic'
  | 'io'
  | 'procpool'
  | 'mempool'
  | 'sriov'
  | 'migr-sys'
  | 'migr-lpar'
  | 'migr-mappings'
  | 'migr-manager'
  | 'firmware'
  | 'optimizer'
  | 'hmc'
  | 'ioslevel'
  | 'lsmap'
  | 'lsmap-npiv'
  | 'lsnports'
  | 'lsdev';

interface Shape {
  kind: TableKind;
  command: string;
  /** Whether `-m` says which server it is about. */
  perSystem: boolean;
  /** Columns that it alone has. */
  own: string;
  /** Columns that it has, and others as well. */
  shared: string;
}

/** Where columns fit several, the first one counts. */
export const SHAPES: readonly Shape[] = [
  {
    kind: 'migr-sys',
    command: 'lslparmigr -r sys',
    perSystem: true,
    own: 'num_active_migrations_supported num_inactive_migrations_supported num_active_migrations_in_progress num_inactive_migrations_in_progress inactive_prof_policy',
    shared: 'name active_lpar_mobility_capable inactive_lpar_mobility_capable',
  },
  {
    kind: 'migr-lpar',
    command: 'lslparmigr -r lpar',
    perSystem: true,
    own: 'migration_state migration_type dest_sys_name dest_lpar_id source_msp_name source_msp_id dest_msp_name dest_msp_id bytes_transmitted bytes_remaining remote_manager remote_user',
    shared: 'name lpar_id',
  },
  {
    kind: 'migr-mappings',
    command: 'lslparmigr -r virtualio',
    perSystem: true,
    own: 'possible_virtual_scsi_mappings suggested_virtual_scsi_mappings possible_virtual_fc_mappings suggested_virtual_fc_mappings source_msp_ids dest_msp_ids dest_msp_names ipaddr_mappings shared_proc_pool_ids shared_proc_pool_names',
    shared: 'name lpar_id source_msp_name source_msp_id',
  },
  {
    kind: 'migr-manager',
    command: 'lslparmigr -r manager',
    perSystem: false,
    own: 'remote_lpar_mobility_capable',
    shared: '',
  },
  {
    kind: 'prof',
    command: 'lssyscfg -r prof',
    perSystem: true,
    own: 'all_resources min_mem desired_mem max_mem min_num_huge_pages desired_num_huge_pages max_num_huge_pages mem_expansion hpt_ratio proc_mode min_proc_units desired_proc_units max_proc_units min_procs desired_procs max_procs sharing_mode uncap_weight io_slots lpar_io_pool_ids max_virtual_slots virtual_serial_adapters virtual_scsi_adapters virtual_eth_adapters vtpm_adapters virtual_fc_adapters hca_adapters conn_monitoring bsr_arrays lhea_logical_ports lhea_capabilities sriov_eth_logical_ports lpar_proc_compat_mode electronic_err_reporting sni_device_ids vnic_adapters',
    shared:
      'name lpar_name lpar_id lpar_env mem_mode boot_mode auto_start power_ctrl_lpar_ids work_group_id redundant_err_path_reporting shared_proc_pool_id shared_proc_pool_name',
  },
  {
    kind: 'sys',
    command: 'lssyscfg -r sys',
    perSystem: false,
    own: 'type_model serial_num detailed_state sys_time power_off_policy capabilities max_lpars service_lpar_id service_lpar_name sp_version mfg_default_config bsr_capable huge_page_mem_capable active_mem_sharing_capable active_mem_expansion_capable lpar_proc_compat_mode_capable lpar_proc_compat_modes lpar_suspend_capable redundant_err_path_reporting_capable virtual_fc_capable virtual_io_server_capable virtual_switch_capable os400_lpar_mobility_capable os400_restricted_io_mode_capable lpar_remote_restart_capable vtpm_capable lpar_secure_boot_capable vsi_on_veth_capable mem_mirroring_capable micro_lpar_capable cod_mem_capable cod_proc_capable cuod_mem_capable cuod_proc_capable',
    shared: 'name state ipaddr ipaddr_secondary active_lpar_mobility_capable inactive_lpar_mobility_capable',
  },
  {
    kind: 'mem-sys',
    command: 'lshwres -r mem --level sys',
    perSystem: true,
    own: 'configurable_sys_mem curr_avail_sys_mem pend_avail_sys_mem installed_sys_mem deconfig_sys_mem sys_firmware_mem mem_region_size pend_mem_region_size configurable_num_sys_huge_pages curr_avail_num_sys_huge_pages pend_avail_num_sys_huge_pages max_num_sys_huge_pages requested_num_sys_huge_pages huge_page_size max_mem_pools max_paging_vios_per_mem_pool default_hpt_ratios possible_hpt_ratios',
    shared: '',
  },
  {
    kind: 'mem-lpar',
    command: 'lshwres -r mem --level lpar',
    perSystem: true,
    own: 'curr_min_mem curr_mem curr_max_mem pend_min_mem pend_mem pend_max_mem run_min_mem run_mem curr_num_huge_pages curr_min_num_huge_pages curr_max_num_huge_pages run_num_huge_pages curr_hpt_ratio curr_mem_expansion pend_mem_expansion curr_bsr_arrays',
    shared: 'lpar_name lpar_id mem_mode',
  },
  {
    kind: 'proc-sys',
    command: 'lshwres -r proc --level sys',
    perSystem: true,
    own: 'configurable_sys_proc_units curr_avail_sys_proc_units pend_avail_sys_proc_units installed_sys_proc_units deconfig_sys_proc_units min_proc_units_per_virtual_proc max_virtual_procs_per_lpar max_procs_per_lpar max_curr_virtual_procs_per_aixlinux_lpar max_shared_proc_pools',
    shared: '',
  },
  {
    kind: 'proc-lpar',
    command: 'lshwres -r proc --level lpar',
    perSystem: true,
    own: 'curr_shared_proc_pool_id curr_shared_proc_pool_name curr_proc_mode curr_min_proc_units curr_proc_units curr_max_proc_units curr_min_procs curr_procs curr_max_procs curr_sharing_mode curr_uncap_weight pend_shared_proc_pool_id pend_proc_mode pend_min_proc_units pend_proc_units pend_max_proc_units pend_min_procs pend_procs pend_max_procs pend_sharing_mode pend_uncap_weight run_proc_units run_procs run_uncap_weight',
    shared: 'lpar_name lpar_id',
  },
  {
    kind: 'eth',
    command: 'lshwres -r virtualio --rsubtype eth --level lpar',
    perSystem: true,
    own: 'is_trunk trunk_priority ieee_virtual_eth port_vlan_id addl_vlan_ids mac_addr allowed_os_mac_addrs qos_priority vsi_manager_id',
    shared: 'lpar_name lpar_id slot_num state is_required vswitch',
  },
  {
    kind: 'fc',
    command: 'lshwres -r virtualio --rsubtype fc --level lpar',
    perSystem: true,
    own: 'wwpns topology',
    shared:
      'lpar_name lpar_id slot_num state is_required adapter_type remote_lpar_id remote_lpar_name remote_slot_num',
  },
  {
    kind: 'serial',
    command: 'lshwres -r virtualio --rsubtype serial --level lpar',
    perSystem: true,
    own: 'connect_status supports_hmc',
    shared:
      'lpar_name lpar_id slot_num state is_required adapter_type remote_lpar_id remote_lpar_name remote_slot_num',
  },
  {
    kind: 'scsi',
    command: 'lshwres -r virtualio --rsubtype scsi',
    perSystem: true,
    own: 'remote_slot_num',
    shared: 'lpar_name lpar_id slot_num state is_required adapter_type remote_lpar_id remote_lpar_name',
  },
  {
    kind: 'slot',
    command: 'lshwres -r virtualio --rsubtype slot --level lpar',
    perSystem: true,
    own: 'curr_max_virtual_slots pend_max_virtual_slots next_avail_virtual_slot',
    shared: 'lpar_name lpar_id',
  },
  {
    kind: 'vnic',
    command: 'lshwres -r virtualio --rsubtype vnic',
    perSystem: true,
    own: 'backing_devices backing_device_states auto_priority_failover',
    shared: 'lpar_name lpar_id slot_num mac_addr is_required port_vlan_id',
  },
  {
    kind: 'io',
    command: 'lshwres -r io --rsubtype slot',
    perSystem: true,
    own: 'unit_phys_loc bus_id drc_index slot_io_pool_id drc_name bus_grouping feature_codes pci_vendor_id pci_device_id',
    shared: 'phys_loc lpar_name lpar_id description',
  },
  {
    kind: 'sriov',
    command: 'lshwres -r sriov --rsubtype adapter',
    perSystem: true,
    own: 'adapter_id config_state functional_state logical_ports phys_ports sriov_status',
    shared: 'phys_loc slot_id state',
  },
  {
    kind: 'mempool',
    command: 'lshwres -r mempool',
    perSystem: true,
    own: 'curr_pool_mem pend_pool_mem curr_avail_pool_mem paging_vios_names paging_vios_ids paging_storage_pool',
    shared: 'lpar_names lpar_ids',
  },
  {
    kind: 'procpool',
    command: 'lshwres -r procpool',
    perSystem: true,
    own: 'max_pool_proc_units curr_reserved_pool_proc_units pend_reserved_pool_proc_units reserved_pool_proc_units',
    shared: 'name shared_proc_pool_id lpar_names lpar_ids',
  },
  {
    kind: 'vswitch',
    command: 'lshwres -r virtualio --rsubtype vswitch',
    perSystem: true,
    own: 'switch_mode',
    shared: 'vswitch vlan_ids allowed_vlan_ids',
  },
  {
    kind: 'lpar',
    command: 'lssyscfg -r lpar',
    perSystem: true,
    own: 'resource_config os_version logical_serial_num default_profile curr_profile shared_proc_pool_util_auth allow_perf_collection lpar_keylock rmc_state rmc_ipaddr rmc_osshutdown_capable dlpar_mem_capable dlpar_proc_capable dlpar_io_capable msp time_ref lpar_avail_priority desired_lpar_proc_compat_mode curr_lpar_proc_compat_mode suspend_capable remote_restart_capable simplified_remote_restart_capable sync_curr_profile affinity_group_id vtpm_enabled uuid curr_secure_boot remote_restart_status powervm_mgmt_capable virtual_serial_num',
    shared:
      'name lpar_id lpar_env state work_group_id power_ctrl_lpar_ids boot_mode auto_start redundant_err_path_reporting',
  },
  {
    kind: 'firmware',
    command: 'lslic',
    perSystem: true,
    own: 'lic_type management_status disabled_reason ecnumber activated_level installed_level accepted_level deferred_level platform_ipl_level curr_level_primary curr_ecnumber_primary activated_spname installed_spname mtms unactivated_deferred_conc_level unactivated_deferred_disr_level',
    shared: 'name',
  },
  {
    kind: 'optimizer',
    command: 'lsmemopt',
    perSystem: true,
    own: 'in_progress opt_id requested_lpar_ids requested_lpar_names protected_lpar_ids protected_lpar_names impacted_lpar_ids impacted_lpar_names',
    shared: 'status type progress',
  },
  { kind: 'hmc', command: 'lshmc -V', perSystem: false, own: 'version base_version', shared: '' },
];

/** What runs on a VIOS has no columns of the console's kind. */
export const VIOS_COMMANDS: Readonly<Partial<Record<TableKind, string>>> = {
  ioslevel: 'ioslevel',
  lsmap: 'lsmap -all',
  'lsmap-npiv': 'lsmap -npiv -all -fmt :',
  lsnports: 'lsnports',
  lsdev: 'lsdev -attr',
};

export const commandOf = (kind: TableKind): string =>
  VIOS_COMMANDS[kind] ?? SHAPES.find((shape) => shape.kind === kind)?.command ?? '';

const words = (text: string): string[] => text.split(' ').filter((word) => word !== '');

const COLUMNS = new Map(
  SHAPES.map((shape) => [
    shape.kind,
    { own: new Set(words(shape.own)), all: new Set([...words(shape.own), ...words(shape.shared)]) },
  ]),
);
const KNOWN = new Set([...COLUMNS.values()].flatMap(({ all }) => [...all]));

export const isKnownColumn = (name: string): boolean => KNOWN.has(name);

/** By columns that are a kind's own, else by shared ones that all fit; null: nobody knows. */
export function kindOf(columns: readonly string[]): TableKind | null {
  const owned = SHAPES.map(({ kind }) => ({
    kind,
    count: columns.filter((column) => COLUMNS.get(kind)?.own.has(column)).length,
  }));
  const most = Math.max(...owned.map(({ count }) => count));
  if (most > 0) return owned.find(({ count }) => count === most)?.kind ?? null;
  // The default pool has a name and an id, and nothing to be bounded by.
  if (
    columns.includes('shared_proc_pool_id') &&
    columns.every((column) => COLUMNS.get('procpool')?.all.has(column))
  )
    return 'procpool';
  // A list of partitions with nothing but names, ids, types and states.
  const plain = columns.includes('lpar_env') || (columns.includes('lpar_id') && columns.includes('state'));
  if (plain && columns.every((column) => COLUMNS.get('lpar')?.all.has(column))) return 'lpar';
  return null;
}

/** Whether a command's output may have these columns: none of them belongs to another one alone. */
export const mayHave = (kind: TableKind, columns: readonly string[]): boolean =>
  columns.every((column) => !KNOWN.has(column) || COLUMNS.get(kind)?.all.has(column));

const ADAPTERS: readonly TableKind[] = ['eth', 'scsi', 'fc', 'serial', 'slot', 'vswitch', 'vnic'];

/** Whether a command, told by its words, may have printed a table that is told by its columns. */
export const mayPrint = (command: TableKind | null, table: TableKind): boolean =>
  command === null || command === table || (ADAPTERS.includes(command) && ADAPTERS.includes(table));

/** By the words of the command; null: it is none that is read here. */
export function kindOfCommand(
  name: string,
  resource: string,
  subtype: string,
  level: string,
): TableKind | null {
  if (name === 'lshmc') return 'hmc';
  if (name === 'lslic') return 'firmware';
  if (name === 'lsmemopt') return 'optimizer';
  const command = [name, `-r ${resource}`, ...(subtype ? [`--rsubtype ${subtype}`] : [])].join(' ');
  const fits = SHAPES.filter(
    (shape) => shape.command === command || shape.command.startsWith(`${command} --level`),
  );
  return (fits.find((shape) => level && shape.command.endsWith(`--level ${level}`)) ?? fits[0])?.kind ?? null;
}
