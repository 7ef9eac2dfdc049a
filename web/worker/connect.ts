/** The thread seam: the page's end of the simulation worker. */
import { wrap } from 'comlink';
import type { SimulationPort } from './protocol.ts';
import { Supervisor, type Thread } from './supervisor.ts';

function openThread(): Thread {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const lost = new Promise<never>((_, reject) => {
    worker.addEventListener('error', () => reject(new Error('The simulation stopped unexpectedly.')));
  });
  // Nobody may be asking just then; the next question will find out.
  lost.catch(() => {});
  return { port: wrap<SimulationPort>(worker), lost, end: () => worker.terminate() };
}

export const connect = (): SimulationPort => new Supervisor(openThread);
