/**
 * WebKit through its own driver: plain WebDriver over HTTP. It wants a display, so it gets an Xvfb of its
 * own; both are started here and ended by their process ids, for nobody else would end them.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { WEBKIT } from '../../tools/lib/browsers.mjs';
import { serve } from '../../tools/lib/static-server.mjs';
import type { Driven } from './driven.ts';

const START_MS = 30_000;

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await ended;
  clearTimeout(late);
}

/** Xvfb chooses a free display itself and writes its number to file descriptor 3. */
async function startDisplay(program: string): Promise<{ display: string; process: ChildProcess }> {
  const args = ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'];
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = child.stdio[3] as NodeJS.ReadableStream;
  const [text] = (await once(number, 'data', { signal: AbortSignal.timeout(START_MS) })) as [Buffer];
  return { display: `:${text.toString().trim()}`, process: child };
}

async function freePort(): Promise<number> {
  const server = await serve({ root: '.' });
  const port = Number(new URL(server.url).port);
  await server.close();
  return port;
}

async function command(method: string, url: string, body?: unknown): Promise<unknown> {
  const response = await fetch(url, {
    method,
    body: body === undefined ? null : JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
  const { value } = (await response.json()) as { value: unknown };
  if (response.ok) return value;
  const { error, message } = value as { error: string; message: string };
  throw new Error(`WebKit: ${error}: ${message}`);
}

async function whenReady(driver: string): Promise<void> {
  for (let waited = 0; waited < START_MS; waited += 100) {
    const answer = await fetch(`${driver}/status`).catch(() => null);
    if (answer?.ok) return;
    await sleep(100);
  }
  throw new Error('WebKitWebDriver did not start.');
}

export async function webkit(): Promise<Driven> {
  const programs = WEBKIT.find();
  if (!programs) throw new Error(`WebKit is missing. ${WEBKIT.advice}`);
  const screen = await startDisplay(programs.display ?? '');
  const port = await freePort();
  const asRoot = process.getuid?.() === 0 ? { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' } : {};
  const driver = spawn(programs.driver ?? '', [`--port=${port}`], {
    stdio: 'ignore',
    env: { ...process.env, ...asRoot, DISPLAY: screen.display, GDK_BACKEND: 'x11' },
  });
  const address = `http://127.0.0.1:${port}`;
  const stop = async (): Promise<void> => {
    await end(driver);
    await end(screen.process);
  };

  try {
    await whenReady(address);
    const options = { binary: programs.browser, args: ['--automation'] };
    const { sessionId } = (await command('POST', `${address}/session`, {
      capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } },
    })) as { sessionId: string };
    const session = `${address}/session/${sessionId}`;
    await command('POST', `${session}/timeouts`, { script: 60_000, pageLoad: 60_000 });
    return {
      open: async (url) => {
        await command('POST', `${session}/url`, { url });
      },
      run: async (work, ...args) => {
        const script = `return (${work}).apply(null, arguments)`;
        return (await command('POST', `${session}/execute/sync`, { script, args })) as never;
      },
      close: async () => {
        await command('DELETE', session).catch(() => {});
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
