/** The link, the adapters and movers of the hosts, and what else crosses the network. */
import { HOST_NETWORK_FIELDS, LINK_FIELDS, MOVER_FIELDS } from '../../model/parameters/link.ts';
import type { HostSpec, Scenario } from '../../model/scenario.ts';
import { ZERO_NS } from '../../model/units.ts';
import { rate } from '../format.ts';
import { subjectOf } from '../subject.ts';
import type { Field, NumberField } from './field.ts';
import { put } from './lens.ts';
import { fieldAt, type Place } from './places.ts';

const named = (fields: typeof LINK_FIELDS, name: string) => {
  const found = fields.find((field) => field.name === name);
  if (!found) throw new Error(`there is no field ${name}`);
  return found;
};

const LINK: Place = {
  get: ({ link }, name) => link[name as keyof typeof link],
  set: (s, name, value) => ({ ...s, link: put(s.link, name, value) }),
};

const link = (name: string, extra: Omit<Parameters<typeof fieldAt>[2], 'group'>) =>
  fieldAt(LINK, named(LINK_FIELDS, name), { id: `link.${name}`, group: 'link', ...extra });

export const LINK_SPEED: NumberField = {
  ...(link('bytesPerSecond', { label: 'Link speed', bits: true }) as NumberField),
  id: 'link',
  group: 'first',
  slider: { min: 1.25e6, max: 12.5e9, scale: 'log' },
  special: { value: 0, label: 'local', otherwise: 25e6 },
  hint: (s) =>
    s.link.bytesPerSecond ? `Carries ${rate(s.link.bytesPerSecond)} of pages` : 'Limited by copying alone',
};

export const LINK_TABLE: readonly Field[] = [
  link('oneWayDelayNs', {}),
  link('mtuBytes', { absent: { label: 'no headers', otherwise: 1500 } }),
  link('lossShare', {}),
  link('windowBytes', { absent: { label: 'no bound', otherwise: 4_194_304 } }),
];

const OTHER = 'other';

/** From where the partition stands to where it goes, all the time. */
export const TRAFFIC: NumberField = {
  kind: 'number',
  id: 'traffic',
  label: 'Other traffic',
  group: 'link',
  unit: 'bytes/s',
  bits: true,
  value: { kind: 'number', min: 0, max: 1e12, zero: 'as much as it gets' },
  special: { value: null, label: 'none', otherwise: 12.5e6 },
  about: () =>
    'Something else that goes the same way and takes its fair share of the link; 0: as much as it gets.',
  get: ({ traffic = [] }) => traffic.find(({ id }) => id === OTHER)?.bytesPerSecond ?? null,
  set(s, value) {
    const others = (s.traffic ?? []).filter(({ id }) => id !== OTHER);
    const from = subjectOf(s)?.host ?? '';
    const to = s.moves[0]?.to ?? s.hosts.find(({ id }) => id !== from)?.id ?? '';
    const flow = { id: OTHER, from, to, startNs: ZERO_NS, endNs: s.horizonNs };
    const traffic = value === null ? others : [...others, { ...flow, bytesPerSecond: Number(value) }];
    return put(s, 'traffic', traffic.length > 0 ? traffic : undefined);
  },
  reset: (s, original) => put(s, 'traffic', original.traffic),
};

/** More hosts than this are a fleet: the two that the move concerns stand for it. */
const MOST_HOSTS = 4;

export function hostFields(scenario: Scenario): Field[] {
  const from = subjectOf(scenario)?.host;
  const ends = [from, scenario.moves[0]?.to];
  const shown =
    scenario.hosts.length <= MOST_HOSTS
      ? scenario.hosts
      : scenario.hosts.filter(({ id }) => ends.includes(id));
  return shown.flatMap(ofHost);
}

const withHost = (s: Scenario, id: string, network: HostSpec['network']): Scenario => ({
  ...s,
  hosts: s.hosts.map((host) =>
    host.id !== id
      ? host
      : put(host, 'network', network && Object.keys(network).length > 0 ? network : undefined),
  ),
});

function ofHost({ id }: HostSpec): Field[] {
  const networkOf = (s: Scenario) => s.hosts.find((host) => host.id === id)?.network;
  const network: Place = {
    get: (s, name) => (networkOf(s) as Record<string, unknown> | undefined)?.[name],
    set: (s, name, value) => withHost(s, id, put(networkOf(s) ?? {}, name, value)),
  };
  const moverOf = (s: Scenario) => networkOf(s)?.movers?.[0];
  const mover: Place = {
    get: (s, name) => (moverOf(s) as Record<string, unknown> | undefined)?.[name],
    set(s, name, value) {
      const fresh = { id: `${id}-mover`, bytesPerSecond: 0, maxMoves: 8 };
      const movers = value === undefined ? undefined : [put(moverOf(s) ?? fresh, name, value)];
      return withHost(s, id, put(networkOf(s) ?? {}, 'movers', movers));
    },
  };
  const all = HOST_NETWORK_FIELDS;
  return [
    fieldAt(network, named(all, 'nicBytesPerSecond'), {
      ...{ id: `${id}.nic`, label: `${id}, adapter`, group: 'hosts', bits: true },
      absent: { label: 'no limit', otherwise: 1.25e9 },
    }),
    fieldAt(network, named(all, 'maxMoves'), {
      ...{ id: `${id}.maxMoves`, label: `${id}, moves at once`, group: 'hosts' },
      absent: { label: 'any', otherwise: 8 },
    }),
    fieldAt(mover, named(MOVER_FIELDS, 'bytesPerSecond'), {
      ...{ id: `${id}.mover`, label: `${id}, mover`, group: 'hosts' },
      absent: { label: 'needs none', otherwise: 700 * 2 ** 20 },
    }),
    fieldAt(mover, named(MOVER_FIELDS, 'maxMoves'), {
      ...{ id: `${id}.moverMoves`, label: `${id}, moves of the mover`, group: 'hosts' },
      needs: (s) =>
        moverOf(s)
          ? null
          : { what: `${id}, mover: one`, meet: (now) => mover.set(now, 'bytesPerSecond', 700 * 2 ** 20) },
    }),
  ];
}
