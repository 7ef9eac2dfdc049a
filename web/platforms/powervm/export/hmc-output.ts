/** A world as the output of the console commands that show it: what an import reads, and nothing else. */

import { quoted } from '../import/fields.ts';
import type { Paste } from '../import/paste.ts';
import type { Lpar } from '../objects/lpar.ts';
import type { ManagedSystem } from '../objects/managed-system.ts';
import type { Vios } from '../objects/vios.ts';
import { lparsOf, type PowerWorld, partitionsOf, viosesOf } from '../objects/world.ts';
import { adapterRows } from './adapter-rows.ts';
import { profileRow } from './profile-row.ts';
import { viosOutput } from './vios-output.ts';

export type Values = Readonly<
  Record<string, string | number | boolean | null | readonly (string | number)[]>
>;

const plain = (value: Values[string]): string => {
  if (value === null) return 'none';
  if (typeof value === 'boolean') return value ? '1' : '0';
  return typeof value === 'object' ? value.join(',') : String(value);
};

export const record = (values: Values): string =>
  Object.entries(values)
    .map(([key, value]) => quoted(`${key}=${plain(value)}`))
    .join(',');

const EPOCH_HOUR = 19;

/** `records`: `key=value` lists. `columns`: `-F` with `--header`. */
export type Form = 'records' | 'columns';

export interface OutputOptions {
  form?: Form;
  /** With the command as first line; otherwise folders alone say which server it is. */
  commands?: boolean;
}

interface Sheet {
  /** Null: it is about all servers. */
  system: string | null;
  file: string;
  command: string;
  rows: readonly Values[];
}

/** A folder per server, a file per command. */
export function hmcOutput(
  world: PowerWorld,
  { form = 'records', commands = true }: OutputOptions = {},
): Paste[] {
  const sheets: Sheet[] = [
    {
      system: null,
      file: 'lssyscfg-sys',
      command: 'lssyscfg -r sys',
      rows: world.systems.map((system) => systemRow(world, system)),
    },
    ...world.systems.flatMap((system) => sheetsOf(world, system)),
  ];
  return [
    ...world.consoles.slice(0, 1).map(({ version }) => ({ name: 'lshmc.txt', text: consoleText(version) })),
    ...sheets.map((sheet) => pasteOf(sheet, form, commands)),
    ...world.systems.flatMap((system) =>
      viosesOf(world, system.name).flatMap((vios) => viosOutput(vios, system, commands)),
    ),
  ];
}

/** 7.7.9.0 is V7R7.9.0. */
function consoleText(version: string): string {
  const [, major = '', release = ''] = /^V?(\d+)[.R](.*)$/i.exec(version) ?? [];
  return `"version= Version: ${major}\n Release: ${release}\n Service Pack: 0\n","base_version=V${major}R${release}\n"\n`;
}

function pasteOf({ system, file, command, rows }: Sheet, form: Form, commands: boolean): Paste {
  const [name, ...options] = command.split(' --');
  const [first = '', ...rest] = [`${name}${system === null ? '' : ` -m ${system}`}`, ...options];
  const line = [first, ...rest, ...(form === 'columns' ? ['header'] : [])].join(' --');
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const asked = form === 'columns' && rows.length > 0 ? `${line} -F ${fields.join(',')}` : line;
  const body =
    rows.length === 0 ? 'No results were found.' : form === 'records' ? records(rows) : columns(rows, fields);
  return {
    name: `${system === null ? '' : `${system}/`}${file}.txt`,
    text: `${commands ? `${asked}\n` : ''}${body}\n`,
  };
}

const records = (rows: readonly Values[]): string => rows.map(record).join('\n');

const columns = (rows: readonly Values[], fields: readonly string[]): string =>
  [
    fields.join(','),
    ...rows.map((row) =>
      fields.map((field) => quoted(field in row ? plain(row[field] ?? null) : 'null')).join(','),
    ),
  ].join('\n');

