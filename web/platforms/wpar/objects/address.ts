/** IPv4 addresses as numbers, as far as subnets need it. */

export interface Adapter {
  /** `en0` */
  readonly name: string;
  readonly address: string;
  /** Length of the subnet's prefix. */
  readonly prefix: number;
}

/** An address of a partition: an alias on an interface of the system that hosts it. */
export interface Address {
  readonly adapter: string;
  readonly address: string;
  readonly prefix: number;
}

export function ipv4(text: string): number | null {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number);
  if (!parts || parts.some((part) => part > 255)) return null;
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}

const dotted = (value: number): string =>
  [2 ** 24, 2 ** 16, 2 ** 8, 1].map((unit) => Math.floor(value / unit) % 256).join('.');

const sizeOf = (prefix: number): number => 2 ** (32 - prefix);

const networkOf = (address: number, prefix: number): number => address - (address % sizeOf(prefix));

export const maskOf = (prefix: number): string => dotted(2 ** 32 - sizeOf(prefix));

/** Null for what is no mask: ones, then zeros. */
export function prefixOf(mask: string): number | null {
  const value = ipv4(mask);
  if (value === null) return null;
  for (let prefix = 0; prefix <= 32; prefix++) if (2 ** 32 - sizeOf(prefix) === value) return prefix;
  return null;
}

export function broadcastOf({ address, prefix }: Pick<Address, 'address' | 'prefix'>): string {
  const value = ipv4(address);
  return value === null ? '' : dotted(networkOf(value, prefix) + sizeOf(prefix) - 1);
}

/** The last address of a subnet that nobody has; null: all are taken. */
export function freeOn(
  { address, prefix }: Pick<Address, 'address' | 'prefix'>,
  taken: ReadonlySet<string>,
): string | null {
  const value = ipv4(address);
  if (value === null) return null;
  const network = networkOf(value, prefix);
  for (let free = network + sizeOf(prefix) - 2; free > network; free--)
    if (!taken.has(dotted(free))) return dotted(free);
  return null;
}

export function subnetOf({ address, prefix }: Pick<Address, 'address' | 'prefix'>): string {
  const value = ipv4(address);
  return value === null ? address : `${dotted(networkOf(value, prefix))}/${prefix}`;
}

export const sameSubnet = (
  a: Pick<Address, 'address' | 'prefix'>,
  b: Pick<Address, 'address' | 'prefix'>,
): boolean => subnetOf(a) === subnetOf(b);
