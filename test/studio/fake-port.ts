/**
 * A port without a simulation: rounds of a guest whose dirtied set saturates, by formula. Good enough to
 * exercise the studio and to draw every state of the page; nothing here is a result.
 */
import { type MemoryMap, PAGE_STATES } from '../../web/model/frame.ts';
import {
  LAST_PAGES,
  type MoveRecord,
  NOTHING_SENT,
  type Recording,
  type Sync,
} from '../../web/model/recording.ts';
import { refused } from '../../web/model/result.ts';
import type { Job } from '../../web/model/scenario.ts';
import { MIB, ms, NS_PER_S, ns, seconds, type VirtualNs } from '../../web/model/units.ts';
import { hostAt } from '../../web/studio/scene.ts';
import type { OpenedFile, Pull, PullRequest, SimulationPort } from '../../web/worker/protocol.ts';

const HOT_BYTES = 60 * MIB;
const HOT_SECONDS = 4;
const MAX_ROUNDS = 30;

function move(job: Job, partition: string, from: string, to: string, startNs: VirtualNs): MoveRecord {
  const { guest } = job.scenario.partitions.find((p) => p.id === partition) as {
    guest: { memoryBytes: number; pageBytes: number };
  };
  const { link, tuning } = job.scenario;
  const speed = Math.min(link.bytesPerSecond || 1e9, tuning.maxBandwidthBytesPerSecond || Infinity);
  const pages = (bytes: number) => Math.round(bytes / guest.pageBytes);
  const threshold = (speed * tuning.downtimeLimitMs) / 1000;
  const syncs: Sync[] = [];
  const rows: number[][] = [];
  let [at, left, sent, again, unsent, stopped] = [
    startNs + ms(4),
    Math.min(guest.memoryBytes, 310 * MIB),
    0,
    0,
    0,
    false,
  ];
  for (let number = 1; number <= MAX_ROUNDS; number++) {
    syncs.push({
      number,
      at: ns(at),
      unsentPages: pages(unsent),
      newDirtyPages: pages(left - unsent),
      remainingBytes: left,
      thresholdBytes: number > 1 ? threshold : 0,
      bandwidthBytesPerSecond: number > 1 ? speed : 0,
      sentBytes: sent,
      stopped: false,
    });
    if (number > 1 && left <= threshold) {
      stopped = true;
      break;
    }
    unsent = Math.min(2 * MIB, left / 4);
    const length = (left - unsent) / speed;
    const start = at;
    for (let k = 0; k <= 20; k++)
      rows.push([
        ns(start + (length * NS_PER_S * k) / 20),
        sent + ((left - unsent) * k) / 20,
        left - ((left - unsent) * k) / 20,
        again,
        number > 1 ? threshold : 0,
        speed,
      ]);
    at = ns(at + length * NS_PER_S);
    sent += left - unsent;
    const anew = HOT_BYTES * (1 - Math.exp(-length / HOT_SECONDS));
    again += anew;
    left = unsent + anew;
  }
  const stop = ns(at);
  const pause = ns((left / speed) * NS_PER_S + ms(12));
  const end = stopped ? ns(stop + pause) : stop;
  if (stopped) {
    rows.push([stop, sent, left, again, threshold, speed], [end, sent + left, 0, again, threshold, speed]);
    syncs.push({
      ...(syncs.at(-1) as Sync),
      number: syncs.length + 1,
      unsentPages: pages(left),
      newDirtyPages: 0,
      stopped: true,
    });
  }
  const column = (i: number) => Float64Array.from(rows, (row) => row[i] as number);
  return {
    partition,
    from,
    to,
    startNs,
    endNs: end,
    stoppedNs: stopped ? stop : null,
    resumedNs: stopped ? end : null,
    pageBytes: guest.pageBytes,
    totalPages: pages(guest.memoryBytes),
    syncs,
    fingerprint: '0123456789abcdef',
    traceWraps: [],
    samples: {
      atNs: column(0),
      sentBytes: column(1),
      remainingBytes: column(2),
      redirtiedBytes: column(3),
      thresholdBytes: column(4),
      bandwidthBytesPerSecond: column(5),
    },
    outcome: {
      status: stopped ? 'completed' : 'cancelled',
      totalNs: ns(end - startNs),
      downtimeNs: stopped ? pause : ns(0),
      downtimeParts: stopped
        ? [
            { label: LAST_PAGES, durationNs: ns(pause - ms(12)) },
            { label: 'Device state', durationNs: ms(7) },
            { label: 'Starting on the destination', durationNs: ms(5) },
          ]
        : [],
      heartbeatGapNs: stopped ? ns(pause + ms(9)) : ns(0),
      sentBytes: sent + left,
      normalPages: pages(sent + left),
      zeroPages: 18_000,
      syncCount: syncs.length,
      resentPages: pages(again),
      transport: NOTHING_SENT,
      postcopy: null,
    },
  };
}

/** Differs where jobs differ: that is all the page asks of a fingerprint. */
function label(job: Job): string {
  let hash = 0;
  for (const char of JSON.stringify([job.scenario, job.interventions]))
    hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193);
  const hex = (hash >>> 0).toString(16).padStart(8, '0');
  return `${hex.slice(0, 4)}·${hex.slice(4)}`;
}

