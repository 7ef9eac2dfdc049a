/** Firmware levels: `01AM780_040`, `EM350_085`, `FW950.30 (VH950_111)`. */
import type { Generation } from './generation.ts';

export interface Firmware {
  /** The release family: 350, 780, 950, 1060. */
  release: number;
  /** The service level inside the family. */
  service: number;
}

/** Null where the text is no firmware level. */
export function parseFirmware(text: string): Firmware | null {
  const level =
    text.match(/(?:^|[^A-Z])(?:\d\d)?[A-Z]{2}(\d{3,4})[_ ](\d{1,3})/i) ??
    text.match(/(?:^|\s)(\d{3,4})_(\d{1,3})/);
  if (level) return { release: Number(level[1]), service: Number(level[2]) };
  const name = text.match(/(?:^|[^A-Z])FW\s*(\d{3,4})(?:\.(\w+))?/i);
  if (!name) return null;
  const service = Number.parseInt(name[2] ?? '0', 10);
  return { release: Number(name[1]), service: Number.isNaN(service) ? 0 : service };
}

/** What a server of a generation has where nobody says otherwise; typical, unverified. */
export const USUAL_FIRMWARE: Readonly<Record<Generation, string>> = {
  POWER5: '01SF240_417',
  POWER6: '01EM350_085',
  'POWER6+': '01EM350_085',
  POWER7: '01AM740_112',
  'POWER7+': '01AM780_040',
  POWER8: '01SV860_138',
  POWER9: 'FW950.30 (VL950_111)',
  POWER10: 'FW1050.10 (MH1050_064)',
  POWER11: 'FW1110.00 (NH1110_066)',
};

export interface Pair {
  verdict: 'allowed' | 'blocked' | 'unlisted';
  /** The rule of the table that decides, in words. */
  because: string;
}

const allowed = (because: string): Pair => ({ verdict: 'allowed', because });
const blocked = (because: string): Pair => ({ verdict: 'blocked', because });
const unlisted = (because: string): Pair => ({ verdict: 'unlisted', because });

const isOf = (release: number, first: number, last: number) => release >= first && release <= last;

/** Whether an active move between two firmware levels is supported, by the published tables. */
export function firmwarePair(from: Firmware, to: Firmware): Pair {
  const [low, high] = from.release <= to.release ? [from.release, to.release] : [to.release, from.release];
  if (low === high) return allowed('both have the same release');
  if (low >= 910) return allowed('releases 910 and later may exchange partitions');
  if (high >= 1010)
    return low >= 810
      ? allowed('POWER10 exchanges with POWER8 and later')
      : blocked('POWER10 and later exchange with POWER8 and later only');
  if (high >= 810) return powerEight(from, to, low, high);
  if (isOf(low, 300, 399)) return powerSix(from, to);
  return isOf(low, 700, 799)
    ? powerSeven(from.release, to.release)
    : unlisted('the tables do not list this pair');
}

function powerEight(from: Firmware, to: Firmware, low: number, high: number): Pair {
  if (high > 860) return unlisted('the tables do not list this pair');
  if (low !== 350 && !isOf(low, 730, 783) && !isOf(low, 810, 860))
    return unlisted('the tables of POWER8 list 350, 730 to 783 and 810 to 860 only');
  const young = [from, to].some(({ release, service }) => release === 840 && service < 113);
  return young
    ? unlisted('some pairs with 840 need 840_113 or later')
    : allowed('350, 730 to 783 and 810 to 860 may exchange partitions');
}

/** The tables give the way up; the way back holds where the way up does. */
function powerSix(from: Firmware, to: Firmware): Pair {
  const [six, other] = from.release < to.release ? [from, to] : [to, from];
  const back = from.release > to.release;
  if (six.release === 350 && isOf(other.release, 700, 799)) return allowed('350 exchanges with every 7xx');
  if (six.release === 340 && six.service >= 39) {
    if (other.release <= 720) return allowed('340_039 and later exchange with 350, 710 and 720');
    return back
      ? unlisted('340 is blocked the other way from 730 on')
      : blocked('340 may not go to 730 or later');
  }
  return unlisted('the tables begin at 340_039');
}

function powerSeven(from: number, to: number): Pair {
  if (from === 710 && to >= 760) return blocked('710 may not go to 760 or later');
  if (from === 720 && to >= 770) return blocked('720 may not go to 770 or later');
  if (from === 760 && to < 720) return blocked('760 may not go to 710');
  if (from >= 770 && to < 730) return blocked(`${from} may not go to 710 or 720`);
  return allowed('the table of POWER7 allows the pair');
}
