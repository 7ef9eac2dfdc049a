/** The partition's adapters: all of them virtual, none of them bound to this server. */
import type { Lpar } from '../../objects/lpar.ts';
import { isAnyClient } from '../../objects/storage.ts';
import type { Case, FcPair, ScsiPair } from '../case.ts';
import { implied, sourced, TYPICAL } from '../ground.ts';
import { act, type Failure, fix, type Rule, spot, TYPES } from '../rule.ts';

const slots = (lpar: Lpar): string =>
  lpar.physicalSlots
    .filter(({ assigned }) => assigned)
    .map(({ drcIndex, description }) => (description ? `${drcIndex} (${description})` : drcIndex))
    .join(', ');

const physical: Rule = {
  id: 'lpar-no-physical-io',
  types: TYPES.A,
  looks: ['L.physicalSlots'],
  severity: 'error',
  about: 'The partition has no dedicated adapters.',
  reason: 'Hardware stays where it is built in.',
  ground: sourced('article', 'lopar'),
  *check({ lpar }) {
    const names = slots(lpar);
    if (names === '') return;
    yield {
      on: [spot(lpar, 'physicalSlots')],
      message: `${lpar.name} has dedicated adapters: ${names}.`,
      remedy: 'Remove them dynamically and make them desired in the profile, or move inactive.',
      fix: fix('Remove the dedicated adapters', act(lpar, 'removeAdapters', 'dedicated')),
    };
  },
};

const physicalInactive: Rule = {
  id: 'lpar-physical-io-inactive',
  types: TYPES.I,
  looks: ['L.physicalSlots'],
  severity: 'warning',
  about: 'The partition has no dedicated adapters that it would miss.',
  reason: 'It moves without them, which implies that they are missing on the target.',
  ground: implied('article'),
  *check({ lpar }) {
    if (lpar.physicalSlots.length === 0) return;
    yield {
      on: [spot(lpar, 'physicalSlots')],
      message: `The dedicated adapters of ${lpar.name} stay behind: ${lpar.physicalSlots.map(({ drcIndex }) => drcIndex).join(', ')}.`,
      remedy: 'Give it adapters of the target after the move.',
    };
  },
};

/** In an EtherChannel with a virtual backup, and at most four of those, a port may be taken out for the move. */
const MOST_ETHERCHANNELS = 4;

const lhea: Rule = {
  id: 'lpar-no-lhea',
  types: TYPES.A,
  looks: ['L.lheaPorts'],
  severity: 'error',
  about: 'The partition uses no host Ethernet adapter port of its own.',
  reason: 'The ports belong to the server; only those with a virtual backup can be let go for the move.',
  ground: sourced('hea'),
  *check({ lpar }) {
    const bound = lpar.lheaPorts.filter(({ required, inEtherChannel }) => required || !inEtherChannel);
    const tooMany = lpar.lheaPorts.length > MOST_ETHERCHANNELS;
    if (bound.length === 0 && !tooMany) return;
    const names = (bound.length > 0 ? bound : lpar.lheaPorts).map(({ name }) => name).join(', ');
    yield {
      on: [spot(lpar, 'lheaPorts')],
      message: `${lpar.name} uses host Ethernet adapter ports: ${names}.`,
      remedy: `Remove them, or make them desired in an EtherChannel with a virtual backup, at most ${MOST_ETHERCHANNELS}.`,
      fix: fix('Remove the ports', act(lpar, 'removeAdapters', 'lhea')),
    };
  },
};

const sriov: Rule = {
  id: 'lpar-no-sriov',
  types: TYPES.A,
  looks: ['L.sriovPorts'],
  severity: 'error',
  about: 'The partition uses no SR-IOV port directly.',
  reason: 'The ports are functions of a physical adapter.',
  ground: sourced('pypowervm', 'migrlpar'),
  relaxed: ({ migrateSriov }) => migrateSriov !== null,
  *check({ lpar }) {
    if (lpar.sriovPorts.length === 0) return;
    yield {
      on: [spot(lpar, 'sriovPorts')],
      message: `${lpar.name} uses SR-IOV ports directly: ${lpar.sriovPorts.join(', ')}.`,
      remedy: 'Use virtual NICs instead, or move with --migsriov.',
      fix: fix('Remove the ports', act(lpar, 'removeAdapters', 'sriov')),
    };
  },
};

const hca: Rule = {
  id: 'lpar-no-hca',
  types: TYPES.A,
  looks: ['L.hcaAdapters'],
  severity: 'error',
  about: 'The partition uses no InfiniBand adapter.',
  reason: 'It is hardware of the server.',
  ground: TYPICAL,
  *check({ lpar }) {
    if (lpar.hcaAdapters.length === 0) return;
    yield {
      on: [spot(lpar, 'hcaAdapters')],
      message: `${lpar.name} uses InfiniBand adapters: ${lpar.hcaAdapters.join(', ')}.`,
      remedy: 'Remove them from the partition.',
      fix: fix('Remove them', act(lpar, 'removeAdapters', 'hca')),
    };
  },
};

