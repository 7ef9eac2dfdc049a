/** Tables about partitions: what they are, what they hold, whether they move. */
import { normaliseMode } from '../objects/compat-mode.ts';
import type { Lpar } from '../objects/lpar.ts';
import { LPAR_STATES, type LparState, MIGRATION_STATES, type MigrationState } from '../objects/lpar-state.ts';
import type { Vios } from '../objects/vios.ts';
import { type Draft, type PartitionDraft, type Placed, partitionDraft, systemDraft } from './draft.ts';
import type { Row } from './paste.ts';
import { amountsIn, flagIn, numberIn, textIn, textOrNone, told, wholeIn } from './values.ts';

export const partitionOf = (draft: Draft, system: string, { values }: Row): PartitionDraft | null =>
  partitionDraft(
    draft,
    system,
    textIn(values, 'lpar_name') ?? textIn(values, 'name'),
    wholeIn(values, 'lpar_id'),
  );

/** Each row with its partition; a row that names none is unclear. */
export function eachPartition(
  draft: Draft,
  { of, rows, paste }: Placed,
  read: (partition: PartitionDraft, values: Row['values']) => void,
): void {
  for (const row of rows) {
    const partition = partitionOf(draft, of, row);
    if (partition) read(partition, row.values);
    else draft.unclear.push(`Which partition of ${of} line ${row.line} of ${paste} is about.`);
  }
}

const ENVIRONMENTS: readonly string[] = ['aixlinux', 'os400', 'vioserver'] satisfies Lpar['env'][];

export function readPartitions(draft: Draft, table: Placed): void {
  // A list without a VIOS may be one of some partitions that somebody picked.
  const hasVios = table.rows.some(({ values }) => values.lpar_env === 'vioserver');
  if (!table.filtered && (table.system !== null || hasVios)) systemDraft(draft, table.of).listed = true;
  eachPartition(draft, table, (partition, values) => {
    const env = textIn(values, 'lpar_env');
    if (env !== undefined && ENVIRONMENTS.includes(env)) partition.env = env as Lpar['env'];
    const state = stateOf(draft, partition, values);
    const rmcState = textIn(values, 'rmc_state');
    Object.assign(
      partition.vios,
      told<Vios>({
        state,
        level: /^VIOS\s+([\d.]+)/.exec(textIn(values, 'os_version') ?? '')?.[1],
        msp: flagIn(values, 'msp'),
        rmcState,
        timeReference: flagIn(values, 'time_ref'),
      }),
    );
    Object.assign(
      partition.lpar,
      told<Lpar>({
        state,
        crashed: state === undefined ? undefined : false,
        osVersion: textIn(values, 'os_version'),
        activatedOnce: activated(values),
        uuid: textIn(values, 'uuid'),
        currentProfile:
          values.curr_profile === undefined ? undefined : (textIn(values, 'curr_profile') ?? null),
        redundantErrPath: flagIn(values, 'redundant_err_path_reporting'),
        rmcState,
        rmcAddress: textIn(values, 'rmc_ipaddr'),
        dlparMemory: flagIn(values, 'dlpar_mem_capable'),
        dlparProc: flagIn(values, 'dlpar_proc_capable'),
        dlparIo: flagIn(values, 'dlpar_io_capable'),
        compatDesired: modeIn(values, 'desired_lpar_proc_compat_mode'),
        compatCurrent: modeIn(values, 'curr_lpar_proc_compat_mode'),
        remoteRestart: eitherFlag(values, 'simplified_remote_restart_capable', 'remote_restart_capable'),
        vtpm: flagIn(values, 'vtpm_enabled'),
        secureBoot: secured(values),
        workGroup: textOrNone(values, 'work_group_id'),
        affinityGroup: textOrNone(values, 'affinity_group_id'),
        timeReference: flagIn(values, 'time_ref'),
        availabilityPriority: wholeIn(values, 'lpar_avail_priority'),
      }),
    );
    if (flagIn(values, 'powervm_mgmt_capable'))
      partition.lpar = { ...partition.lpar, managementPartition: true };
  });
}

