/** Hosts in the lab, with what fills up and what stands on them; and their table. */
import { GIB, MIB } from '../../../model/units.ts';
import type { Capacity, HostView, Panel, PartitionView } from '../../../model/world-view.ts';
import { otherHost, type Standing } from '../migration/standing.ts';
import { memoryFor, ORDINARY } from '../objects/memory.ts';
import { roughSize } from '../objects/sizes.ts';
import type { Host } from '../objects/world.ts';
import type { Scene } from '../rules/case.ts';
import { bar, bits, cell, column, plural } from './cells.ts';
import type { Desk } from './desk.ts';
import { hostForm } from './forms.ts';
import { guestWord, hostWord, shadowWord } from './state-words.ts';

export const aboutHost = ({ cpu, qemu }: Host): string => `${cpu} · QEMU ${qemu}`;

export function hostViews(desk: Desk): HostView[] {
  const { scene } = desk;
  return scene.world.hosts.map((host) => ({
    id: host.name,
    about: aboutHost(host),
    state: hostWord(host),
    capacities: capacities(scene, host),
    partitions: scene.on(host.name).flatMap((standing) => partition(desk, standing, host)),
    offers: [
      { id: 'change', label: 'Change…', call: null, form: hostForm(host), refused: null, confirm: null },
    ],
  }));
}

function capacities(scene: Scene, host: Host): Capacity[] {
  const memory = (label: string, pageSize: number): Capacity => {
    const total = memoryFor(host, pageSize);
    const used = total - scene.freeOn(host, pageSize);
    return { label, used, total, text: `${roughSize(used)} of ${roughSize(total)}` };
  };
  const vcpus = scene
    .on(host.name)
    .filter((standing) => standing.host === host.name)
    .reduce((sum, { guest }) => sum + guest.vcpus, 0);
  return [
    memory('Memory', ORDINARY),
    ...(host.hugePages2M > 0 ? [memory('Pages of 2 MiB', 2 * MIB)] : []),
    ...(host.hugePages1G > 0 ? [memory('Pages of 1 GiB', GIB)] : []),
    {
      label: 'CPUs',
      used: vcpus,
      total: host.cores,
      text: `${vcpus} virtual, ${plural(host.cores, 'core')}`,
    },
  ];
}

function partition(desk: Desk, standing: Standing, { name }: Host): PartitionView[] {
  const { guest, host } = standing;
  const about = guest.about || `${roughSize(guest.memory)} · ${plural(guest.vcpus, 'virtual CPU')}`;
  const common = { id: guest.name, about, memoryBytes: guest.memory };
  if (otherHost(standing) === name)
    return [{ ...common, state: shadowWord(standing), shadow: true, offers: [], moves: [] }];
  if (host !== name) return [];
  return [
    {
      ...common,
      state: guestWord(standing),
      shadow: false,
      ...desk.deedsFor(standing),
    },
  ];
}

export function hostsPanel({ scene }: Desk): Panel {
  return {
    id: 'hosts',
    title: 'Hosts',
    about: 'Machines with QEMU, what they are and how much room they have.',
    columns: [
      ...[column('name', 'Host'), column('state', 'State', 'state'), column('cpu', 'CPU')],
      ...[column('qemu', 'QEMU'), column('memory', 'Memory', 'bar'), column('free', 'Free', 'number')],
      ...[column('guests', 'Guests', 'number'), column('moves', 'Migrations', 'number', true)],
      column('nic', 'Adapter', 'number', true),
    ],
    offers: [],
    rows: scene.world.hosts.map((host) => {
      const total = memoryFor(host, ORDINARY);
      const free = scene.freeOn(host, ORDINARY);
      const guests = scene.on(host.name).filter((standing) => standing.host === host.name).length;
      const moves = scene.movesOn(host.name).length;
      const { word, tone } = hostWord(host);
      return {
        id: host.name,
        cells: {
          name: cell(host.name),
          state: cell(word, tone),
          cpu: cell(host.cpu),
          qemu: cell(host.qemu),
          memory: bar(
            `${roughSize(total - free)} of ${roughSize(total)}`,
            total > 0 ? (total - free) / total : 0,
          ),
          free: cell(roughSize(Math.max(0, free)), free < 0 ? 'bad' : 'quiet'),
          guests: cell(String(guests)),
          moves: cell(host.maxMoves === null ? String(moves) : `${moves} of ${host.maxMoves}`),
          nic: cell(host.nic > 0 ? bits(host.nic) : '–'),
        },
        offers: [
          { id: 'change', label: 'Change…', call: null, form: hostForm(host), refused: null, confirm: null },
        ],
        details: [
          ['Features beside the model', names(host.cpuExtra)],
          ['Features missing', names(host.cpuMissing)],
          [
            'Machine types',
            host.machineTypes.length > 0 ? names(host.machineTypes) : `all up to ${host.qemu}`,
          ],
          ['Huge pages', `${host.hugePages2M} of 2 MiB, ${host.hugePages1G} of 1 GiB`],
          ['Post-copy', USERFAULT[host.userfaultfd]],
          ['Storage pools', names(host.pools)],
          ['Local storage', `${roughSize(host.localStorage)} free`],
          ['Networks', names(host.networks)],
          ['Devices to pass through', String(host.vfioDevices)],
        ],
      };
    }),
  };
}

const names = (all: readonly string[]): string => all.join(', ') || 'none';

const USERFAULT = {
  hugepages: 'possible, with huge pages too',
  pages: 'possible, with ordinary pages only',
  none: 'not possible: userfaultfd may not be used',
} as const;