function sheetsOf(world: PowerWorld, system: ManagedSystem): Sheet[] {
  const sheet = (command: string, file: string, rows: readonly Values[]): Sheet => ({
    system: system.name,
    file,
    command,
    rows,
  });
  const lpars = lparsOf(world, system.name);
  const vioses = viosesOf(world, system.name);
  const hardware = (resource: string, level: string) => `lshwres -r ${resource} --level ${level}`;
  return [
    sheet('lssyscfg -r lpar', 'lssyscfg-lpar', [
      ...vioses.map(viosRow),
      ...lpars.map((lpar) => lparRow(system, lpar)),
    ]),
    sheet(
      'lssyscfg -r prof',
      'lssyscfg-prof',
      lpars.flatMap((lpar) => lpar.profiles.map((profile) => profileRow(world, lpar, profile))),
    ),
    sheet(hardware('mem', 'sys'), 'lshwres-mem-sys', [memorySystem(system)]),
    sheet(hardware('mem', 'lpar'), 'lshwres-mem-lpar', [...vioses.map(viosMemory), ...lpars.map(memoryRow)]),
    sheet(hardware('proc', 'sys'), 'lshwres-proc-sys', [processorSystem(system)]),
    sheet(hardware('proc', 'lpar'), 'lshwres-proc-lpar', [
      ...vioses.map(viosProcessors),
      ...lpars.map((lpar) => processorRow(system, lpar)),
    ]),
    ...adapterRows(world, system.name).map(([command, file, rows]) => sheet(command, file, rows)),
    sheet(
      'lshwres -r virtualio --rsubtype vswitch',
      'lshwres-vswitch',
      system.virtualSwitches.map((vswitch) => ({ vswitch, switch_mode: 'VEB' })),
    ),
    sheet(
      'lshwres -r procpool',
      'lshwres-procpool',
      system.procPools.map(({ id, name }) => ({ name, shared_proc_pool_id: id, max_pool_proc_units: 0 })),
    ),
    sheet('lslparmigr -r sys', 'lslparmigr-sys', [migrationRow(system)]),
    sheet(
      'lslparmigr -r lpar',
      'lslparmigr-lpar',
      partitionsOf(world, system.name).map((each) => ({
        name: each.name,
        lpar_id: each.id,
        migration_state: each.kind === 'lpar' ? each.migrationState : 'Not Migrating',
      })),
    ),
  ];
}

function systemRow(world: PowerWorld, system: ManagedSystem): Values {
  const service = partitionsOf(world, system.name).find(({ name }) => name === system.serviceLpar);
  return {
    name: system.name,
    type_model: system.typeModel,
    serial_num: system.serial,
    ipaddr: system.address,
    state: system.state,
    sys_time: clock(system.clockOffsetS),
    active_lpar_mobility_capable: system.activeCapable,
    inactive_lpar_mobility_capable: system.inactiveCapable,
    active_mem_sharing_capable: system.memorySharingCapable,
    active_mem_expansion_capable: system.memoryExpansionCapable,
    bsr_capable: system.bsrCapable,
    huge_page_mem_capable: system.hugePageCapable,
    lpar_proc_compat_mode_capable: true,
    lpar_proc_compat_modes: system.compatModes,
    lpar_suspend_capable: system.suspendCapable,
    lpar_remote_restart_capable: system.remoteRestartCapable,
    lpar_secure_boot_capable: system.secureBootCapable,
    os400_lpar_mobility_capable: system.ibmiMobilityCapable,
    os400_restricted_io_mode_capable: system.ibmiRestrictedIoCapable,
    redundant_err_path_reporting_capable: system.redundantErrPathCapable,
    virtual_fc_capable: system.virtualFcCapable,
    virtual_io_server_capable: true,
    virtual_switch_capable: system.virtualSwitchCapable,
    vsi_on_veth_capable: system.vsiCapable,
    vtpm_capable: system.vtpmCapable,
    max_lpars: system.maxLpars,
    service_lpar_id: service?.id ?? null,
  };
}

const two = (number: number): string => String(number).padStart(2, '0');

/** Some day, an hour after true time has passed noon: only differences between servers are read. */
function clock(offsetS: number): string {
  const seconds = EPOCH_HOUR * 3600 + 45 * 60 + 21 + offsetS;
  const day = Math.floor(seconds / 86_400);
  const left = seconds - day * 86_400;
  const [hour, minute] = [Math.floor(left / 3600), Math.floor(left / 60) % 60];
  return `10/${two(14 + day)}/2017 ${two(hour)}:${two(minute)}:${two(left % 60)}`;
}

const memorySystem = (system: ManagedSystem): Values => ({
  configurable_sys_mem: system.configurableMemoryMb,
  curr_avail_sys_mem: system.availableMemoryMb,
  sys_firmware_mem: system.firmwareMemoryMb,
  mem_region_size: system.lmbMb,
  pend_mem_region_size: system.pendingLmbMb ?? system.lmbMb,
  curr_avail_num_sys_huge_pages: system.hugePagesAvailable,
});

