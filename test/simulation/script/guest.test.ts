/** What a script says of a guest, as the engine is given it. */
import { expect, it } from 'vitest';
import { GUEST_OPTIONS } from '../../../web/script/api/kvm.ts';
import { type GuestOptions, guestOf } from '../../../web/simulation/script/guest.ts';

const host = { $ref: 'Host', id: 1 };

/** From what crosses the wall to a guest. */
function guest(options: object) {
  const read = GUEST_OPTIONS.read({ host, memory: '64 MiB', ...options }, '');
  if (!read.ok) throw new Error(read.misfits.map(({ path, what }) => `${path}: ${what}`).join('\n'));
  const made = guestOf(read.value as GuestOptions);
  if (!made.ok) throw new Error(made.diagnostics.map(({ what }) => what).join('\n'));
  return made.value;
}

it('workloads with rows, and within others, keep their numbers, in pages', () => {
  const { workload } = guest({
    workload: {
      kind: 'together',
      workloads: [
        { kind: 'classes', sets: [{ pages: '4 MiB', writesPerSecond: 5 }] },
        {
          kind: 'phases',
          phases: [{ durationMs: 100, speedPercent: 50 }],
          workload: { kind: 'zipf', pages: 300, exponent: 1.2 },
        },
      ],
    },
  });
  expect(workload).toEqual({
    kind: 'together',
    workloads: [
      { kind: 'classes', firstPage: 0, sets: [{ pages: 1024, writesPerSecond: 5 }] },
      {
        kind: 'phases',
        phases: [{ durationMs: 100, speedPercent: 50 }],
        workload: {
          kind: 'zipf',
          firstPage: 0,
          pages: 300,
          writesPerSecond: 4000,
          exponent: 1.2,
          scattered: true,
        },
      },
    ],
  });
});

it('a row that lacks a number is refused where it stands', () => {
  const lacking = { kind: 'curve', pages: 100, points: [{ seconds: 1 }] };
  expect(() => guest({ workload: lacking })).toThrow(
    'workload.points[0].distinctPages: distinctPages is missing',
  );
});

it('encrypted memory does not shrink, and each write changes its whole page', () => {
  expect(guest({ contents: 'encrypted' }).contents).toEqual([
    { range: { first: 0, end: 16_384 }, ratio: 1, encrypted: true },
  ]);
});
