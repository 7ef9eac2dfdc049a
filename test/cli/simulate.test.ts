import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { HELP, simulate } from '../../web/cli/lib/simulate.ts';
import { readLimited } from '../../web/cli/lib/terminal.ts';
import { fileWith, MEASURED, measured } from '../simulation/cases/measured.ts';

const folder = mkdtempSync(join(tmpdir(), 'switchover-'));

async function run(...args: string[]) {
  let out = '';
  let err = '';
  const code = await simulate(args, {
    out: async (text) => {
      out += text;
    },
    err: (text) => {
      err += `${text}\n`;
    },
    read: readLimited,
    locate: (name) => resolve(folder, name),
  });
  return { code, out, err };
}

const runFile = (text: string | Uint8Array) => {
  writeFileSync(join(folder, 'cases.json'), text);
  return run('cases.json');
};

/** A guest that replays a trace, with 1 GiB/s of idle time to spare. */
const replaying = (trace: string) =>
  fileWith({
    pattern: 'trace',
    trace,
    filled_pages: 8192,
    max_bandwidth_Bps: 25_000_000,
    base_nonzero_pages: null,
  });
const FIXTURES = resolve('test/fixtures/traces');

test('cases come out in their order, with the field names of the measured ones', async () => {
  const cases = [measured('uni_h16384_r4000_bw64'), measured('idle_256_64M_bw64')];
  const { code, out, err } = await runFile(JSON.stringify(cases));
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const results = JSON.parse(out);
  expect(results.map((each: { id: string }) => each.id)).toEqual(cases.map((each) => each.id));
  for (const { outcome, rounds } of results) {
    expect(outcome.status).toBe('completed');
    expect(outcome.total_time_s).toBeGreaterThan(0.5);
    expect(outcome.dirty_sync_count).toBe(rounds.length);
    expect(rounds.map((round: { vm_stopped: boolean }) => round.vm_stopped).indexOf(true)).toBe(
      rounds.length - 1,
    );
  }
});

test('a page is sent for every page found dirty, and every byte belongs to a page or a round', async () => {
  const { out } = await runFile(JSON.stringify([measured('hc_p80_h4096_c40960_r8000_bw64')]));
  const [{ outcome, rounds }] = JSON.parse(out);
  const dirty = rounds.reduce(
    (sum: number, round: { new_dirty_pages: number }) => sum + round.new_dirty_pages,
    0,
  );
  const sent = outcome.normal_pages + outcome.duplicate_pages;
  expect(sent).toBe(268967936 / 4096 + dirty);
  const pageBytes = outcome.normal_pages * 4104 + outcome.duplicate_pages * 9;
  expect(outcome.transferred_bytes - pageBytes).toBeGreaterThanOrEqual(0);
  expect(outcome.transferred_bytes - pageBytes).toBeLessThan(2000);
});

test('the same case has the same outcome, wherever it stands in a file', async () => {
  const [one, other] = [measured('uni_h16384_r4000_bw64'), measured('seq_h16384_r12000_bw64.f')];
  const first = JSON.parse((await runFile(JSON.stringify([one, other]))).out);
  const second = JSON.parse((await runFile(JSON.stringify([other, one]))).out);
  expect(second).toEqual([first[1], first[0]]);
  expect(first[0].outcome.fingerprint).not.toBe(first[1].outcome.fingerprint);
  expect(first[0].outcome.fingerprint).toMatch(/[0-9a-f]{4}/);
});

test('a migration that does not converge is cancelled at its time cap, and that is a result', async () => {
  const { code, out } = await runFile(JSON.stringify([measured('uni_h16384_r24000_bw64')]));
  const [{ outcome, rounds }] = JSON.parse(out);
  expect(code).toBe(0);
  expect(outcome).toMatchObject({ status: 'cancelled', total_time_s: null, downtime_s: null });
  expect(outcome.elapsed_at_cancel_s).toBeCloseTo(18, 1);
  expect(outcome.observed_heartbeat_gap_s).toBeNull();
  expect(outcome.remaining_bytes_at_end).toBeGreaterThan(0);
  expect(rounds.some((round: { vm_stopped: boolean }) => round.vm_stopped)).toBe(false);
});

