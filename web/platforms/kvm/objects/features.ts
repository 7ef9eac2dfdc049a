/** Which CPU features a host has, and which a guest sees: worked out once for each, for neither ever changes. */
import { featuresOf, PASSTHROUGH } from './cpu.ts';
import type { Guest, Host } from './world.ts';

type Features = ReadonlySet<string>;

const ofHosts = new WeakMap<Host, Features>();
const ofGuests = new WeakMap<Guest, WeakMap<Host, Features>>();

function kept<K extends object>(cache: WeakMap<K, Features>, key: K, work: () => Features): Features {
  const known = cache.get(key) ?? work();
  cache.set(key, known);
  return known;
}

export const hostFeatures = (host: Host): Features =>
  kept(ofHosts, host, () => {
    const features = new Set([...featuresOf(host.cpu), ...host.cpuExtra]);
    for (const feature of host.cpuMissing) features.delete(feature);
    return features;
  });

/** @param on the host that it was started on */
export function guestFeatures(guest: Guest, on: Host): Features {
  const cache = ofGuests.get(guest) ?? new WeakMap<Host, Features>();
  ofGuests.set(guest, cache);
  return kept(cache, on, () => {
    const there = hostFeatures(on);
    if (guest.cpu === PASSTHROUGH) return new Set([...there, ...guest.cpuExtra]);
    // What its host lacks it was never given: QEMU leaves such features out and says so.
    const wanted = [...featuresOf(guest.cpu), ...guest.cpuExtra];
    return new Set(wanted.filter((feature) => there.has(feature)));
  });
}