const allVirtual: Rule = {
  id: 'all-io-virtualised',
  types: TYPES.A,
  looks: [
    'L.physicalSlots',
    'L.lheaPorts',
    'L.hcaAdapters',
    'L.sriovPorts',
    'L.scsi',
    'L.fc',
    'L.eth',
    'L.vnics',
  ],
  severity: 'error',
  about: 'Disks come by vSCSI or NPIV and networks through a VIOS.',
  reason: 'Only what a VIOS stands behind can be put together again on the target.',
  ground: sourced('article'),
  *check({ lpar }) {
    const virtual = lpar.scsi.length + lpar.fc.length + lpar.eth.length + lpar.vnics.length;
    const real = lpar.physicalSlots.filter(({ assigned }) => assigned).length;
    if (virtual > 0 || real === 0) return;
    yield {
      on: [
        spot(lpar, 'physicalSlots'),
        spot(lpar, 'scsi'),
        spot(lpar, 'fc'),
        spot(lpar, 'eth'),
        spot(lpar, 'vnics'),
      ],
      message: `${lpar.name} has dedicated adapters only, and no virtual ones.`,
      remedy: 'Give it virtual adapters and bring its data to disks that VIOS reach.',
    };
  },
};

interface Adapter {
  what: string;
  required?: boolean | undefined;
}

function adaptersOf(lpar: Lpar): Adapter[] {
  const named = (kind: string, all: readonly { slot: number; required?: boolean }[]): Adapter[] =>
    all.map(({ slot, required }) => ({ what: `${kind} in slot ${slot}`, required }));
  return [
    ...named('vSCSI', lpar.scsi),
    ...named('Fibre Channel', lpar.fc),
    ...named('Ethernet', lpar.eth),
    ...named('virtual NIC', lpar.vnics),
    ...lpar.physicalSlots.map(({ drcIndex, required }) => ({ what: `dedicated ${drcIndex}`, required })),
    ...lpar.lheaPorts.map(({ name, required }) => ({ what: `port ${name}`, required })),
  ];
}

const required: Rule = {
  id: 'adapters-desired',
  types: TYPES.AIS,
  looks: ['L.required'],
  severity: 'error',
  about: 'Every adapter is desired, none is required.',
  reason: 'A required adapter ties the partition to this server.',
  ground: sourced('article'),
  *check({ lpar }) {
    const bound = adaptersOf(lpar).filter((adapter) => adapter.required);
    if (bound.length === 0) return;
    const running = lpar.state === 'Running';
    yield {
      on: [spot(lpar, 'required')],
      message: `${lpar.name} has required adapters: ${bound.map(({ what }) => what).join(', ')}.`,
      remedy: `Make them desired in the profile${running ? ` and activate ${lpar.name} again` : ''}.`,
      fix: fix(
        `Make them desired${running ? ` and activate ${lpar.name} again` : ''}`,
        [act(lpar, 'makeAdaptersDesired'), ...(running ? [act(lpar, 'restart')] : [])],
        running ? [lpar.name] : [],
      ),
    };
  },
};

const anyClient: Rule = {
  id: 'adapters-not-any-client',
  types: TYPES.AIS,
  looks: ['SV.scsiServers', 'SV.fcServers', 'L.scsi', 'L.fc'],
  severity: 'error',
  about: 'Each server adapter names the partition and slot that may use it, not “any client”.',
  reason: 'Firmware tells a named adapter to prepare for the suspension; with any client it refuses to.',
  ground: sourced('article', 'lopar'),
  *check(c): Iterable<Failure> {
    yield* anyClients(c, c.scsi, 'vSCSI', 'scsiServers');
    yield* anyClients(c, c.fc, 'Fibre Channel', 'fcServers');
  },
};

function* anyClients(
  { lpar }: Case,
  pairs: readonly (ScsiPair | FcPair)[],
  kind: string,
  key: 'scsiServers' | 'fcServers',
): Iterable<Failure> {
  for (const { client, vios, server } of pairs) {
    const isAny = server ? isAnyClient(server.client) : client.viosSlot === 'any';
    if (!isAny) continue;
    const slot = server?.slot;
    yield {
      on: [vios && server ? spot(vios, key) : spot(lpar, key === 'scsiServers' ? 'scsi' : 'fc')],
      message:
        vios && slot !== undefined
          ? `The ${kind} server adapter in slot ${slot} of ${vios.name}, which serves slot ${client.slot} of ${lpar.name}, is open to any client.`
          : `The ${kind} adapter in slot ${client.slot} of ${lpar.name} names no server adapter.`,
      remedy: `Create the server adapter anew with ${lpar.name} (id ${lpar.id}) and slot ${client.slot} as its client.`,
      ...(vios &&
        slot !== undefined && {
          fix: fix(
            `Name ${lpar.name} as the client of slot ${slot} of ${vios.name}`,
            act(vios, 'nameClient', slot, lpar, client.slot),
          ),
        }),
    };
  }
}

export const ADAPTER_RULES: readonly Rule[] = [
  physical,
  physicalInactive,
  lhea,
  sriov,
  hca,
  allVirtual,
  required,
  anyClient,
];
