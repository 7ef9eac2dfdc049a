/** Whether a policy can be carried out: every number in its range, and its parts not against each other. */
import type { Policy } from '../policy.ts';
import type { Fault } from './fault.ts';
import { POLICY_NUMBERS } from './policy-numbers.ts';
import { allowed, misfitOf, show } from './values.ts';

export interface PolicyLeaf {
  /** `pause.2.fixedMs` */
  path: string;
  /** `pause.*.fixedMs` */
  pattern: string;
  value: unknown;
}

/** Everything in a policy that is no object: numbers, words, yes and no, null. */
export function leavesOf(node: unknown, path: readonly string[] = []): PolicyLeaf[] {
  if (typeof node === 'object' && node !== null) {
    return Object.entries(node).flatMap(([key, value]) => leavesOf(value, [...path, key]));
  }
  const pattern = path.map((key) => (/^\d+$/.test(key) ? '*' : key)).join('.');
  return [{ path: path.join('.'), pattern, value: node }];
}

export const checkPolicy = (policy: Policy): Fault[] => [
  ...leavesOf(policy).flatMap(checkLeaf),
  ...LAWS.filter((law) => !law.holds(policy)).map(
    ({ field, what, fix }): Fault => ({
      kind: 'combination',
      field,
      where: field,
      value: show(at(policy, field)),
      what,
      allowed: 'not in this combination',
      fix,
    }),
  ),
];

function checkLeaf({ path, pattern, value }: PolicyLeaf): Fault[] {
  const number = Object.hasOwn(POLICY_NUMBERS, pattern) ? POLICY_NUMBERS[pattern] : undefined;
  if (typeof value !== 'number') return [];
  const fault = { field: path, where: path, value: show(value) };
  if (!number) {
    const what = `A policy has no number ${path}.`;
    return [{ ...fault, kind: 'unknown', what, allowed: 'a known name', fix: 'Leave it out.' }];
  }
  const misfit = misfitOf(number.value, value, 'qemu-10.2-kvm');
  if (!misfit) return [];
  const range = allowed(number.value, 'qemu-10.2-kvm');
  return [
    { ...fault, ...misfit, allowed: range, fix: `Give ${range}${number.unit && ` (${number.unit})`}.` },
  ];
}

function at(policy: Policy, path: string): unknown {
  let node: unknown = policy;
  for (const key of path.split('.')) node = (node as Record<string, unknown> | null)?.[key];
  return node;
}

interface Law {
  field: string;
  holds(policy: Policy): boolean;
  what: string;
  fix: string;
}

const copiesWhileRunning = ({ method }: Policy) => method.kind === 'precopy' || method.kind === 'hybrid';

const hasLimit = ({ stopRule: { maxRounds, maxSentFactor, notShrinkingPercent } }: Policy) =>
  maxRounds !== null || maxSentFactor !== null || notShrinkingPercent !== null;

const converges = ({ stopRule: { pendingAtMostBytes, pendingAtMostPages, estimatedDowntimeMs } }: Policy) =>
  pendingAtMostBytes !== null || pendingAtMostPages !== null || estimatedDowntimeMs !== null;

function mayPostcopy({ method, whenNotConverging, orchestration }: Policy): boolean {
  return (
    method.kind === 'postcopy' ||
    method.kind === 'hybrid' ||
    whenNotConverging === 'postcopy' ||
    orchestration.timeouts.some(({ action }) => action === 'postcopy') ||
    orchestration.stallDetector?.disruption === 'postcopy' ||
    orchestration.stallDetector?.otherwise === 'postcopy'
  );
}