test('an idle guest sends each of its pages once, zero or whole, in every era', async () => {
  const { inputs } = measured('idle_256_64M_bw64');
  const eras = ['qemu-7.2-tcg', 'qemu-10.2-kvm'].map((era) => ({ id: era, inputs: { ...inputs, era } }));
  for (const { outcome } of JSON.parse((await runFile(JSON.stringify(eras))).out)) {
    expect(outcome.normal_pages).toBe(inputs.nonzero_pages_initial);
    expect(outcome.duplicate_pages).toBe(65666 - outcome.normal_pages);
  }
});

test('a guest replays a trace that lies next to the case file', async () => {
  writeFileSync(join(folder, 'idle.trace.gz'), readFileSync(join(FIXTURES, 'redis-idle.trace.gz')));
  const { code, out } = await runFile(replaying('idle.trace.gz'));
  const [{ outcome }] = JSON.parse(out);
  expect(code).toBe(0);
  // 11,862 populated pages and 8,192 behind them; a handful is written while it moves.
  expect(outcome.normal_pages).toBeGreaterThanOrEqual(11862 + 8192);
  expect(outcome.normal_pages).toBeLessThan(11862 + 8192 + 600);
});

describe('exit 2, messages on stderr and nothing on stdout:', () => {
  const refused = async (result: Promise<{ code: number; out: string; err: string }>) => {
    const { code, out, err } = await result;
    expect({ code, out }).toEqual({ code: 2, out: '' });
    return err;
  };

  test.each([[[]], [['a.json', 'b.json']], [['--fast']]])('usage %j', async (args) => {
    expect(await refused(run(...args))).toContain('npm run -s simulate -- FILE.json');
  });

  test('a file that is not there, and a folder', async () => {
    expect(await refused(run('missing.json'))).toMatch(/missing\.json cannot be read: there is no such file/);
    expect(await refused(run('.'))).toMatch(/it is a folder/);
  });

  test('bytes that are no text', async () => {
    expect(await refused(runFile(Uint8Array.of(0x1f, 0x8b, 0, 255)))).toMatch(/line 1, column 1.*not JSON/);
  });

  test('one wrong case among good ones', async () => {
    const [wrong] = JSON.parse(fileWith({ ram_bytes: -1 }, 'wrong-one'));
    const err = await refused(runFile(JSON.stringify([measured('idle_256_64M_bw64'), wrong])));
    expect(err).toMatch(/cases\.json: case "wrong-one", inputs\.ram_bytes: -1 is not possible/);
  });

  test('more mistakes than anybody reads', async () => {
    const cases = MEASURED.slice(0, 30).map(({ id }) => ({ id, inputs: {} }));
    const err = await refused(runFile(JSON.stringify(cases)));
    expect(err.trim().split('\n')).toHaveLength(21);
    expect(err).toMatch(/… and \d+ more\./);
  });

  test('a trace that is missing, damaged, or larger than the memory', async () => {
    expect(await refused(runFile(replaying('nowhere.trace')))).toMatch(
      /case "changed", inputs\.trace: .*nowhere\.trace cannot be read/,
    );
    writeFileSync(
      join(folder, 'cut.trace.gz'),
      readFileSync(join(FIXTURES, 'redis-idle.trace.gz')).subarray(0, 999),
    );
    expect(await refused(runFile(replaying('cut.trace.gz')))).toMatch(
      /case "changed", inputs\.trace: cut\.trace\.gz: .*damaged/,
    );
    const [small] = JSON.parse(replaying('idle.trace.gz'));
    Object.assign(small.inputs, { ram_bytes: 2 ** 25, migratable_ram_bytes: null, filled_pages: 0 });
    expect(await refused(runFile(JSON.stringify([small])))).toMatch(
      /inputs\.ram_bytes: The trace has 12480 pages, the memory only 8192/,
    );
  });
});

test('--help and --fields are no errors', async () => {
  expect(await run('--help')).toEqual({ code: 0, out: HELP, err: '' });
  expect((await run('--fields')).out).toContain('| `ram_bytes` |');
});
