/** What both ends must have alike before the first byte is sent. */
import { parameterNamed } from '../../../model/parameters/qemu/parameters.ts';
import { sourced } from '../ground.ts';
import { eraOf, isAtLeast } from '../objects/version.ts';
import { given, lessParameter, moveFix, type Rule, without } from './rule.ts';

const multifdPostcopy: Rule = {
  id: 'multifd-postcopy',
  group: 'Settings',
  about: 'Post-copy and multifd are turned on together only from QEMU 10.1 on.',
  reason:
    'From 8.1 to 10.0 QEMU refused the two together: nobody saw to it that pages on other connections had come.',
  ground: sourced('options'),
  severity: 'error',
  *check(c) {
    const { capabilities } = given(c);
    if (!capabilities.includes('multifd') || !capabilities.includes('postcopy-ram')) return;
    const hosts = c.source === c.target ? [c.source] : [c.source, c.target];
    const old = hosts.find(({ qemu }) => isAtLeast(qemu, '8.1') && !isAtLeast(qemu, '10.1'));
    if (!old) return;
    yield {
      object: old.name,
      field: 'qemu',
      message: `QEMU ${old.qemu} on ${old.name} does not take multifd together with postcopy-ram.`,
      remedy: `Turn off one of them, or update ${old.name} to 10.1.`,
      fix: moveFix('Turn off multifd', c, { capabilities: without(c, 'multifd', 'zero-copy-send') }),
    };
  },
};

/** Without these on both ends the destination does not understand the stream. */
const BOTH_ENDS = ['postcopy-ram', 'postcopy-preempt', 'multifd', 'mapped-ram', 'x-ignore-shared', 'x-colo'];
const BOTH_PARAMETERS = ['multifd-channels', 'multifd-compression', 'tls-creds'];

const alike: Rule = {
  id: 'settings-alike',
  group: 'Settings',
  about: 'Both ends are set up alike.',
  reason:
    'The destination has to expect what the source sends; it is set up by its own monitor, before the move.',
  ground: sourced('postcopy', 'options'),
  severity: 'error',
  *check(c) {
    const { destination } = c.options;
    if (!destination) return;
    const { capabilities, parameters } = given(c);
    const there = destination.capabilities ?? capabilities;
    const different = [
      ...capabilities.filter((name) => !there.includes(name)),
      ...there.filter((name) => !capabilities.includes(name)),
    ];
    for (const name of new Set(different)) {
      const on = capabilities.includes(name) ? 'source' : 'destination';
      yield {
        object: c.target.name,
        field: name,
        part: name,
        severity: BOTH_ENDS.includes(name) ? 'error' : 'warning',
        message: `${name} is on at the ${on} only.`,
        remedy: 'Set both ends up alike.',
        fix: moveFix('Set both up alike', c, { destination: undefined }),
      };
    }
    const set = destination.parameters ?? parameters;
    for (const name of BOTH_PARAMETERS) {
      const normal = parameterNamed(name)?.defaults[eraOf(c.source.qemu)];
      const [here, far] = [parameters[name] ?? normal, set[name] ?? normal];
      if (here === far) continue;
      yield {
        object: c.target.name,
        field: name,
        part: name,
        message: `${name} is ${here} at the source and ${far} at the destination.`,
        remedy: 'Set both ends up alike.',
        fix: moveFix('Set both up alike', c, { destination: undefined }),
      };
    }
  },
};

const credentials: Rule = {
  id: 'tls-credentials',
  group: 'Settings',
  about: 'The TLS credentials exist on both hosts.',
  reason: 'Each end opens the connection with credentials of its own.',
  ground: sourced('schema'),
  severity: 'error',
  *check(c) {
    const name = c.options.parameters?.['tls-creds'];
    if (typeof name !== 'string' || name === '') return;
    for (const host of c.source === c.target ? [c.source] : [c.source, c.target]) {
      if (host.tlsCredentials.includes(name)) continue;
      yield {
        object: host.name,
        field: 'tlsCredentials',
        part: host.name,
        message: `${host.name} has no credentials ${name}.`,
        remedy: `Create them on ${host.name}, or leave tls-creds out.`,
        fix: moveFix('Move without TLS', c, { parameters: lessParameter(c, 'tls-creds') }),
      };
    }
  },
};

export const BOTH_ENDS_RULES: readonly Rule[] = [multifdPostcopy, alike, credentials];
