/**
 * From which state a system's copy of a partition may go to which. `Undeployed` stands for a system without a copy. A
 * restart of the system itself brings whatever ran there back to Defined. A start passes Loaded: where it fails there and
 * cannot be taken back, the copy is broken.
 */
import type { WparState } from './states.ts';

export const NEXT: Readonly<Record<WparState, readonly WparState[]>> = {
  Undeployed: ['Transitional'],
  Defined: ['Transitional'],
  Loaded: ['Transitional', 'Defined', 'Broken'],
  Active: ['Transitional', 'Frozen', 'Defined', 'Errored'],
  Frozen: ['Paused', 'Active', 'Moving', 'Transitional', 'Defined'],
  Paused: ['Transitional', 'Defined', 'Undeployed', 'Active'],
  Maintenance: ['Transitional', 'Loaded', 'Defined'],
  Moving: ['Transitional', 'Broken', 'Undeployed'],
  Transitional: ['Undeployed', 'Defined', 'Loaded', 'Active', 'Paused', 'Maintenance', 'Broken'],
  Broken: ['Transitional', 'Defined', 'Undeployed'],
  Errored: ['Transitional', 'Defined'],
};

export const mayFollow = (from: WparState, to: WparState): boolean => from === to || NEXT[from].includes(to);
