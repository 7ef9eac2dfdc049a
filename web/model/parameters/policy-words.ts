/** What in a policy (web/model/policy.ts) is a word or a yes or no, and which words there are. `*` as in policy-numbers.ts. */
const ENDINGS = ['keep-going', 'stop-and-copy', 'postcopy', 'pause', 'abort'];

export const POLICY_WORDS: Readonly<Record<string, readonly string[]>> = {
  'method.kind': ['precopy', 'stop-and-copy', 'postcopy', 'hybrid', 'suspended', 'inactive'],
  'method.atStopRule': ['stop-and-copy', 'postcopy'],
  'bandwidth.control': ['window', 'steady', 'adaptive'],
  'bandwidth.finalStage': ['uncapped', 'capped'],
  roundEnd: ['below-threshold', 'drained'],
  exposure: ['chunk-clear', 'last-sync'],
  scan: ['cyclic', 'from-zero'],
  'stopRule.sample': ['last-window', 'last-round'],
  whenNotConverging: ENDINGS,
  'throttle.kind': ['none', 'auto-converge', 'dirty-limit', 'stun'],
  'transport.zeroPages': ['marker', 'in-batch', 'whole', 'skipped'],
  'transport.resend': ['pages', 'runs'],
  'transport.compression.kind': ['none', 'xbzrle', 'stream'],
  'transport.compression.algorithm': ['zlib', 'zstd', 'qatzip', 'qpl', 'uadk', 'unspecified'],
  'transport.compression.counted': ['before', 'after'],
  'pause.*.part': [
    'stop',
    'wait',
    'sync',
    'pages',
    'bitmap',
    'state',
    'store',
    'arrange',
    'fetch',
    'load',
    'start',
  ],
  'pause.*.fixedMs': ['machine'],
  'pause.*.bytes': ['machine'],
  reportedDowntime: ['source-done', 'destination-runs'],
  'postcopy.background': ['always', 'when-idle', 'none'],
  'postcopy.continues': ['behind-request', 'in-order'],
  'orchestration.stallDetector.disruption': ['none', 'stop-and-copy', 'postcopy'],
  'orchestration.stallDetector.otherwise': ENDINGS,
  'orchestration.timeouts.*.of': ['completion', 'progress'],
  'orchestration.timeouts.*.action': ENDINGS,
};

/** Any text will do. */
export const POLICY_TEXTS: readonly string[] = ['pause.*.label'];

export const POLICY_FLAGS: readonly string[] = [
  'skipRedirtied',
  'skipFree',
  'stopRule.inclusive',
  'stopRule.lastRoundLive',
  'throttle.tailslow',
  'transport.zeroCopy',
  'pause.*.pageBitmap',
  'postcopy.preempt',
  'postcopy.recoverable',
];
