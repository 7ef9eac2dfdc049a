/** A run as a readable log, one line for each thing that happened: what golden files hold. */
import type { MoveRecord, Recording } from '../../../model/recording.ts';
import type { TaskRecord } from '../../../model/task-record.ts';
import { NS_PER_MS, type VirtualNs } from '../../../model/units.ts';

interface Line {
  at: number;
  text: string;
}

/** More syncs than these are counted, not listed. */
const MOST_SYNCS = 30;

export function eventLog({ scripted, moves, tasks = [], notes, fingerprint, durationNs }: Recording): string {
  if (!scripted) throw new Error('This recording is of no script.');
  const { report, scenario } = scripted;
  const lines: Line[] = [
    ...moves.flatMap(ofMove),
    ...tasks.filter(({ id }) => !id.startsWith('m')).flatMap(ofTask),
    ...report.logs.map(({ at, text }) => ({ at, text: `log      ${text}` })),
    ...report.notes.map(({ at, text }) => ({ at, text: `note     ${text}` })),
    ...report.findings.map(({ at, severity, what, place }) => ({
      at,
      text: `${severity === 'error' ? 'refused' : 'warned '}  ${place?.line ?? '-'}: ${what}`,
    })),
    ...notes.map(({ at, text }) => ({ at, text: `skipped  ${text}` })),
    ...report.questions.map(({ at, question, answer, by }) => ({
      at,
      text: `asked    ${question} ${answer ?? 'open'}${by ? ` (${by})` : ''}`,
    })),
    ...report.expectations.map(({ at, held, text }) => ({
      at,
      text: `${held ? 'held    ' : 'BROKEN  '} ${text}`,
    })),
  ];
  const sorted = lines.map((line, i) => ({ ...line, i })).sort((a, b) => a.at - b.at || a.i - b.i);
  return [
    `${scenario.title}`,
    ...sorted.map(({ at, text }) => `${moment(at)}  ${text}`),
    `${moment(durationNs)}  ends     ${report.status}`,
    `fingerprint ${fingerprint}`,
    '',
  ].join('\n');
}

const moment = (at: number): string => `${(at / NS_PER_MS / 1000).toFixed(3).padStart(10)} s`;
const mib = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
const ms = (span: VirtualNs): string => `${(span / NS_PER_MS).toFixed(1)} ms`;

function ofMove(move: MoveRecord): Line[] {
  const { partition, from, to, syncs, outcome } = move;
  const said = (at: number, text: string): Line => ({ at, text: `move     ${partition}: ${text}` });
  const few = syncs.length <= MOST_SYNCS;
  return [
    said(move.startNs, `begins, ${from} to ${to}, ${mib(move.totalPages * move.pageBytes)}`),
    ...(few
      ? syncs.map(({ number, at, remainingBytes }) => said(at, `sync ${number}, ${mib(remainingBytes)} left`))
      : []),
    ...(move.throttle ?? []).map(({ at, percent }) => said(at, `throttled by ${percent} %`)),
    ...(move.decisions ?? []).map(({ at, by, what }) => said(at, `${by}: ${what}`)),
    ...(move.stoppedNs === null ? [] : [said(move.stoppedNs, 'stands still')]),
    ...(move.resumedNs === null
      ? []
      : [said(move.resumedNs, move.part ? `all of it is at ${to}` : `runs on ${to}`)]),
    said(
      move.endNs,
      `${outcome.status}, ${mib(outcome.sentBytes)} sent, ${syncs.length} syncs, pause ${ms(outcome.downtimeNs)}, client ${ms(outcome.heartbeatGapNs)}`,
    ),
  ];
}

function ofTask({ id, name, origin, steps, requestedNs, endNs, status, failure }: TaskRecord): Line[] {
  const said = (at: number | null, text: string): Line[] =>
    at === null ? [] : [{ at, text: `task     ${id} ${text}` }];
  return [
    ...said(requestedNs, `${name} (${origin})`),
    ...steps.flatMap(({ name: step, on, startNs, status: how, findings }) =>
      said(startNs, `  ${step} on ${on}: ${how}${findings.map(({ id: rule }) => ` [${rule}]`).join('')}`),
    ),
    ...said(endNs, `${name}: ${status}${failure ? ` – ${failure.message}` : ''}`),
  ];
}
