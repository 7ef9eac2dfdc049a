/**
 * What cannot be set together, and what does nothing together: rules as data. A rule's combination is there when
 * all its conditions hold.
 */
import type { Era } from '../../scenario.ts';
import { below, type Condition, is, isNot, notOver, off, on, over } from '../conditions.ts';
import { ERA_IDS, type Provenance } from '../described.ts';

export interface Combination extends Provenance {
  id: string;
  eras: readonly Era[];
  when: readonly Condition[];
  /** QEMU refuses it, or accepts it and a part of it does nothing. */
  effect: 'refused' | 'without effect';
  reason: string;
  fix: string;
}

const CHECK = 'QEMU migration_caps_check and migrate_params_check, at v7.2.0 and v10.2.0';
const TRANSPORT_CHECK = 'QEMU migration/migration.c, what the transport supports';
const OLD: readonly Era[] = ['qemu-7.2-tcg'];
const NEW: readonly Era[] = ['qemu-10.2-kvm'];

const rule = (
  eras: readonly Era[],
  id: string,
  when: Condition[],
  reason: string,
  fix: string,
  source = CHECK,
): Combination => ({ id, eras, when, effect: 'refused', reason, fix, certainty: 'sourced', source });

const idle = (
  eras: readonly Era[],
  id: string,
  when: Condition[],
  reason: string,
  fix: string,
): Combination => ({
  ...rule(eras, id, when, reason, fix, 'QEMU migration/ram.c'),
  effect: 'without effect',
});

/** Two capabilities that exclude each other. */
const either = (eras: readonly Era[], a: string, b: string, reason: string, source = CHECK): Combination =>
  rule(eras, `${a}+${b}`, [on(a), on(b)], reason, `Turn off ${a} or ${b}.`, source);

const needs = (eras: readonly Era[], a: string, b: string, reason: string): Combination =>
  rule(eras, `${a}-needs-${b}`, [on(a), off(b)], reason, `Turn on ${b}, or turn off ${a}.`);

const SNAPSHOT_EXCLUDES: readonly [string, readonly Era[]][] = [
  ...[
    'postcopy-ram',
    'dirty-bitmaps',
    'postcopy-blocktime',
    'late-block-activate',
    'return-path',
    'multifd',
    'pause-before-switchover',
    'auto-converge',
    'release-ram',
    'rdma-pin-all',
    'xbzrle',
    'x-colo',
    'validate-uuid',
    'zero-copy-send',
  ].map((name): [string, readonly Era[]] => [name, ERA_IDS]),
  ['compress', OLD],
];

