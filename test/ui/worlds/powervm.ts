/** Three servers and twelve partitions of PowerVM; one of them is on its way from the second to the fourteenth second. */
import type { Call } from '../../../web/model/call.ts';
import type { Examination } from '../../../web/model/rule-finding.ts';
import type { TaskRecord } from '../../../web/model/task-record.ts';
import { GIB, type VirtualNs } from '../../../web/model/units.ts';
import type { Form, HostView, PartitionView, Row, WorldView } from '../../../web/model/world-view.ts';
import { at, cell, column, finding, gib, offer, on, partition, step, task, word } from './build.ts';

interface Lpar {
  name: string;
  system: string;
  gib: number;
  os: string;
  state?: [string, 'good' | 'quiet' | 'bad' | 'warn'];
}

const LPARS: Lpar[] = [
  { name: 'db2prod', system: 'p770-1', gib: 96, os: 'AIX 7.1' },
  { name: 'app01', system: 'p770-1', gib: 32, os: 'AIX 7.1' },
  { name: 'app02', system: 'p770-1', gib: 32, os: 'AIX 6.1' },
  { name: 'web01', system: 'p770-1', gib: 16, os: 'Linux' },
  { name: 'batch', system: 'p770-1', gib: 24, os: 'AIX 7.1', state: ['Not Activated', 'quiet'] },
  { name: 'sapci', system: 'p770-2', gib: 64, os: 'AIX 7.1' },
  { name: 'sapdb', system: 'p770-2', gib: 128, os: 'AIX 7.1' },
  { name: 'test1', system: 'p770-2', gib: 8, os: 'AIX 5.3', state: ['Error', 'bad'] },
  { name: 'ibmi1', system: 'p770-2', gib: 48, os: 'IBM i 7.1' },
  { name: 'web02', system: 'p750', gib: 16, os: 'Linux' },
  { name: 'dev1', system: 'p750', gib: 8, os: 'AIX 7.1', state: ['Suspended', 'warn'] },
  { name: 'dev2', system: 'p750', gib: 8, os: 'AIX 7.1' },
];

const SYSTEMS = [
  { name: 'p770-1', model: '9117-MMB · POWER7', memory: 256, processors: 32 },
  { name: 'p770-2', model: '9117-MMB · POWER7', memory: 256, processors: 32 },
  { name: 'p750', model: '8233-E8B · POWER7', memory: 128, processors: 16 },
];

export const MOVE = { name: 'app01', from: 'p770-1', to: 'p770-2', startS: 1, endS: 14 };

export const moveCall = (name: string, to: string): Call =>
  on('Lpar', name, 'move', { $ref: 'System', name: to }, { type: 'active' });

const moveForm = (name: string, from: string): Form => ({
  title: `Move ${name}`,
  about: 'The partition keeps running while its memory is brought over; it pauses shortly at the end.',
  submit: 'Move',
  checked: true,
  call: on('Lpar', name, 'move'),
  fields: [
    {
      path: '0',
      label: 'To',
      about: '',
      required: true,
      value: null,
      input: {
        kind: 'choice',
        choices: SYSTEMS.filter((s) => s.name !== from).map((s) => ({
          value: { $ref: 'System', name: s.name },
          label: s.name,
          about: s.name === 'p770-2' ? 'Most memory free, same processors.' : `${s.memory} GiB, ${s.model}`,
          suggested: s.name === 'p770-2',
          refused: null,
        })),
      },
    },
    {
      path: '1.type',
      label: 'Type',
      about: '',
      required: true,
      value: 'active',
      input: {
        kind: 'choice',
        choices: [
          {
            value: 'active',
            label: 'Active',
            about: 'It runs all the time.',
            suggested: false,
            refused: null,
          },
          {
            value: 'inactive',
            label: 'Inactive',
            about: '',
            suggested: false,
            refused: 'It is running: shut it down first.',
          },
          {
            value: 'suspended',
            label: 'Suspended',
            about: '',
            suggested: false,
            refused: 'It is not suspended.',
          },
        ],
      },
    },
    {
      path: '1.mover',
      label: 'Mover service partition',
      about: 'Left open, the console chooses.',
      required: false,
      value: null,
      input: {
        kind: 'choice',
        choices: [
          { value: 'vios1', label: 'vios1 → vios1', about: '10 GbE', suggested: true, refused: null },
          { value: 'vios2', label: 'vios2 → vios2', about: '1 GbE', suggested: false, refused: null },
        ],
      },
    },
    {
      path: '1.limit',
      label: 'Bandwidth limit',
      about: '',
      required: false,
      value: null,
      input: { kind: 'number', min: 1, max: 10000, unit: 'Mbit/s' },
    },
    {
      path: '1.profile',
      label: 'Name of the profile',
      about: 'Empty: the present one is kept.',
      required: false,
      value: null,
      input: { kind: 'text' },
    },
    {
      path: '1.redundant',
      label: 'Two movers on each side',
      about: 'The move survives the loss of one.',
      required: false,
      value: false,
      input: { kind: 'flag' },
    },
  ],
});

