/** Choices that bring parts of a policy with them: what a product that has the part does, as a start. */
import type { Compression, Policy } from '../../model/policy.ts';
import { presetNamed, qemuPolicy } from '../../model/presets.ts';
import type { Era, Scenario } from '../../model/scenario.ts';
import { isQemu, policyOf, withPolicy } from './policy.ts';

const NEW: Era = 'qemu-10.2-kvm';

const of = (preset: string): Policy => presetNamed(preset)?.policy ?? qemuPolicy(NEW);

const postcopyPart = ({ tuning }: Scenario) =>
  qemuPolicy(tuning.era, { capabilities: ['postcopy-ram', 'postcopy-preempt'] }).postcopy;

export function withMethod(scenario: Scenario, kind: string): Scenario {
  const policy = policyOf(scenario);
  if (policy.method.kind === kind) return scenario;
  const postcopy =
    kind === 'postcopy' || kind === 'hybrid' ? (policy.postcopy ?? postcopyPart(scenario)) : policy.postcopy;
  return withPolicy(scenario, { ...policy, method: methodOf(kind), postcopy });
}

function methodOf(kind: string): Policy['method'] {
  switch (kind) {
    case 'hybrid':
      return { kind, afterRounds: 1, afterMs: null, atStopRule: 'stop-and-copy' };
    case 'stop-and-copy':
      return { kind, image: null };
    case 'postcopy':
    case 'suspended':
    case 'inactive':
      return { kind };
    default:
      return { kind: 'precopy' };
  }
}

/** Over the network, or by way of an image on storage that both reach. */
export function withImage(scenario: Scenario, through: string): Scenario {
  const policy = policyOf(scenario);
  const { method } = of('wpar-synchronous');
  const image = through === 'image' && method.kind === 'stop-and-copy' ? method.image : null;
  return withPolicy(scenario, { ...policy, method: { kind: 'stop-and-copy', image } });
}

export function withThrottle(scenario: Scenario, kind: string): Scenario {
  const { era } = scenario.tuning;
  const policy = policyOf(scenario);
  if (policy.throttle.kind === kind) return scenario;
  const setup = { capabilities: ['dirty-limit'], values: { 'dirty-ring-size': 4096 } };
  const throttle =
    kind === 'auto-converge'
      ? qemuPolicy(era, { capabilities: ['auto-converge'] }).throttle
      : kind === 'dirty-limit'
        ? qemuPolicy(NEW, setup).throttle
        : kind === 'stun'
          ? of('vmotion-like').throttle
          : { kind: 'none' as const };
  // With a dirty ring the log is cleared as a whole; without one as before.
  const ring = isQemu(scenario) && (kind === 'dirty-limit' || policy.throttle.kind === 'dirty-limit');
  const { exposure, chunkPages } = qemuPolicy(era, kind === 'dirty-limit' ? setup : {});
  return withPolicy(scenario, { ...policy, throttle, ...(ring ? { exposure, chunkPages } : {}) });
}

/** `none`, `xbzrle`, `threads` (QEMU's, page by page), or the algorithm. */
export function compressionName(scenario: Scenario): string {
  const { compression, batchPages } = policyOf(scenario).transport;
  if (compression.kind !== 'stream') return compression.kind;
  return isQemu(scenario) && batchPages === 0 ? 'threads' : compression.algorithm;
}

export function compressionNamed(scenario: Scenario, name: string): Compression {
  const { era } = scenario.tuning;
  if (name === 'none') return { kind: 'none' };
  if (name === 'xbzrle') return qemuPolicy(era, { capabilities: ['xbzrle'] }).transport.compression;
  if (name === 'threads')
    return qemuPolicy('qemu-7.2-tcg', { capabilities: ['compress'] }).transport.compression;
  if (name === 'unspecified') return of('hyper-v-like').transport.compression;
  const values = { 'multifd-compression': name, 'multifd-channels': policyOf(scenario).transport.channels };
  const made = qemuPolicy(era, { capabilities: ['multifd'], values }).transport.compression;
  return made.kind === 'none'
    ? qemuPolicy(NEW, { capabilities: ['multifd'], values }).transport.compression
    : made;
}

