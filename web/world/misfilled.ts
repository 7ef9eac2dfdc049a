/** What is wrong with a guest's memory beside its size: what it holds, its pace, and what is counted of it. */
import { isPowerOfTwo } from '../model/parameters/values.ts';
import type { Diagnostic } from '../model/result.ts';
import type { Guest, PageRange } from '../model/scenario.ts';
import { outOfRange } from './ranges.ts';

/** The engine has room for so many ranges of contents. */
export const MAX_CONTENTS = 32;
const WHOLE = 'Give a whole number, 0 or more.';

export function misfilled(id: string, guest: Guest, pages: number): Diagnostic[] {
  const { pace, filled, contents = [], system } = guest;
  const inside = (what: string, { first, end }: PageRange): Diagnostic[] => {
    const good =
      Number.isInteger(first) && Number.isInteger(end) && first >= 0 && end >= first && end <= pages;
    if (good) return [];
    const fix = `Give whole pages from 0 to ${pages}, the first not behind the end.`;
    return [{ where: `${id}, ${what}`, what: `Pages ${first} to ${end} cannot be.`, fix }];
  };
  return [
    ...filled.flatMap((range, i) => inside(`filled[${i}]`, range)),
    ...contents.flatMap(({ range }, i) => inside(`contents[${i}]`, range)),
    ...(system ? inside('system', { first: system.firstPage, end: system.firstPage + system.pages }) : []),
    ...(contents.length > MAX_CONTENTS
      ? [
          {
            where: `${id}, contents`,
            what: `There are ${contents.length} ranges of contents.`,
            fix: `Give ${MAX_CONTENTS} at most.`,
          },
        ]
      : []),
    ...outOfRange([
      [`${id}, pages reported free`, guest.freePages, { whole: true, fix: 'Give a whole number of pages.' }],
      [
        `${id}, ticks per second`,
        pace.tickHz,
        { above: 0, max: 1e6, fix: 'Give more than 0, up to 1000000.' },
      ],
      [`${id}, ticks before`, pace.ticksBefore, { max: 1e9, whole: true, fix: WHOLE }],
      [`${id}, writes until`, pace.stopTick, { max: 1e9, whole: true, fix: WHOLE }],
      [`${id}, burst`, pace.burstOnTicks, { max: 1e9, whole: true, fix: WHOLE }],
      [`${id}, rest`, pace.burstOffTicks, { max: 1e9, whole: true, fix: WHOLE }],
      [
        `${id}, vCPUs`,
        guest.vcpus,
        { min: 1, max: 4096, whole: true, fix: 'Give a whole number from 1 to 4096.' },
      ],
      [
        `${id}, bytes changed by a write`,
        guest.writeBytes,
        { min: 1, max: 2 ** 24, whole: true, fix: 'Give a whole number of bytes from 1 to 16777216.' },
      ],
      ...contents.flatMap(({ ratio, zeroPercent, writeBytes }, i) => [
        [
          `${id}, contents[${i}], packed size`,
          ratio,
          { above: 0, max: 2, fix: 'Give a share above 0; 1 does not shrink.' },
        ] as const,
        [
          `${id}, contents[${i}], zero pages`,
          zeroPercent,
          { max: 100, fix: 'Give percent from 0 to 100.' },
        ] as const,
        [
          `${id}, contents[${i}], bytes changed by a write`,
          writeBytes,
          { min: 1, max: 2 ** 24, whole: true, fix: 'Give a whole number of bytes from 1 to 16777216.' },
        ] as const,
      ]),
    ]),
    ...hostPages(id, guest),
  ];
}

/** The destination's pages hold whole pages of the guest. */
function hostPages(id: string, { hostPageBytes, pageBytes }: Guest): Diagnostic[] {
  if (hostPageBytes === undefined) return [];
  const groups = hostPageBytes / pageBytes;
  if (groups >= 1 && isPowerOfTwo(groups) && hostPageBytes <= 2 ** 30) return [];
  return [
    {
      where: `${id}, pages of the destination`,
      what: `${hostPageBytes} bytes are not possible.`,
      fix: `Give ${pageBytes} bytes or a power of two times that, up to 1 GiB.`,
    },
  ];
}
