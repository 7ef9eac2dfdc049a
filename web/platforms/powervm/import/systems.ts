/** Tables about servers. */
import { normaliseMode } from '../objects/compat-mode.ts';
import { parseFirmware } from '../objects/firmware.ts';
import { formOf, generationOf } from '../objects/generation.ts';
import type { ManagedSystem, ProcPool, SystemState } from '../objects/managed-system.ts';
import { type Draft, type Placed, systemDraft } from './draft.ts';
import { listOf } from './fields.ts';
import type { Row } from './paste.ts';
import { flagIn, numberIn, textIn, textOrNone, told, wholeIn } from './values.ts';

const STATES: readonly string[] = [
  'Operating',
  'Standby',
  'Initializing',
  'Power Off',
  'No Connection',
  'Error',
  'Incomplete',
  'Recovery',
] satisfies SystemState[];

function readSystem(draft: Draft, name: string, { values }: Row): void {
  const system = systemDraft(draft, name);
  const typeModel = textIn(values, 'type_model');
  const generation = typeModel === undefined ? null : generationOf(typeModel);
  if (typeModel !== undefined && generation === null)
    draft.unclear.push(`Which generation ${name} is: the machine type ${typeModel} is not known here.`);
  const state = textIn(values, 'state');
  const capabilities = new Set(listOf(values.capabilities));
  const can = (...names: string[]) =>
    flagIn(values, ...names) ??
    (values.capabilities === undefined || capabilities.size === 0
      ? undefined
      : names.some((each) => capabilities.has(each)));
  const activeCapable = can('active_lpar_mobility_capable');
  const serviceId = textOrNone(values, 'service_lpar_id');
  if (serviceId) system.serviceLparId = Number(serviceId);
  const modes = values.lpar_proc_compat_modes;
  Object.assign(
    system.told,
    told<ManagedSystem>({
      typeModel,
      generation: generation ?? undefined,
      form: typeModel === undefined ? undefined : formOf(typeModel),
      serial: textIn(values, 'serial_num'),
      address: textIn(values, 'ipaddr'),
      state: STATES.includes(state ?? '') ? (state as SystemState) : undefined,
      // Without the edition no server is capable of it; one that is not may lack firmware only.
      edition: activeCapable ? 'enterprise' : undefined,
      activeCapable,
      inactiveCapable: can('inactive_lpar_mobility_capable'),
      suspendCapable: can('lpar_suspend_capable'),
      ibmiMobilityCapable: can('os400_lpar_mobility_capable'),
      ibmiRestrictedIoCapable: can('os400_restricted_io_mode_capable'),
      compatModes:
        modes === undefined || listOf(modes).length === 0 ? undefined : listOf(modes).map(normaliseMode),
      memorySharingCapable: can('active_mem_sharing_capable'),
      memoryExpansionCapable: can('active_mem_expansion_capable'),
      bsrCapable: can('bsr_capable'),
      hugePageCapable: can('huge_page_mem_capable'),
      redundantErrPathCapable: can('redundant_err_path_reporting_capable'),
      virtualFcCapable: can('virtual_fc_capable'),
      virtualSwitchCapable: can('virtual_switch_capable'),
      remoteRestartCapable: can('lpar_remote_restart_capable'),
      vtpmCapable: can('vtpm_capable'),
      secureBootCapable: can('lpar_secure_boot_capable'),
      vsiCapable: can('vsi_on_veth_capable'),
      maxLpars: wholeIn(values, 'max_lpars'),
      serviceLpar: serviceId === null ? null : textIn(values, 'service_lpar_name'),
    }),
  );
  if (state !== undefined && !STATES.includes(state))
    draft.unclear.push(`What the state of ${name}, “${state}”, means.`);
}

export const readSystems: Read = (draft, { of, rows }) => {
  for (const row of rows) readSystem(draft, of, row);
};

/** Clocks are compared where one command asked all servers at once. */
export function readClocks(draft: Draft, rows: readonly (readonly [name: string, row: Row])[]): void {
  const times = rows.flatMap(([name, { values }]) => {
    const seconds = secondsOf(values.sys_time ?? '');
    return seconds === null ? [] : [[name, seconds] as const];
  });
  const first = times[0]?.[1] ?? 0;
  if (times.length > 1)
    for (const [name, seconds] of times)
      systemDraft(draft, name).told = { ...systemDraft(draft, name).told, clockOffsetS: seconds - first };
}