export function syntheticRecording(job: Job): Recording {
  const recording: Recording = {
    durationNs: ns(0),
    moves: [],
    notes: [],
    fingerprint: label(job),
    modelVersion: 1,
    client: { partition: job.scenario.client.partition, everyNs: ms(job.scenario.client.everyMs), gaps: [] },
  };
  const orders = [
    ...job.interventions.flatMap(({ at, action }) =>
      action.kind === 'migrate' ? [{ at, partition: action.partition, to: action.to }] : [],
    ),
    ...job.scenario.moves,
  ].sort((a, b) => a.at - b.at);
  for (const order of orders) {
    const from = hostAt(job.scenario, recording, order.partition, order.at);
    const busy = recording.moves.some((m) => order.at < m.endNs);
    if (from === order.to || busy) {
      recording.notes.push({
        at: order.at,
        text: busy
          ? `${order.partition} stayed: another move was under way.`
          : `${order.partition} is on ${order.to} already.`,
      });
      continue;
    }
    const made = move(job, order.partition, from, order.to, order.at);
    recording.moves.push(made);
    if (made.stoppedNs !== null && made.resumedNs !== null && order.partition === recording.client.partition)
      recording.client.gaps.push({
        fromNs: ns(made.stoppedNs - ms(200)),
        toNs: ns(made.resumedNs + ms(420)),
      });
  }
  recording.durationNs = ns(Math.max(...recording.moves.map((m) => m.endNs), 0) + seconds(5));
  return recording;
}

function mapOf(recording: Recording, at: VirtualNs, cells: number): MemoryMap | null {
  const m = recording.moves.findLast((x) => x.startNs <= at) ?? recording.moves[0];
  if (!m) return null;
  const sync = m.syncs.filter((s) => s.at <= at).length;
  const next = m.syncs[sync]?.at ?? m.endNs;
  const from = m.syncs[sync - 1]?.at ?? m.startNs;
  const part = at >= m.endNs ? 1 : Math.min(1, Math.max(0, (at - from) / (next - from)));
  const perCell = Math.ceil(m.totalPages / cells);
  const counts = new Uint32Array(cells * PAGE_STATES.length);
  for (let c = 0; c < cells; c++) {
    const where = c / cells;
    const noise = ((Math.imul(c + 1, 2654435761) >>> 0) % 1000) / 1000;
    const hot = Math.min(
      1,
      Math.exp(-((where - 0.05) ** 2) / 0.002) + 0.5 * Math.exp(-((where - 0.11) ** 2) / 0.0005),
    );
    const pages = Math.min(perCell, Math.max(0, m.totalPages - c * perCell));
    const dirty = Math.round(pages * hot * noise * (at >= m.endNs || sync < 1 ? 0 : 0.9));
    const passed = sync > 1 || (sync === 1 && where / 0.8 < part) || at >= m.endNs;
    const state = where > 0.8 ? 3 : passed ? 0 : 2;
    counts[c * PAGE_STATES.length + state] = pages - (state === 0 ? dirty : 0);
    if (state === 0) counts[c * PAGE_STATES.length + 1] = dirty;
  }
  const totals = PAGE_STATES.map((_, s) =>
    counts.reduce((sum, v, i) => (i % PAGE_STATES.length === s ? sum + v : sum), 0),
  );
  const cursorPage =
    at >= m.endNs || sync < 1 ? -1 : Math.floor((sync > 1 ? 0.16 : 0.8) * part * m.totalPages);
  return {
    partition: m.partition,
    totalPages: m.totalPages,
    pagesPerCell: perCell,
    cells,
    counts,
    totals,
    cursorPage,
  };
}

interface FakePort extends SimulationPort {
  readonly started: Job[];
  /** What `open` makes of a file of that name. */
  readonly files: Map<string, OpenedFile>;
  /** The next run will fail. */
  breakOff(reason: string): void;
}

/** Computes for `pullsToCompute` pulls, then is ready. `refuse` turns a job down. */
export function fakePort(pullsToCompute = 0, refuse: (job: Job) => string | null = () => null): FakePort {
  let [run, told, left, recording] = [0, false, 0, null as Recording | null];
  let [next, failure] = [null as string | null, null as string | null];
  const started: Job[] = [];
  const files = new Map<string, OpenedFile>();
  return {
    started,
    files,
    breakOff(reason) {
      next = reason;
    },
    async start(job) {
      const what = refuse(job);
      if (what) return refused({ what });
      started.push(job);
      recording = syntheticRecording(job);
      [failure, next] = [next, null];
      told = false;
      left = pullsToCompute;
      run++;
      return { ok: true, value: run };
    },
    async pull(request: PullRequest): Promise<Pull> {
      if (failure)
        return { run, state: 'failed', progress: 0, recording: null, frame: null, world: null, failure };
      if (left-- > 0)
        return {
          run,
          state: 'computing',
          progress: 1 - (left + 1) / pullsToCompute,
          recording: null,
          frame: null,
          world: null,
          failure: null,
        };
      const first = !told;
      told = true;
      const map = request.map && recording ? mapOf(recording, request.at, request.map.cells) : null;
      return {
        run,
        state: 'ready',
        progress: 1,
        recording: first ? recording : null,
        frame: { at: request.at, map },
        world: null,
        failure: null,
      };
    },
    check: async () => null,
    command: async () => null,
    read: async () => refused({ what: 'Nothing is read here.' }),
    async open(name) {
      const file = files.get(name);
      if (file) return { ok: true, value: file };
      return refused({
        what: `${name} is neither a trace nor a case file.`,
        fix: 'Choose a .trace, .trace.gz or .json file.',
      });
    },
  };
}
