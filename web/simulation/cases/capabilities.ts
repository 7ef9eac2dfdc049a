/**
 * QEMU's migration capabilities and parameters, by what they mean for a plain pre-copy: those that change
 * nothing in it are accepted, those that would change it are refused by name as long as the engine lacks them.
 * A result that quietly ignored one would be a wrong result.
 */

/** Capability → whether a plain pre-copy over one connection is the same with it. */
const CAPABILITIES: Record<string, 'changes nothing' | 'not simulated yet'> = {
  events: 'changes nothing',
  'late-block-activate': 'changes nothing',
  'dirty-bitmaps': 'changes nothing',
  'validate-uuid': 'changes nothing',
  'postcopy-blocktime': 'changes nothing',
  'return-path': 'changes nothing',
  'auto-converge': 'not simulated yet',
  'background-snapshot': 'not simulated yet',
  block: 'not simulated yet',
  compress: 'not simulated yet',
  'dirty-limit': 'not simulated yet',
  'mapped-ram': 'not simulated yet',
  multifd: 'not simulated yet',
  'pause-before-switchover': 'not simulated yet',
  'postcopy-preempt': 'not simulated yet',
  'postcopy-ram': 'not simulated yet',
  'rdma-pin-all': 'not simulated yet',
  'release-ram': 'not simulated yet',
  'switchover-ack': 'not simulated yet',
  'x-colo': 'not simulated yet',
  'x-ignore-shared': 'not simulated yet',
  xbzrle: 'not simulated yet',
  'zero-blocks': 'not simulated yet',
  'zero-copy-send': 'not simulated yet',
};

/** Parameter → the capability without which it does nothing; null = it would act on any migration. */
const PARAMETERS: Record<string, string | null> = {
  'announce-initial': null,
  'announce-max': null,
  'announce-rounds': null,
  'announce-step': null,
  'avail-switchover-bandwidth': null,
  'block-incremental': 'block',
  'compress-level': 'compress',
  'compress-threads': 'compress',
  'compress-wait-thread': 'compress',
  'cpu-throttle-increment': 'auto-converge',
  'cpu-throttle-initial': 'auto-converge',
  'cpu-throttle-tailslow': 'auto-converge',
  'decompress-threads': 'compress',
  'direct-io': 'mapped-ram',
  'downtime-limit': null,
  'max-bandwidth': null,
  'max-cpu-throttle': 'auto-converge',
  'max-postcopy-bandwidth': 'postcopy-ram',
  mode: null,
  'multifd-channels': 'multifd',
  'multifd-compression': 'multifd',
  'multifd-qatzip-level': 'multifd',
  'multifd-zlib-level': 'multifd',
  'multifd-zstd-level': 'multifd',
  'throttle-trigger-threshold': 'auto-converge',
  'tls-authz': null,
  'tls-creds': null,
  'tls-hostname': null,
  'vcpu-dirty-limit': 'dirty-limit',
  'x-checkpoint-delay': 'x-colo',
  'x-vcpu-dirty-limit-period': 'dirty-limit',
  'xbzrle-cache-size': 'xbzrle',
  'zero-page-detection': null,
};

/** Parameters that a case sets by an input of its own. */
const SET_BY_INPUT: Record<string, string> = {
  'max-bandwidth': 'max_bandwidth_Bps',
  'downtime-limit': 'downtime_limit_s',
};

export interface Objection {
  what: string;
  fix: string;
}

const known = (table: object) => `Known are ${Object.keys(table).join(', ')}.`;

export const notSimulatedYet = (name: string): Objection => ({
  what: `known, not simulated yet: ${name}.`,
  fix: 'This version simulates plain pre-copy; leave it out.',
});

/** Null when a plain pre-copy is the same with it. */
export function objectToCapability(name: string): Objection | null {
  const effect = Object.hasOwn(CAPABILITIES, name) ? CAPABILITIES[name] : undefined;
  if (effect === undefined) return { what: `There is no capability "${name}".`, fix: known(CAPABILITIES) };
  return effect === 'changes nothing' ? null : notSimulatedYet(name);
}

/** Null when it has no effect, because what it tunes is not switched on. */
export function objectToParameter(name: string): Objection | null {
  if (!Object.hasOwn(PARAMETERS, name)) {
    return { what: `There is no parameter "${name}".`, fix: known(PARAMETERS) };
  }
  const input = SET_BY_INPUT[name];
  if (input) return { what: `A case sets ${name} by inputs.${input}.`, fix: 'Set it there.' };
  return PARAMETERS[name] === null ? notSimulatedYet(name) : null;
}
