/**
 * What is going on, in one headline and one or two sentences. A pure function of a recording, a moment and
 * the scenario; the words a screen reader hears are these too.
 */
import type { MoveRecord, MoveStatus, Recording } from '../model/recording.ts';
import type { Scenario } from '../model/scenario.ts';
import { NS_PER_S, type VirtualNs } from '../model/units.ts';
import { bits, bytes, digits, rate, span } from './format.ts';
import { levelsAt, moveAt, type Phase, phaseAt, phasesOf } from './moment.ts';

export interface Part {
  text: string;
  strong: boolean;
}

export interface Sentence {
  /** Changes with the phase, not with the numbers: what is announced once. */
  key: string;
  headline: string;
  parts: Part[];
}

/** `words` turns marked text into parts: what stands between asterisks is strong. */
const words = (text: string): Part[] =>
  text
    .split('*')
    .map((piece, i) => ({ text: piece, strong: i % 2 === 1 }))
    .filter((part) => part.text !== '');

export const plain = (sentence: Sentence): string =>
  `${sentence.headline}. ${sentence.parts.map((p) => p.text).join('')}`;

export function sentenceAt(recording: Recording | null, at: VirtualNs, scenario: Scenario): Sentence {
  if (!recording)
    return { key: 'none', headline: 'Working it out', parts: words('The run is being computed.') };
  const move = moveAt(recording, at);
  if (!move)
    return {
      key: 'still',
      headline: 'Nothing moves',
      parts: words('Drag a partition to the other host, or press Enter on it, and watch its memory cross.'),
    };
  const index = recording.moves.indexOf(move);
  const say = (key: string, headline: string, text: string): Sentence => ({
    key: `${index}:${key}`,
    headline,
    parts: words(text),
  });
  if (at < move.startNs) return before(move, at, scenario, say);
  if (at >= (move.resumedNs ?? move.endNs)) return after(move, recording, say);
  const phase = phaseAt(move, at);
  if (phase?.kind === 'pause') return pause(move, at, say);
  if (phase?.kind === 'round') return round(move, phase, at, say);
  return say(
    'setup',
    `${move.partition} gets ready to move`,
    `${move.to} sets aside *${bytes(move.totalPages * move.pageBytes)}*, and ${move.from} starts to note which pages ${move.partition} writes. Nobody notices anything yet.`,
  );
}

type Say = (key: string, headline: string, text: string) => Sentence;

function before(move: MoveRecord, at: VirtualNs, scenario: Scenario, say: Say): Sentence {
  const over = scenario.link.bytesPerSecond ? ` over *${bits(scenario.link.bytesPerSecond)}*` : '';
  return say(
    'before',
    `${move.partition} is about to move to ${move.to}`,
    `In *${span(move.startNs - at)}* its *${bytes(move.totalPages * move.pageBytes)}* of memory start to cross${over}, page by page, while it keeps running and writing on ${move.from}.${at === 0 ? ' Press Play to watch.' : ''}`,
  );
}

/** What is copied against what is dirtied meanwhile, bytes per second over one round. */
export function pace(move: MoveRecord, phase: Phase, at: VirtualNs): { copied: number; dirtied: number } {
  const seconds = (phase.toNs - phase.fromNs) / NS_PER_S;
  const now = levelsAt(move, at).bandwidthBytesPerSecond;
  return { copied: now > 0 ? now : phase.sentBytes / seconds, dirtied: phase.redirtiedBytes / seconds };
}

export function verdict(phase: Phase): 'winning' | 'losing' | 'level' {
  const [gone, back] = [phase.leftAtStart - phase.leftAtEnd, phase.redirtiedBytes];
  return gone > back * 1.08 ? 'winning' : back > gone * 1.08 ? 'losing' : 'level';
}