export function withCompression(scenario: Scenario, name: string): Scenario {
  const policy = policyOf(scenario);
  if (compressionName(scenario) === name) return scenario;
  const compression = compressionNamed(scenario, name);
  return withPolicy(scenario, { ...policy, transport: { ...policy.transport, compression } });
}

/** Several connections with packets and threads of their own, or the one connection with a header for each page. */
export function withMultifd(scenario: Scenario, on: boolean): Scenario {
  const { era } = scenario.tuning;
  const policy = policyOf(scenario);
  const { transport } = qemuPolicy(era, { capabilities: on ? ['multifd'] : [] });
  const { compression, zeroCopy } = policy.transport;
  return withPolicy(scenario, { ...policy, transport: { ...transport, compression, zeroCopy } });
}

export function withControl(scenario: Scenario, control: string): Scenario {
  const policy = policyOf(scenario);
  if (policy.bandwidth.control === control) return scenario;
  const { adaptive } = of('xen-adaptive').bandwidth;
  return withPolicy(scenario, {
    ...policy,
    bandwidth: {
      ...policy.bandwidth,
      control: control as Policy['bandwidth']['control'],
      windowMs: control === 'window' ? 100 : 0,
      adaptive: control === 'adaptive' ? adaptive : null,
    },
  });
}

export function withExposure(scenario: Scenario, exposure: string): Scenario {
  const policy = policyOf(scenario);
  const chunkPages = exposure === 'chunk-clear' ? policy.chunkPages || 2 ** 18 : 0;
  return withPolicy(scenario, { ...policy, exposure: exposure as Policy['exposure'], chunkPages });
}

export const withPostcopy = (scenario: Scenario, on: boolean): Scenario =>
  withPolicy(scenario, {
    ...policyOf(scenario),
    postcopy: on ? postcopyPart(scenario) : null,
  });

export function withChunks(scenario: Scenario, on: boolean): Scenario {
  const policy = policyOf(scenario);
  const postcopy = policy.postcopy ?? postcopyPart(scenario);
  const chunk = on ? (of('criu-lazy-pages').postcopy?.chunk ?? null) : null;
  return withPolicy(scenario, { ...policy, postcopy: postcopy && { ...postcopy, chunk } });
}

export function withRamp(scenario: Scenario, on: boolean): Scenario {
  const policy = policyOf(scenario);
  const downtimeRamp = on ? of('nova').orchestration.downtimeRamp : null;
  return withPolicy(scenario, { ...policy, orchestration: { ...policy.orchestration, downtimeRamp } });
}

/** Whether it stands still before the last pages until it is told to go on. */
export function withWait(scenario: Scenario, on: boolean): Scenario {
  const policy = policyOf(scenario);
  const rest = policy.pause.filter(({ part }) => part !== 'wait');
  const wait = qemuPolicy(NEW, { capabilities: ['pause-before-switchover'] }).pause.filter(
    ({ part }) => part === 'wait',
  );
  const after = rest.findLastIndex(({ part }) => part === 'stop') + 1;
  return withPolicy(scenario, { ...policy, pause: on ? rest.toSpliced(after, 0, ...wait) : rest });
}

export function withStallDetector(scenario: Scenario, on: boolean): Scenario {
  const policy = policyOf(scenario);
  const stallDetector = on ? of('kubevirt-stall-detector').orchestration.stallDetector : null;
  return withPolicy(scenario, { ...policy, orchestration: { ...policy.orchestration, stallDetector } });
}

/** Null takes the limit away. */
export function withTimeout(scenario: Scenario, of: 'completion' | 'progress', ms: number | null): Scenario {
  const policy = policyOf(scenario);
  const { timeouts } = policy.orchestration;
  const has = timeouts.some((timeout) => timeout.of === of);
  const made =
    ms === null
      ? timeouts.filter((timeout) => timeout.of !== of)
      : has
        ? timeouts.map((timeout) => (timeout.of === of ? { ...timeout, ms } : timeout))
        : [...timeouts, { of, ms, msPerGiB: 0, minGiB: 0, action: 'abort' as const }];
  return withPolicy(scenario, { ...policy, orchestration: { ...policy.orchestration, timeouts: made } });
}