const LAWS: readonly Law[] = [
  {
    field: 'postcopy',
    holds: (policy) => policy.postcopy !== null || !mayPostcopy(policy),
    what: 'It may go over to post-copy, and does not say how.',
    fix: 'Describe postcopy, or choose another ending.',
  },
  {
    field: 'stopRule',
    holds: (policy) => !copiesWhileRunning(policy) || converges(policy) || hasLimit(policy),
    what: 'It copies while the partition runs, and nothing ever ends that.',
    fix: 'Give the stop rule a threshold or a limit.',
  },
  {
    field: 'whenNotConverging',
    holds: (policy) => !hasLimit(policy) || policy.whenNotConverging !== 'keep-going',
    what: 'The stop rule has a limit, and nothing happens when it is reached.',
    fix: 'Choose what then happens, or take the limits away.',
  },
  {
    field: 'roundEnd',
    holds: ({ roundEnd, stopRule }) =>
      roundEnd !== 'below-threshold' || stopRule.estimatedDowntimeMs !== null,
    what: 'Rounds end below a threshold that there is not.',
    fix: 'Set stopRule.estimatedDowntimeMs, or let rounds end drained.',
  },
  {
    field: 'chunkPages',
    holds: ({ exposure, chunkPages }) => (exposure === 'chunk-clear') === chunkPages > 0,
    what: 'The log is cleared by chunks that have no size, or as a whole by chunks.',
    fix: 'Give a size with chunk-clear, and 0 with last-sync.',
  },
  {
    field: 'bandwidth.windowMs',
    holds: ({ bandwidth: { control, windowMs } }) => (control === 'window') === windowMs > 0,
    what: 'The rate limit has windows without a length, or a length without windows.',
    fix: 'Give a length with window, and 0 else.',
  },
  {
    field: 'bandwidth.adaptive',
    holds: ({ bandwidth: { control, adaptive } }) => (control === 'adaptive') === (adaptive !== null),
    what: 'The rate adapts without numbers, or has numbers and does not adapt.',
    fix: 'Give both or neither.',
  },
  {
    field: 'bandwidth.adaptive.start',
    holds: ({ bandwidth: { adaptive } }) => adaptive === null || adaptive.start <= adaptive.max,
    what: 'The first rate is above the highest.',
    fix: 'Lower it.',
  },
  {
    field: 'pause',
    holds: ({ pause }) => pause.filter(({ part }) => part === 'pages').length <= 1,
    what: 'The last pages are sent more than once.',
    fix: 'Keep one part of the pause for them.',
  },
  {
    field: 'pause',
    holds: ({ method, pause }) =>
      !(method.kind === 'precopy' || (method.kind === 'hybrid' && method.atStopRule === 'stop-and-copy')) ||
      pause.some(({ part }) => part === 'pages'),
    what: 'The pause does not send the last pages.',
    fix: 'Add the part.',
  },
  {
    field: 'transport.compression',
    holds: ({ transport: { compression, channels } }) => compression.kind !== 'xbzrle' || channels === 1,
    what: 'Differences are sent over one connection only.',
    fix: 'Use one connection, or no differences.',
  },
  {
    field: 'transport.zeroCopy',
    holds: ({ transport: { zeroCopy, compression } }) => !zeroCopy || compression.kind === 'none',
    what: 'What is compressed is a copy.',
    fix: 'Turn off one of them.',
  },
  {
    field: 'transport.zeroPages',
    holds: ({ transport: { zeroPages, batchPages } }) => zeroPages !== 'in-batch' || batchPages > 0,
    what: 'Zero pages take a place in batches that there are not.',
    fix: 'Send a marker, or use batches.',
  },
  {
    field: 'throttle.maxPercent',
    holds: ({ throttle }) =>
      throttle.kind !== 'auto-converge' || throttle.maxPercent >= throttle.initialPercent,
    what: 'The first throttle step is stronger than the strongest.',
    fix: 'Raise it.',
  },
  {
    field: 'orchestration.downtimeRamp',
    holds: ({ orchestration: { downtimeRamp }, stopRule }) =>
      downtimeRamp === null ||
      (stopRule.estimatedDowntimeMs !== null && downtimeRamp.startMs <= downtimeRamp.maxMs),
    what: 'The allowed pause cannot rise: there is none, or it begins above its end.',
    fix: 'Set stopRule.estimatedDowntimeMs, and startMs no higher than maxMs.',
  },
];