function movesOf({ name, system, state }: Lpar): PartitionView['moves'] {
  if (state?.[0] === 'Error') return [];
  return SYSTEMS.filter((s) => s.name !== system).map((s) => ({
    to: s.name,
    call: moveCall(name, s.name),
    refused: name === 'sapdb' && s.name === 'p750' ? 'It has 96 GiB free, and sapdb needs 128 GiB.' : null,
    suggested:
      s.name === (system === 'p770-2' ? 'p770-1' : 'p770-2') ? 'most memory free, same processors' : null,
  }));
}

function offersOf(lpar: Lpar): PartitionView['offers'] {
  const running = !lpar.state;
  return [
    offer('move', 'Move with options…', {
      form: moveForm(lpar.name, lpar.system),
      refused: lpar.state?.[0] === 'Error' ? 'A partition that has crashed cannot be moved.' : null,
    }),
    running
      ? offer('shutdown', 'Shut down', {
          call: on('Lpar', lpar.name, 'shutdown'),
          confirm: `Shut ${lpar.name} down? Whoever works on it is cut off.`,
        })
      : offer('activate', 'Activate', { call: on('Lpar', lpar.name, 'activate') }),
    offer('suspend', 'Suspend', {
      call: on('Lpar', lpar.name, 'suspend'),
      refused: running ? null : `It is ${lpar.state?.[0].toLowerCase()}.`,
    }),
    ...(['Resume', 'Unlock', 'Recover'] as const).map((label) =>
      offer(label.toLowerCase(), label, {
        call: on('Lpar', lpar.name, label.toLowerCase()),
        refused:
          label === 'Resume' && lpar.state?.[0] === 'Suspended'
            ? null
            : `There is nothing to ${label.toLowerCase()}.`,
      }),
    ),
    offer('vterm', 'Close the open console', {
      call: on('Lpar', lpar.name, 'closeConsole'),
      refused: lpar.name === 'app02' ? null : 'No console is open.',
    }),
  ];
}

const partitionOf = (lpar: Lpar): PartitionView =>
  partition(lpar.name, {
    about: `${lpar.os} · ${lpar.gib} GiB`,
    memoryBytes: lpar.gib * GIB,
    state: lpar.state ? word(...lpar.state) : word('Running', 'good'),
    moves: movesOf(lpar),
    offers: offersOf(lpar),
  });