export const COMBINATIONS: readonly Combination[] = [
  needs(ERA_IDS, 'zero-copy-send', 'multifd', 'Only the connections’ own threads can send without copying.'),
  either(ERA_IDS, 'zero-copy-send', 'xbzrle', 'A difference has to be computed into a copy.'),
  rule(
    ERA_IDS,
    'zero-copy-send+multifd-compression',
    [on('zero-copy-send'), isNot('multifd-compression', 'none')],
    'Compressed data is a copy.',
    'Set multifd-compression to none, or turn off zero-copy-send.',
  ),
  rule(
    ERA_IDS,
    'zero-copy-send+tls',
    [on('zero-copy-send'), isNot('tls-creds', '')],
    'Encrypted data is a copy.',
    'Set tls-creds to the empty text, or turn off zero-copy-send.',
  ),
  either(OLD, 'zero-copy-send', 'compress', 'Compressed data is a copy.'),
  either(OLD, 'multifd', 'compress', 'Both bring threads of their own for the same pages.'),
  either(
    OLD,
    'postcopy-preempt',
    'compress',
    'The threads would mix up which page goes over which connection.',
  ),
  either(NEW, 'multifd', 'xbzrle', 'The connections’ threads keep no cache of sent pages.'),
  idle(
    OLD,
    'multifd-without-xbzrle',
    [on('multifd'), on('xbzrle')],
    'QEMU 7.2 accepts both, but pages that go through multifd are never sent as differences.',
    'Turn off multifd to send differences.',
  ),
  needs(ERA_IDS, 'postcopy-preempt', 'postcopy-ram', 'Without post-copy no page is ever asked for.'),
  either(ERA_IDS, 'postcopy-ram', 'x-ignore-shared', 'Post-copy has to own all memory that it places.'),
  needs(NEW, 'switchover-ack', 'return-path', 'The destination’s word needs a way back.'),
  either(NEW, 'dirty-limit', 'auto-converge', 'Two ways to throttle would work against each other.'),
  rule(
    NEW,
    'dirty-limit-needs-dirty-ring',
    [on('dirty-limit'), is('dirty-ring-size', 0)],
    'Each virtual CPU’s dirty rate is known from its dirty ring only.',
    'Start with dirty-ring-size 4096 (KVM), or turn off dirty-limit.',
  ),
  either(NEW, 'mapped-ram', 'xbzrle', 'A difference has no fixed place in the file.'),
  either(NEW, 'mapped-ram', 'postcopy-ram', 'Nobody answers requests from a file.'),
  rule(
    NEW,
    'mapped-ram+multifd-compression',
    [on('mapped-ram'), isNot('multifd-compression', 'none')],
    'A compressed page has no fixed size, so it has no fixed place in the file.',
    'Set multifd-compression to none, or turn off mapped-ram.',
  ),
  rule(
    NEW,
    'mapped-ram+tls',
    [on('mapped-ram'), isNot('tls-creds', '')],
    'An encrypted stream cannot be written out of order.',
    'Set tls-creds to the empty text, or turn off mapped-ram.',
  ),
  rule(
    NEW,
    'mapped-ram-needs-file',
    [on('mapped-ram'), notOver('file')],
    'Only in a file every page can have its place.',
    'Migrate to file:…, or turn off mapped-ram.',
    TRANSPORT_CHECK,
  ),
  ...['multifd', 'postcopy-preempt'].flatMap((name) => [
    rule(
      NEW,
      `${name}-to-file-needs-mapped-ram`,
      [on(name), over('file'), off('mapped-ram')],
      'Several threads can write one file only where each page has its place.',
      `Turn on mapped-ram, or turn off ${name}.`,
      TRANSPORT_CHECK,
    ),
    rule(
      ERA_IDS,
      `${name}-needs-sockets`,
      [on(name), notOver('tcp', 'unix', 'vsock', 'file')],
      'This transport has one connection only.',
      `Migrate to tcp:…, or turn off ${name}.`,
      TRANSPORT_CHECK,
    ),
  ]),
  rule(
    NEW,
    'rdma+xbzrle',
    [over('rdma'), on('xbzrle')],
    'RDMA moves whole chunks of memory.',
    'Turn off xbzrle, or migrate to tcp:….',
  ),
  rule(
    NEW,
    'rdma+postcopy-ram',
    [over('rdma'), on('postcopy-ram')],
    'From 8.1 on RDMA carries no post-copy.',
    'Turn off postcopy-ram, or migrate to tcp:….',
  ),
  rule(
    NEW,
    'cpr-transfer+file',
    [is('mode', 'cpr-transfer'), over('file')],
    'The new QEMU takes over from the running one, and a file cannot answer.',
    'Migrate to unix:…, or choose another mode.',
    TRANSPORT_CHECK,
  ),
  rule(
    NEW,
    'cpr-exec-needs-command',
    [is('mode', 'cpr-exec'), is('cpr-exec-command', [])],
    'cpr-exec has to know which QEMU to start.',
    'Set cpr-exec-command, or choose another mode.',
    TRANSPORT_CHECK,
  ),
  rule(
    ERA_IDS,
    'max-cpu-throttle-below-initial',
    [below('max-cpu-throttle', 'cpu-throttle-initial')],
    'The first step would already be stronger than the strongest.',
    'Raise max-cpu-throttle to cpu-throttle-initial or more.',
  ),
  ...SNAPSHOT_EXCLUDES.map(([name, eras]) =>
    either(eras, 'background-snapshot', name, 'A snapshot sends each page once, before its first write.'),
  ),
  idle(
    OLD,
    'compress-then-xbzrle',
    [on('compress'), on('xbzrle')],
    'compress works in the first round only; then xbzrle takes its place.',
    'Leave both on if that is meant.',
  ),
];
