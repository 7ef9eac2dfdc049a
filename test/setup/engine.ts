import { buildEngine } from '../../tools/lib/engine.mjs';

/** Tests run on the engine as it is in assembly/ now. */
export default async function setup(): Promise<void> {
  await buildEngine();
}
