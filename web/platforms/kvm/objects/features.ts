/** Which CPU features a host has, and which a guest sees. */
import { featuresOf, PASSTHROUGH } from './cpu.ts';
import type { Guest, Host } from './world.ts';

export function hostFeatures({ cpu, cpuExtra, cpuMissing }: Host): ReadonlySet<string> {
  const features = new Set([...featuresOf(cpu), ...cpuExtra]);
  for (const feature of cpuMissing) features.delete(feature);
  return features;
}

/** @param on the host that it was started on */
export function guestFeatures({ cpu, cpuExtra }: Guest, on: Host): ReadonlySet<string> {
  if (cpu === PASSTHROUGH) return new Set([...hostFeatures(on), ...cpuExtra]);
  // What its host lacks the guest was never given: QEMU leaves such features out and says so.
  const there = hostFeatures(on);
  return new Set([...featuresOf(cpu), ...cpuExtra].filter((feature) => there.has(feature)));
}
