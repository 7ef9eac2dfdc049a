/** The page with a made-up world, so that its elements can be looked at and tested: `?world=powervm`, `wpar`, `large`. */
import { type Job, STEADY } from '../../../web/model/scenario.ts';
import { GIB, megabitsPerSecond, ms, NS_PER_S, type VirtualNs } from '../../../web/model/units.ts';
import type { TerminalAnswer, WorldView } from '../../../web/model/world-view.ts';
import { preferences } from '../../../web/studio/preferences.ts';
import { Studio } from '../../../web/studio/studio.ts';
import '../../../web/ui/app-shell.ts';
import { fakePort } from '../../studio/fake-port.ts';
import { at } from '../worlds/build.ts';
import { type FakeWorld, fakeWorld } from '../worlds/fake-world.ts';
import { largeWorld } from '../worlds/large.ts';
import { examinationOf, MOVE, powervmAt, powervmTasks } from '../worlds/powervm.ts';
import { wparAt, wparTasks } from '../worlds/wpar.ts';

const answer = (line: string): TerminalAnswer => {
  if (line.startsWith('lslparmigr'))
    return {
      lines: [{ text: 'name=app01,lpar_id=2,migration_state=Migration In Progress', stream: 'out' }],
      returnCode: 0,
      call: null,
    };
  if (line.startsWith('chsyscfg'))
    return {
      lines: [],
      returnCode: 0,
      call: { on: { $ref: 'Vios', name: 'vios1' }, verb: 'setMover', args: [true] },
    };
  return {
    lines: [{ text: `${line.split(' ')[0]}: not found`, stream: 'err' }],
    returnCode: 127,
    call: null,
  };
};

const [name, from, to] = ['app01', MOVE.from, MOVE.to];
const WORLDS: Record<
  string,
  {
    world: () => FakeWorld;
    at: ((now: VirtualNs) => WorldView) | null;
    subject: string;
    platform: string;
    hosts: string[];
  }
> = {
  powervm: {
    world: () => fakeWorld(powervmAt(at(0)), { tasks: powervmTasks, examine: examinationOf, answer }),
    at: powervmAt,
    subject: name,
    platform: 'PowerVM · HMC',
    hosts: [from, to],
  },
  wpar: {
    world: () => fakeWorld(wparAt(at(0)), { tasks: wparTasks, examine: examinationOf, answer }),
    at: wparAt,
    subject: 'x150',
    platform: 'AIX · WPAR Manager',
    hosts: ['x203', 'x103'],
  },
  large: {
    world: () => fakeWorld(largeWorld()),
    at: null,
    subject: 'vm-005',
    platform: 'KVM · QEMU 10.2',
    hosts: ['node-06', 'node-07'],
  },
};
const chosen = WORLDS[new URLSearchParams(location.search).get('world') ?? 'powervm'] ?? WORLDS.powervm!;

const slow = chosen.subject === 'x150';
const job: Job = {
  interventions: [{ at: at(3), action: { kind: 'cancel', partition: chosen.subject } }],
  attachments: [],
  scenario: {
    title: slow ? 'The article: x150 moves' : 'Empty p770-1 for maintenance',
    platform: chosen.platform,
    seed: 1,
    hosts: chosen.hosts.map((id) => ({ id, memoryBytes: 256 * GIB })),
    partitions: [
      {
        id: chosen.subject,
        host: chosen.hosts[0] ?? '',
        about: '',
        guest: {
          memoryBytes: 0.375 * GIB,
          pageBytes: 4096,
          filled: [],
          workload: { kind: 'idle' },
          pace: STEADY,
        },
      },
    ],
    link: { bytesPerSecond: megabitsPerSecond(200), oneWayDelayNs: ms(0.1) },
    tuning: { era: 'qemu-10.2-kvm', maxBandwidthBytesPerSecond: 0, downtimeLimitMs: 300 },
    moves: [{ at: slow ? at(60) : at(1), partition: chosen.subject, to: chosen.hosts[1] ?? '' }],
    horizonNs: at(3600),
    client: { partition: chosen.subject, everyMs: 500 },
  },
};

const studio = new Studio(fakePort(), job, [], requestAnimationFrame.bind(window));
const world = chosen.world();
const follow = chosen.at;
if (follow)
  studio.frames.add({
    text: () => {
      world.view.set(follow(((Math.floor((studio.clock.at / NS_PER_S) * 10) / 10) * NS_PER_S) as VirtualNs));
    },
  });
Object.assign(window, { studio, world });
document.querySelector('app-shell')?.start({ studio, preferences: preferences(() => localStorage), world });
