/** A WPAR world of two managed systems: x150 is relocated by its state file, and its client sees a gap of 33 s. */
import { call, thingName } from '../../../web/model/call.ts';
import type { TaskRecord } from '../../../web/model/task-record.ts';
import { GIB, NS_PER_S, type VirtualNs } from '../../../web/model/units.ts';
import type { HostView, Row, SessionView, WorldView } from '../../../web/model/world-view.ts';
import { at, cell, column, gib, offer, on, partition, step, task, word } from './build.ts';

const [FROZEN, THAWED] = [60, 93];
const EVERY = 15;

export function wparAt(now: VirtualNs): WorldView {
  const moving = now >= at(FROZEN) && now < at(THAWED);
  const place = now >= at(THAWED) ? 'x103' : 'x203';
  const host = (id: string): HostView => {
    const here = id === place;
    return {
      id,
      about: 'Power5 Model 51a · AIX 6100-00-01',
      state: word('Online', 'good'),
      capacities: [gib('Memory', here ? 2.5 : 1, 8), gib('Processors', here ? 0.6 : 0.2, 4, 'CPUs')],
      partitions: [
        ...(here || moving
          ? [
              partition('x150', {
                about: 'system WPAR · NFS',
                memoryBytes: 0.5 * GIB,
                shadow: !here,
                state: moving
                  ? here
                    ? word('Frozen', 'warn')
                    : word('Transitional', 'busy')
                  : word('Active', 'good'),
                offers: [
                  offer('pause', 'Pause', {
                    call: on('Wpar', 'x150', 'pause'),
                    refused: moving ? 'It is moving: wait until it is there.' : null,
                  }),
                  offer('stop', 'Stop', {
                    call: on('Wpar', 'x150', 'stop'),
                    confirm: 'Users are cut off without notice. Stop x150?',
                    refused: moving ? 'It is moving.' : null,
                  }),
                ],
                moves:
                  here && !moving
                    ? [
                        {
                          to: id === 'x203' ? 'x103' : 'x203',
                          call: on('Wpar', 'x150', 'relocate', { $ref: 'ManagedSystem', name: 'x103' }),
                          refused: null,
                          suggested: 'same level, most memory free',
                        },
                      ]
                    : [],
              }),
            ]
          : []),
        ...(id === 'x203'
          ? [
              partition('x151', {
                about: 'system WPAR · NFS',
                memoryBytes: 0.5 * GIB,
                state: word('Defined', 'quiet'),
                offers: [offer('start', 'Start', { call: on('Wpar', 'x151', 'start') })],
              }),
            ]
          : []),
        ...(id === 'x103'
          ? [
              partition('x152', {
                about: 'system WPAR · NFS',
                memoryBytes: 0.5 * GIB,
                state: word('Broken', 'bad'),
                offers: [offer('recover', 'Recover', { call: on('Wpar', 'x152', 'recover') })],
              }),
            ]
          : []),
      ],
      offers: [
        offer('evacuate', 'Evacuate', {
          call: on('ManagedSystem', id, 'evacuate'),
          confirm: `Relocate everything from ${id}?`,
        }),
      ],
    };
  };
  const hosts = [host('x203'), host('x103')];
  return {
    platform: 'wpar',
    console: 'WPAR Manager',
    hosts,
    session: sessionAt(now),
    panels: [
      {
        id: 'systems',
        title: 'Managed Systems',
        about: 'AIX images with an agent that can host WPARs.',
        columns: [
          column('name', 'Name'),
          column('agent', 'Agent', 'state'),
          column('level', 'Level'),
          column('memory', 'Memory', 'bar'),
        ],
        rows: hosts.map(
          (h): Row => ({
            id: h.id,
            offers: h.offers,
            details: [['Model', h.about]],
            cells: {
              name: cell(h.id),
              agent: cell('Online', 'good'),
              level: cell('6100-00-01'),
              memory: cell(h.capacities[0]?.text ?? '', 'quiet', (h.capacities[0]?.used ?? 0) / 8),
            },
          }),
        ),
        offers: [
          offer('discover', 'Discover…', {
            form: {
              title: 'Discover an agent',
              about: 'Asks a system for its inventory.',
              submit: 'Discover',
              checked: false,
              call: on('Manager', '', 'discover'),
              fields: [
                {
                  path: '0',
                  label: 'Host name',
                  about: '',
                  input: { kind: 'text' },
                  value: null,
                  required: true,
                },
              ],
            },
          }),
        ],
      },
      {
        id: 'wpars',
        title: 'Workload Partitions',
        about: 'Prepare the NFS server first, so that mobility is possible.',
        columns: [
          column('name', 'Name'),
          column('state', 'State', 'state'),
          column('system', 'Managed system'),
          column('type', 'Type', 'text', true),
          column('group', 'Group', 'text', true),
        ],
        rows: hosts.flatMap((h) =>
          h.partitions
            .filter((p) => !p.shadow)
            .map(
              (p): Row => ({
                id: p.id,
                offers: p.offers,
                details: [
                  ['Host name', p.id],
                  ['Directory', `x054:/backup/wpars/${p.id}`],
                ],
                cells: {
                  name: cell(p.id),
                  state: cell(p.state.word, p.state.tone),
                  system: cell(h.id),
                  type: cell('system'),
                  group: cell('default'),
                },
              }),
            ),
        ),
        offers: [offer('new', 'New…', { refused: 'No exported directory is free.' })],
      },
      {
        id: 'nfs',
        title: 'NFS area',
        about: '/backup/wpars on x054, one directory for each WPAR.',
        columns: [
          column('dir', 'Directory'),
          column('used', 'du -s', 'number'),
          column('root', 'Root access', 'text', true),
        ],
        rows: ['x150', 'x151', 'x152'].map(
          (name): Row => ({
            id: `x054:/backup/wpars/${name}`,
            offers: [],
            details: [],
            cells: {
              dir: cell(`/backup/wpars/${name}`),
              used: cell('118 264'),
              root: cell(`x103, x203, ${name}`),
            },
          }),
        ),
        offers: [],
      },
    ],
  };
}

