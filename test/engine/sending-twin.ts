/**
 * Sending as assembly/send.ts says it, over plain arrays and one word at a time: what the engine's loop over many
 * words has to agree with, to the nanosecond.
 */
import type { Machine } from '../../web/model/migration.ts';

const PAGE_WIRE = 4104;
const ZERO_WIRE = 9;
const MAX_SECTION_NS = 50_000_000;

export interface Sending {
  now: number;
  /** When the link has nothing left to do. */
  busy: number;
  /** The word that was sent last; where sending goes on. */
  cursor: number;
  bytes: number;
  normal: number;
  zero: number;
  /** The destination has every page in some version. */
  all: boolean;
}

export const BEFORE: Sending = { now: 0, busy: 0, cursor: 0, bytes: 0, normal: 0, zero: 0, all: false };

/** Sends the waiting pages in sections; `waits` and `isZero` hold 0 or 1 for each page. */
export function sendAll(waits: number[], isZero: number[], machine: Machine, before: Sending): Sending {
  const perByte = machine.linkBytesPerSecond > 0 ? 1e9 / machine.linkBytesPerSecond : 0;
  const buffer = Math.trunc(machine.linkBufferBytes * perByte);
  const words = Math.ceil(waits.length / 64);
  const perPage = before.all
    ? PAGE_WIRE * (1e9 / machine.localBytesPerSecond)
    : (PAGE_WIRE * 1e9) / machine.firstTouchBytesPerSecond;
  const sent = { ...before };

  const handedOver = (pages: number[]) => {
    const zero = pages.filter((page) => isZero[page]).length;
    const normal = pages.length - zero;
    const bytes = normal * PAGE_WIRE + zero * ZERO_WIRE;
    const worked = sent.now + Math.trunc(normal * perPage + zero * machine.zeroPageNs);
    if (perByte === 0) return { now: worked, busy: 0, bytes, normal, zero };
    const busy = Math.max(sent.busy, sent.now) + Math.trunc(bytes * perByte);
    return { now: Math.max(worked, busy - buffer), busy, bytes, normal, zero };
  };
  const send = ({ now, busy, bytes, normal, zero }: ReturnType<typeof handedOver>) => {
    sent.now = now;
    sent.busy = busy;
    sent.bytes += bytes;
    sent.normal += normal;
    sent.zero += zero;
  };

  let begun = sent.now;
  let pagesOfSection = 0;
  for (let i = 0; i < words; i++) {
    const word = (before.cursor + i) % words;
    let pages = [...Array(64).keys()].map((bit) => word * 64 + bit).filter((page) => waits[page]);
    if (pages.length > 0) sent.cursor = word;
    while (pages.length > 0) {
      const whole = handedOver(pages);
      if (whole.now - begun <= MAX_SECTION_NS) {
        send(whole);
        pagesOfSection += pages.length;
        break;
      }
      // A section ends page by page: the clock is read before every 64th.
      const [page = 0, ...rest] = pages;
      const check = pagesOfSection % 64 === 0;
      send(handedOver([page]));
      pagesOfSection++;
      pages = rest;
      if (check && sent.now - begun > MAX_SECTION_NS) {
        begun = sent.now;
        pagesOfSection = 0;
      }
    }
  }
  return { ...sent, all: true };
}
