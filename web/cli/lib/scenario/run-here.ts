/** Runs a script to its end on this thread, along the same path as the page's worker. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Engine } from '../../../engine/engine.ts';
import type { Recording } from '../../../model/recording.ts';
import { done, type Result, refused } from '../../../model/result.ts';
import type { ScriptJob } from '../../../model/script.ts';
import type { Trace } from '../../../model/trace.ts';
import { loadSandbox, type SandboxMaker } from '../../../script/sandbox.ts';
import { ScriptRun } from '../../../simulation/script/script-run.ts';
import { openTrace } from '../../../simulation/trace-file.ts';
import { loadedEngine } from '../engine.ts';
import { PROJECT } from '../project.ts';

let maker: Promise<SandboxMaker> | null = null;
let engine: Promise<Engine> | null = null;

export function loadedSandbox(): Promise<SandboxMaker> {
  const path = createRequire(join(PROJECT, 'package.json')).resolve(
    '@jitl/quickjs-wasmfile-release-sync/wasm',
  );
  maker ??= readFile(path).then((wasm) => loadSandbox(wasm));
  return maker;
}

const STEPS_PER_BEAT = 200;

/** @param alive told now and then that it makes progress */
export async function runHere(job: ScriptJob, alive: () => void = () => {}): Promise<Result<Recording>> {
  const traces = new Map<string, Trace>();
  for (const { id, ...attached } of job.attachments) {
    const opened = await openTrace(id, 'url' in attached ? await readFile(attached.url) : attached.bytes);
    if (!opened.ok) return opened;
    traces.set(id, opened.value);
  }
  engine ??= loadedEngine();
  const opened = await ScriptRun.open(await engine, await loadedSandbox(), job, traces);
  if (!opened.ok) return opened;
  const run = opened.value;
  for (let steps = 1; !run.step(); steps++) if (steps % STEPS_PER_BEAT === 0) alive();
  return run.failure ? refused(...run.failure) : done(run.recording());
}
