/**
 * What somebody who is logged in sees, up to a moment: a function of what has become of the partition and of what was
 * typed. A relocation or a pause is a silence; a stop from the manager ends it without a word; a shutdown says so first.
 */
import { call } from '../../../model/call.ts';
import { ns, seconds, type VirtualNs } from '../../../model/units.ts';
import type { SessionLine, SessionView } from '../../../model/world-view.ts';
import { sessionThing } from '../calls/things.ts';
import { type Course, worldAt } from '../course/course.ts';
import { wparOf } from '../objects/world.ts';
import { inside } from './inside.ts';
import { type LifeStory, lifeFrom, momentOf, pausesOf, systemAt } from './life.ts';
import { INTERRUPT, intervalOf, type Session } from './session.ts';
import { USUAL_TERM } from './topas.ts';

/** More than this nobody scrolls back. */
const SCROLLBACK = 1000;
/** A client sends again what was not acknowledged: first after so long, then after twice that, and so on. */
const FIRST_RESEND_S = 1;
const LONGEST_RESEND_S = 64;

interface Ended {
  at: number;
  words: string;
  lines: readonly string[];
}

type Seen = Pick<Course, 'snapshots'>;

export function sessionAt(course: Seen, session: Session, at: VirtualNs): SessionView {
  const { wpar: name, openedNs } = session;
  const title = `ssh root@${name}`;
  const story = lifeFrom(course.snapshots, name, openedNs);
  if (!story) return unanswered(title, name, openedNs);
  const end = endOf(story, session);
  const until = Math.min(at, end?.at ?? Infinity);
  const { lines, loop, ended, unheard } = written(course, session, story, until);
  const over = end && end.at <= at ? end : null;
  const all = [
    ...lines,
    ...(over?.lines ?? []).map((text): SessionLine => ({ at: ns(over?.at ?? at), text, tone: 'warn' })),
  ];
  const last = all.at(-1)?.at ?? openedNs;
  return {
    title,
    lines: all.slice(-SCROLLBACK),
    silentNs: ns(over ? 0 : at - last),
    longestGapNs: ns(Math.max(ended, longestGap(loop, over ? null : until))),
    ended: over?.words ?? null,
    typing: over
      ? null
      : { call: call(sessionThing(session.id), 'type'), prompt: loop.length > 0 ? '' : '#', unheard },
  };
}

const unanswered = (title: string, name: string, at: VirtualNs): SessionView => ({
  title,
  lines: [
    { at, text: `ssh root@${name}`, tone: 'quiet' },
    { at, text: `ssh: connect to host ${name} port 22: Connection timed out`, tone: 'bad' },
  ],
  silentNs: ns(0),
  longestGapNs: ns(0),
  ended: `${name} does not run: nobody answered.`,
  typing: null,
});

/** What ends it first: the programs', or the client's patience. A system that is gone closes no connection. */
function endOf(story: LifeStory, { wpar, patienceNs, typed, openedNs }: Session): Ended | null {
  const silences = pausesOf(story).map(({ fromNs, toNs }) => ({ fromNs, toNs }));
  const { end } = story;
  if (end?.how === 'crash') {
    const fromNs = silences.at(-1)?.toNs === end.at ? (silences.pop()?.fromNs ?? end.at) : end.at;
    silences.push({ fromNs, toNs: Infinity });
  }
  const lost = silences.find(({ fromNs, toNs }) => toNs - fromNs > patienceNs);
  const exit = typed.find(({ line, at }) => line.trim() === 'exit' && at >= openedNs);
  const all: Ended[] = [
    ...(lost
      ? [
          {
            at: lost.fromNs + patienceNs,
            words: `The client gave up: it had heard nothing for ${Math.round(patienceNs / 1e9)} s.`,
            lines: [`Timeout, server ${wpar} not responding.`],
          },
        ]
      : []),
    ...(exit && systemAt(story.spans, exit.at) !== null
      ? [{ at: exit.at, words: 'Logged out.', lines: [`Connection to ${wpar} closed.`] }]
      : []),
    ...(end && end.how !== 'crash' ? [ending(wpar, end)] : []),
  ];
  return all.reduce<Ended | null>((first, each) => (first && first.at <= each.at ? first : each), null);
}

