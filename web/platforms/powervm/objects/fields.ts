/**
 * The fields of the objects as the console calls them, and the command that shows them. A finding names its field
 * by it, and an import says by it what it did not find.
 */
import type { PowerObject } from './world.ts';

export interface Field {
  /** The console's own name. */
  attribute: string;
  /** Without `-m SYSTEM`. Empty where no command shows it. */
  command: string;
}

const from = (command: string, attributes: Readonly<Record<string, string>>): Record<string, Field> =>
  Object.fromEntries(Object.entries(attributes).map(([key, attribute]) => [key, { attribute, command }]));

const SYSTEM: Readonly<Record<string, Field>> = {
  ...from('lssyscfg -r sys', {
    name: 'name',
    typeModel: 'type_model',
    generation: 'type_model',
    form: 'type_model',
    serial: 'serial_num',
    state: 'state',
    edition: 'capabilities',
    activeCapable: 'active_lpar_mobility_capable',
    inactiveCapable: 'inactive_lpar_mobility_capable',
    suspendCapable: 'lpar_suspend_capable',
    ibmiMobilityCapable: 'os400_lpar_mobility_capable',
    ibmiRestrictedIoCapable: 'os400_restricted_io_mode_capable',
    compatModes: 'lpar_proc_compat_modes',
    memorySharingCapable: 'active_mem_sharing_capable',
    memoryExpansionCapable: 'active_mem_expansion_capable',
    bsrCapable: 'bsr_capable',
    virtualFcCapable: 'virtual_fc_capable',
    remoteRestartCapable: 'lpar_remote_restart_capable',
    vtpmCapable: 'vtpm_capable',
    secureBootCapable: 'lpar_secure_boot_capable',
    maxLpars: 'max_lpars',
    serviceLpar: 'service_lpar_id',
    clockOffsetS: 'sys_time',
  }),
  ...from('lshwres -r mem --level sys', {
    lmbMb: 'mem_region_size',
    configurableMemoryMb: 'configurable_sys_mem',
    availableMemoryMb: 'curr_avail_sys_mem',
    firmwareMemoryMb: 'sys_firmware_mem',
    hugePagesAvailable: 'curr_avail_num_sys_huge_pages',
  }),
  ...from('lshwres -r proc --level sys', {
    configurableProcUnits: 'configurable_sys_proc_units',
    availableProcUnits: 'curr_avail_sys_proc_units',
    minProcUnitsPerVirtualProc: 'min_proc_units_per_virtual_proc',
    maxVirtualProcsPerLpar: 'max_virtual_procs_per_lpar',
    maxProcsPerLpar: 'max_procs_per_lpar',
  }),
  ...from('lslparmigr -r sys', {
    activeMovesSupported: 'num_active_migrations_supported',
    activeMovesInProgress: 'num_active_migrations_in_progress',
    inactiveMovesSupported: 'num_inactive_migrations_supported',
    inactiveMovesInProgress: 'num_inactive_migrations_in_progress',
    inactivePolicy: 'inactive_prof_policy',
  }),
  ...from('lssyscfg -r lpar', { partitions: 'partitions' }),
  ...from('lslic', { firmware: 'firmware level' }),
  ...from('lsmemopt', { dpoRunning: 'in_progress' }),
  ...from('lshwres -r procpool', { procPools: 'shared_proc_pool_name' }),
  ...from('lshwres -r virtualio --rsubtype vswitch', { virtualSwitches: 'vswitch' }),
  ...from('', {
    console: 'console',
    reservedStorage: 'reserved storage pool',
    novalink: 'NovaLink',
    bsrArraysAvailable: 'free BSR arrays',
    sharedMemoryPool: 'shared memory pool',
    sriovPorts: 'SR-IOV ports',
    onBattery: 'battery power',
    trustedKey: 'trusted system key',
    persistentMemoryCapable: 'persistent memory mobility',
    segment: 'layer-2 network',
    vsiCapable: 'vsi_on_veth_capable',
  }),
};

const CONSOLE: Readonly<Record<string, Field>> = {
  ...from('lshmc -V', { version: 'version', product: 'console' }),
  ...from('', {
    name: 'console',
    reaches: 'connection to the other console',
    mayMigrate: "the user's role",
    busyWith: 'operations in progress',
    trusts: 'ssh keys',
  }),
};