export function powervmAt(now: VirtualNs): WorldView {
  const moving = now >= at(MOVE.startS) && now < at(MOVE.endS);
  const moved = now >= at(MOVE.endS);
  const hosts = SYSTEMS.map((system): HostView => {
    const here = LPARS.filter((l) => (l.name === MOVE.name && moved ? MOVE.to : l.system) === system.name);
    const partitions = here.map((lpar) =>
      moving && lpar.name === MOVE.name
        ? { ...partitionOf(lpar), state: word('Migrating - Running', 'busy'), moves: [] }
        : partitionOf({ ...lpar, system: system.name }),
    );
    if (moving && system.name === MOVE.to)
      partitions.push(
        partition(MOVE.name, {
          shadow: true,
          about: '',
          state: word('Migrating', 'busy'),
          memoryBytes: 32 * GIB,
        }),
      );
    const used = here.reduce((sum, l) => sum + l.gib, 0);
    return {
      id: system.name,
      about: `${system.model} · firmware AM780_040`,
      state: system.name === 'p750' ? word('Operating', 'good') : word('Operating', 'good'),
      capacities: [
        gib('Memory', used, system.memory),
        gib('Processors', Math.min(system.processors, here.length * 5.4), system.processors, 'units'),
      ],
      partitions,
      offers: [
        offer('evacuate', 'Evacuate for maintenance…', {
          form: {
            title: `Evacuate ${system.name}`,
            about: 'Every partition is moved to where it fits best, some at a time.',
            submit: 'Evacuate',
            checked: true,
            call: on('System', system.name, 'evacuate'),
            fields: [
              {
                path: '0.atOnce',
                label: 'At once',
                about: 'More at once are not faster over the same link.',
                value: 4,
                required: true,
                input: { kind: 'number', min: 1, max: 8, unit: 'moves' },
              },
            ],
          },
        }),
        offer('off', 'Power off', {
          call: on('System', system.name, 'powerOff'),
          confirm: `Power ${system.name} off? ${here.length} partitions stop.`,
        }),
      ],
    };
  });
  return {
    platform: 'powervm',
    console: 'HMC hmc1',
    hosts,
    session: null,
    panels: [systems(hosts), lpars(now, hosts), vios()],
  };
}

const systems = (hosts: readonly HostView[]): WorldView['panels'][number] => ({
  id: 'systems',
  title: 'Managed systems',
  about: 'The servers that this console manages, and what they have left.',
  columns: [
    column('name', 'Name'),
    column('state', 'State', 'state'),
    column('memory', 'Memory', 'bar'),
    column('processors', 'Processors', 'bar'),
    column('lmb', 'LMB', 'number', true),
    column('firmware', 'Firmware', 'text', true),
  ],
  rows: hosts.map((h): Row => {
    const [memory, processors] = h.capacities;
    return {
      id: h.id,
      offers: h.offers,
      details: [
        ['Model', h.about],
        ['Console', 'hmc1, V7R7.9.0'],
        ['Edition', 'PowerVM Enterprise Edition'],
        ['Moves at once', '16 active, 16 inactive'],
      ],
      cells: {
        name: cell(h.id),
        state: cell(h.state.word, h.state.tone),
        memory: cell(memory?.text ?? '', 'quiet', (memory?.used ?? 0) / (memory?.total ?? 1)),
        processors: cell(processors?.text ?? '', 'quiet', (processors?.used ?? 0) / (processors?.total ?? 1)),
        lmb: cell(h.id === 'p750' ? '128 MiB' : '256 MiB', h.id === 'p750' ? 'warn' : 'quiet'),
        firmware: cell('AM780_040'),
      },
    };
  }),
  offers: [
    offer('balance', 'Balance…', {
      form: {
        title: 'Balance the servers',
        about: 'Spreads partitions by memory and load.',
        submit: 'Balance',
        checked: false,
        call: on('Hmc', '', 'balance'),
        fields: [],
      },
    }),
  ],
});

