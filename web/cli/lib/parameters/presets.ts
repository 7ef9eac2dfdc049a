/** Presets for people: what each does, and which of its numbers rest on what. */
import { leavesOf, type PolicyLeaf } from '../../../model/parameters/policy-check.ts';
import { POLICY_NUMBERS } from '../../../model/parameters/policy-numbers.ts';
import type { Ending, Policy } from '../../../model/policy.ts';
import { PRESETS, type Preset, presetNamed, provenanceOf } from '../../../model/presets.ts';
import { code, number, table } from './tables.ts';

export const presetTable = (): string =>
  table(
    ['preset', 'method', 'stops when', 'otherwise', 'throttles'],
    PRESETS.map(({ id, label, policy }) => [
      `${code(id)}<br>${label}`,
      methodText(policy),
      stopText(policy),
      hasLimit(policy) ? ENDINGS[policy.whenNotConverging] : '',
      policy.throttle.kind === 'none' ? '' : policy.throttle.kind,
    ]),
  );

const ENDINGS: Record<Ending, string> = {
  'keep-going': 'tries for ever',
  'stop-and-copy': 'stops and sends the rest',
  postcopy: 'goes over to post-copy',
  pause: 'pauses the guest until all is sent',
  abort: 'gives up',
};

function methodText({ method, transport }: Policy): string {
  const channels = transport.channels > 1 ? `, ${transport.channels} connections` : '';
  switch (method.kind) {
    case 'stop-and-copy':
      return `stop and copy${method.image ? ' through a file' : ''}`;
    case 'hybrid': {
      const after =
        method.afterRounds !== null
          ? ` after ${rounds(method.afterRounds)}`
          : method.afterMs !== null
            ? ` after ${number(method.afterMs)} ms`
            : '';
      return `pre-copy, then post-copy${after}${channels}`;
    }
    default:
      return (method.kind === 'precopy' ? 'pre-copy' : method.kind) + channels;
  }
}

const rounds = (count: number): string => `${count} ${count === 1 ? 'round' : 'rounds'}`;

function stopText({ method, stopRule: rule, roundEnd }: Policy): string {
  if (method.kind !== 'precopy' && method.kind !== 'hybrid') return '';
  const parts = [
    rule.pendingAtMostBytes !== null && `${number(rule.pendingAtMostBytes)} bytes remain`,
    rule.pendingAtMostPages !== null && `${rule.pendingAtMostPages} pages remain`,
    rule.estimatedDowntimeMs !== null && `the rest takes ${rule.estimatedDowntimeMs} ms`,
    rule.maxRounds !== null && `after ${rounds(rule.maxRounds)}`,
    rule.maxSentFactor !== null && `after ${rule.maxSentFactor} × memory`,
    rule.notShrinkingPercent !== null && `a round leaves ${rule.notShrinkingPercent} % of the one before`,
  ].filter((part) => part !== false);
  return `${parts.join(', or ')}; rounds end ${roundEnd === 'drained' ? 'when all is sent' : 'below that'}`;
}

const hasLimit = ({ stopRule: { maxRounds, maxSentFactor, notShrinkingPercent } }: Policy): boolean =>
  maxRounds !== null || maxSentFactor !== null || notShrinkingPercent !== null;

/**
 * One list per preset, by the ground on which its numbers stand. What is 0 does not exist; of presets on top of QEMU
 * only what differs from QEMU as it comes.
 */
export const presetDetails = (): string => PRESETS.map(details).join('\n');

function details(preset: Preset): string {
  const base = presetNamed(preset.era === 'qemu-7.2-tcg' ? 'qemu-7.2' : 'qemu-10.2');
  const usual = new Map(
    preset.era === null || !base || base === preset
      ? []
      : leavesOf(base.policy).map(({ path, value }) => [path, value]),
  );
  const groups = new Map<string, string[]>();
  for (const leaf of leavesOf(preset.policy)) {
    if (typeof leaf.value !== 'number' || leaf.value === 0 || usual.get(leaf.path) === leaf.value) continue;
    const { certainty, source } = provenanceOf(preset, leaf.path);
    const ground = `${certainty === 'typical' ? 'typical, unverified' : certainty}, ${source}`;
    groups.set(ground, [...(groups.get(ground) ?? []), inWords(preset, leaf)]);
  }
  const lists = [...groups].map(([ground, numbers]) => `  - *${ground}*: ${numbers.join('; ')}`);
  return [`- ${code(preset.id)}: ${preset.about}`, ...lists].join('\n');
}

function inWords({ policy }: Preset, { path, pattern, value }: PolicyLeaf): string {
  const described = POLICY_NUMBERS[pattern];
  const keys = path.split('.');
  const part = keys[0] === 'pause' ? policy.pause[Number(keys[1])]?.label : undefined;
  const timeout = keys[1] === 'timeouts' ? policy.orchestration.timeouts[Number(keys[2])] : undefined;
  const subject = part ?? (timeout && `${ENDINGS[timeout.action]} (${timeout.of})`);
  const label = lower(described?.label ?? path);
  const unit = described?.unit ?? '';
  const text = `${label} ${number(Number(value))}${label.includes(unit) ? '' : ` ${unit}`}`;
  return subject ? `${lower(subject)}: ${text}` : text;
}

const lower = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);
