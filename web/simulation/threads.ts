/** What a thread needs in order to simulate, in one place: threads know this room alone. */
export { type Engine, loadEngine } from '../engine/engine.ts';
export { type Computation, Run } from './run.ts';
export { Viewer } from './viewer.ts';
export type Scripting = typeof import('./scripting.ts');
export const loadScripting = (): Promise<Scripting> => import('./scripting.ts');
/** What is looked at before a scenario runs: fetched beside the engine, for nothing waits for it but the first run. */
export const loadChecks = (): Promise<typeof import('./checks.ts')> => import('./checks.ts');
export const loadEnvironments = (): Promise<typeof import('./environments.ts')> =>
  import('./environments.ts');
export const loadCases = (): Promise<typeof import('./cases/opening.ts')> => import('./cases/opening.ts');