const lpars = (now: VirtualNs, hosts: readonly HostView[]): WorldView['panels'][number] => ({
  id: 'lpars',
  title: 'Partitions',
  about: 'Every logical partition of these systems.',
  columns: [
    column('name', 'Name'),
    column('system', 'System'),
    column('state', 'State', 'state'),
    column('memory', 'Memory', 'number'),
    column('os', 'Operating system', 'text', true),
    column('rmc', 'RMC', 'text', true),
    column('progress', 'Progress', 'bar', true),
  ],
  rows: hosts.flatMap((h) =>
    h.partitions
      .filter((p) => !p.shadow)
      .map((p): Row => {
        const busy = p.state.tone === 'busy';
        const share = (now - at(MOVE.startS)) / (at(MOVE.endS) - at(MOVE.startS));
        return {
          id: p.id,
          offers: p.offers,
          details: [
            ['Profile', 'default_profile'],
            ['Processor mode', 'POWER7'],
            ['Adapters', '2 × vSCSI, 1 × Ethernet (VLAN 4), all desired'],
            ['Storage', '3 LUNs on the SAN, no_reserve'],
          ],
          cells: {
            name: cell(p.id),
            system: cell(h.id),
            state: cell(p.state.word, p.state.tone),
            memory: cell(`${p.memoryBytes / GIB} GiB`),
            os: cell(LPARS.find((l) => l.name === p.id)?.os ?? ''),
            rmc: cell('active'),
            progress: busy ? cell(`${Math.round(share * 100)} %`, 'busy', share) : cell(''),
          },
        };
      }),
  ),
  offers: [offer('create', 'New partition…', { refused: 'No system has a free adapter slot.' })],
});

const vios = (): WorldView['panels'][number] => ({
  id: 'vios',
  title: 'Virtual I/O servers',
  about: 'They own the adapters; a mover service partition carries memory to another system.',
  columns: [
    column('name', 'Name'),
    column('level', 'Level'),
    column('msp', 'Mover', 'state'),
    column('load', 'Load', 'bar'),
    column('vlans', 'VLANs', 'text', true),
  ],
  rows: SYSTEMS.flatMap(({ name }) =>
    [1, 2].map(
      (n): Row => ({
        id: `${name}/vios${n}`,
        offers: [
          offer('msp', n === 1 ? 'Take the mover attribute away' : 'Make it a mover', {
            call: on('Vios', `${name}/vios${n}`, 'setMover', n !== 1),
          }),
        ],
        details: [
          ['RMC', 'active'],
          ['Adapters', 'fcs0, fcs1 (NPIV), ent6 (SEA)'],
        ],
        cells: {
          name: cell(`${name}/vios${n}`),
          level: cell('2.2.3.1'),
          msp: n === 1 ? cell('Mover', 'good') : cell('No mover'),
          load: cell(`${12 * n} %`, 'quiet', 0.12 * n),
          vlans: cell('4, 20, 128'),
        },
      }),
    ),
  ),
  offers: [],
});

