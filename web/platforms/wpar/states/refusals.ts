/** Why an action is refused in a state, and what to do instead. */
import type { Finding } from '../finding.ts';
import { sourced } from '../ground.ts';

interface Refusal {
  message: (name: string) => string;
  remedy: string;
}

export const REFUSALS = {
  'not-deployed': {
    message: (name) => `${name} is a definition only; no system has it.`,
    remedy: 'Deploy it first.',
  },
  deployed: {
    message: (name) => `${name} is deployed already.`,
    remedy: 'Start it, or remove it and deploy again.',
  },
  'not-running': { message: (name) => `${name} does not run.`, remedy: 'Start it first.' },
  'only-static': {
    message: (name) => `${name} does not run, so there is nothing to move while it does.`,
    remedy: 'Choose the static relocation, or start it first.',
  },
  'already-active': { message: (name) => `${name} runs already.`, remedy: 'Nothing needs to be done.' },
  already: { message: (name) => `${name} is in that state already.`, remedy: 'Nothing needs to be done.' },
  busy: {
    message: (name) => `Another operation on ${name} is in progress and holds its lock.`,
    remedy: 'Wait until it has ended; Task Activity shows it.',
  },
  frozen: {
    message: (name) => `The processes of ${name} stand still; nothing can run inside.`,
    remedy: 'Resume it first.',
  },
  'no-process': {
    message: (name) => `No process has been started in ${name}.`,
    remedy: 'Start it first.',
  },
  loaded: {
    message: (name) => `The kernel is ready for ${name}, and no process runs in it.`,
    remedy: 'Start it, or stop it, first.',
  },
  'use-resume': {
    message: (name) => `${name} is paused, not stopped.`,
    remedy: 'Resume it.',
  },
  'resume-or-kill': {
    message: (name) => `${name} is paused, and its image waits to be used.`,
    remedy: 'Resume it, or kill the image, and decide then.',
  },
  'not-paused': { message: (name) => `${name} is not paused.`, remedy: 'Nothing needs to be done.' },
  'nothing-paused': {
    message: (name) => `There is no image of ${name}.`,
    remedy: 'Pause it while it runs; then there is one.',
  },
  moving: {
    message: (name) => `${name} has not crossed completely: its departure system still serves memory.`,
    remedy: 'Wait until the departure system is drained.',
  },
  'recover-first': {
    message: (name) => `An operation failed and left ${name} unusable.`,
    remedy: 'Recover it, or stop it forced.',
  },
  'agent-offline': {
    message: (name) => `The agent on the system of ${name} does not answer.`,
    remedy: 'Restart the agent; on the system itself the commands work all the same.',
  },
  'stop-first': {
    message: (name) => `${name} has to be stopped for this.`,
    remedy: 'Stop it first.',
  },
  running: {
    message: (name) => `${name} runs; it cannot be removed.`,
    remedy: 'Stop it first.',
  },
  inconsistent: {
    message: (name) => `${name} is paused: its image and its files could disagree afterwards.`,
    remedy: 'Resume it, or kill the image, first.',
  },
  'nothing-broken': {
    message: (name) => `Nothing of ${name} is broken.`,
    remedy: 'Nothing needs to be done.',
  },
  'confirm-force': {
    message: (name) => `A forced stop ends the operation that holds ${name}, and can leave it broken.`,
    remedy: 'Confirm it, or wait until the operation has ended.',
  },
} as const satisfies Record<string, Refusal>;

export type RefusalId = keyof typeof REFUSALS;

export function refusal(id: RefusalId, wpar: string, field = 'state'): Finding {
  const { message, remedy } = REFUSALS[id];
  return {
    id,
    severity: 'error',
    ...sourced('commands'),
    object: wpar,
    field,
    message: message(wpar),
    reason: 'Each state of a partition allows some operations and refuses the others.',
    remedy,
    values: null,
    fix: null,
  };
}
