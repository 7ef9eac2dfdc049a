/** Whether a step that is about to end succeeds, in the world as it is by then. */
import type { MoveStatus } from '../../../model/recording.ts';
import type { Finding } from '../finding.ts';
import { implied, OWN, sourced } from '../ground.ts';
import { agentState } from '../objects/system.ts';
import { serverOf, systemOf, type WparWorld, wparOf } from '../objects/world.ts';
import { caseOf, findingsOf, ruleOf } from '../rules/examine.ts';
import { findingOf } from '../rules/rule.ts';
import type { Check, Need } from '../tasks/task.ts';

/** Why a step ended that waited for memory which did not come. */
export function notCarried(wpar: string, status: MoveStatus): Finding {
  const lost = status === 'lost';
  return {
    id: lost ? 'state-lost' : 'state-not-carried',
    severity: 'error',
    ...OWN,
    object: wpar,
    field: 'state',
    message: lost
      ? `Neither system has the whole state of ${wpar}.`
      : status === 'cancelled'
        ? `The transfer of the state of ${wpar} was cancelled.`
        : `The state of ${wpar} did not come over: the connection broke.`,
    reason: lost
      ? 'After the switch it needs both systems and the network until all of its memory has crossed.'
      : 'Without its whole state it cannot go on elsewhere.',
    remedy: lost ? 'Stop it forced, and start it again.' : 'Look at the network, and try again.',
    values: null,
    fix: null,
  };
}

/** Errors end the step; warnings are printed. */
export function judged(world: WparWorld, name: string, checks: readonly Check[]): Finding[] {
  return checks.flatMap((check) => one(world, name, check));
}

function one(world: WparWorld, name: string, check: Check): Finding[] {
  switch (check.kind) {
    case 'phase': {
      const c = caseOf(world, { wpar: name, from: check.from, to: check.to, mode: check.mode });
      return c ? findingsOf(c, check.phase) : [];
    }
    case 'rules': {
      const c = caseOf(world, { wpar: name, from: check.from, to: check.to });
      if (!c) return [];
      return check.rules.flatMap((id) => {
        const rule = ruleOf(id);
        const complaint = rule?.check(c);
        return rule && complaint ? [findingOf(rule, complaint, 'error')] : [];
      });
    }
    case 'ends':
      return wparOf(world, name)?.unkillable ? [doesNotEnd(name, check.on, check.limitMs)] : [];
    case 'filesets':
      return outOfStep(world, name, check.on);
  }
}

const doesNotEnd = (name: string, system: string, limitMs: number): Finding => ({
  id: 'stop-timeout',
  severity: 'error',
  ...sourced('commands'),
  object: name,
  field: 'processes',
  message: `A process of ${name} has not ended within ${Math.round(limitMs / 1000)} s.`,
  reason: 'A process that waits inside the kernel cannot be ended from outside.',
  remedy: `Restart ${system}; nothing less ends that process.`,
  values: null,
  fix: {
    label: 'Let the process end',
    edits: [{ kind: 'wpar', wpar: name, set: { unkillable: false } }],
  },
});

/** Every update of the host has to be there to be installed inside, too. */
function outOfStep(world: WparWorld, name: string, on: string): Finding[] {
  const [wpar, system] = [wparOf(world, name), systemOf(world, on)];
  if (!wpar?.privateUsr || !system || wpar.level === null || wpar.level === system.level) return [];
  return [
    {
      id: 'sync-filesets-missing',
      severity: 'error',
      ...sourced('notes'),
      object: name,
      field: 'level',
      message: `0960-582 The filesets of ${name} cannot be brought to ${system.level}: updates of ${on} are missing.`,
      reason:
        'A partition with /usr of its own is updated from a directory that must hold every update of its host.',
      remedy: 'Add the missing updates to that directory.',
      values: { departure: wpar.level, arrival: system.level },
      fix: null,
    },
  ];
}

/** The first thing that a step needs and that is not there. */
export const unmet = (world: WparWorld, needs: readonly Need[]): Need | null =>
  needs.find((need) => !isMet(world, need)) ?? null;

function isMet(world: WparWorld, { kind, name }: Need): boolean {
  if (kind === 'server') return serverOf(world, name)?.up ?? false;
  const system = systemOf(world, name);
  if (!system) return false;
  return kind === 'system' ? system.up : system.up && system.agentUp;
}

/** Why a step ended that waited for it in vain. */
export function outage(world: WparWorld, { kind, name }: Need): Finding {
  const base = { severity: 'error' as const, object: name, values: null };
  if (kind === 'server')
    return {
      ...base,
      id: 'nfs-server-down',
      ...implied('article'),
      field: 'NFS server',
      message: `The NFS server ${name} does not answer.`,
      reason: 'Every file that the partition writes lies there: whatever touches one hangs.',
      remedy: `Bring ${name} back; then recover or stop what is broken, and try again.`,
      fix: { label: `Start ${name}`, edits: [{ kind: 'server', server: name, set: { up: true } }] },
    };
  const off = systemOf(world, name);
  if (kind === 'agent' && off && off.up)
    return {
      ...base,
      id: 'agent-online',
      ...sourced('haifa'),
      field: 'agent',
      message: `The agent on ${name} does not respond (${agentState(off).toLowerCase()}).`,
      reason: 'The manager does its work through the agents.',
      remedy: `Restart the agent on ${name}, and try again.`,
      fix: {
        label: `Restart the agent on ${name}`,
        edits: [{ kind: 'system', system: name, set: { agentUp: true } }],
      },
    };
  return {
    ...base,
    id: 'system-down',
    ...OWN,
    field: '',
    message: `${name} is down.`,
    reason: 'What stood on it is lost with it; planned moves are no protection against a failure.',
    remedy: `Start ${name}; its partitions are defined then, and can be started.`,
    fix: { label: `Start ${name}`, edits: [{ kind: 'power', system: name, up: true }] },
  };
}
