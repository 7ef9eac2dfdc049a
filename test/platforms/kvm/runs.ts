/** Moves as the engine makes them, in the ways that a monitor tells apart. */
import { loadedEngine } from '../../../web/cli/lib/engine.ts';
import type { Engine } from '../../../web/engine/engine.ts';
import type { MoveAct } from '../../../web/model/migration.ts';
import { qemuPolicy } from '../../../web/model/presets.ts';
import type { Era, Intervention, Workload } from '../../../web/model/scenario.ts';
import { MIB, seconds, type VirtualNs } from '../../../web/model/units.ts';
import type { KvmMove, MoveSetup } from '../../../web/platforms/kvm/migration/setup.ts';
import { runToEnd } from '../../../web/simulation/run.ts';
import { jobOf, move, partition, writing } from '../../simulation/worlds.ts';

let engine: Promise<Engine> | null = null;

interface How {
  version?: string;
  capabilities?: string[];
  parameters?: Record<string, unknown>;
  workload?: Workload;
  bandwidth?: number;
  vcpus?: number;
  acts?: { at: number; act: MoveAct }[];
  horizon?: number;
  goOnAfterMs?: number;
}

/** It begins at 1 s. */
export async function run({
  version = '10.2',
  capabilities = [],
  parameters = {},
  workload = writing(4000, 1500),
  bandwidth = 16 * MIB,
  vcpus = 1,
  acts = [],
  horizon = 60,
  goOnAfterMs = 10,
}: How = {}): Promise<KvmMove> {
  engine ??= loadedEngine();
  const era: Era = version === '7.2' ? 'qemu-7.2-tcg' : 'qemu-10.2-kvm';
  const db = partition('one', 'alpha', workload);
  const values = { ...parameters, 'max-bandwidth': bandwidth };
  const interventions: Intervention[] = acts.map(({ at, act }) => ({
    at: seconds(at),
    action: { partition: 'one', ...act },
  }));
  const { moves } = runToEnd(
    await engine,
    {
      ...jobOf({
        partitions: [{ ...db, guest: { ...db.guest, vcpus, filled: [{ first: 0, end: 12_000 }] } }],
        moves: [move('one', 1)],
        tuning: {
          era,
          maxBandwidthBytesPerSecond: bandwidth,
          downtimeLimitMs: Number(parameters['downtime-limit'] ?? 300),
          policy: qemuPolicy(era, { capabilities, values, goOnAfterMs }),
        },
        horizonNs: seconds(horizon),
      }),
      interventions,
    },
    new Map(),
  );
  const [record] = moves;
  if (!record) throw new Error('Nothing moved.');
  const setup: MoveSetup = {
    ...{ version, capabilities, parameters: values, vcpus },
    ...{ transport: 'tcp', vfio: false, vfioBytes: 0, preset: null },
  };
  return { record, setup };
}

export const POSTCOPY = ['postcopy-ram', 'postcopy-blocktime', 'return-path'];
const busy = writing(12_000, 9000);

/** One of each kind, by name. */
export const KINDS = {
  plain: () => run(),
  'plain, 7.2': () => run({ version: '7.2' }),
  xbzrle: () => run({ capabilities: ['xbzrle'], workload: busy, horizon: 20 }),
  multifd: () => run({ capabilities: ['multifd'] }),
  'compress, 7.2': () => run({ version: '7.2', capabilities: ['compress'] }),
  'auto-converge': () => run({ capabilities: ['auto-converge'], workload: busy }),
  'dirty-limit': () =>
    run({
      capabilities: ['dirty-limit'],
      parameters: { 'dirty-ring-size': 4096, 'downtime-limit': 20 },
      workload: writing(16_000, 60_000),
      bandwidth: 100 * MIB,
      horizon: 20,
    }),
  postcopy: () =>
    run({ capabilities: POSTCOPY, vcpus: 2, workload: busy, acts: [{ at: 3, act: { kind: 'postcopy' } }] }),
  'postcopy, 7.2': () =>
    run({
      version: '7.2',
      capabilities: POSTCOPY,
      workload: busy,
      acts: [{ at: 3, act: { kind: 'postcopy' } }],
    }),
  'broken and recovered': () =>
    run({
      capabilities: POSTCOPY,
      parameters: { 'max-postcopy-bandwidth': 4 * MIB },
      workload: busy,
      acts: [
        { at: 3, act: { kind: 'postcopy' } },
        { at: 3.6, act: { kind: 'fail', what: 'link' } },
        { at: 6, act: { kind: 'recover' } },
      ],
    }),
  'broken for good': () =>
    run({
      capabilities: POSTCOPY,
      parameters: { 'max-postcopy-bandwidth': 4 * MIB },
      workload: busy,
      acts: [
        { at: 3, act: { kind: 'postcopy' } },
        { at: 3.6, act: { kind: 'fail', what: 'destination' } },
      ],
    }),
  'broken while it loads': () =>
    run({
      capabilities: POSTCOPY,
      workload: busy,
      acts: [
        { at: 3, act: { kind: 'postcopy' } },
        { at: 3.012, act: { kind: 'fail', what: 'destination' } },
      ],
    }),
  cancelled: () => run({ acts: [{ at: 2, act: { kind: 'cancel' } }] }),
  failed: () => run({ acts: [{ at: 2, act: { kind: 'fail', what: 'link' } }] }),
  'pause before switchover': () => run({ capabilities: ['pause-before-switchover'], goOnAfterMs: 700 }),
} as const;

/** Evenly over its time and a little beyond, and right at everything that is told of it. */
export const moments = ({ record }: KvmMove): VirtualNs[] => {
  const end = record.startNs + record.outcome.totalNs;
  const even = Array.from({ length: 200 }, (_, i) => Math.floor(((end + 2e9) * i) / 199));
  const told = [record.startNs, end, record.stoppedNs ?? 0, ...record.syncs.map(({ at }) => at)];
  return [...even, ...told].sort((a, b) => a - b) as VirtualNs[];
};
