/** What is said when a move is over, however it ended. */
import type { MoveRecord, MoveStatus, Recording } from '../model/recording.ts';
import { NS_PER_S } from '../model/units.ts';
import { silencesAround } from './beats.ts';
import { bytes, digits, span } from './format.ts';
import { begunNs, overNs } from './moment.ts';
import { phasesOf } from './phases.ts';
import { standstillNs, waitsUpTo } from './postcopy.ts';
import { type Say, type Sentence, times } from './said.ts';

export function after(move: MoveRecord, recording: Recording, say: Say): Sentence {
  const { outcome, partition, from, to } = move;
  if (outcome.status === 'completed') return completed(move, recording, say);
  const { headline, reason } = NOT_COMPLETED[outcome.status];
  const crossed = `*${bytes(outcome.sentBytes)}* crossed`;
  const stays =
    outcome.status === 'cancelled' || outcome.status === 'failed' || outcome.status === 'unfinished';
  const left = stays ? `It stays on ${from}; ${crossed} in vain.` : `${crossed} until then.`;
  return say(
    outcome.status,
    headline(partition, span(outcome.totalNs)),
    `${reason(move)} ${outcome.status === 'paused' ? `On ${to} it stands still as soon as it needs a missing page. ` : ''}${left}`,
  );
}

function completed(move: MoveRecord, recording: Recording, say: Say): Sentence {
  const { outcome, partition, to } = move;
  const memory = move.totalPages * move.pageBytes;
  const rounds = phasesOf(move).filter((p) => p.kind === 'round').length;
  const pause = span(standstillNs(move));
  const { postcopy } = outcome;
  const crossed =
    outcome.sentBytes > 0
      ? `*${bytes(outcome.sentBytes)}* crossed for *${bytes(memory)}* of memory`
      : 'none of its memory crossed';
  const took = `The move took *${span(outcome.sentBytes > 0 ? outcome.totalNs : overNs(move) - begunNs(move))}*`;
  if (postcopy) {
    const { count, sumNs } = waitsUpTo(move, move.endNs);
    const waited =
      count > 0
        ? `It missed pages *${times(count)}*, and its virtual CPUs waited *${span(sumNs)}* in all.`
        : 'It never had to wait for a page.';
    return say(
      'done',
      `${partition} runs on ${to} with all of its memory; it stood still for ${pause}`,
      `${took}; ${crossed}, *${bytes(postcopy.bytes)}* of them after the switchover. ${waited}${clientWords(move, recording)}`,
    );
  }
  const round = rounds > 0 ? ` and *${rounds}* ${rounds === 1 ? 'round' : 'rounds'}` : '';
  return say(
    'done',
    `${partition} runs on ${to}; it stood still for ${pause}`,
    `${took}${round}; ${crossed}.${throttled(move)}${clientWords(move, recording)}`,
  );
}

function throttled({ throttle = [] }: MoveRecord): string {
  const most = Math.max(0, ...throttle.map(({ percent }) => percent));
  return most > 0 ? ` It was throttled to *${digits(100 - most)}\u00a0%* of its speed.` : '';
}

interface Ending {
  headline(partition: string, after: string): string;
  reason(move: MoveRecord): string;
}

const NOT_COMPLETED: Record<Exclude<MoveStatus, 'completed'>, Ending> = {
  cancelled: {
    headline: (_, after) => `Given up after ${after}`,
    reason: (move) =>
      whoEndedIt(move) ?? `${move.partition} dirtied its memory about as fast as it could be copied.`,
  },
  unfinished: {
    headline: (_, after) => `Still moving after ${after}`,
    reason: () => 'The run ends here, and the move had not come to an end.',
  },
  failed: {
    headline: (_, after) => `The move broke off after ${after}`,
    reason: (move) => `${brokenOf(move) ?? 'Something'} failed on the way.`,
  },
  lost: {
    headline: (partition) => `${partition} is lost`,
    reason: (move) =>
      move.outcome.postcopy
        ? `${brokenOf(move) ?? 'Something'} failed when a part of its memory was on either host, and the two cannot be put together any more.`
        : `${brokenOf(move) ?? 'Its host'} failed, and it went down with it.`,
  },
  paused: {
    headline: (partition) => `${partition} waits for its memory`,
    reason: () => 'The connection was cut after the switchover, and has to be brought back.',
  },
};

function brokenOf(move: MoveRecord): string | null {
  const act = move.acts?.findLast((act) => act.kind === 'fail');
  if (act?.kind !== 'fail') return null;
  return { link: 'The connection', source: move.from, destination: move.to }[act.what];
}

/** A person or a policy, if it was not its time that ran out. */
function whoEndedIt({ decisions = [], acts = [] }: MoveRecord): string | null {
  const cancelled = acts.findLast((act) => act.kind === 'cancel');
  const decision = cancelled && decisions.findLast(({ at }) => at === cancelled.at);
  if (!decision) return null;
  return decision.by === 'person' ? 'It was cancelled by hand.' : decision.why;
}

/** What the date loop made of the pause: it may have asked just before and just after. */
function clientWords(move: MoveRecord, { client }: Recording): string {
  if (client.partition !== move.partition) return '';
  const { pauseNs, laterNs } = silencesAround(move, client);
  const lengths = [pauseNs, laterNs].filter((length) => length > 0);
  return lengths.length > 0
    ? ` Its client went ${lengths.map((length) => `*${span(length)}*`).join(', later ')} without an answer.`
    : ` Its client, asking every ${digits(client.everyNs / NS_PER_S)} s, noticed nothing.`;
}
