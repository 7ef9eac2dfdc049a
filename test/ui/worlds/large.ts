/** Sixteen hosts and two hundred partitions: what must not become a wall. */
import { GIB } from '../../../web/model/units.ts';
import type { Tone, WorldView } from '../../../web/model/world-view.ts';
import { cell, column, gib, offer, on, partition, word } from './build.ts';

const STATES: [string, Tone][] = [
  ['Running', 'good'],
  ['Running', 'good'],
  ['Running', 'good'],
  ['Shut off', 'quiet'],
];
const hostName = (h: number) => `node-${String(h + 1).padStart(2, '0')}`;

export function largeWorld(hostCount = 16, partitionCount = 200): WorldView {
  const hosts = Array.from({ length: hostCount }, (_, h) => {
    const partitions = Array.from({ length: partitionCount }, (_, i) => i)
      .filter((i) => i % hostCount === h)
      .map((i) => {
        const state =
          i === 37
            ? (['Paused', 'bad'] as const)
            : i === 5
              ? (['Migrating', 'busy'] as const)
              : (STATES[i % 4] ?? ['Running', 'good']);
        return partition(`vm-${String(i).padStart(3, '0')}`, {
          state: word(state[0], state[1]),
          memoryBytes: (1 + (i % 8)) * GIB,
          moves: Array.from({ length: hostCount }, (_, t) => t)
            .filter((t) => t !== h)
            .map((t) => ({
              to: hostName(t),
              call: on('Guest', `vm-${i}`, 'migrate', hostName(t)),
              refused: t % 5 === 0 ? 'Its processor lacks a flag that the guest uses.' : null,
              suggested: t === (h + 1) % hostCount ? 'least loaded' : null,
            })),
          offers: [
            offer('shutdown', 'Shut down', {
              call: on('Guest', `vm-${i}`, 'shutdown'),
              confirm: 'Shut it down?',
            }),
          ],
        });
      });
    const used = partitions.reduce((sum, p) => sum + p.memoryBytes / GIB, 0);
    return {
      id: hostName(h),
      about: 'QEMU 10.2 · Skylake',
      state: word('Up', 'good'),
      capacities: [gib('Memory', used, 96), gib('vCPUs', partitions.length * 2, 64, '')],
      partitions,
      offers: [offer('drain', 'Drain', { call: on('Host', hostName(h), 'drain') })],
    };
  });
  return {
    platform: 'kvm',
    console: 'KVM',
    hosts,
    session: null,
    panels: [
      {
        id: 'guests',
        title: 'Guests',
        about: 'All guests of all hosts.',
        columns: [
          column('name', 'Name'),
          column('host', 'Host'),
          column('state', 'State', 'state'),
          column('memory', 'Memory', 'number'),
        ],
        rows: hosts.flatMap((h) =>
          h.partitions.map((p) => ({
            id: p.id,
            offers: p.offers,
            details: [],
            cells: {
              name: cell(p.id),
              host: cell(h.id),
              state: cell(p.state.word, p.state.tone),
              memory: cell(`${p.memoryBytes / GIB} GiB`),
            },
          })),
        ),
        offers: [],
      },
    ],
  };
}
