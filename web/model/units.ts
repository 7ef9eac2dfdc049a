/**
 * Quantities. Virtual time (what the simulated world lives in) and wall time (what the person at the screen
 * lives in) never share a type: a function that takes one refuses the other at compile time. All virtual
 * quantities are integers below 2^53.
 */

/** Virtual time since the start of a run, integer nanoseconds. */
export type VirtualNs = number & { readonly __unit: 'virtual-ns' };
/** A span of wall time, milliseconds (from `performance.now()` or a frame callback). */
export type WallMs = number & { readonly __unit: 'wall-ms' };

export const ZERO_NS = 0 as VirtualNs;
export const NS_PER_MS = 1_000_000;
export const NS_PER_S = 1_000_000_000;
export const KIB = 1024;
export const MIB = 1024 * 1024;
export const GIB = 1024 * 1024 * 1024;
export const TIB = 1024 * GIB;

export const ns = (value: number): VirtualNs => Math.round(value) as VirtualNs;
export const ms = (value: number): VirtualNs => Math.round(value * NS_PER_MS) as VirtualNs;
export const seconds = (value: number): VirtualNs => Math.round(value * NS_PER_S) as VirtualNs;
export const toSeconds = (time: VirtualNs): number => time / NS_PER_S;
export const toMs = (time: VirtualNs): number => time / NS_PER_MS;

/** Network speeds are decimal bits in speech (200 Mbit/s) and bytes per second everywhere in the code. */
export const megabitsPerSecond = (value: number): number => (value * 1e6) / 8;