function round(move: MoveRecord, phase: Phase, at: VirtualNs, say: Say): Sentence {
  const { copied, dirtied } = pace(move, phase, at);
  const levels = levelsAt(move, at);
  const state = verdict(phase);
  const last = !phasesOf(move).some((p) => p.kind === 'round' && p.number > phase.number);
  const headline =
    phase.number === 1
      ? 'Round 1: everything crosses once'
      : last && move.stoppedNs !== null
        ? `Round ${phase.number}: the last one`
        : state === 'winning'
          ? `Round ${phase.number}: copying is winning`
          : state === 'losing'
            ? `Round ${phase.number}: writing is winning`
            : `Round ${phase.number}: neither is winning`;
  const [speed, back] = [rate(copied), rate(dirtied)];
  const unit = speed.split('\u00a0')[1];
  const short = back.split('\u00a0')[1] === unit ? (back.split('\u00a0')[0] ?? back) : back;
  let text = `*${bytes(levels.remainingBytes)}* left. Copied at *${speed}*, dirtied again at *${short}*. `;
  const limit = levels.thresholdBytes;
  if (move.stoppedNs !== null) {
    const soon = `in about *${about(move.stoppedNs - at)}*`;
    text +=
      limit > 0 ? `It switches over once *${bytes(limit)}* are left, ${soon}` : `It switches over ${soon}`;
    text += `; a client may then have to wait *${about(pauseOf(move))}*.`;
  } else {
    text +=
      limit > 0
        ? `It would switch over once *${bytes(limit)}* are left, but never gets there`
        : 'It never gets there';
    text += move.outcome.status === 'cancelled' ? `: given up in *${about(move.endNs - at)}*.` : '.';
  }
  return say(`round ${phase.number}`, headline, text);
}

/** A forecast deserves two digits, not four. */
const about = (ns: number): string => {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(ns, 1))) - 1);
  return span(Math.round(ns / step) * step);
};

const pauseOf = (move: MoveRecord): number => move.outcome.downtimeNs;

function pause(move: MoveRecord, at: VirtualNs, say: Say): Sentence {
  const left = levelsAt(move, at).remainingBytes;
  return say(
    'pause',
    `The pause: ${move.partition} stands still`,
    `${left > 0 ? `The last *${bytes(left)}* and the state` : 'The state'} of its devices cross to ${move.to}. It runs again in *${span((move.resumedNs ?? move.endNs) - at)}*; a client that asks now has to wait.`,
  );
}

function after(move: MoveRecord, recording: Recording, say: Say): Sentence {
  const { outcome } = move;
  const memory = move.totalPages * move.pageBytes;
  if (outcome.status === 'completed') {
    const rounds = phasesOf(move).filter((p) => p.kind === 'round').length;
    return say(
      'done',
      `${move.partition} runs on ${move.to}; it stood still for ${span(outcome.downtimeNs)}`,
      `The move took *${span(outcome.totalNs)}* and *${rounds}* ${rounds === 1 ? 'round' : 'rounds'}; *${bytes(outcome.sentBytes)}* crossed for *${bytes(memory)}* of memory.${clientWords(move, recording)}`,
    );
  }
  const { headline, reason } = NOT_COMPLETED[outcome.status];
  const crossed = `*${bytes(outcome.sentBytes)}* crossed`;
  const left = switchedOver(outcome.status)
    ? `${crossed} until then.`
    : `It stays on ${move.from}; ${crossed} in vain.`;
  return say(
    outcome.status,
    headline(move.partition, span(outcome.totalNs)),
    `${reason(move.partition)} ${left}`,
  );
}

/** What the source has is out of date. */
const switchedOver = (status: MoveStatus): boolean => status === 'lost' || status === 'paused';

interface Ending {
  headline(partition: string, after: string): string;
  reason(partition: string): string;
}

const NOT_COMPLETED: Record<Exclude<MoveStatus, 'completed'>, Ending> = {
  cancelled: {
    headline: (_, after) => `Given up after ${after}`,
    reason: (partition) => `${partition} dirtied its memory about as fast as it could be copied.`,
  },
  unfinished: {
    headline: (_, after) => `Still moving after ${after}`,
    reason: () => 'The run ends here, and the move had not come to an end.',
  },
  failed: {
    headline: (_, after) => `The move broke off after ${after}`,
    reason: () => 'Something failed on the way.',
  },
  lost: {
    headline: (partition) => `${partition} is lost`,
    reason: () => 'A part of its memory is on either host, and the two cannot be put together any more.',
  },
  paused: {
    headline: (partition) => `${partition} waits for its memory`,
    reason: () => 'The connection was lost after the switch-over, and has to be recovered.',
  },
};

/** What the date loop made of the pause: it may have asked just before and just after. */
function clientWords(move: MoveRecord, { client }: Recording): string {
  if (client.partition !== move.partition) return '';
  const gap = client.gaps.find((g) => g.fromNs < (move.resumedNs ?? 0) && g.toNs > (move.stoppedNs ?? 0));
  return gap
    ? ` Its client went *${span(gap.toNs - gap.fromNs)}* without an answer.`
    : ` Its client, asking every ${digits(client.everyNs / NS_PER_S)} s, noticed nothing.`;
}
