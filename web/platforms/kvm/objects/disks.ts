/** Which disks of a guest a host does not reach. */
import { LOCAL } from './guest-fields.ts';
import type { Guest, Host } from './world.ts';

/** By pool, a local one among them. */
export const farDisks = ({ disks }: Guest, { pools }: Host): string[] =>
  disks.filter((pool) => pool === LOCAL || !pools.includes(pool));
