/**
 * What only a watchdog can end: work within one step of the interpreter, which nobody counts. It is not reached by mistake:
 * objects that inherit from one another a hundred thousand deep.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'switchover-'));

function headless(source: string): Promise<{ code: number; out: string; err: string }> {
  const file = join(folder, 'hostile.ts');
  writeFileSync(file, source);
  return new Promise((resolve) => {
    execFile('node', ['tools/cli.mjs', 'scenario', file], (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });
}

test.each([
  ['heirs', 'let o = {}; for (let i = 0; i < 1e5; i++) o = Object.create(o); for (;;) (o as any).x;'],
])(
  '%s',
  async (_, source) => {
    const { code, out, err } = await headless(source);
    expect(err).toContain('did not answer for 10 s and was ended');
    expect(err).toContain('Look for');
    expect(JSON.parse(out).status).toBe('failed');
    expect(code).toBe(1);
  },
  120_000,
);
