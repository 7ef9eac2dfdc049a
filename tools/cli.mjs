/**
 * node tools/cli.mjs NAME ARGUMENTS… runs web/cli/NAME.ts. It first builds what is missing or older than its
 * sources: the engine, and one self-contained build/cli/NAME.mjs. stdout belongs to the command alone.
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, renameSync } from 'node:fs';
import { buildEngine } from './lib/engine.mjs';
import { withLock } from './lib/lock.mjs';
import { at, isStale } from './lib/paths.mjs';

const SOURCES = [at('web'), at('package-lock.json'), at('tsconfig.json'), at('tools', 'cli.mjs')];

/** @param {string} name */
async function buildCommand(name) {
  const output = at('build', 'cli', `${name}.mjs`);
  if (!isStale(output, SOURCES)) return output;
  return withLock(`cli-${name}`, async () => {
    if (!isStale(output, SOURCES)) return output;
    const { build } = await import('vite');
    const fresh = `${name}.${process.pid}.mjs`;
    await build({
      root: at(),
      configFile: false,
      publicDir: false,
      logLevel: 'error',
      ssr: { noExternal: true, target: 'node' },
      build: {
        ssr: at('web', 'cli', `${name}.ts`),
        outDir: at('build', 'cli'),
        emptyOutDir: false,
        target: 'node20',
        minify: false,
        rolldownOptions: { output: { format: 'es', entryFileNames: fresh, codeSplitting: false } },
      },
    });
    renameSync(at('build', 'cli', fresh), output);
    return output;
  });
}

const [name, ...args] = process.argv.slice(2);
const commands = existsSync(at('web', 'cli'))
  ? readdirSync(at('web', 'cli'))
      .filter((file) => file.endsWith('.ts'))
      .map((file) => file.slice(0, -3))
  : [];
if (!name || !commands.includes(name)) {
  console.error(
    `${name ? `There is no command "${name}".` : 'Which command?'} There are: ${commands.join(', ')}`,
  );
  process.exit(2);
}

let script = '';
try {
  await buildEngine();
  script = await buildCommand(name);
} catch (error) {
  console.error(`${name} could not be built: ${error instanceof Error ? error.message : error}`);
  process.exit(2);
}

// A process of its own: the command gets the memory, the signals and the exit code for itself.
const child = spawn(process.execPath, [script, ...args], { stdio: 'inherit' });
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
  process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => {
  process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 143);
});