const processorSystem = (system: ManagedSystem): Values => ({
  configurable_sys_proc_units: system.configurableProcUnits,
  curr_avail_sys_proc_units: system.availableProcUnits,
  min_proc_units_per_virtual_proc: system.minProcUnitsPerVirtualProc,
  max_virtual_procs_per_lpar: system.maxVirtualProcsPerLpar,
  max_procs_per_lpar: system.maxProcsPerLpar,
});

const migrationRow = (system: ManagedSystem): Values => ({
  name: system.name,
  num_inactive_migrations_supported: system.inactiveMovesSupported,
  num_active_migrations_supported: system.activeMovesSupported,
  num_inactive_migrations_in_progress: system.inactiveMovesInProgress,
  num_active_migrations_in_progress: system.activeMovesInProgress,
  inactive_prof_policy: system.inactivePolicy,
});

const viosRow = (vios: Vios): Values => ({
  name: vios.name,
  lpar_id: vios.id,
  lpar_env: 'vioserver',
  state: vios.state,
  rmc_state: vios.rmcState,
  msp: vios.msp,
  time_ref: vios.timeReference,
});

function lparRow(system: ManagedSystem, lpar: Lpar): Values {
  return {
    name: lpar.name,
    lpar_id: lpar.id,
    lpar_env: lpar.env,
    state: lpar.state,
    resource_config: lpar.activatedOnce,
    os_version: lpar.osVersion,
    logical_serial_num: system.serial && `${system.serial}${lpar.id.toString(16).toUpperCase()}`,
    curr_profile: lpar.activatedOnce ? (lpar.currentProfile ?? '') : '',
    work_group_id: lpar.workGroup,
    affinity_group_id: lpar.affinityGroup,
    redundant_err_path_reporting: lpar.redundantErrPath,
    rmc_state: lpar.rmcState,
    rmc_ipaddr: lpar.rmcAddress,
    time_ref: lpar.timeReference,
    lpar_avail_priority: lpar.availabilityPriority,
    desired_lpar_proc_compat_mode: lpar.compatDesired,
    curr_lpar_proc_compat_mode: lpar.compatCurrent,
    simplified_remote_restart_capable: lpar.remoteRestart,
    vtpm_enabled: lpar.vtpm,
    curr_secure_boot: lpar.secureBoot ? 2 : 0,
    dlpar_mem_capable: lpar.dlparMemory,
    dlpar_proc_capable: lpar.dlparProc,
    dlpar_io_capable: lpar.dlparIo,
    uuid: lpar.uuid,
  };
}

const named = ({ name, id }: Lpar | Vios) => ({ lpar_name: name, lpar_id: id });

const viosMemory = (vios: Vios): Values => ({
  ...named(vios),
  curr_min_mem: vios.memoryMb,
  curr_mem: vios.memoryMb,
  curr_max_mem: vios.memoryMb,
  run_mem: vios.memoryMb,
  mem_mode: 'ded',
});

const memoryRow = (lpar: Lpar): Values => ({
  ...named(lpar),
  curr_min_mem: lpar.memoryMb.min,
  curr_mem: lpar.memoryMb.desired,
  curr_max_mem: lpar.memoryMb.max,
  run_mem: lpar.runningMemoryMb,
  curr_num_huge_pages: lpar.hugePages,
  mem_mode: lpar.memoryMode === 'shared' ? 'shared' : 'ded',
  curr_hpt_ratio: `1:${lpar.hptRatio}`,
});

const viosProcessors = (vios: Vios): Values => ({
  ...named(vios),
  curr_proc_mode: 'shared',
  curr_min_proc_units: vios.procUnits,
  curr_proc_units: vios.procUnits,
  curr_max_proc_units: vios.procUnits,
});

function processorRow({ procPools }: ManagedSystem, lpar: Lpar): Values {
  return {
    ...named(lpar),
    curr_shared_proc_pool_id: procPools.find(({ name }) => name === lpar.procPool)?.id ?? 0,
    curr_shared_proc_pool_name: lpar.procPool,
    curr_proc_mode: lpar.procMode === 'dedicated' ? 'ded' : 'shared',
    curr_min_proc_units: lpar.procUnits.min,
    curr_proc_units: lpar.procUnits.desired,
    curr_max_proc_units: lpar.procUnits.max,
    curr_min_procs: lpar.procs.min,
    curr_procs: lpar.procs.desired,
    curr_max_procs: lpar.procs.max,
    curr_sharing_mode: lpar.capped ? 'cap' : 'uncap',
    curr_uncap_weight: lpar.uncapWeight,
  };
}