function stateOf(draft: Draft, { name }: PartitionDraft, values: Row['values']): LparState | undefined {
  const state = textIn(values, 'state');
  if (state === undefined) return undefined;
  if ((LPAR_STATES as readonly string[]).includes(state)) return state as LparState;
  draft.unclear.push(`What the state of ${name}, “${state}”, means.`);
  return undefined;
}

/** A partition that was never activated has neither resources nor a profile that counts. */
function activated(values: Row['values']): boolean | undefined {
  if (flagIn(values, 'resource_config') || textIn(values, 'curr_profile') !== undefined) return true;
  return values.resource_config === undefined || values.curr_profile === undefined
    ? flagIn(values, 'resource_config')
    : false;
}

const modeIn = (values: Row['values'], key: string): string | undefined => {
  const mode = textIn(values, key);
  return mode === undefined ? undefined : normaliseMode(mode);
};

const eitherFlag = (values: Row['values'], ...keys: string[]): boolean | undefined => {
  const flags = keys.map((key) => flagIn(values, key)).filter((flag) => flag !== undefined);
  return flags.length === 0 ? undefined : flags.includes(true);
};

/** 0: off, anything above: some degree of it. */
const secured = (values: Row['values']): boolean | undefined => {
  const degree = wholeIn(values, 'curr_secure_boot');
  return degree === undefined ? undefined : degree > 0;
};

export function readMemoryOfPartitions(draft: Draft, table: Placed): void {
  eachPartition(draft, table, ({ lpar, vios }, values) => {
    const memoryMb = amountsIn(values, 'curr_min_mem', 'curr_mem', 'curr_max_mem');
    const mode = textIn(values, 'mem_mode');
    const ratio = /^1:(\d+)$/.exec(values.curr_hpt_ratio ?? '')?.[1];
    Object.assign(vios, told<Vios>({ memoryMb: memoryMb?.desired }));
    Object.assign(
      lpar,
      told<Lpar>({
        memoryMb,
        runningMemoryMb: wholeIn(values, 'run_mem') || undefined,
        memoryMode: mode === 'ded' ? 'dedicated' : mode === 'shared' ? 'shared' : undefined,
        hptRatio: ratio === undefined ? undefined : Number(ratio),
        hugePages: wholeIn(values, 'curr_num_huge_pages'),
      }),
    );
  });
}

export function readProcessorsOfPartitions(draft: Draft, table: Placed): void {
  eachPartition(draft, table, ({ lpar, vios }, values) => {
    const mode = textIn(values, 'curr_proc_mode');
    const procUnits = amountsIn(values, 'curr_min_proc_units', 'curr_proc_units', 'curr_max_proc_units');
    const sharing = textIn(values, 'curr_sharing_mode');
    Object.assign(vios, told<Vios>({ procUnits: procUnits?.desired }));
    Object.assign(
      lpar,
      told<Lpar>({
        procMode: mode === 'ded' ? 'dedicated' : mode === 'shared' ? 'shared' : undefined,
        procUnits,
        procs: amountsIn(values, 'curr_min_procs', 'curr_procs', 'curr_max_procs'),
        capped: sharing === 'cap' ? true : sharing === 'uncap' ? false : undefined,
        uncapWeight: wholeIn(values, 'curr_uncap_weight'),
        procPool: textIn(values, 'curr_shared_proc_pool_name') ?? poolById(values),
      }),
    );
  });
}

/** The default pool has the id 0; others are named when the list of pools has been read. */
function poolById(values: Row['values']): string | undefined {
  const id = numberIn(values, 'curr_shared_proc_pool_id');
  return id === undefined ? undefined : id === 0 ? 'DefaultPool' : String(id);
}

export function readMoves(draft: Draft, table: Placed): void {
  eachPartition(draft, table, ({ lpar }, values) => {
    const state = textIn(values, 'migration_state');
    if (state === undefined) return;
    const known = (MIGRATION_STATES as readonly string[]).includes(state);
    if (known) Object.assign(lpar, told<Lpar>({ migrationState: state as MigrationState }));
    else draft.unclear.push(`What the migration state “${state}” means.`);
  });
}
