/**
 * The states of a migration in QEMU, and what leads from one to another (qapi/migration.json, MigrationStatus). What
 * a move went through is read from its record.
 */
import type { Tone } from '../../../model/world-view.ts';

export const STATES = [
  'none',
  'setup',
  'cancelling',
  'cancelled',
  'active',
  'postcopy-device',
  'postcopy-active',
  'postcopy-paused',
  'postcopy-recover-setup',
  'postcopy-recover',
  'completed',
  'failed',
  'colo',
  'pre-switchover',
  'device',
  'wait-unplug',
] as const;

export type MigrationState = (typeof STATES)[number];

/** What a state may be followed by. */
export const NEXT: Readonly<Record<MigrationState, readonly MigrationState[]>> = {
  none: ['setup'],
  setup: ['wait-unplug', 'active', 'cancelling', 'failed'],
  'wait-unplug': ['active', 'cancelling', 'failed'],
  active: ['pre-switchover', 'device', 'postcopy-active', 'completed', 'cancelling', 'failed'],
  'pre-switchover': ['device', 'cancelling', 'failed'],
  device: ['completed', 'colo', 'postcopy-device', 'postcopy-active', 'cancelling', 'failed'],
  'postcopy-device': ['postcopy-active', 'failed'],
  'postcopy-active': ['completed', 'postcopy-paused', 'failed'],
  'postcopy-paused': ['postcopy-recover-setup', 'postcopy-recover', 'failed'],
  'postcopy-recover-setup': ['postcopy-recover', 'postcopy-paused', 'failed'],
  'postcopy-recover': ['postcopy-active', 'postcopy-paused', 'failed'],
  colo: ['completed', 'failed'],
  cancelling: ['cancelled', 'failed'],
  cancelled: [],
  completed: [],
  failed: [],
};

/** The versions that brought those that are not as old as post-copy. */
export const SINCE: Partial<Record<MigrationState, string>> = {
  'postcopy-recover-setup': '9.1',
  'postcopy-device': '10.2',
};

export const isOver = (state: MigrationState): boolean => state !== 'none' && NEXT[state].length === 0;

/** The guest runs on the destination, or would. */
export const isPostcopy = (state: MigrationState): boolean => state.startsWith('postcopy-');

export const MEANING: Readonly<Record<MigrationState, { about: string; tone: Tone }>> = {
  none: { about: 'No migration has been started.', tone: 'quiet' },
  setup: { about: 'Both ends get ready; the dirty log is turned on.', tone: 'busy' },
  'wait-unplug': { about: 'A device that was passed through is being unplugged.', tone: 'busy' },
  active: { about: 'Memory is copied while the guest runs.', tone: 'busy' },
  'pre-switchover': { about: 'The guest stands still and waits for migrate-continue.', tone: 'warn' },
  device: { about: 'The guest stands still; the last pages and the devices are sent.', tone: 'warn' },
  'postcopy-device': {
    about: 'The destination loads the devices; the guest does not run yet.',
    tone: 'warn',
  },
  'postcopy-active': {
    about: 'The guest runs on the destination and fetches what is missing.',
    tone: 'busy',
  },
  'postcopy-paused': { about: 'The connection is gone; what is missing cannot be fetched.', tone: 'bad' },
  'postcopy-recover-setup': { about: 'A new connection is being made.', tone: 'warn' },
  'postcopy-recover': { about: 'Both ends agree on what is missing.', tone: 'warn' },
  completed: { about: 'The guest runs on the destination.', tone: 'good' },
  cancelling: { about: 'The migration is being taken back.', tone: 'warn' },
  cancelled: { about: 'The guest runs on the source as before.', tone: 'quiet' },
  failed: { about: 'Something broke.', tone: 'bad' },
  colo: { about: 'Both copies run in step.', tone: 'busy' },
};
