/**
 * Hosts with QEMU and their guests, as one immutable value. It says where each guest stood when it was written down;
 * the moves of a run tell what became of that.
 */
export interface Host {
  readonly name: string;
  readonly memory: number;
  readonly cores: number;
  readonly cpu: string;
  readonly cpuExtra: readonly string[];
  readonly cpuMissing: readonly string[];
  readonly qemu: string;
  readonly machineTypes: readonly string[];
  readonly hugePages2M: number;
  readonly hugePages1G: number;
  readonly userfaultfd: 'hugepages' | 'pages' | 'none';
  readonly pools: readonly string[];
  readonly localStorage: number;
  readonly networks: readonly string[];
  readonly vfioDevices: number;
  readonly tlsCredentials: readonly string[];
  readonly defined: readonly string[];
  readonly state: 'up' | 'down';
  /** What its adapter carries, bytes per second; 0 = no limit of its own. */
  readonly nic: number;
  /** Moves from and to it at once; null = any number. */
  readonly maxMoves: number | null;
}

export interface Guest {
  readonly name: string;
  readonly host: string;
  readonly memory: number;
  readonly vcpus: number;
  readonly cpu: string;
  readonly cpuExtra: readonly string[];
  readonly machineType: string;
  readonly hugePages: number;
  readonly disks: readonly string[];
  readonly diskSize: number;
  readonly diskWrites: number;
  readonly networks: readonly string[];
  readonly vfio: 'none' | 'plain' | 'migratable' | 'failover';
  readonly vfioDevices: number;
  readonly vfioState: number;
  readonly vfioTracksDirty: boolean;
  readonly vfioP2p: boolean;
  readonly viommu: boolean;
  readonly nested: boolean;
  readonly obstacles: readonly string[];
  readonly dirtyRing: number;
  readonly state: 'running' | 'paused' | 'shut off';
  /** How it writes its memory, and what runs in it, for people. */
  readonly about: string;
}

export interface KvmWorld {
  readonly hosts: readonly Host[];
  readonly guests: readonly Guest[];
}

export const EMPTY: KvmWorld = { hosts: [], guests: [] };

export const hostOf = (world: KvmWorld, name: string): Host | undefined =>
  world.hosts.find((host) => host.name === name);

export const guestOf = (world: KvmWorld, name: string): Guest | undefined =>
  world.guests.find((guest) => guest.name === name);

export const withHost = (world: KvmWorld, host: Host): KvmWorld => ({
  ...world,
  hosts: world.hosts.some(({ name }) => name === host.name)
    ? world.hosts.map((each) => (each.name === host.name ? host : each))
    : [...world.hosts, host],
});

export const withGuest = (world: KvmWorld, guest: Guest): KvmWorld => ({
  ...world,
  guests: world.guests.some(({ name }) => name === guest.name)
    ? world.guests.map((each) => (each.name === guest.name ? guest : each))
    : [...world.guests, guest],
});
