/** What a thread needs in order to simulate, in one place: threads know this room alone. */
export { type Engine, loadEngine } from '../engine/engine.ts';
export { impossible } from '../world/impossible.ts';
export { Run } from './run.ts';
export { Viewer } from './viewer.ts';
