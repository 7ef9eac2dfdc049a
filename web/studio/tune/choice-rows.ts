/** The words and the yes and no of a policy: what each does, and what else it brings along. */
import type { Diagnostic } from '../../model/result.ts';
import type { Scenario } from '../../model/scenario.ts';
import type { GroupId, Need, Setting } from './field.ts';
import { isQemu, policyOf } from './policy.ts';
import { needOf } from './policy-needs.ts';
import * as switches from './policy-switches.ts';

export interface Row {
  path: string;
  pattern?: string;
  group: GroupId;
  label: string;
  about: string;
  qemu?: string;
  also?: readonly string[];
  /** Where it is more than the one word. */
  get?(scenario: Scenario): Setting;
  set?(scenario: Scenario, value: Setting): Scenario;
  words?(scenario: Scenario): readonly string[];
  refuses?(scenario: Scenario, value: Setting): Diagnostic | null;
  needs?(scenario: Scenario): Need | null;
  only?(scenario: Scenario): boolean;
  /** What a change may bring along, and a reset takes back. */
  parts?: readonly string[];
}

const isNew = ({ tuning }: Scenario) => tuning.era === 'qemu-10.2-kvm';

/** QEMU cannot do what others do. */
const throttles = (s: Scenario) =>
  !isQemu(s)
    ? ['none', 'auto-converge', 'dirty-limit', 'stun']
    : isNew(s)
      ? ['none', 'auto-converge', 'dirty-limit']
      : ['none', 'auto-converge'];

const OVER_CONNECTIONS = ['zlib', 'zstd', 'qatzip', 'qpl', 'uadk'];

const compressions = (s: Scenario) => [
  'none',
  'xbzrle',
  ...(isQemu(s) && !isNew(s) ? ['threads'] : []),
  ...(isQemu(s) && !isNew(s) ? OVER_CONNECTIONS.slice(0, 2) : OVER_CONNECTIONS),
  ...(isQemu(s) ? [] : ['unspecified']),
];

/** What QEMU's own check would say; the laws of a policy are the simulation's. */
function mismatched(s: Scenario, value: Setting): Diagnostic | null {
  if (!isQemu(s)) return null;
  const several = policyOf(s).transport.batchPages > 0;
  if (OVER_CONNECTIONS.includes(String(value)) && !several)
    return {
      what: `QEMU compresses with ${value} on several connections only (multifd).`,
      fix: 'Turn on several connections first.',
    };
  if (value === 'xbzrle' && several)
    return {
      what: 'The connections’ threads keep no cache of sent pages (multifd and xbzrle).',
      fix: 'Turn off several connections, or choose another compression.',
    };
  if (value === 'threads' && several)
    return {
      what: 'Both bring threads of their own for the same pages.',
      fix: 'Turn off several connections, or choose zlib or zstd.',
    };
  return null;
}

const severs = (s: Scenario, on: Setting): Diagnostic | null => {
  const name = switches.compressionName(s);
  const fix = 'Choose another compression first.';
  if (on === false && OVER_CONNECTIONS.includes(name))
    return { what: `Its compression, ${name}, works on several connections only.`, fix };
  if (on === true && (name === 'xbzrle' || name === 'threads'))
    return { what: 'Its compression works on one connection only.', fix };
  return null;
};

const METHOD: Row = {
  path: 'method.kind',
  group: 'method',
  label: 'Method',
  about:
    'When the memory crosses: while it runs, while it stands still, or after it runs on the destination.',
  set: (s, kind) => switches.withMethod(s, String(kind)),
  parts: ['method', 'postcopy'],
};

const MULTIFD: Row = {
  path: 'transport.multifd',
  group: 'transport',
  label: 'Several connections',
  about: 'Pages go in packets over several connections, each with a thread of its own.',
  qemu: 'multifd',
  only: isQemu,
  get: (s) => policyOf(s).transport.batchPages > 0,
  set: (s, on) => switches.withMultifd(s, on === true),
  refuses: severs,
  parts: ['transport'],
};

