/** Who uses the partition while it moves, and how soon the network finds it again. */
import { USUAL_ANNOUNCE } from '../../model/client.ts';
import { anyNumber, type NumberKind, whole } from '../../model/parameters/described.ts';
import { parameterNamed } from '../../model/parameters/qemu/parameters.ts';
import type { Scenario } from '../../model/scenario.ts';
import type { Field, FlagField, Need, NumberField, Setting } from './field.ts';
import { at, put } from './lens.ts';
import { qemuNamed } from './policy.ts';

const REQUESTS = { perSecond: 500, serviceMs: 1, workers: 4 };

interface Row {
  path: string;
  label: string;
  unit: string;
  value: NumberKind;
  usual: number;
  about: string;
  qemu?: string;
}

const partOf = (path: string): string => path.split('.')[0] ?? '';

const PARTS = {
  requests: {
    label: 'Requests',
    fresh: REQUESTS,
    about:
      'A stream of equal requests beside the date loop: it shows how much slower the partition answers, and for how long not at all.',
  },
  announce: {
    label: 'The network has to find it',
    fresh: USUAL_ANNOUNCE,
    about:
      'After the switchover packets still go to the source, until the partition’s new place has announced itself.',
  },
} as const;

const withPart = (s: Scenario, part: string, value: unknown): Scenario => ({
  ...s,
  client: put(s.client, part, value),
});

const needOf = (s: Scenario, path: string): Need | null => {
  const part = PARTS[partOf(path) as keyof typeof PARTS];
  if (!part || at(s.client, partOf(path)) !== undefined) return null;
  return { what: `${part.label}: on`, meet: (now) => withPart(now, partOf(path), part.fresh) };
};

const number = ({ path, label, unit, value, usual, about, qemu }: Row): NumberField => ({
  kind: 'number',
  id: `client.${path}`,
  label,
  group: 'client',
  unit,
  value,
  about: () => parameterNamed(qemu ?? '')?.about ?? about,
  name: (s) => qemuNamed(s, qemu)?.name,
  usual: () => usual,
  get: (s) => (at(s.client, path) ?? usual) as Setting,
  set: (s, to) => withPart(s, path, to),
  reset: (s, original) => withPart(s, path, at(original.client, path)),
  needs: (s) => needOf(s, path),
});

const flag = (part: keyof typeof PARTS): FlagField => ({
  kind: 'flag',
  id: `client.${part}`,
  label: PARTS[part].label,
  group: 'client',
  about: () => PARTS[part].about,
  get: (s) => at(s.client, part) !== undefined,
  set: (s, on) => withPart(s, part, on === true ? PARTS[part].fresh : undefined),
  reset: (s, original) => withPart(s, part, at(original.client, part)),
});

const announce = (key: 'initialMs' | 'maxMs' | 'rounds' | 'stepMs', qemu: string): NumberField => {
  const { label, unit, value } = parameterNamed(qemu) ?? { label: qemu, unit: '', value: anyNumber(0, 1e5) };
  const kind = value.kind === 'number' ? value : anyNumber(0, 1e5);
  return number({
    path: `announce.${key}`,
    label,
    unit,
    value: kind,
    usual: USUAL_ANNOUNCE[key],
    about: '',
    qemu,
  });
};

export const CLIENT_TABLE: readonly Field[] = [
  number({
    path: 'everyMs',
    label: 'Asks for the date every',
    unit: 'ms',
    value: anyNumber(1, 600_000),
    usual: 100,
    about: 'The client’s date loop: each answer is a beat, and a silence is what a person would notice.',
  }),
  flag('requests'),
  number({
    ...{ path: 'requests.perSecond', label: 'Requests per second', unit: '1/s', value: anyNumber(0, 1e6) },
    usual: REQUESTS.perSecond,
    about: 'They keep coming at this pace, whether or not earlier ones have been answered.',
  }),
  number({
    ...{ path: 'requests.serviceMs', label: 'Time for one', unit: 'ms', value: anyNumber(0.001, 600_000) },
    usual: REQUESTS.serviceMs,
    about: 'At the partition’s full speed, when nothing waits before it.',
  }),
  number({
    ...{ path: 'requests.workers', label: 'Side by side', unit: '', value: whole(1, 10_000) },
    usual: REQUESTS.workers,
    about: 'How many are worked on at once; the others wait their turn.',
  }),
  flag('announce'),
  announce('initialMs', 'announce-initial'),
  announce('stepMs', 'announce-step'),
  announce('maxMs', 'announce-max'),
  announce('rounds', 'announce-rounds'),
  number({
    ...{ path: 'announce.lost', label: 'Announcements lost', unit: 'packets', value: whole(0, 1000) },
    usual: 0,
    about: 'How many get lost before one is heard.',
  }),
];
