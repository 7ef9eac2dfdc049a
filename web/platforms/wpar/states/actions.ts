/** What can be asked of a partition, in the words of the console. */

export const ACTION_WORDS = {
  deploy: 'Deploy',
  start: 'Start',
  load: 'Load',
  'start-maintenance': 'Start for maintenance',
  stop: 'Stop',
  'hard-stop': 'Stop, hard',
  'force-stop': 'Stop, forced',
  reboot: 'Reboot',
  shutdown: 'Shut down inside',
  pause: 'Pause',
  resume: 'Resume',
  kill: 'Kill the image',
  checkpoint: 'Checkpoint',
  'relocate-live': 'Relocate',
  'relocate-static': 'Relocate, static',
  modify: 'Modify',
  change: 'Change with chwpar',
  rename: 'Rename',
  backup: 'Back up',
  sync: 'Synchronise',
  remove: 'Remove',
  'force-remove': 'Remove, forced',
  recover: 'Recover',
} as const;

export type Action = keyof typeof ACTION_WORDS;
export const ACTIONS = Object.keys(ACTION_WORDS) as Action[];
