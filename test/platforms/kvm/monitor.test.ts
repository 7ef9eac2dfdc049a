/** The terminal: what only reads changes nothing, what acts is a call, and nothing that is typed breaks it. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { seconds, type VirtualNs } from '../../../web/model/units.ts';
import type { KvmMove } from '../../../web/platforms/kvm/migration/setup.ts';
import { command } from '../../../web/platforms/kvm/monitor/command.ts';
import { moveOf } from '../../../web/platforms/kvm/monitor/context.ts';
import { requestOf } from '../../../web/platforms/kvm/rules/examine.ts';
import { KINDS, POSTCOPY, run } from './runs.ts';
import { world } from './worlds.ts';

/** The guest that the engine moves is called one. */
const kvm = world({ others: [{ name: 'one', host: 'alpha' }] });
const single = world();
let plain: KvmMove;
let postcopy: KvmMove;
let broken: KvmMove;
let lost: KvmMove;
beforeAll(async () => {
  plain = await KINDS.plain();
  postcopy = await KINDS.postcopy();
  broken = await KINDS['broken and recovered']();
  lost = await KINDS['broken for good']();
});

const ask = (line: string, moves: readonly KvmMove[] = [], at = seconds(2)) => command(kvm, moves, at, line);
const text = (line: string, moves: readonly KvmMove[] = [], at = seconds(2)) =>
  ask(line, moves, at)
    .lines.map((each) => each.text)
    .join('\n');

