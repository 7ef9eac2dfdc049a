/** What a thread needs in order to run scripts: heavy, and loaded when the first one comes. */
export { loadSandbox } from '../script/sandbox.ts';
export { ScriptRun } from './script/script-run.ts';
