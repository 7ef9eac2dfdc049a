/** What QEMU would tell of a move at any moment: states, `query-migrate`, and both texts of `info migrate`. */
import { beforeAll, describe, expect, it, test } from 'vitest';
import { STATUS_FIELDS } from '../../../web/model/parameters/qemu/status.ts';
import { seconds } from '../../../web/model/units.ts';
import { infoMigrate, sizeText } from '../../../web/platforms/kvm/migration/info.ts';
import { type MigrationInfo, queryMigrate } from '../../../web/platforms/kvm/migration/query.ts';
import { queryDestination } from '../../../web/platforms/kvm/migration/query-destination.ts';
import type { KvmMove } from '../../../web/platforms/kvm/migration/setup.ts';
import { isOver, MEANING, NEXT, SINCE, STATES } from '../../../web/platforms/kvm/migration/states.ts';
import { stateAt, statesOf } from '../../../web/platforms/kvm/migration/timeline.ts';
import { eraOf, isAtLeast } from '../../../web/platforms/kvm/objects/version.ts';
import { KINDS, moments, run } from './runs.ts';

type Name = keyof typeof KINDS;
const NAMES = Object.keys(KINDS) as Name[];
const moves = {} as Record<Name, KvmMove>;
beforeAll(async () => {
  for (const name of NAMES) moves[name] = await KINDS[name]();
});

/** Of an answer, with dots into objects; lists count as one. */
function fieldsOf(info: MigrationInfo, prefix = ''): string[] {
  return Object.entries(info).flatMap(([name, value]) =>
    Array.isArray(value)
      ? [prefix + name]
      : typeof value === 'object'
        ? fieldsOf(value as MigrationInfo, `${prefix}${name}.`)
        : [prefix + name],
  );
}

const told = (name: Name): string[] =>
  statesOf(moves[name])
    .map(({ state }) => state)
    .filter((state, i, all) => state !== all[i - 1]);

describe('the states', () => {
  it('follow one another as QEMU’s do, in every version that has them', () => {
    for (const name of NAMES) {
      const changes = statesOf(moves[name]);
      expect(changes[0]?.state, name).toBe('setup');
      changes.forEach(({ at, state }, i) => {
        const next = changes[i + 1];
        expect(isAtLeast(moves[name].setup.version, SINCE[state] ?? '7.0')).toBe(true);
        if (!next) return;
        expect(NEXT[state], `${name}: ${state} to ${next.state}`).toContain(next.state);
        expect(next.at).toBeGreaterThanOrEqual(at);
      });
    }
  });

  test.each<[Name, string]>([
    ['plain', 'setup active device completed'],
    ['plain, 7.2', 'setup active completed'],
    ['pause before switchover', 'setup active pre-switchover device completed'],
    ['postcopy', 'setup active device postcopy-device postcopy-active completed'],
    ['postcopy, 7.2', 'setup active postcopy-active completed'],
    [
      'broken and recovered',
      'setup active device postcopy-device postcopy-active postcopy-paused postcopy-recover-setup postcopy-recover postcopy-active completed',
    ],
    ['broken for good', 'setup active device postcopy-device postcopy-active postcopy-paused'],
    ['broken while it loads', 'setup active device postcopy-device postcopy-active postcopy-paused'],
    ['cancelled', 'setup active cancelling cancelled'],
    ['failed', 'setup active failed'],
  ])('of a move that is %s: %s', (name, states) => {
    expect(told(name).join(' ')).toBe(states);
  });

  it('are none before it and do not change after it', () => {
    for (const name of NAMES) {
      expect(stateAt(moves[name], seconds(0.5))).toBe('none');
      const last = stateAt(moves[name], seconds(3600));
      const { status } = moves[name].record.outcome;
      if (status === 'lost') expect(last, name).toBe('postcopy-paused');
      else if (status !== 'unfinished') expect(isOver(last), name).toBe(true);
    }
  });

  it('are all in the table, with words for people', () => {
    for (const state of STATES) {
      expect(MEANING[state].about).toMatch(/\.$/);
      for (const next of NEXT[state]) expect(STATES).toContain(next);
    }
  });

  it('without the device state up to 9.2, with it from 10.0 on', async () => {
    for (const [version, device] of [
      ['9.2', false],
      ['10.0', true],
    ] as const) {
      const states = statesOf(await run({ version })).map(({ state }) => state as string);
      expect(states.includes('device')).toBe(device);
    }
  });
});

