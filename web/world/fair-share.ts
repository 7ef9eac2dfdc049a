/**
 * Max-min fair sharing by progressive filling: all flows rise together until one reaches its cap or a resource on
 * its way is full; that one stays, the others rise on. Rates are whole bytes per second, so no order of additions
 * can change them; a resource that several flows share may keep less than a byte per second for each.
 */

export interface Flow {
  /** Resources that it crosses, each at most once, as indexes into the capacities. */
  path: readonly number[];
  /** Infinity where it has none. */
  capBytesPerSecond: number;
}

/** The flows' rates, in their order; Infinity for a flow that nothing limits. */
export function fairShares(capacitiesBytesPerSecond: readonly number[], flows: readonly Flow[]): number[] {
  const rest = [...capacitiesBytesPerSecond];
  const rising = rest.map(() => 0);
  for (const { path } of flows) for (const resource of path) rising[resource] = (rising[resource] ?? 0) + 1;
  const levelOf = (resource: number): number => {
    const count = rising[resource] ?? 0;
    const left = rest[resource] ?? 0;
    // A flow by itself has all of it, fractions too.
    return count > 1 && Number.isFinite(left) ? Math.floor(left / count) : left;
  };

  const rates: number[] = flows.map(() => 0);
  let active = flows.map((_, index) => index);
  while (active.length > 0) {
    const levels = rest.map((_, resource) => ((rising[resource] ?? 0) > 0 ? levelOf(resource) : Infinity));
    let level = Infinity;
    for (const each of levels) level = Math.min(level, each);
    for (const index of active) level = Math.min(level, flows[index]?.capBytesPerSecond ?? 0);
    const settles = ({ path, capBytesPerSecond }: Flow): boolean =>
      capBytesPerSecond <= level || path.some((resource) => (levels[resource] ?? 0) <= level);
    const settled = active.filter((index) => level === Infinity || settles(flows[index] as Flow));
    for (const index of settled) {
      rates[index] = level;
      for (const resource of flows[index]?.path ?? []) {
        rest[resource] = (rest[resource] ?? 0) - level;
        rising[resource] = (rising[resource] ?? 0) - 1;
      }
    }
    active = active.filter((index) => !settled.includes(index));
  }
  return rates;
}
