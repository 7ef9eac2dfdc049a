/** What the moves of a run made of the network: a series for each link, adapter and mover service they crossed. */
import type { LoadSeries } from '../model/recording.ts';
import type { VirtualNs } from '../model/units.ts';
import type { Load, Network } from '../world/network.ts';
import type { DiskCopy } from './disk-copy.ts';
import type { Journey } from './journey.ts';

/** @param endNs of the run; later changes are left out */
export function loadsOf(
  network: Network,
  journeys: readonly Journey[],
  disks: readonly DiskCopy[],
  endNs: VirtualNs,
): LoadSeries[] {
  const rows = network.resources.map((): (Load & { at: number })[] => []);
  for (const at of momentsOf(network, journeys, disks, endNs)) {
    const flows = [
      ...journeys.flatMap((journey) => (journey.startNs <= at ? (journey.flowAt(at) ?? []) : [])),
      ...disks.flatMap((copy) => copy.flowAt(at) ?? []),
    ];
    const { loads } = network.sharesAt(at, flows);
    loads.forEach((load, i) => {
      const last = rows[i]?.at(-1);
      if (!last || !same(last, load)) rows[i]?.push({ ...load, at });
    });
  }
  return network.resources.flatMap(({ id, kind }, i) => {
    const own = rows[i] ?? [];
    const carried = own.some(({ movesBytesPerSecond }) => movesBytesPerSecond > 0);
    if (!carried || own.every((row) => row.capacityBytesPerSecond === Infinity)) return [];
    const column = (name: keyof Load | 'at') => Float64Array.from(own, (row) => row[name]);
    return {
      id,
      kind,
      atNs: column('at'),
      capacityBytesPerSecond: column('capacityBytesPerSecond'),
      movesBytesPerSecond: column('movesBytesPerSecond'),
      otherBytesPerSecond: column('otherBytesPerSecond'),
    };
  });
}

/** When anything changes: moves begin, stop their partition and end; capacities and other traffic as planned. */
function momentsOf(
  network: Network,
  journeys: readonly Journey[],
  disks: readonly DiskCopy[],
  endNs: VirtualNs,
): VirtualNs[] {
  const moments = new Set<number>([0, ...disks.flatMap((copy) => copy.moments)]);
  for (const { startNs, mover } of journeys) {
    moments.add(startNs);
    const { stoppedNs, switchedNs, endedNs, changes, interruptions } = mover;
    const others = [...changes.map(({ at }) => at), ...interruptions.flatMap((i) => [i.fromNs, i.toNs])];
    for (const after of [stoppedNs, switchedNs, endedNs, ...others])
      if (after !== null) moments.add(startNs + after);
  }
  for (let at = network.nextChange(0 as VirtualNs); at !== null && at <= endNs; at = network.nextChange(at)) {
    moments.add(at);
  }
  return [...moments].sort((a, b) => a - b) as VirtualNs[];
}

const same = (a: Load, b: Load): boolean =>
  a.capacityBytesPerSecond === b.capacityBytesPerSecond &&
  a.movesBytesPerSecond === b.movesBytesPerSecond &&
  a.otherBytesPerSecond === b.otherBytesPerSecond;
