/** The words of a policy, for people. */
import { POLICY_WORDS } from '../../model/parameters/policy-words.ts';

const ENDINGS = {
  'keep-going': 'keep going',
  'stop-and-copy': 'stop and copy the rest',
  postcopy: 'go over to post-copy',
  pause: 'stop it until the copy is done',
  abort: 'give up',
};

/** By pattern, then by word. */
export const WORD_LABELS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'method.kind': {
    precopy: 'pre-copy',
    'stop-and-copy': 'stop and copy',
    postcopy: 'post-copy',
    hybrid: 'pre-copy, then post-copy',
    suspended: 'suspended: only its description',
    inactive: 'shut down: only its description',
  },
  'method.way': { network: 'over the network', image: 'through an image' },
  'method.atStopRule': { 'stop-and-copy': 'stop and copy the rest', postcopy: 'go over to post-copy' },
  'bandwidth.control': { window: 'in windows', steady: 'evenly', adaptive: 'adapts to the guest' },
  'bandwidth.finalStage': { uncapped: 'does not hold', capped: 'holds' },
  roundEnd: { 'below-threshold': 'as soon as it could switch over', drained: 'when all has been sent' },
  exposure: { 'chunk-clear': 'chunk by chunk, before sending', 'last-sync': 'as a whole, at the sync' },
  scan: { cyclic: 'where the last one ended', 'from-zero': 'at the front of memory' },
  'stopRule.sample': { 'last-window': 'the last window', 'last-round': 'the round before' },
  whenNotConverging: ENDINGS,
  'throttle.kind': {
    none: 'none',
    'auto-converge': 'all virtual CPUs, in steps',
    'dirty-limit': 'those that write, by quota',
    stun: 'short sleeps each round',
  },
  'transport.zeroPages': {
    marker: 'a short note',
    'in-batch': 'a place in a packet',
    whole: 'sent whole',
    skipped: 'never sent',
  },
  'transport.resend': { pages: 'one by one', runs: 'neighbours together' },
  'transport.compression.counted': { before: 'before compression', after: 'after compression' },
  'transport.compression.kind': {
    none: 'none',
    xbzrle: 'differences (XBZRLE)',
    threads: 'threads, page by page (zlib)',
    zlib: 'zlib',
    zstd: 'zstd',
    qatzip: 'QATzip, hardware',
    qpl: 'QPL, hardware',
    uadk: 'UADK, hardware',
    unspecified: 'some, not known which',
  },
  reportedDowntime: {
    'source-done': 'until the source has sent all',
    'destination-runs': 'until it runs again',
  },
  'postcopy.background': { always: 'all the time', 'when-idle': 'while nothing is asked for', none: 'never' },
  'postcopy.continues': { 'behind-request': 'behind the requested page', 'in-order': 'where it was' },
  'orchestration.stallDetector.disruption': {
    none: 'nothing',
    'stop-and-copy': 'a longer stop',
    postcopy: 'post-copy',
  },
  'orchestration.stallDetector.otherwise': ENDINGS,
  'orchestration.timeouts.*.action': ENDINGS,
};

export const labelOf = (pattern: string, word: string): string => WORD_LABELS[pattern]?.[word] ?? word;

/** In the model's order. */
export const optionsOf = (pattern: string, words: readonly string[] = POLICY_WORDS[pattern] ?? []) =>
  words.map((value) => ({ value, label: labelOf(pattern, value) }));
