/** Words of the console for what a partition is doing. */

export const LPAR_STATES = [
  'Running',
  'Not Activated',
  'Suspended',
  'Starting',
  'Open Firmware',
  'Error',
  'Shutting Down',
  'Suspending',
  'Resuming',
  'Migrating - Running',
  'Migrating - Not Activated',
  'Migrating - Suspended',
  'Hardware Discovery',
  'Not Available',
] as const;
export type LparState = (typeof LPAR_STATES)[number];

export const MIGRATION_STATES = [
  'Not Migrating',
  'Migration Starting',
  'Migration In Progress',
  'Migration Complete',
  'Migration Aborting',
  'Migration Canceling',
  'Migration Failed',
  'Invalid',
] as const;
export type MigrationState = (typeof MIGRATION_STATES)[number];

/** Active moves a running partition, inactive one that is shut down, suspended one whose memory lies on storage. */
export type MobilityType = 'active' | 'inactive' | 'suspended';

/** The console chooses the type by the partition's state. Null: in this state it cannot move. */
export function typeOfState(state: LparState): MobilityType | null {
  if (state === 'Running') return 'active';
  if (state === 'Not Activated') return 'inactive';
  return state === 'Suspended' ? 'suspended' : null;
}

export const STATE_FOR: Readonly<Record<MobilityType, LparState>> = {
  active: 'Running',
  inactive: 'Not Activated',
  suspended: 'Suspended',
};