describe('query-migrate', () => {
  it('has the fields of its version, and each of them in some move', () => {
    const seen = { 'qemu-7.2-tcg': new Set<string>(), 'qemu-10.2-kvm': new Set<string>() };
    for (const name of NAMES) {
      const move = moves[name];
      const era = eraOf(move.setup.version);
      for (const at of moments(move)) {
        for (const field of fieldsOf(queryMigrate(move, at))) seen[era].add(field);
        for (const field of fieldsOf(queryDestination(move, move.setup.version, at))) seen[era].add(field);
      }
    }
    // Without disks in the stream, without devices that send, without what blocks; the old ones are not limited.
    const elsewhere = ['disk', 'vfio.transferred', 'blocked-reasons'];
    for (const era of ['qemu-7.2-tcg', 'qemu-10.2-kvm'] as const) {
      const known = STATUS_FIELDS.filter(({ eras }) => eras[era]).map(({ name }) => name.replace('[]', ''));
      for (const field of seen[era]) expect(known, `${era} has no ${field}`).toContain(field);
      if (era === 'qemu-10.2-kvm')
        expect(known.filter((field) => !seen[era].has(field) && !elsewhere.includes(field))).toEqual([]);
    }
  });

  it('counts as the bytes on the wire do, and in the end to the page', () => {
    for (const name of ['plain', 'plain, 7.2'] as const) {
      const { record } = moves[name];
      const info = queryMigrate(moves[name], seconds(3600));
      const ram = info.ram as Record<string, number>;
      const { normalPages, zeroPages, syncCount, sentBytes } = record.outcome;
      expect(ram).toMatchObject({
        normal: normalPages,
        duplicate: zeroPages,
        'normal-bytes': normalPages * 4096,
        'dirty-sync-count': syncCount,
        transferred: sentBytes,
        remaining: 0,
        'dirty-pages-rate': 0,
        'page-size': 4096,
        total: 16_384 * 4096,
      });
      const [before = 0, pause = 0] = [ram['precopy-bytes'], ram['downtime-bytes']];
      expect(before + pause).toBe(sentBytes);
      // 4104 for a page with its header, 9 for a mark, and the sections' ends.
      const small = before + pause - 4104 * normalPages - 9 * zeroPages;
      expect(small).toBeGreaterThanOrEqual(0);
      expect(small).toBeLessThan(20_000);
      const copied = (info['total-time'] as number) - (info['setup-time'] as number);
      // To the last digit: what is told is the rate of what is told.
      expect(ram.mbps).toBe((sentBytes * 8) / copied / 1000);
    }
  });

  it('never takes back what was counted', () => {
    for (const name of NAMES) {
      let before: Record<string, number> = {};
      for (const at of moments(moves[name])) {
        const ram = (queryMigrate(moves[name], at).ram ?? before) as Record<string, number>;
        for (const field of [
          ...['transferred', 'normal', 'duplicate', 'multifd-bytes', 'postcopy-requests', 'dirty-sync-count'],
          ...['precopy-bytes', 'downtime-bytes', 'postcopy-bytes'],
        ])
          expect(ram[field] ?? 0, `${name} ${field} at ${at}`).toBeGreaterThanOrEqual(before[field] ?? 0);
        const stands = ram.transferred === before.transferred;
        if (stands) expect(ram.normal, `${name}: pages without bytes at ${at}`).toBe(before.normal);
        before = ram;
      }
    }
  });

  it('holds whole numbers, below 2^53, but for rates', () => {
    for (const name of NAMES)
      for (const at of moments(moves[name]))
        for (const [field, value] of Object.entries(queryMigrate(moves[name], at).ram ?? {}))
          if (field !== 'mbps')
            expect(Number.isSafeInteger(value) && value >= 0, `${name} ${field} ${value}`).toBe(true);
  });

  it('splits what was sent by when, at every moment: before the pause, in it, and after the switchover', () => {
    for (const name of ['plain', 'multifd', 'postcopy', 'pause before switchover'] as const)
      for (const at of moments(moves[name])) {
        const { ram } = queryMigrate(moves[name], at) as { ram?: Record<string, number> };
        const parts = ['precopy-bytes', 'downtime-bytes', 'postcopy-bytes', 'multifd-bytes'];
        const sum = parts.reduce((all, part) => all + (ram?.[part] ?? 0), 0);
        expect(sum, `${name} at ${at}`).toBe(ram?.transferred ?? 0);
      }
    const postcopy = queryMigrate(moves.postcopy, seconds(3600)).ram as Record<string, number>;
    expect(postcopy['postcopy-bytes']).toBe(moves.postcopy.record.outcome.postcopy?.bytes);
  });

  it('waits with whole pages, and keeps the rate of the last window through the pause', () => {
    for (const at of moments(moves.plain)) {
      const { ram } = queryMigrate(moves.plain, at) as { ram?: Record<string, number> };
      if (!ram) continue;
      expect((ram.remaining ?? 0) % 4096).toBe(0);
      if (at > seconds(1.2)) expect(ram['pages-per-second'], `at ${at}`).toBeGreaterThan(4000);
    }
  });

  it('expects the allowed pause before anything is known, then what the last sync left over', () => {
    const { record } = moves.plain;
    const early = queryMigrate(moves.plain, (record.startNs + 50e6) as never);
    expect(early['expected-downtime']).toBe(300);
    const last = record.syncs.at(-1)?.at ?? 0;
    expect(queryMigrate(moves.plain, (last - 1e6) as never)['expected-downtime']).not.toBe(300);
  });

  it('tells the real pause when it has completed, and from 8.2 on in post-copy too', () => {
    expect(queryMigrate(moves.plain, seconds(3600)).downtime).toBe(
      Math.floor(moves.plain.record.outcome.downtimeNs / 1e6),
    );
    const during = (name: Name) =>
      queryMigrate(moves[name], ((moves[name].record.outcome.postcopy?.switchedNs ?? 0) + 50e6) as never);
    expect(Object.keys(during('postcopy'))).toContain('downtime');
    expect(Object.keys(during('postcopy, 7.2'))).toContain('expected-downtime');
  });

  it('has what each version had: 8.2 brought the error of a paused post-copy, 9.1 took the skipped pages', () => {
    const { record, setup } = moves['broken and recovered'];
    const paused = (version: string) =>
      queryMigrate({ record, setup: { ...setup, version } }, seconds(4)) as { ram: object };
    expect(paused('10.2').ram).not.toHaveProperty('skipped');
    expect(paused('9.0').ram).toHaveProperty('skipped', 0);
    expect(paused('8.2')).toHaveProperty('error-desc');
    expect(paused('8.1')).not.toHaveProperty('error-desc');
    expect(paused('8.1')).toHaveProperty('expected-downtime');
    expect(paused('7.0').ram).not.toHaveProperty('dirty-sync-missed-zero-copy');
  });

  it('tells of a failure why, and of one that was taken back nothing more', () => {
    expect(queryMigrate(moves.failed, seconds(3600))).toEqual({
      status: 'failed',
      'error-desc': 'The connection was lost',
    });
    expect(queryMigrate(moves.cancelled, seconds(3600))).toEqual({ status: 'cancelled' });
    expect(queryMigrate(moves.plain, seconds(0))).toEqual({});
  });

  it('tells how long the destination’s virtual CPUs waited, each as long as all at once or longer', () => {
    const info = queryDestination(moves.postcopy, '10.2', seconds(3600));
    const each = info['postcopy-vcpu-blocktime'] as number[];
    expect(each).toHaveLength(2);
    for (const one of each) expect(one).toBeGreaterThanOrEqual((info['postcopy-blocktime'] as number) - 1);
    const counts = info['postcopy-latency-dist'] as number[];
    expect(counts).toHaveLength(24);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(moves.postcopy.record.faults?.length);
    expect(queryDestination(moves.postcopy, '9.2', seconds(3600))).not.toHaveProperty('postcopy-latency');
  });
});

