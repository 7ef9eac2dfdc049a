/** What a part of a policy takes to do something: another choice, which can be made with it. */
import { POLICY_PARTS } from '../../model/parameters/policy-parts.ts';
import type { Scenario } from '../../model/scenario.ts';
import type { Need } from './field.ts';
import { at } from './lens.ts';
import { isQemu, policyOf } from './policy.ts';
import {
  withChunks,
  withCompression,
  withControl,
  withExposure,
  withImage,
  withMethod,
  withMultifd,
  withPostcopy,
  withRamp,
  withStallDetector,
  withThrottle,
} from './policy-switches.ts';
import { WORD_LABELS } from './words.ts';

const need = (what: string, meet: Need['meet']): Need => ({ what, meet });

const throttled = (kind: string): Need =>
  need(`Throttling: ${WORD_LABELS['throttle.kind']?.[kind]}`, (s) => withThrottle(s, kind));

/** Of which kind a part has to be to have it. */
const kindWith = (path: string, field: string): string | undefined =>
  POLICY_PARTS.find((part) => part.path === path && part.kind && part.fields.includes(field))?.kind;

/** By the beginning of a path; the first that fits counts. */
const OWNERS: readonly (readonly [below: string, need: (path: string) => Need])[] = [
  ['method.image.', () => need('Method: stop and copy, through an image', (s) => withImage(s, 'image'))],
  ['method.', () => need('Method: pre-copy, then post-copy', (s) => withMethod(s, 'hybrid'))],
  ['bandwidth.windowMs', () => need('How it keeps the limit: in windows', (s) => withControl(s, 'window'))],
  ['bandwidth.adaptive.', () => need('How it keeps the limit: adapts', (s) => withControl(s, 'adaptive'))],
  ['throttle.', (path) => throttled(kindWith('throttle', path.slice(9)) ?? 'auto-converge')],
  [
    'transport.compression.cacheBytes',
    () => need('Compression: differences', (s) => withCompression(s, 'xbzrle')),
  ],
  ['transport.compression.', () => need('Compression: zstd', (s) => withCompression(s, 'zstd'))],
  ['postcopy.chunk.', () => need('In growing chunks: on', (s) => withChunks(s, true))],
  ['postcopy', () => need('Post-copy allowed: on', (s) => withPostcopy(s, true))],
  [
    'chunkPages',
    () => need('When the log is cleared: chunk by chunk', (s) => withExposure(s, 'chunk-clear')),
  ],
  ['orchestration.downtimeRamp.', () => need('Rising allowed pause: on', (s) => withRamp(s, true))],
  ['orchestration.stallDetector.', () => need('Stall detector: on', (s) => withStallDetector(s, true))],
];

/** They act on a copy that runs beside the partition. */
const BESIDE =
  /^(?:stopRule|throttle|bandwidth\.assumed|roundEnd|exposure|chunkPages|scan|skipRedirtied|whenNotConverging)/;

export function needOf(scenario: Scenario, path: string): Need | null {
  const policy = policyOf(scenario);
  const { kind } = policy.method;
  if (BESIDE.test(path) && kind !== 'precopy' && kind !== 'hybrid')
    return need('Method: pre-copy', (s) => withMethod(s, 'precopy'));
  if (path === 'transport.channels' && isQemu(scenario) && policy.transport.batchPages === 0)
    return need('Several connections: on', (s) => withMultifd(s, true));
  const zero = path === 'chunkPages' || path === 'bandwidth.windowMs';
  const found = at(policy, path);
  if (found !== undefined && !(zero && found === 0)) return null;
  return OWNERS.find(([below]) => path.startsWith(below))?.[1](path) ?? null;
}