function sessionAt(now: VirtualNs): SessionView {
  const lines: SessionView['lines'][number][] = [
    { at: at(2), text: 'user@pc:~$ ssh x150', tone: 'quiet' },
    { at: at(4), text: 'Last login: Sat Jan  5 10:01:22 2008 on /dev/pts/0 from pc', tone: 'quiet' },
    { at: at(5), text: 'x150:/ # topas', tone: 'quiet' },
    { at: at(6), text: 'topas: the colours of terminal type dumb are wrong', tone: 'warn' },
    { at: at(8), text: 'x150:/ # while true; do date; sleep 15; done', tone: 'quiet' },
  ];
  let [shift, last, longest] = [0, 8, 0];
  for (let s = 10; s + shift <= now / NS_PER_S; s += EVERY) {
    if (s + shift >= FROZEN && s + shift < THAWED) shift = THAWED - s;
    const when = s + shift;
    if (when * NS_PER_S > now) break;
    longest = Math.max(longest, when - last);
    last = when;
    const minute = Math.floor(when / 60);
    lines.push({
      at: at(when),
      text: `Sat Jan  5 10:${String(2 + minute).padStart(2, '0')}:${String(when % 60).padStart(2, '0')} CET 2008`,
      tone: 'quiet',
    });
  }
  const shown = lines.filter((line) => line.at <= now);
  const silent = now - (shown.at(-1)?.at ?? 0);
  return {
    title: 'ssh x150',
    lines: shown,
    silentNs: silent as VirtualNs,
    longestGapNs: at(Math.max(longest, silent / NS_PER_S)),
    ended: now > at(150) ? 'Connection to x150 closed.' : null,
    typing:
      now > at(150) ? null : { call: call(thingName('WparSession', 's1'), 'type'), prompt: '', unheard: 0 },
  };
}

export const wparTasks: TaskRecord[] = [
  task('t1', 'Deploy Workload Partition', 'x150', [
    step('Create the definition', 0, 0.5, {
      on: 'x203',
      command: 'mkwpar -c -n x150 -h x150',
      constants: ['copyMs', 'syncrootMs'],
      output: [{ text: 'mkwpar: Creating file systems...', stream: 'out' }],
    }),
  ]),
  task(
    't2',
    'Relocate Workload Partition',
    'x150',
    [
      step('Test compatibility', 55, FROZEN, { on: 'Manager', cancellable: true }),
      step('Checkpoint', FROZEN, 72, { on: 'x203', constants: ['quiesceMs'], carries: 'x150' }),
      step('Restart', 72, THAWED, { on: 'x103', constants: ['restoreMs'] }),
      step('Clean up', THAWED, 98, { on: 'x203' }),
    ],
    { kind: 'relocate' },
  ),
];