export const powervmTasks: TaskRecord[] = [
  task('t1', 'Validate', 'app01', [
    step('Look at both systems', 0.2, 0.5, {
      on: 'hmc1',
      command: 'migrlpar -o v -m p770-1 -t p770-2 -p app01',
      output: [{ text: 'Warnings: none', stream: 'out' }],
    }),
  ]),
  task(
    't2',
    'Move',
    'app01',
    [
      step('Validate', 1, 1.4, {
        on: 'hmc1',
        command: 'migrlpar -o v -m p770-1 -t p770-2 -p app01',
        cancellable: true,
      }),
      step('Set up the target', 1.4, 2.2, {
        on: 'p770-2/vios1',
        cancellable: true,
        constants: ['slotSetupMs'],
        output: [
          { text: 'vhost14 created for slot 14', stream: 'out' },
          { text: 'vhost15 created for slot 15', stream: 'out' },
        ],
      }),
      step('Bring the memory over', 2.2, 13, {
        on: 'p770-1/vios1',
        carries: 'app01',
        cancellable: true,
        stalls: [{ fromNs: at(6), toNs: at(7) }],
        output: [
          { text: 'stream opened to 10.1.2.11', stream: 'out' },
          { text: 'no acknowledgement for 1 s', stream: 'err' },
        ],
      }),
      step('Suspend and resume', 13, 13.4, { on: 'p770-2' }),
      step('Clean up the source', 13.4, 14, { on: 'p770-1/vios1' }),
    ],
    { kind: 'move', cancel: on('Task', 't2', 'cancel') },
  ),
  task(
    't3',
    'Evacuate',
    'p750',
    [
      step('web02 to p770-1', 5, 9, { task: 't4' }),
      step('dev1 to p770-1', 5, 6, { task: 't5', status: 'failed', returnCode: 1 }),
      step('dev2 to p770-1', 9, 12, { task: 't6' }),
    ],
    {
      kind: 'evacuate',
      origin: 'script',
      status: 'failed',
      failure: {
        step: 'dev1 to p770-1',
        message: 'One of three could not be moved.',
        cause: 'dev1: its state is not visible from p770-1.',
        remedy: 'Give p770-1 a reserved storage pool, then move dev1.',
      },
    },
  ),
  task('t4', 'Move', 'web02', [step('Bring the memory over', 5, 9, { on: 'p750/vios1' })], {
    parent: 't3',
    origin: 'script',
  }),
  task(
    't5',
    'Move',
    'dev1',
    [
      step('Validate', 5, 5.4, { on: 'hmc1' }),
      step('Read the saved state', 5.4, 5.8, {
        on: 'p770-1',
        status: 'failed',
        returnCode: 1,
        command: 'migrlpar -o m -m p750 -t p770-1 -p dev1',
        output: [{ text: 'reserved storage device not found', stream: 'err' }],
        findings: [
          finding('suspend-storage-tgt', {
            group: 'Storage',
            object: 'p770-1',
            field: 'reserved storage pool',
            message: 'p770-1 does not see the device that holds the state of dev1.',
            reason: 'A suspended partition lives in that device.',
            remedy: 'Create a pool on p770-1 and map the device.',
          }),
        ],
      }),
      step('Take the target back', 5.8, 6, { on: 'p770-1', undo: true }),
    ],
    {
      parent: 't3',
      origin: 'script',
      status: 'failed',
      failure: {
        step: 'Read the saved state',
        message: 'p770-1 does not see the device that holds the state of dev1.',
        cause: 'The reserved storage pool of p770-1 is empty.',
        remedy: 'Create a pool on p770-1 and map the device.',
      },
    },
  ),
  task('t6', 'Move', 'dev2', [step('Bring the memory over', 9, 12, { on: 'p750/vios1' })], {
    parent: 't3',
    origin: 'script',
  }),
];

/** Eleven things wrong with app02, of which some go away with a click. */
export function examinationOf(call: Call, fixed: ReadonlySet<string>): Examination {
  const target = (call.args[0] as { name?: string } | undefined)?.name ?? '…';
  const title = `Move ${call.on.name} to ${target}, active`;
  const bad = call.on.name === 'app02' ? REFUSALS : call.on.name === 'db2prod' ? REFUSALS.slice(-2) : [];
  return {
    title,
    findings: bad.filter((each) => !fixed.has(each.id)),
    passed: [
      ...PASSED,
      ...bad
        .filter((each) => fixed.has(each.id))
        .map(({ id, group }) => ({ id, group, about: 'Now it holds.' })),
    ],
    undecided:
      call.on.name === 'app02' ? [{ id: 'npiv-both-wwpns-zoned', missing: 'the zones of fabric B' }] : [],
  };
}

const fixOf = (id: string, label: string, stops: string[] = []) => ({
  label,
  stops,
  calls: [on('Fix', id, 'apply')],
});

