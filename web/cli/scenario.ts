/** `npm run -s scenario -- FILE.ts`: runs a script in a thread of its own, so that it can be ended whatever it does. */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { Recording } from '../model/recording.ts';
import { type Result, refused } from '../model/result.ts';
import type { ScriptJob } from '../model/script.ts';
import { runHere } from './lib/scenario/run-here.ts';
import { scenario } from './lib/scenario/scenario.ts';
import { terminal } from './lib/terminal.ts';

/** Whatever the caps of the sandbox cannot see ends here. */
const WATCHDOG_MS = 10_000;

/** Its heart beats while it makes progress; only silence ends it. */
function runInThread(job: ScriptJob): Promise<Result<Recording>> {
  return new Promise((resolve) => {
    const thread = new Worker(new URL(import.meta.url), { workerData: job });
    const end = (result: Result<Recording>) => {
      clearTimeout(silence);
      resolve(result);
      void thread.terminate();
    };
    const what = `The script did not answer for ${WATCHDOG_MS / 1000} s and was ended.`;
    const fix = 'Look for one call that works on a very large list or text.';
    const bark = () => end(refused({ what, fix }));
    let silence = setTimeout(bark, WATCHDOG_MS);
    thread.on('message', (message: Result<Recording> | 'alive') => {
      if (message !== 'alive') return end(message);
      clearTimeout(silence);
      silence = setTimeout(bark, WATCHDOG_MS);
    });
    thread.on('error', (error) => end(refused({ what: `The run broke: ${error.message}` })));
  });
}

if (isMainThread) process.exitCode = await scenario(process.argv.slice(2), terminal(), runInThread);
else parentPort?.postMessage(await runHere(workerData as ScriptJob, () => parentPort?.postMessage('alive')));
