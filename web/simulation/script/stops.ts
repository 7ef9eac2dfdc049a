/** Why a script is stopped that has not ended by itself, and what to do. */
import type { ScriptDiagnostic } from '../../model/script.ts';
import { NS_PER_S } from '../../model/units.ts';

export const reachedHorizon = (horizonNs: number): ScriptDiagnostic => ({
  what: `The run reached its horizon, ${horizonNs / NS_PER_S} s, before the script had ended.`,
  fix: "Let it end sooner, or raise the horizon: lab.setup({ horizon: '2 h' }).",
  place: null,
});

export const NEVER_WOKEN: ScriptDiagnostic = {
  what: 'The script waits for something that never comes.',
  fix: 'Await a move, a task or sleep(…); a promise of its own must be resolved by the script.',
  place: null,
};
