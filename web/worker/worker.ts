/** Entry of the simulation worker: the engine, loaded once, behind Comlink. */

import sandboxUrl from '@jitl/quickjs-wasmfile-release-sync/wasm?url';
import { expose } from 'comlink';
import wasmUrl from '../../build/engine.wasm?url';
import { loadEngine } from '../simulation/threads.ts';
import { breathe } from './breathe.ts';
import { Simulator } from './simulator.ts';

async function read(url: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status} for ${url}`);
  return new Uint8Array(await response.arrayBuffer());
}

const engine = read(new URL(wasmUrl, self.location.href).href).then(loadEngine);
const sandbox = () => read(new URL(sandboxUrl, self.location.href).href);
expose(new Simulator(engine, read, breathe, sandbox));
