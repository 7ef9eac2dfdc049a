/** Whether a policy can be carried out: every number in its range, and its parts not against each other. */
import type { Policy } from '../policy.ts';
import { PLAIN } from '../presets/preset.ts';
import type { Fault } from './fault.ts';
import { POLICY_NUMBERS } from './policy-numbers.ts';
import { POLICY_PARTS } from './policy-parts.ts';
import { POLICY_FLAGS, POLICY_TEXTS, POLICY_WORDS } from './policy-words.ts';
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
  const empty = (parts: object) => !Array.isArray(parts) && Object.keys(parts).length === 0;
  if (typeof node === 'object' && node !== null && !empty(node)) {
    return Object.entries(node).flatMap(([key, value]) => leavesOf(value, [...path, key]));
  }
  const pattern = path.map((key) => (/^\d+$/.test(key) ? '*' : key)).join('.');
  return [{ path: path.join('.'), pattern, value: node }];
}

/** Takes whatever a file or a person gives. The laws are asked only where all their words and numbers are there. */
export function checkPolicy(policy: Policy): Fault[] {
  const missing = missingFrom(policy);
  const faults = [...missing, ...leavesOf(policy).flatMap(checkLeaf)];
  return missing.length > 0 ? faults : [...faults, ...broken(policy)];
}

/** What every policy has: all that the plain one has, but the parts of the pause, which are as many as one likes. */
const NEEDED = leavesOf(PLAIN).filter(({ path }) => !path.startsWith('pause.'));

function missingFrom(policy: Policy): Fault[] {
  const lists = ['pause', 'orchestration.timeouts'].filter((path) => !Array.isArray(at(policy, path)));
  const needed = NEEDED.filter(({ path, value }) => {
    const given = at(policy, path);
    return given === undefined || (given === null && value !== null);
  });
  const paths = new Set([...needed.map(({ path }) => path), ...missingFields(policy)]);
  return [
    ...lists.map((path) =>
      faultAt(path, at(policy, path), 'type', 'It is no list.', 'a list', 'Give a list.'),
    ),
    ...[...paths].map((path) =>
      faultAt(
        path,
        undefined,
        'unknown',
        `The policy has no ${path}.`,
        'whatever a policy of its kind has',
        'Add it.',
      ),
    ),
  ];
}

function missingFields(policy: Policy): string[] {
  return POLICY_PARTS.flatMap(({ path, kind, fields }) =>
    placesOf(policy, path).flatMap((place) => {
      const part = at(policy, place);
      if (typeof part !== 'object' || part === null) return path.endsWith('.*') ? [place] : [];
      const own = part as Record<string, unknown>;
      if (kind !== undefined && own.kind !== kind) return [];
      return fields.filter((field) => own[field] === undefined).map((field) => `${place}.${field}`);
    }),
  );
}

/** `pause.0`, `pause.1` for `pause.*` */
function placesOf(policy: Policy, path: string): string[] {
  if (!path.endsWith('.*')) return [path];
  const list = at(policy, path.slice(0, -2));
  return Array.isArray(list) ? list.map((_, i) => path.replace('*', String(i))) : [];
}

const faultAt = (
  path: string,
  value: unknown,
  kind: Fault['kind'],
  what: string,
  allowed: string,
  fix: string,
): Fault => ({ field: path, where: path, value: show(value), kind, what, allowed, fix });

const broken = (policy: Policy): Fault[] => [
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

const known = <T>(table: Readonly<Record<string, T>>, pattern: string): T | undefined =>
  Object.hasOwn(table, pattern) ? table[pattern] : undefined;

function checkLeaf({ path, pattern, value }: PolicyLeaf): Fault[] {
  if (value === null || value === undefined) return [];
  const number = known(POLICY_NUMBERS, pattern);
  const words = known(POLICY_WORDS, pattern);
  if (words && (typeof value === 'string' || !number)) {
    if (words.includes(value as string)) return [];
    const choices = `one of ${words.join(', ')}`;
    return [
      faultAt(path, value, 'range', `${show(value)} is none of the choices.`, choices, `Give ${choices}.`),
    ];
  }
  if (POLICY_FLAGS.includes(pattern) && typeof value !== 'boolean')
    return [
      faultAt(path, value, 'type', 'It is neither true nor false.', 'true or false', 'Give true or false.'),
    ];
  if (POLICY_FLAGS.includes(pattern) || POLICY_TEXTS.includes(pattern)) return [];
  const fault = { field: path, where: path, value: show(value) };
  if (!number) {
    const what = `A policy has no ${path}.`;
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
