/** The report of a scenario as JSON: times are milliseconds of virtual time, sizes bytes. */
import type { DiskCopyRecord, MoveRecord, Recording } from '../../../model/recording.ts';
import type { TaskRecord } from '../../../model/task-record.ts';
import { toMs, type VirtualNs } from '../../../model/units.ts';

export function reportOf({ scripted, tasks = [], moves, notes, ...recording }: Recording): object {
  if (!scripted) throw new Error('This recording is of no script.');
  const { report, scenario } = scripted;
  const timed = <T extends { at: VirtualNs }>({ at, ...rest }: T) => ({ atMs: toMs(at), ...rest });
  return {
    status: report.status,
    title: scenario.title,
    fingerprint: recording.fingerprint,
    modelVersion: recording.modelVersion,
    seed: report.seed,
    durationMs: toMs(recording.durationNs),
    diagnostics: report.diagnostics,
    runs: moves.map(runOf),
    tasks: tasks.map(taskOf),
    findings: report.findings.map(timed),
    expects: report.expectations.map(timed),
    logs: report.logs.map(timed),
    notes: report.notes.map(timed),
    skipped: notes.map(timed),
    questions: report.questions.map(timed),
    knobs: report.knobs,
    clients: scripted.clients.map(({ partition, everyNs, gaps }) => ({
      partition,
      everyMs: toMs(everyNs),
      gaps: gaps.map(({ fromNs, toNs }) => ({ fromMs: toMs(fromNs), toMs: toMs(toNs) })),
    })),
  };
}

const orNull = (at: VirtualNs | null): number | null => (at === null ? null : toMs(at));

const runOf = ({
  partition,
  from,
  to,
  startNs,
  endNs,
  stoppedNs,
  resumedNs,
  outcome,
  ...move
}: MoveRecord) => ({
  partition,
  from,
  to,
  startMs: toMs(startNs),
  endMs: toMs(endNs),
  stoppedMs: orNull(stoppedNs),
  resumedMs: orNull(resumedNs),
  status: outcome.status,
  totalMs: toMs(outcome.totalNs),
  downtimeMs: toMs(outcome.downtimeNs),
  downtimeParts: outcome.downtimeParts.map(({ label, durationNs }) => ({ label, ms: toMs(durationNs) })),
  clientGapMs: toMs(outcome.heartbeatGapNs),
  sentBytes: outcome.sentBytes,
  normalPages: outcome.normalPages,
  zeroPages: outcome.zeroPages,
  resentPages: outcome.resentPages,
  syncs: outcome.syncCount,
  throttle: (move.throttle ?? []).map(({ at, percent }) => ({ atMs: toMs(at), percent })),
  ...(move.disks ? { disks: disksOf(move.disks) } : {}),
  postcopy: outcome.postcopy && {
    requests: outcome.postcopy.requests,
    bytes: outcome.postcopy.bytes,
    blockedMs: toMs(outcome.postcopy.blockedNs),
  },
  decisions: (move.decisions ?? []).map(({ at, by, what, why }) => ({ atMs: toMs(at), by, what, why })),
  fingerprint: move.fingerprint,
});

const disksOf = ({ bytes, fromNs, readyNs, points }: DiskCopyRecord) => ({
  bytes,
  fromMs: toMs(fromNs),
  readyMs: orNull(readyNs),
  sentBytes: points.at(-1)?.sentBytes ?? 0,
  leftBytes: points.at(-1)?.leftBytes ?? 0,
});

const taskOf = ({ requestedNs, startNs, endNs, steps, ...task }: TaskRecord) => ({
  ...task,
  requestedMs: toMs(requestedNs),
  startMs: orNull(startNs),
  endMs: orNull(endNs),
  steps: steps.map(({ name, on, command, status, startNs: from, endNs: to, undo, findings }) => ({
    name,
    on,
    command,
    status,
    startMs: orNull(from),
    endMs: orNull(to),
    undo,
    findings: findings.map(({ id, severity, message, remedy }) => ({ id, severity, message, remedy })),
  })),
});
