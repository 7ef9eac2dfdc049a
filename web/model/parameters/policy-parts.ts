/** What those parts of a policy have that not every policy has, or that come in several kinds. `*`: each of a list. */
export interface PolicyPart {
  path: string;
  /** Only where it is of this kind. */
  kind?: string;
  fields: readonly string[];
}

const TASK_TIME = ['fixedMs', 'perAdapterMs', 'perLunMs'];

export const POLICY_PARTS: readonly PolicyPart[] = [
  { path: 'method', kind: 'stop-and-copy', fields: ['image'] },
  { path: 'method.image', fields: ['writeBytesPerSecond', 'readBytesPerSecond'] },
  { path: 'method', kind: 'hybrid', fields: ['afterRounds', 'afterMs', 'atStopRule'] },
  { path: 'bandwidth.adaptive', fields: ['start', 'step', 'max'] },
  {
    path: 'throttle',
    kind: 'auto-converge',
    fields: [
      ...['initialPercent', 'incrementPercent', 'maxPercent', 'triggerPercent'],
      ...['tailslow', 'periodMs', 'syncEveryMs'],
    ],
  },
  {
    path: 'throttle',
    kind: 'dirty-limit',
    fields: [
      ...['bytesPerSecondPerVcpu', 'toleranceBytesPerSecond', 'triggerPercent'],
      ...['periodMs', 'ringEntries'],
    ],
  },
  { path: 'throttle', kind: 'stun', fields: ['kappaPercent'] },
  { path: 'transport.compression', kind: 'xbzrle', fields: ['cacheBytes'] },
  {
    path: 'transport.compression',
    kind: 'stream',
    fields: ['algorithm', 'level', 'threads', 'bytesPerSecondPerThread', 'counted'],
  },
  { path: 'pause.*', fields: ['part', 'label'] },
  {
    path: 'postcopy',
    fields: [
      ...['capBytesPerSecond', 'preempt', 'background', 'continues'],
      ...['chunk', 'faultNs', 'placeNs', 'recoverable'],
    ],
  },
  { path: 'postcopy.chunk', fields: ['startBytes', 'stepBytes', 'maxBytes'] },
  {
    path: 'orchestration.downtimeRamp',
    fields: ['startMs', 'maxMs', 'steps', 'everyMs', 'everyMsPerGiB', 'minGiB', 'afterRounds'],
  },
  {
    path: 'orchestration.stallDetector',
    fields: [
      ...['progressMs', 'marginPercent', 'newestSamplePercent', 'maxDowntimeMs', 'possibleFactor'],
      ...['deadlineFactor', 'patiencePercent', 'switchoverTimeoutMs', 'disruption', 'otherwise'],
    ],
  },
  { path: 'orchestration.timeouts.*', fields: ['of', 'ms', 'msPerGiB', 'minGiB', 'action'] },
  { path: 'orchestration.prepare', fields: TASK_TIME },
  { path: 'orchestration.cleanup', fields: TASK_TIME },
];