describe('info migrate', () => {
  it('says the same numbers in the way of each version', () => {
    const old = infoMigrate(queryMigrate(moves['plain, 7.2'], seconds(3600)), '7.2');
    const { normalPages, zeroPages } = moves['plain, 7.2'].record.outcome;
    expect(old).toContain('Migration status: completed');
    expect(old).toContain(`normal: ${normalPages} pages`);
    expect(old).toContain(`duplicate: ${zeroPages} pages`);
    expect(old).toContain('skipped: 0 pages');
    expect(old).toContain('decompress-error-check: on');
    const failed = queryMigrate(moves.failed, seconds(3600));
    expect(infoMigrate(failed, '10.0').slice(-2)).toEqual([
      'Migration status: failed (The connection was lost)',
      'total time: 0 ms',
    ]);
    expect(infoMigrate(failed, '10.0')).toContain('send-switchover-start: on');
    const text = infoMigrate(queryMigrate(moves.plain, seconds(3600)), '10.2');
    expect(text[0]).toBe('Status: \t\tcompleted');
    expect(text).toContain('  Sizes: \t\tpagesize=4 KiB, total=64 MiB');
    expect(text.some((line) => line.startsWith('Globals:'))).toBe(false);
    expect(infoMigrate(queryMigrate(moves.xbzrle, seconds(5)), '10.2', true).join('\n')).toMatch(
      /Globals:\n.*\n.*\n.*\n.*\n.*\n.*\nXBZRLE: size=67108864/,
    );
  });

  it('has a line for all that there is to say, at every moment, without holes', () => {
    for (const name of NAMES)
      for (const at of moments(moves[name]))
        for (const line of infoMigrate(queryMigrate(moves[name], at), moves[name].setup.version, true))
          expect(line).not.toMatch(/undefined|NaN|\[object|null/);
  });

  it('writes ten virtual CPUs a line', () => {
    const each = Array.from({ length: 12 }, (_, i) => i);
    expect(infoMigrate({ 'postcopy-vcpu-blocktime': each }, '10.2', true).slice(-3)).toEqual([
      'Postcopy vCPU Blocktime (ms):',
      ' [0, 1, 2, 3, 4, 5, 6, 7, 8, 9,',
      '  10, 11]',
    ]);
  });

  it('writes sizes with three digits, as QEMU does', () => {
    expect([0, 999, 1000, 4096, 64 * 2 ** 20, 1234 * 2 ** 20].map(sizeText)).toEqual([
      ...['0 B', '999 B', '0.977 KiB', '4 KiB', '64 MiB', '1.21 GiB'],
    ]);
  });
});
