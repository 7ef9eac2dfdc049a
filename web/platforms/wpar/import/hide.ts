/** Addresses in what was brought, and others that stand for them: networks stay networks, and hosts on them different. */
import type { Replacement } from '../../../model/environment.ts';

const ADDRESS = /(?<![\d.])(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?![\d.])/g;
/** Networks of private use: every one of so many networks gets one of its own. */
const NETWORK = '192.168';
const MOST_NETWORKS = 255;

/** Masks name no host. */
const isMask = (first: number): boolean => first === 255 || first === 0;

export function replacementsFor(text: string): Replacement[] {
  const networks = new Map<string, number>();
  const replaced = new Map<string, string>();
  for (const [address, first = '', second, third, host] of text.matchAll(ADDRESS)) {
    if (isMask(Number(first)) || replaced.has(address)) continue;
    const network = `${first}.${second}.${third}`;
    if (!networks.has(network)) networks.set(network, (networks.size % MOST_NETWORKS) + 1);
    replaced.set(address, `${NETWORK}.${networks.get(network)}.${host}`);
  }
  return [...replaced];
}
