import { buildEngine } from '../../tools/lib/engine.mjs';

/** Tests run on the engine as it is in assembly/ now. One that does not compile fails those that load it. */
export default async function setup(): Promise<void> {
  await buildEngine().catch((error: Error) => console.error(error.message));
}