const VIOS: Readonly<Record<string, Field>> = {
  ...from('lssyscfg -r lpar', {
    name: 'name',
    id: 'lpar_id',
    state: 'state',
    msp: 'msp',
    rmcState: 'rmc_state',
    timeReference: 'time_ref',
  }),
  ...from('ioslevel', { level: 'ioslevel' }),
  ...from('lshwres -r virtualio --rsubtype eth --level lpar', { trunks: 'is_trunk', otherSlots: 'slot_num' }),
  ...from('lshwres -r virtualio --rsubtype scsi', { scsiServers: 'remote_slot_num' }),
  ...from('lshwres -r virtualio --rsubtype fc --level lpar', { fcServers: 'remote_slot_num' }),
  ...from('lshwres -r virtualio --rsubtype slot --level lpar', {
    maxVirtualSlots: 'curr_max_virtual_slots',
    nextFreeSlot: 'next_avail_virtual_slot',
  }),
  ...from('lsmap -all', { backing: 'backing device' }),
  ...from('lslparmigr -r lpar', { movesInProgress: 'moves of this mover' }),
  ...from('lsnports', { fcPorts: 'fabric, aports' }),
  ...from('lsdev -dev hdiskN -attr reserve_policy', { disks: 'reserve_policy' }),
  ...from('lsdev -dev vioslpm0 -attr', { tunables: 'vioslpm0' }),
  ...from('', {
    seas: 'SEA',
    luns: 'LUNs behind its disks',
    viosecure: 'viosecure level',
    vasi: 'VASI device',
    addresses: 'mover address',
    portsOpen: 'firewall',
    secureTunnel: 'secure tunnel',
    freeCores: 'free processor capacity',
    orphans: 'unused server adapters',
    cluster: 'shared storage pool cluster',
  }),
};

const LPAR: Readonly<Record<string, Field>> = {
  ...from('lssyscfg -r lpar', {
    name: 'name',
    id: 'lpar_id',
    env: 'lpar_env',
    osVersion: 'os_version',
    state: 'state',
    crashed: 'state',
    activatedOnce: 'resource_config',
    uuid: 'uuid',
    currentProfile: 'curr_profile',
    redundantErrPath: 'redundant_err_path_reporting',
    rmcState: 'rmc_state',
    dlparMemory: 'dlpar_mem_capable',
    dlparProc: 'dlpar_proc_capable',
    compatDesired: 'desired_lpar_proc_compat_mode',
    compatCurrent: 'curr_lpar_proc_compat_mode',
    remoteRestart: 'simplified_remote_restart_capable',
    vtpm: 'vtpm_enabled',
    secureBoot: 'curr_secure_boot',
    workGroup: 'work_group_id',
    affinityGroup: 'affinity_group_id',
  }),
  ...from('lslparmigr -r lpar', { migrationState: 'migration_state' }),
  ...from('lssyscfg -r prof', {
    profiles: 'profiles',
    memoryExpansion: 'mem_expansion',
    bsrArrays: 'bsr_arrays',
    lheaPorts: 'lhea_logical_ports',
    hcaAdapters: 'hca_adapters',
    sriovPorts: 'sriov_eth_logical_ports',
  }),
  ...from('lshwres -r mem --level lpar', {
    runningMemoryMb: 'run_mem',
    memoryMb: 'curr_max_mem',
    memoryMode: 'mem_mode',
    hptRatio: 'curr_hpt_ratio',
    hugePages: 'curr_num_huge_pages',
  }),
  ...from('lshwres -r proc --level lpar', {
    procMode: 'curr_proc_mode',
    procUnits: 'curr_proc_units',
    procs: 'curr_procs',
    procPool: 'curr_shared_proc_pool_name',
  }),
  ...from('lshwres -r virtualio --rsubtype scsi', {
    scsi: 'virtual SCSI adapters',
    serverSlots: 'adapter_type',
  }),
  ...from('lshwres -r virtualio --rsubtype fc --level lpar', { fc: 'virtual Fibre Channel adapters' }),
  ...from('lshwres -r virtualio --rsubtype eth --level lpar', { eth: 'virtual Ethernet adapters' }),
  ...from('lshwres -r virtualio --rsubtype serial --level lpar', {
    consoleOpen: 'connect_status',
    serial: 'virtual serial adapters',
  }),
  ...from('lshwres -r io --rsubtype slot', { physicalSlots: 'io_slots' }),
  ...from('lshwres -r virtualio --rsubtype vnic', { vnics: 'virtual NICs' }),
  ...from('', {
    required: 'is_required',
    restrictedIo: 'restricted I/O mode',
    ioEntitledMb: 'I/O entitled memory',
    persistentMemoryVolumes: 'persistent memory volumes',
    affinityScore: 'affinity score',
    affinityAt: 'affinity score',
    managementPartition: 'management partition',
    osVeto: 'check scripts',
    cluster: 'cluster heartbeat',
    suspendedOn: 'storage of the suspended state',
    grants: 'zoning and masking',
  }),
};

const FIELDS: Readonly<Record<PowerObject['kind'], Readonly<Record<string, Field>>>> = {
  system: SYSTEM,
  console: CONSOLE,
  vios: VIOS,
  lpar: LPAR,
};

export const fieldOf = (kind: PowerObject['kind'], key: string): Field =>
  FIELDS[kind][key] ?? { attribute: key, command: '' };

/** Keys of a kind that some command shows. */
export const shownFields = (kind: PowerObject['kind']): string[] =>
  Object.entries(FIELDS[kind]).flatMap(([key, { command }]) => (command === '' ? [] : [key]));

export const allFields = (kind: PowerObject['kind']): string[] => Object.keys(FIELDS[kind]);