const ending = (wpar: string, { at, how }: NonNullable<LifeStory['end']>): Ended =>
  how === 'shutdown'
    ? {
        at,
        words: `${wpar} was shut down, and said so.`,
        lines: [`Connection to ${wpar} closed by remote host.`, `Connection to ${wpar} closed.`],
      }
    : { at, words: 'It ended, and the client was not told why.', lines: [] };

/** Everything printed before `until`; of the date loop that runs then the moments of its lines, of earlier ones the longest gap. */
function written(course: Seen, session: Session, story: LifeStory, until: number) {
  const lines: SessionLine[] = [];
  const say = (at: number, text: string, tone: SessionLine['tone'] = 'quiet'): void => {
    lines.push({ at: ns(at), text, tone });
  };
  const { wpar: name, openedNs } = session;
  say(openedNs, `ssh root@${name}`);
  say(openedNs, `Welcome to AIX on ${name}.`, 'good');
  const sent = session.typed.map(({ at, line }) => ({
    sentNs: Math.max(at, openedNs),
    at: heardAt(story, Math.max(at, openedNs)) ?? Infinity,
    line: line.trim(),
  }));
  const commands = sent.filter(({ at }) => at < Infinity);
  let term = USUAL_TERM;
  let loop: number[] = [];
  let ended = 0;
  for (const [i, { at, line }] of commands.entries()) {
    if (at > until) break;
    say(at, line === INTERRUPT ? INTERRUPT : `# ${line}`);
    const next = Math.min(until, commands[i + 1]?.at ?? Infinity);
    const interval = intervalOf(line);
    ended = Math.max(ended, longestGap(loop, null));
    const world = worldAt(course, ns(at));
    const wpar = wparOf(world, name);
    const system = systemAt(story.spans, at);
    if (interval !== null) {
      loop = loopMoments(story, at, interval, next);
      for (const moment of loop)
        for (const { text } of dateAt(course, session, story, moment)) say(moment, text);
    } else if (wpar && system !== null) {
      loop = [];
      if (line === INTERRUPT) continue;
      for (const { text, tone } of inside({ world, wpar, system, at: ns(at), term }, line))
        say(at, text, tone);
    }
    term = /^export\s+TERM=(\S+)$/.exec(line)?.[1] ?? term;
  }
  const { notice } = story;
  if (notice && notice.at <= until) {
    say(notice.at, `Broadcast message from root@${name}: ${notice.text}`, 'warn');
    lines.sort((a, b) => a.at - b.at);
  }
  return {
    lines,
    loop,
    ended,
    unheard: sent.filter(({ sentNs, at }) => sentNs <= until && until < at).length,
  };
}

function dateAt(course: Seen, { wpar: name }: Session, story: LifeStory, at: number) {
  const world = worldAt(course, ns(at));
  const wpar = wparOf(world, name);
  const system = systemAt(story.spans, at);
  return wpar && system !== null ? inside({ world, wpar, system, at: ns(at), term: '' }, 'date') : [];
}

/** One line at once, the next ones when its programs have slept so long. */
function loopMoments({ spans }: LifeStory, fromNs: number, intervalS: number, until: number): number[] {
  const moments: number[] = [];
  for (let n = 0; ; n++) {
    const moment = momentOf(spans, fromNs, n * seconds(intervalS));
    if (moment === null || moment.at > until) return moments;
    moments.push(moment.at);
  }
}

/** When a line that was typed is heard inside: at once, or when the client sends it again after a silence. */
function heardAt({ spans }: LifeStory, at: number): number | null {
  if (systemAt(spans, at) !== null) return at;
  let wait = FIRST_RESEND_S;
  const last = spans.at(-1)?.toNs ?? 0;
  for (let again = at + seconds(wait); again < last; again += seconds(wait)) {
    if (systemAt(spans, again) !== null) return again;
    wait = Math.min(LONGEST_RESEND_S, 2 * wait);
  }
  return null;
}

/** @param until to where the loop still runs; null: it does not */
function longestGap(moments: readonly number[], until: number | null): number {
  const all = until === null || moments.length === 0 ? moments : [...moments, until];
  return all.reduce((longest, at, i) => Math.max(longest, at - (all[i - 1] ?? at)), 0);
}