export const CHOICES: readonly Row[] = [
  METHOD,
  {
    path: 'method.way',
    pattern: 'method.way',
    group: 'method',
    label: 'Its memory crosses',
    about: 'Over the network, or by way of an image on storage that both hosts reach.',
    get: (s) => {
      const { method } = policyOf(s);
      return method.kind === 'stop-and-copy' && method.image ? 'image' : 'network';
    },
    set: (s, through) => switches.withImage(s, String(through)),
    needs: (s) =>
      policyOf(s).method.kind === 'stop-and-copy'
        ? null
        : { what: 'Method: stop and copy', meet: (now) => switches.withMethod(now, 'stop-and-copy') },
    words: () => ['network', 'image'],
    parts: ['method'],
  },
  {
    path: 'method.atStopRule',
    group: 'method',
    label: 'When little is left before that',
    about: 'What becomes of the rest when the switchover rule holds before post-copy was to begin.',
  },
  {
    path: 'whenNotConverging',
    group: 'stop',
    label: 'When it does not converge',
    about: 'What happens when a limit ends the copy although too much remains.',
  },
  {
    path: 'stopRule.sample',
    group: 'stop',
    label: 'The rate it reckons with',
    about: 'Which rate decides whether the rest fits into the allowed pause.',
  },
  {
    path: 'bandwidth.control',
    group: 'rate',
    label: 'How it keeps the limit',
    about: 'In windows with a burst each, as an even flow, or following the rate at which the guest writes.',
    set: (s, control) => switches.withControl(s, String(control)),
    parts: ['bandwidth'],
  },
  {
    path: 'bandwidth.finalStage',
    group: 'rate',
    label: 'In the pause the limit',
    about: 'Whether the limit holds for the last pages, while the partition stands still.',
  },
  {
    path: 'throttle.kind',
    group: 'throttle',
    label: 'Throttling',
    about: 'Throttles the guest, so that the copy can keep up.',
    set: (s, kind) => switches.withThrottle(s, String(kind)),
    words: throttles,
    also: ['auto-converge', 'dirty-limit'],
    parts: ['throttle', 'exposure', 'chunkPages'],
  },
  {
    path: 'transport.compression.kind',
    group: 'transport',
    label: 'Compression',
    about:
      'Differences to what was sent before, or pages made smaller by threads. How small depends on what they hold.',
    get: (s) => switches.compressionName(s),
    set: (s, name) => switches.withCompression(s, String(name)),
    words: compressions,
    also: ['xbzrle', 'compress', 'multifd-compression'],
    refuses: mismatched,
    parts: ['transport.compression'],
  },
  {
    path: 'transport.compression.counted',
    group: 'transport',
    label: 'The limit counts bytes',
    about: 'Whether the rate limit and the counters see what is compressed or what goes out.',
  },
  {
    path: 'transport.zeroPages',
    group: 'transport',
    label: 'Zero pages',
    about: 'How a page that holds only zeros crosses.',
    qemu: 'zero-page-detection',
  },
  {
    path: 'transport.resend',
    group: 'transport',
    label: 'Written pages go',
    about: 'One by one, or neighbours as one run with one header.',
  },
  {
    path: 'postcopy.background',
    group: 'postcopy',
    label: 'Other pages are pushed',
    about: 'When the source sends pages that nobody asked for.',
  },
  {
    path: 'postcopy.continues',
    group: 'postcopy',
    label: 'After a request it goes on',
    about: 'Where the push goes on: programs often need what lies behind a page next.',
  },
  {
    path: 'reportedDowntime',
    group: 'pause',
    label: 'Reports a pause',
    about: 'Which pause the product itself reports. A client’s silence does not depend on it.',
    qemu: 'return-path',
  },
  {
    path: 'orchestration.stallDetector.disruption',
    group: 'above',
    label: 'A stalled move may cost',
    about: 'What the workload may suffer so that a stalled move ends.',
  },
  {
    path: 'orchestration.stallDetector.otherwise',
    group: 'above',
    label: 'Where even that would not do',
    about: 'What happens when no allowed pause is long enough.',
  },
  {
    path: 'roundEnd',
    group: 'log',
    label: 'A round ends',
    about: 'As soon as what remains could cross in the allowed pause, or when everything was sent.',
  },
  {
    path: 'exposure',
    group: 'log',
    label: 'The log is cleared',
    about: 'From then on a write makes a page dirty again, even if it is sent after that write.',
    set: (s, exposure) => switches.withExposure(s, String(exposure)),
    parts: ['exposure', 'chunkPages'],
  },
  {
    path: 'scan',
    group: 'log',
    label: 'A round begins',
    about: 'Where it starts to look for pages to send.',
  },
];

