/** test/bench/twin.c, compiled with the system's C compiler and asked line by line. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PROJECT } from '../project.ts';
import { MACHINE } from './engine-runner.ts';
import { type Command, PAGE_BYTES, PAGES, type Runner, SEED } from './steps.ts';

/** null where there is no compiler. */
export function twinRunner(flags: string[]): Runner | null {
  const program = join(mkdtempSync(join(tmpdir(), 'switchover-bench-')), 'twin');
  try {
    execFileSync('cc', [...flags, join(PROJECT, 'test/bench/twin.c'), '-o', program, '-lm'], {
      stdio: 'pipe',
    });
  } catch {
    return null;
  }
  const child = spawn(program, settings().map(String), { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (line: string) => {
    child.stdin.write(`${line}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error(`The twin ended at "${line}".`);
    const [took = '', ...computed] = value.split(' ');
    return { tookMs: Number(took), computed: computed.join(' ') };
  };
  return {
    name: `cc ${flags.join(' ')}`,
    begin: async () => void (await ask('begin')),
    run: (command) => ask(lineOf(command)),
    end: () => child.stdin.end(),
  };
}

const lineOf = (command: Command) => (command.do === 'mark' ? `m${command.writes}` : command.do);

function settings(): number[] {
  const { linkBytesPerSecond, linkBufferBytes, localBytesPerSecond, firstTouchBytesPerSecond, zeroPageNs } =
    MACHINE;
  const linkNsPerByte = 1e9 / linkBytesPerSecond;
  const bytes = PAGE_BYTES + 8;
  return [
    PAGES,
    PAGE_BYTES,
    SEED,
    linkNsPerByte,
    linkBufferBytes * linkNsPerByte,
    bytes * (1e9 / localBytesPerSecond),
    (bytes * 1e9) / firstTouchBytesPerSecond,
    zeroPageNs,
  ];
}
