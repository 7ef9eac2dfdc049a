/**
 * What is going on, in one headline and one or two sentences. A pure function of a recording, a moment and
 * the scenario; the words a screen reader hears are these too.
 */
import type { MoveRecord, Recording } from '../model/recording.ts';
import type { Scenario } from '../model/scenario.ts';
import { NS_PER_S, type VirtualNs } from '../model/units.ts';
import { bits, bytes, digits, rate, span } from './format.ts';
import { levelsAt } from './levels.ts';
import { begunNs, moveAt, overNs, phaseAt, throttleAt } from './moment.ts';
import { type Phase, phasesOf } from './phases.ts';
import { about, type Say, type Sentence, words } from './said.ts';
import { after } from './sentence-end.ts';
import { pause, postcopy } from './sentence-switch.ts';
import { taskSentence } from './sentence-task.ts';

export function sentenceAt(recording: Recording | null, at: VirtualNs, scenario: Scenario): Sentence {
  if (!recording)
    return { key: 'none', headline: 'Working it out', parts: words('The run is being computed.') };
  const task = taskSentence(recording, at);
  if (task) return task;
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
  if (at < begunNs(move)) return before(move, at, scenario, say);
  if (at >= overNs(move)) return after(move, recording, say);
  const phase = phaseAt(move, at);
  switch (phase?.kind) {
    case 'pause':
      return pause(move, at, say);
    case 'postcopy':
      return postcopy(move, at, say);
    case 'round':
      return round(recording, move, phase, at, say);
    case 'mirror':
      return say(
        'mirror',
        `The disks of ${move.partition} go first`,
        `*${bytes(move.disks?.bytes ?? 0)}* of disks are copied to ${move.to}, and what ${move.partition} writes to them meanwhile. In *${about(move.startNs - at)}* its *${bytes(move.totalPages * move.pageBytes)}* of memory follow.`,
      );
    case 'prepare':
      return say(
        'prepare',
        `${move.partition} is being prepared to move`,
        `${move.from} and ${move.to} set up what the move needs, while ${move.partition} runs on as before. In *${about(move.startNs - at)}* its *${bytes(move.totalPages * move.pageBytes)}* of memory start to cross.`,
      );
  }
  return say(
    'setup',
    `${move.partition} gets ready to move`,
    `${move.to} sets aside *${bytes(move.totalPages * move.pageBytes)}*, and ${move.from} starts to note which pages ${move.partition} writes. Nobody notices anything yet.`,
  );
}

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

/** Who gets ahead in a round; of one that was never counted nobody knows. */
function verdict(phase: Phase): string {
  if (!phase.counted) return 'not over yet';
  const [gone, back] = [phase.leftAtStart - phase.leftAtEnd, phase.redirtiedBytes];
  return gone > back * 1.08
    ? 'copying is winning'
    : back > gone * 1.08
      ? 'writing is winning'
      : 'neither is winning';
}

const severalMove = ({ moves }: Recording): boolean =>
  moves.some(({ partition }) => partition !== moves[0]?.partition);

function round(recording: Recording, move: MoveRecord, phase: Phase, at: VirtualNs, say: Say): Sentence {
  const { copied, dirtied } = pace(move, phase, at);
  const levels = levelsAt(move, at);
  const state = verdict(phase);
  const last = !phasesOf(move).some((p) => p.kind === 'round' && p.number > phase.number);
  const how =
    phase.number === 1 ? 'everything crosses once' : last && move.stoppedNs !== null ? 'the last one' : state;
  const headline = `${severalMove(recording) ? `${move.partition}, round` : 'Round'} ${phase.number}: ${how}`;
  const [speed, back] = [rate(copied), rate(dirtied)];
  const unit = speed.split('\u00a0')[1];
  const short = back.split('\u00a0')[1] === unit ? (back.split('\u00a0')[0] ?? back) : back;
  const again = phase.counted ? `, dirtied again at *${short}*` : '';
  const text = `*${bytes(levels.remainingBytes)}* left. Copied at *${speed}*${again}. ${slowed(move, at)}${outlook(recording, move, at)}`;
  return say(`round ${phase.number}`, headline, text);
}

/** How much of its speed it has lost so that the copy can keep up. */
function slowed(move: MoveRecord, at: VirtualNs): string {
  const percent = throttleAt(move, at);
  return percent > 0 ? `Throttled to *${digits(100 - percent)}\u00a0%* of its speed. ` : '';
}

function beforeThat({ scripted }: Recording, at: VirtualNs): string {
  const asked = scripted?.report.questions.find(({ answer }) => answer === null);
  if (!asked) return 'the run ends before that';
  return at < asked.at
    ? `before that you are asked, in *${about(asked.at - at)}*`
    : 'your answer decides first';
}

/** How this will end, which is known up to an open question. */
function outlook(recording: Recording, move: MoveRecord, at: VirtualNs): string {
  const limit = levelsAt(move, at).thresholdBytes;
  const { status, postcopy } = move.outcome;
  if (status === 'unfinished') {
    const when = limit > 0 ? `once *${bytes(limit)}* are left` : 'when little enough is left';
    return `It would switch over ${when}; ${beforeThat(recording, at)}.`;
  }
  if (move.stoppedNs === null) {
    const never =
      limit > 0
        ? `It would switch over once *${bytes(limit)}* are left, but never gets there`
        : 'It never gets there';
    const ends = status === 'cancelled' || status === 'failed' || status === 'lost';
    const how = status === 'cancelled' ? 'given up' : status === 'failed' ? 'it breaks off' : 'it is lost';
    return ends ? `${never}: ${how} in *${about(move.endNs - at)}*.` : `${never}.`;
  }
  const soon = `in about *${about(move.stoppedNs - at)}*`;
  if (postcopy) return `It goes over to ${move.to} ${soon}, and what is still missing follows.`;
  const when = limit > 0 ? `once *${bytes(limit)}* are left, ${soon}` : soon;
  return `It switches over ${when}; a client may then have to wait *${about(move.outcome.downtimeNs)}*.`;
}
