/**
 * How long state and memory take from one system to the other. The formulas stand in for the engine: whoever knows the
 * real pages hands in other functions of the same shape.
 */
import { NS_PER_S, ns, type VirtualNs } from '../../../model/units.ts';
import type { Wpar } from '../objects/wpar.ts';
import type { Times } from './times.ts';

export interface Transfer {
  /** Until processes and their communications stand still. */
  quiesceNs(wpar: Wpar): VirtualNs;
  /** The whole state into the image, and out of it. */
  writeNs(wpar: Wpar): VirtualNs;
  readNs(wpar: Wpar): VirtualNs;
  /** Asynchronous: what has to cross before the switch, and what follows it. */
  minimalBytes(wpar: Wpar): number;
  minimalNs(wpar: Wpar): VirtualNs;
  drainNs(wpar: Wpar): VirtualNs;
}

const spent = (bytes: number, bytesPerSecond: number): VirtualNs => ns((bytes / bytesPerSecond) * NS_PER_S);

export function usualTransfer(times: Times): Transfer {
  const minimalBytes = ({ stateBytes }: Wpar): number =>
    Math.min(stateBytes, Math.max(times.minimalStateBytes, (stateBytes * times.minimalStatePercent) / 100));
  return {
    quiesceNs: ({ threads }) => ns((times.quiesceMs + times.quiescePerThreadMs * threads) * 1e6),
    writeNs: ({ stateBytes }) => spent(stateBytes, times.imageWriteBytesPerSecond),
    readNs: ({ stateBytes }) => spent(stateBytes, times.imageReadBytesPerSecond),
    minimalBytes,
    minimalNs: (wpar) => spent(minimalBytes(wpar), times.streamBytesPerSecond),
    drainNs: (wpar) => spent(wpar.stateBytes - minimalBytes(wpar), times.streamBytesPerSecond),
  };
}
