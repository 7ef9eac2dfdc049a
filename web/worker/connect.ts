/**
 * The thread seam: the page's end of the simulation worker. A worker that crashed is replaced and the last job
 * started again, once; a run is a pure function of its job, so nothing is lost.
 */
import { type Remote, wrap } from 'comlink';
import { refused } from '../model/result.ts';
import type { Job } from '../model/scenario.ts';
import type { Pull, PullRequest, SimulationPort } from './protocol.ts';

const NO_ANSWER: Pull = { run: 0, state: 'idle', progress: 0, recording: null, frame: null, failure: null };

export interface SimulationConnection extends SimulationPort {
  /** Ends the worker and repeats the last job in a new one. */
  restart(): Promise<void>;
}

export function connect(): SimulationConnection {
  let worker: Worker;
  let remote: Remote<SimulationPort>;
  let lost: (reason: Error) => void = () => {};
  let broken: Promise<never>;
  let lastJob: Job | null = null;
  let crashes = 0;

  function open(): void {
    worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
    remote = wrap<SimulationPort>(worker);
    broken = new Promise<never>((_, reject) => {
      lost = reject;
    });
    broken.catch(() => {});
    worker.addEventListener('error', () => {
      lost(new Error('The simulation stopped unexpectedly.'));
      if (crashes++ === 0) void restart();
    });
  }

  async function restart(): Promise<void> {
    lost(new Error('The simulation was started again.'));
    worker.terminate();
    open();
    if (lastJob) await port.start(lastJob);
  }

  const failed = (error: unknown) =>
    refused({ what: error instanceof Error ? error.message : String(error), fix: 'Reload the page.' });

  const port: SimulationConnection = {
    async start(job) {
      try {
        const started = await Promise.race([remote.start(job), broken]);
        if (started.ok) lastJob = job;
        return started;
      } catch (error) {
        return failed(error);
      }
    },
    async pull(request: PullRequest) {
      try {
        return await Promise.race([remote.pull(request), broken]);
      } catch {
        return NO_ANSWER;
      }
    },
    async open(name, bytes) {
      try {
        return await Promise.race([remote.open(name, bytes), broken]);
      } catch (error) {
        return failed(error);
      }
    },
    restart,
  };
  open();
  return port;
}