const REFUSALS = [
  finding('lpar-no-vopt', {
    object: 'app02',
    field: 'vtopt0',
    message: 'A virtual optical device is assigned to app02.',
    reason: 'Its media are files of one VIOS.',
    remedy: 'Unload the medium and remove vtopt0.',
    fix: fixOf('lpar-no-vopt', 'Remove vtopt0'),
  }),
  finding('lpar-no-open-console', {
    object: 'app02',
    field: 'console',
    message: 'A console is open on app02.',
    reason: 'The session would hang on the old server.',
    remedy: 'Close it.',
    fix: fixOf('lpar-no-open-console', 'Close the console'),
  }),
  finding('adapters-desired', {
    object: 'app02',
    field: 'slot 12',
    message: 'The adapter in slot 12 is required.',
    reason: 'A required adapter ties a partition to its server.',
    remedy: 'Make it desired in the profile, then activate the partition again.',
    fix: fixOf('adapters-desired', 'Make it desired', ['app02']),
  }),
  finding('adapters-not-any-client', {
    object: 'p770-1/vios1',
    field: 'vhost3',
    message: 'vhost3 serves any client.',
    reason: 'The hypervisor cannot prepare a client that it does not know.',
    remedy: 'Create it again for app02, slot 12.',
    code: 'H_Constrained',
    fix: fixOf('adapters-not-any-client', 'Create it again'),
  }),
  finding('tgt-msp', {
    group: 'Movers',
    object: 'p770-2/vios2',
    field: 'msp',
    message: 'p770-2 has no mover service partition.',
    reason: 'A mover on each side carries the memory.',
    remedy: 'Set the mover attribute of a VIOS there.',
    fix: fixOf('tgt-msp', 'Make vios2 a mover'),
  }),
  finding('lmb-size-equal', {
    group: 'Servers',
    object: 'p770-2',
    field: 'memory region size',
    message: 'p770-1 uses logical memory blocks of 256 MiB, p770-2 of 128 MiB.',
    reason: 'Memory is handed over block by block.',
    remedy: 'Set 256 MiB on p770-2 and power it off and on.',
    fix: fixOf('lmb-size-equal', 'Set 256 MiB and restart p770-2', ['sapci', 'sapdb', 'ibmi1']),
  }),
  finding('tgt-vlan-bridged', {
    group: 'Network',
    object: 'p770-2/vios1',
    field: 'VLAN 20',
    message: 'No shared Ethernet adapter of p770-2 bridges VLAN 20.',
    reason: 'app02 would lose its network.',
    remedy: 'Add VLAN 20 to ent6.',
    fix: fixOf('tgt-vlan-bridged', 'Add VLAN 20'),
  }),
  finding('lun-visible-target', {
    group: 'Storage',
    object: 'p770-2/vios1',
    field: 'hdisk7',
    message: 'LUN 600507…0A3 is not visible on p770-2.',
    reason: 'Storage is not copied.',
    remedy: 'Zone and map it there, then run cfgdev.',
    code: 'HSCLA24E',
  }),
  finding('rmc-active', {
    object: 'app02',
    field: 'RMC',
    message: 'The RMC connection of app02 is not active.',
    reason: 'The console prepares the operating system over it.',
    remedy: 'Repair the connection between hmc1 and app02.',
  }),
  finding('lpar-no-redundant-err-path', {
    object: 'app02',
    field: 'redundant error path reporting',
    message: 'Redundant error path reporting is switched on.',
    reason: 'It needs a fixed way to the hardware.',
    remedy: 'Switch it off in the profile, or move the partition inactive.',
    fix: fixOf('lpar-no-redundant-err-path', 'Switch it off', ['app02']),
  }),
  finding('time-in-sync', {
    severity: 'warning',
    certainty: 'typical',
    source: '',
    group: 'Servers',
    object: 'p770-2',
    field: 'clock',
    message: 'The clocks of the servers differ by 40 s.',
    reason: 'Time jumps after the move.',
    remedy: 'Make both time reference partitions follow one source.',
  }),
  finding('console-level-current', {
    severity: 'warning',
    group: 'Console',
    object: 'hmc1',
    field: 'level',
    message: 'hmc1 is not at its newest level.',
    reason: 'Newer levels allow more moves at once.',
    remedy: 'Update it in the next window.',
  }),
];

const PASSED = [
  ['src-power6-or-later', 'Servers', 'Both servers are POWER6 or later.'],
  ['src-powervm-ee', 'Servers', 'PowerVM Enterprise Edition on both.'],
  ['tgt-memory-available', 'Servers', 'Enough memory on the target.'],
  ['tgt-proc-units-available', 'Servers', 'Enough processors on the target.'],
  ['vios-min-level', 'Movers', 'Every VIOS is at 1.5.2.1-FP11 or later.'],
  ['src-msp', 'Movers', 'The source has a mover.'],
  ['disk-on-san', 'Storage', 'Every disk is on the SAN.'],
  ['net-via-sea', 'Network', 'Every network is bridged.'],
].map(([id = '', group = '', about = '']) => ({ id, group, about }));