const DAYS = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/** `10/14/2017 19:45:21`, in seconds since some day. */
function secondsOf(text: string): number | null {
  const parts = /^(\d\d)\/(\d\d)\/(\d{4}) (\d\d):(\d\d):(\d\d)$/.exec(text.trim())?.slice(1).map(Number);
  if (!parts) return null;
  const [month = 1, day = 1, year = 0, hour = 0, minute = 0, second = 0] = parts;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const past = Math.floor((year - 1) / 4) - Math.floor((year - 1) / 100) + Math.floor((year - 1) / 400);
  const days = year * 365 + past + (DAYS[month - 1] ?? 0) + (leap && month > 2 ? 1 : 0) + day;
  return ((days * 24 + hour) * 60 + minute) * 60 + second;
}

type Read = (draft: Draft, table: Placed) => void;

const one =
  (read: (values: Row['values']) => Partial<ManagedSystem>): Read =>
  (draft, { of, rows }) => {
    for (const { values } of rows) Object.assign(systemDraft(draft, of).told, read(values));
  };

export const readMemory = one((values) =>
  told<ManagedSystem>({
    lmbMb: wholeIn(values, 'mem_region_size') || undefined,
    pendingLmbMb: pendingOf(wholeIn(values, 'mem_region_size'), wholeIn(values, 'pend_mem_region_size')),
    configurableMemoryMb: wholeIn(values, 'configurable_sys_mem'),
    availableMemoryMb: wholeIn(values, 'curr_avail_sys_mem'),
    firmwareMemoryMb: wholeIn(values, 'sys_firmware_mem'),
    hugePagesAvailable: wholeIn(values, 'curr_avail_num_sys_huge_pages'),
  }),
);

const pendingOf = (now: number | undefined, pending: number | undefined): number | null | undefined =>
  pending === undefined ? undefined : pending === now ? null : pending;

export const readProcessors = one((values) =>
  told<ManagedSystem>({
    configurableProcUnits: numberIn(values, 'configurable_sys_proc_units'),
    availableProcUnits: numberIn(values, 'curr_avail_sys_proc_units'),
    minProcUnitsPerVirtualProc: numberIn(values, 'min_proc_units_per_virtual_proc') || undefined,
    maxVirtualProcsPerLpar: wholeIn(
      values,
      'max_virtual_procs_per_lpar',
      'max_curr_virtual_procs_per_aixlinux_lpar',
    ),
    maxProcsPerLpar: wholeIn(values, 'max_procs_per_lpar'),
  }),
);

export const readMigrations = one((values) => {
  const policy = textIn(values, 'inactive_prof_policy');
  return told<ManagedSystem>({
    activeMovesSupported: wholeIn(values, 'num_active_migrations_supported'),
    activeMovesInProgress: wholeIn(values, 'num_active_migrations_in_progress'),
    inactiveMovesSupported: wholeIn(values, 'num_inactive_migrations_supported'),
    inactiveMovesInProgress: wholeIn(values, 'num_inactive_migrations_in_progress'),
    inactivePolicy: policy === 'config' || policy === 'prof' ? policy : undefined,
    activeCapable: flagIn(values, 'active_lpar_mobility_capable'),
    inactiveCapable: flagIn(values, 'inactive_lpar_mobility_capable'),
  });
});

/** `ecnumber=01AM780,activated_level=40` is 01AM780_040. Power supplies and the like have levels of their own. */
export const readFirmware = one((values) => {
  const type = textIn(values, 'lic_type');
  if (type !== undefined && !/^managed system/i.test(type)) return {};
  const family = textIn(values, 'ecnumber', 'curr_ecnumber_primary');
  const level = wholeIn(
    values,
    'activated_level',
    'platform_ipl_level',
    'curr_level_primary',
    'installed_level',
  );
  const named = textIn(values, 'activated_spname', 'installed_spname');
  const firmware =
    family === undefined || level === undefined ? named : `${family}_${String(level).padStart(3, '0')}`;
  return told<ManagedSystem>({ firmware: parseFirmware(firmware ?? '') === null ? undefined : firmware });
});

export const readOptimizer = one((values) =>
  told<ManagedSystem>({ dpoRunning: flagIn(values, 'in_progress') }),
);

export const readSwitches: Read = (draft, { of, rows }) => {
  const names = rows.flatMap(({ values }) => textIn(values, 'vswitch') ?? []);
  if (names.length > 0)
    systemDraft(draft, of).told = { ...systemDraft(draft, of).told, virtualSwitches: [...new Set(names)] };
};

export const readPools: Read = (draft, { of, rows }) => {
  const pools = rows.flatMap(({ values }): ProcPool[] => {
    const [name, id] = [
      textIn(values, 'name', 'shared_proc_pool_name'),
      wholeIn(values, 'shared_proc_pool_id'),
    ];
    return name === undefined || id === undefined ? [] : [{ id, name }];
  });
  if (pools.length > 0) systemDraft(draft, of).told = { ...systemDraft(draft, of).told, procPools: pools };
};
