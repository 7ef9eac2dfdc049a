/** How the console says what it shows. */
import type { Cell, Tone } from '../../../model/world-view.ts';
import { agentState, type ManagedSystem } from '../objects/system.ts';
import { systemOf, type WparWorld } from '../objects/world.ts';
import { stateOf, type Wpar } from '../objects/wpar.ts';
import type { ShownState } from '../states/states.ts';

export const STATE_TONES: Readonly<Record<ShownState, Tone>> = {
  Undeployed: 'quiet',
  Defined: 'quiet',
  Loaded: 'busy',
  Active: 'good',
  Frozen: 'busy',
  Paused: 'warn',
  Maintenance: 'warn',
  Moving: 'busy',
  Transitional: 'busy',
  Broken: 'bad',
  Errored: 'bad',
  Unknown: 'warn',
};

/** The last known state gives way where the agent does not answer. */
export function shownState(world: WparWorld, wpar: Wpar): ShownState {
  const system = systemOf(world, wpar.home);
  return system && agentState(system) === 'Offline' ? 'Unknown' : stateOf(wpar);
}

export function systemState(system: ManagedSystem): { word: string; tone: Tone } {
  if (!system.up) return { word: 'Down', tone: 'bad' };
  const word = agentState(system);
  return { word, tone: word === 'Online' ? 'good' : 'warn' };
}

export const cell = (text: string | number, tone: Tone = 'quiet', share: number | null = null): Cell => ({
  text: String(text),
  tone,
  share,
});

export const rounded = (value: number, digits = 1): string =>
  String(Math.round(value * 10 ** digits) / 10 ** digits);

export const listed = (names: readonly string[], none = 'none'): string =>
  names.length > 0 ? names.join(', ') : none;
