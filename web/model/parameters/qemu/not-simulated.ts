/** What QEMU takes and a simulated move does not show: it goes as if that were not set. Why, name by name. */
import type { Era } from '../../scenario.ts';
import { defaultOf } from './parameters.ts';

const REPLICATION = 'Continuous replication is not simulated.';
const DISKS = 'Disks do not move in the stream here.';
const ENCRYPTED = 'Encrypted transport is not simulated.';
const REPLACED = 'Replacing QEMU on its host is not simulated: the memory is copied.';
const LEVELS =
  'How small pages become is what the guest’s contents say, and threads are as fast as at level 1.';
const ANNOUNCED = 'Here clients find the guest as soon as it runs on the destination.';

export const CAPABILITIES_NOT_SIMULATED: Readonly<Record<string, string>> = {
  'background-snapshot': 'The guest does not move in a snapshot.',
  block: DISKS,
  'dirty-bitmaps': DISKS,
  'mapped-ram': 'It writes a file; nothing moves.',
  'rdma-pin-all': 'Transport over RDMA is not simulated.',
  'x-colo': REPLICATION,
  'x-ignore-shared': 'Shared memory is not simulated.',
  'zero-blocks': DISKS,
};

export const PARAMETERS_NOT_SIMULATED: Readonly<Record<string, string>> = {
  'announce-initial': ANNOUNCED,
  'announce-max': ANNOUNCED,
  'announce-rounds': ANNOUNCED,
  'announce-step': ANNOUNCED,
  'block-bitmap-mapping': DISKS,
  'block-incremental': DISKS,
  'compress-level': LEVELS,
  'compress-wait-thread': 'Here pages always wait for a thread.',
  'cpr-exec-command': REPLACED,
  'direct-io': 'Writing a file is not simulated.',
  mode: REPLACED,
  'multifd-qatzip-level': LEVELS,
  'multifd-zlib-level': LEVELS,
  'multifd-zstd-level': LEVELS,
  'tls-authz': ENCRYPTED,
  'tls-creds': ENCRYPTED,
  'tls-hostname': ENCRYPTED,
  'x-checkpoint-delay': REPLICATION,
};

/** Of what was turned on and set otherwise than it is by default. */
export function notSimulated(
  era: Era,
  capabilities: readonly string[],
  parameters: Readonly<Record<string, unknown>>,
): { name: string; why: string }[] {
  const of = (names: readonly string[], reasons: Readonly<Record<string, string>>) =>
    names.flatMap((name) => {
      const why = Object.hasOwn(reasons, name) ? reasons[name] : undefined;
      return why ? [{ name, why }] : [];
    });
  const changed = Object.keys(parameters).filter(
    (name) => JSON.stringify(parameters[name]) !== JSON.stringify(defaultOf(name, era)),
  );
  return [
    ...of([...new Set(capabilities)], CAPABILITIES_NOT_SIMULATED),
    ...of(changed, PARAMETERS_NOT_SIMULATED),
  ];
}
