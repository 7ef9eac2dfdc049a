/** The console of a KVM world at a moment: hosts with their guests, and tables of hosts, guests and migrations. */
import type { VirtualNs } from '../../../model/units.ts';
import type { WorldView } from '../../../model/world-view.ts';
import type { KvmMove } from '../migration/setup.ts';
import { compareVersions } from '../objects/version.ts';
import type { KvmWorld } from '../objects/world.ts';
import { Desk } from './desk.ts';
import { guestsPanel } from './guests.ts';
import { hostsPanel, hostViews } from './hosts.ts';
import { migrationsPanel } from './migrations.ts';

export function viewOf(world: KvmWorld, moves: readonly KvmMove[], at: VirtualNs): WorldView {
  const desk = new Desk({ world, moves, at });
  const versions = [...new Set(world.hosts.map(({ qemu }) => qemu))].sort(compareVersions);
  return {
    platform: 'kvm',
    console: `KVM · QEMU ${versions.join(', ') || 'none'}`,
    hosts: hostViews(desk),
    panels: [migrationsPanel(desk, moves), guestsPanel(desk), hostsPanel(desk)],
    session: null,
  };
}