describe('lines that read', () => {
  test.each([
    ['one: info migrate', /Status: \t\tactive/],
    ['one: info migrate_capabilities', /auto-converge: off/],
    ['one: info migrate_parameters', /downtime-limit: 300 ms/],
    ['one: {"execute": "query-migrate"}', /"return": \{\s+"status": "active"/],
    ['one: {"execute": "query-migrate-parameters"}', /"downtime-limit": 300/],
    ['one: {"execute": "query-migrate-capabilities"}', /"capability": "xbzrle"/],
    ['one: help', /migrate_start_postcopy -- /],
    ['one: help migrate', /^migrate \[-d\]/],
    ['list', /one {2}on alpha {2}active, to beta/],
    ['help', /list -- /],
    ['', /^$/],
  ])('%s', (line, said) => {
    const answer = ask(line, [plain]);
    expect(text(line, [plain])).toMatch(said);
    expect(answer.returnCode).toBe(0);
    expect(answer.call).toBeNull();
  });

  it('tell a move that waits before the switchover to go on, and no other', async () => {
    const waits = await run({ capabilities: ['pause-before-switchover'], goOnAfterMs: 5000 });
    const { fromNs, toNs } = waits.record.preSwitchover ?? { fromNs: seconds(0), toNs: seconds(0) };
    expect(toNs - fromNs).toBe(5e9);
    const before = (fromNs - 1e6) as VirtualNs;
    const within = (fromNs + 1e9) as VirtualNs;
    expect(text('one: info migrate', [waits], within)).toMatch(/Status: \t\tpre-switchover/);
    for (const line of [
      'one: migrate_continue pre-switchover',
      'one: {"execute": "migrate-continue", "arguments": {"state": "pre-switchover"}}',
    ]) {
      expect(ask(line, [waits], within).call).toEqual({ on: moveOf('one'), verb: 'goOn', args: [] });
      expect(ask(line, [waits], before).call).toBeNull();
      expect(text(line, [waits], before)).toMatch(/not in expected state: active/);
    }
  });

  it('ask the QEMU that a guest goes to for what only that one knows', () => {
    const after = seconds(60);
    const there = JSON.parse(text('one@beta: {"execute": "query-migrate"}', [postcopy], after)).return;
    expect(there).toMatchObject({ status: 'completed', 'socket-address': [{ host: 'beta' }] });
    expect(there['postcopy-vcpu-blocktime']).toHaveLength(2);
    expect(text('one@beta: info migrate -a', [postcopy], after)).toMatch(/Postcopy Blocktime \(ms\): \d+/);
    expect(text('one@alpha: info migrate', [postcopy], after)).toBe(
      text('one: info migrate', [postcopy], after),
    );
    expect(text('one@gamma: info migrate', [postcopy], after)).toContain('There is no QEMU of one on gamma.');
    expect(text('one@beta: migrate_cancel', [plain])).toContain('Leave @beta out.');
    expect(ask('one@beta: migrate tcp:alpha', [postcopy], after).call).toMatchObject({ verb: 'migrate' });
  });

  it('need no name where there is one guest only', () => {
    expect(command(single, [], seconds(0), 'info migrate_capabilities').returnCode).toBe(0);
    expect(text('info migrate')).toContain('Whose monitor?');
  });

  it('show parameters as they are at the moment', async () => {
    const changed = await run({
      acts: [{ at: 2, act: { kind: 'change', changes: { downtimeLimitMs: 1000 } } }],
    });
    expect(text('one: info migrate_parameters', [changed], seconds(1.9))).toContain('downtime-limit: 300 ms');
    expect(text('one: info migrate_parameters', [changed], seconds(2.1))).toContain(
      'downtime-limit: 1000 ms',
    );
  });

  it('tell what blocks a guest before anything has moved', () => {
    const stuck = world({ db: { vfio: 'plain' } });
    expect(command(stuck, [], seconds(0), 'info migrate').lines[0]?.text).toBe('Outgoing migration blocked:');
  });
});

describe('lines that act are calls:', () => {
  test.each<[string, () => KvmMove[], number, object]>([
    [
      'one: migrate -d tcp:beta:49152',
      () => [],
      0,
      { verb: 'migrate', args: [{ $ref: 'Host', name: 'beta' }] },
    ],
    [
      'one: migrate -d tcp:beta multifd=on multifd-channels=4 max-bandwidth=100M',
      () => [],
      0,
      {
        verb: 'migrate',
        args: [
          { $ref: 'Host', name: 'beta' },
          { capabilities: ['multifd'], parameters: { 'multifd-channels': 4, 'max-bandwidth': 104_857_600 } },
        ],
      },
    ],
    ['one: {"execute": "migrate", "arguments": {"uri": "tcp:beta:1"}}', () => [], 0, { verb: 'migrate' }],
    ['one: migrate_cancel', () => [plain], 2, { verb: 'cancel', args: [] }],
    ['one: {"execute": "migrate_cancel"}', () => [plain], 2, { verb: 'cancel' }],
    ['one: migrate_start_postcopy', () => [postcopy], 2, { verb: 'startPostcopy' }],
    [
      'one: migrate_set_parameter downtime-limit 500',
      () => [plain],
      2,
      { verb: 'set', args: [{ 'downtime-limit': 500 }] },
    ],
    [
      'one: migrate_set_parameter max-bandwidth 1G',
      () => [plain],
      2,
      { verb: 'set', args: [{ 'max-bandwidth': 2 ** 30 }] },
    ],
    [
      'one: {"execute": "migrate-set-parameters", "arguments": {"downtime-limit": 500}}',
      () => [plain],
      2,
      { verb: 'set', args: [{ 'downtime-limit': 500 }] },
    ],
    ['one: migrate_recover tcp:beta', () => [broken], 4, { verb: 'recover' }],
    ['one: migrate -r tcp:beta', () => [broken], 4, { verb: 'recover' }],
  ])('%s', (line, moves, at, call) => {
    const answer = ask(line, moves(), seconds(at));
    expect(answer.lines.filter(({ stream }) => stream === 'err')).toEqual([]);
    expect(answer.returnCode).toBe(0);
    expect(answer.call).toMatchObject(call);
    expect(answer.call?.on.name).toBe('one');
  });
});

describe('lines that cannot act say why, as QEMU does or with what to do:', () => {
  test.each<[string, () => KvmMove[], number, string]>([
    ['one: migrate tcp:gamma', () => [], 0, 'There is no host gamma.'],
    ['one: migrate tcp:alpha', () => [], 0, 'one is on alpha already.'],
    ['one: migrate', () => [], 0, 'string expected'],
    ['one: migrate tcp:beta color=red', () => [], 0, 'no capability and no parameter'],
    ['one: migrate tcp:beta multifd=on xbzrle=on', () => [], 0, 'do not go together'],
    ['one: migrate_start_postcopy', () => [], 0, 'Start the migration before switching to postcopy'],
    ['one: migrate_start_postcopy', () => [plain], 2, 'Enable postcopy'],
    ['one: migrate_cancel', () => [broken], 4, 'Postcopy migration in progress, cannot cancel'],
    ['one: migrate_recover tcp:beta', () => [plain], 2, 'only be run when postcopy is paused'],
    ['one: migrate_recover tcp:beta', () => [lost], 4, 'only a broken connection can be recovered'],
    ['one: migrate_set_parameter downtime-limit soon', () => [plain], 2, 'expects a whole number'],
    ['one: migrate_set_parameter tls-creds x', () => [plain], 2, 'takes no effect'],
    ['one: migrate_set_parameter speed 5', () => [plain], 2, "Parameter 'speed' is unexpected"],
    ['one: migrate_set_capability multifd on', () => [], 0, 'multifd=on'],
    ['one: reboot', () => [], 0, "unknown command: 'reboot'"],
    ['one: {"execute": "quit"}', () => [], 0, 'CommandNotFound'],
    ['one: {"execute": ', () => [], 0, 'JSON parse error'],
    ['one: {"run": 1}', () => [], 0, "lacks member 'execute'"],
    ['two: info migrate', () => [], 0, 'There is no guest two.'],
  ])('%s', (line, moves, at, said) => {
    const answer = ask(line, moves(), seconds(at));
    expect(answer.lines.map((each) => each.text).join('\n')).toContain(said);
    expect(answer.returnCode).toBe(1);
    expect(answer.call).toBeNull();
  });
});

it('a line that moves a guest is the move that the rules were asked for', () => {
  const { call } = ask('one: migrate -d tcp:beta postcopy-ram=on downtime-limit=100', [], seconds(0));
  expect(call && requestOf(call)).toEqual({
    guest: 'one',
    to: 'beta',
    options: { capabilities: ['postcopy-ram'], parameters: { 'downtime-limit': 100 } },
  });
});

it('takes whatever is typed, at any moment', () => {
  const words = fc.constantFrom(
    ...[
      'one:',
      'info',
      'migrate',
      '-d',
      'tcp:beta',
      '{',
      '"execute"',
      '__proto__',
      'constructor',
      'help',
      ...POSTCOPY,
    ],
  );
  const line = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.array(words, { maxLength: 5 }).map((all) => all.join(' ')),
  );
  fc.assert(
    fc.property(line, fc.nat(70), (typed, at) => {
      const answer = ask(typed, [plain], seconds(at) as VirtualNs);
      expect([0, 1]).toContain(answer.returnCode);
      for (const each of answer.lines) expect(each.text).not.toMatch(/undefined|\[object/);
    }),
    { numRuns: 500 },
  );
  expect(ask('x'.repeat(5000)).returnCode).toBe(1);
});