export const FLAGS: readonly Row[] = [
  MULTIFD,
  {
    path: 'stopRule.lastRoundLive',
    group: 'stop',
    label: 'Sends them before it stops',
    about:
      'The pages that met the rule still cross while it runs; it stops after that round, with what was written meanwhile.',
  },
  {
    path: 'stopRule.inclusive',
    group: 'stop',
    label: 'Exactly the threshold will do',
    about: 'Whether it switches over when exactly the threshold remains, and not only below it.',
  },
  {
    path: 'throttle.tailslow',
    group: 'throttle',
    label: 'Small steps at the end',
    about: 'Makes a step no larger than what would just match the dirty rate to the trigger.',
    qemu: 'cpu-throttle-tailslow',
  },
  {
    path: 'transport.zeroCopy',
    group: 'transport',
    label: 'Send without copying',
    about: 'Saves processor time, not bytes.',
    qemu: 'zero-copy-send',
  },
  {
    path: 'postcopyAllowed',
    group: 'postcopy',
    label: 'Post-copy allowed',
    about: 'The move may go over to post-copy: by its method, or when somebody asks for it.',
    qemu: 'postcopy-ram',
    needs: () => null,
    get: (s) => policyOf(s).postcopy !== null,
    set: (s, on) => switches.withPostcopy(s, on === true),
    parts: ['postcopy'],
  },
  {
    path: 'postcopy.preempt',
    group: 'postcopy',
    label: 'Requested pages first',
    about: 'A connection of their own lets them overtake the others.',
    qemu: 'postcopy-preempt',
  },
  {
    path: 'postcopy.recoverable',
    group: 'postcopy',
    label: 'Survives a lost connection',
    about: 'It then waits until the connection is brought back; else the partition is lost.',
  },
  {
    path: 'postcopyChunks',
    group: 'postcopy',
    label: 'In growing chunks',
    about: 'What is pushed grows while nothing is asked for, and falls back with every request.',
    needs: (s) => (policyOf(s).postcopy ? null : needOf(s, 'postcopy.chunk')),
    get: (s) => Boolean(policyOf(s).postcopy?.chunk),
    set: (s, on) => switches.withChunks(s, on === true),
    parts: ['postcopy'],
  },
  {
    path: 'wait',
    group: 'pause',
    label: 'Waits for a last word',
    about:
      'Once stopped it waits until whoever manages the move tells it to go on; that is part of the pause.',
    qemu: 'pause-before-switchover',
    get: (s) => policyOf(s).pause.some(({ part }) => part === 'wait'),
    set: (s, on) => switches.withWait(s, on === true),
    parts: ['pause'],
  },
  {
    path: 'downtimeRamp',
    group: 'above',
    label: 'Rising allowed pause',
    about: 'Somebody raises the allowed pause step by step while the move runs, as Nova does.',
    get: (s) => policyOf(s).orchestration.downtimeRamp !== null,
    set: (s, on) => switches.withRamp(s, on === true),
    parts: ['orchestration.downtimeRamp'],
  },
  {
    path: 'stallDetector',
    group: 'above',
    label: 'Stall detector',
    about:
      'Somebody notices when what remains no longer shrinks, and acts at a good moment, as KubeVirt does.',
    get: (s) => policyOf(s).orchestration.stallDetector !== null,
    set: (s, on) => switches.withStallDetector(s, on === true),
    parts: ['orchestration.stallDetector'],
  },
  {
    path: 'skipRedirtied',
    group: 'log',
    label: 'Leaves what was written again',
    about: 'A page that was written again in this round waits for the next one.',
  },
  {
    path: 'skipFree',
    group: 'log',
    label: 'Leaves out what is free',
    about:
      'Pages that the guest reports free at the start are not sent until they are written. It does nothing where post-copy is allowed.',
  },
];
