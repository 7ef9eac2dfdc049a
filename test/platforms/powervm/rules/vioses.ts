import type { FcServer, ScsiServer } from '../../../../web/platforms/powervm/objects/storage.ts';
import type { Vios } from '../../../../web/platforms/powervm/objects/vios.ts';
import { TARGET, type Trial } from './trial.ts';

const address = (mbitPerSecond: number, over: 'physical' | 'virtual' = 'physical'): Partial<Vios> => ({
  addresses: [{ address: '192.0.2.1', over, mbitPerSecond, mtuBytes: 9000 }],
});
const down = { state: 'Not Activated' } as const;
export const devices =
  (...set: NonNullable<ScsiServer['devices']>) =>
  ({ scsiServers }: Vios): Partial<Vios> => ({
    scsiServers: scsiServers.map((server) => ({ ...server, devices: set })),
  });
export const anyFor = <T extends ScsiServer | FcServer>(servers: readonly T[]): T[] =>
  servers.map((server) => ({ ...server, client: { lparId: 'any', lparName: '', slot: 'any' } }));

export const VIOS_TRIALS: readonly Trial[] = [
  {
    rule: 'src-vios-present',
    fails: { sourceVioses: down },
    says: /No VIOS of P770-A is running/,
    border: { sourceVios: down },
  },
  {
    rule: 'tgt-vios-present',
    fails: { targetVioses: down },
    says: /No VIOS of P780-B is running/,
    border: { targetVios: down },
  },
  {
    rule: 'vios-min-level',
    fails: { sourceVios: { level: '1.5.2.1-FP10' } },
    says: /vios1 of P770-A is at 1\.5\.2\.1-FP10/,
    border: { sourceVios: { level: '1.5.2.1-FP11' }, targetVios: { level: '2.1' } },
  },
  {
    rule: 'vios-rmc-active',
    fails: { sourceVios: { rmcState: 'inactive' } },
    says: /vios1 on P770-A is inactive/,
    border: { described: { storage: 'none' }, targetVios: { rmcState: 'inactive' } },
    at: 'warning',
  },
  {
    rule: 'tgt-vios-redundancy',
    fails: { targetVios: down },
    says: /only vios2 runs/,
    border: { targetVios: down, options: { redundantVios: 2 } },
    at: 'warning',
  },
  {
    rule: 'mpio-config-preserved',
    fails: { targetVios: { maxVirtualSlots: 3 } },
    says: /would not be laid out as they are/,
    border: { targetVios: { maxVirtualSlots: 3 }, options: { mpio: 2 } },
    at: 'warning',
  },
  {
    rule: 'vios-orphan-mappings',
    fails: { targetVios: { orphans: ['vhost7'] } },
    says: /vhost7 on vios1 of P780-B/,
    severity: 'warning',
    border: { sourceVios: { orphans: ['vhost7'] } },
  },
  {
    rule: 'vios-is-not-mobile',
    fails: { lpar: { env: 'vioserver' } },
    says: /app01 is a VIOS/,
    border: { lpar: { env: 'aixlinux' } },
  },
  {
    rule: 'vscsi-tgt-slot',
    fails: { targetVioses: { maxVirtualSlots: 3 } },
    says: /No VIOS of P780-B that sees its disks has a slot/,
    border: { targetVioses: { maxVirtualSlots: 4 } },
  },
  {
    rule: 'src-msp',
    fails: { sourceVioses: { msp: false } },
    says: /No VIOS of P770-A is a mover/,
    border: { sourceVios: { msp: false } },
  },
  {
    rule: 'tgt-msp',
    fails: { targetVios: { msp: false }, options: { destMsp: 'vios1' } },
    says: /vios1 of P780-B is no mover/,
    border: { targetVios: { msp: false } },
  },
  {
    rule: 'msp-vasi',
    fails: { targetVioses: { vasi: false } },
    says: /without a VASI device/,
    border: { targetVios: { vasi: false } },
  },
  {
    rule: 'msp-to-msp-path',
    fails: {
      world: (world) => ({
        ...world,
        brokenPaths: ['vios1', 'vios2'].flatMap((a) =>
          ['vios1', 'vios2'].map((b) => [`P770-A/${a}`, `P780-B/${b}`] as const),
        ),
      }),
    },
    says: /No mover of P770-A reaches a mover of P780-B/,
    border: { world: (world) => ({ ...world, brokenPaths: [['P780-B/vios1', 'P770-A/vios1']] }) },
  },
  {
    rule: 'msp-ports-open',
    fails: { sourceVioses: { portsOpen: false } },
    says: /firewall stops the stream of vios1 on P770-A/,
    border: { sourceVios: { portsOpen: false } },
  },
  {
    rule: 'viosecure-blocks',
    fails: { targetVioses: { viosecure: 'high' } },
    says: /security level high/,
    border: { targetVioses: { viosecure: 'high', secureTunnel: true } },
  },
  {
    rule: 'msp-link-mismatch',
    fails: { targetVioses: address(1000) },
    says: /10000 Mbit\/s.*1000 Mbit\/s/,
    severity: 'warning',
    border: { targetVioses: address(10_000) },
  },
  {
    rule: 'msp-cpu-headroom',
    fails: { sourceVioses: { freeCores: 0.9 } },
    says: /0\.9 processors left for 1 move/,
    severity: 'warning',
    border: { sourceVioses: { freeCores: 1 } },
  },
  {
    rule: 'msp-on-virtual-ip',
    fails: { sourceVios: address(10_000, 'virtual') },
    says: /mover address of vios1 on P770-A is on virtual Ethernet/,
    severity: 'warning',
    border: { sourceVios: address(10_000, 'virtual'), options: { redundantMsps: 0 } },
  },
  {
    rule: 'redundant-msp-required',
    fails: { sourceVios: { msp: false }, options: { redundantMsps: 1 } },
    says: /P770-A has one mover; two are asked for/,
    border: { options: { redundantMsps: 1 } },
  },
  {
    rule: 'concurrency-system-active',
    fails: { target: { activeMovesSupported: 8, activeMovesInProgress: 8 } },
    says: /supports 8 active moves at once, and 8 are in progress/,
    border: { target: { activeMovesSupported: 8, activeMovesInProgress: 7 } },
  },
  {
    rule: 'concurrency-system-inactive',
    type: 'inactive',
    fails: { source: { inactiveMovesSupported: 4, inactiveMovesInProgress: 4 } },
    says: /supports 4 inactive moves/,
    border: { source: { inactiveMovesSupported: 4, inactiveMovesInProgress: 3 } },
  },
  {
    rule: 'concurrency-msp',
    fails: { sourceVioses: { movesInProgress: 8 } },
    says: /Every mover of P770-A is busy \(vios1 with 8 of 8, vios2 with 8 of 8\)/,
    border: { sourceVioses: { movesInProgress: 8 }, sourceVios: { movesInProgress: 7 } },
  },
];

export const STORAGE_TRIALS: readonly Trial[] = [
  {
    rule: 'lpar-no-vopt',
    fails: { sourceVios: devices({ name: 'vtopt0', backing: { is: 'optical', media: 'aix.iso' } }) },
    says: /virtual optical device vtopt0 of vios1/,
    border: { targetVios: devices({ name: 'vtopt0', backing: { is: 'optical', media: null } }) },
  },
  {
    rule: 'lpar-no-vtape',
    fails: { sourceVios: devices({ name: 'vttape0', backing: { is: 'tape', device: 'rmt0' } }) },
    says: /virtual tape vttape0/,
    severity: 'warning',
    border: { targetVios: devices({ name: 'vttape0', backing: { is: 'tape', device: 'rmt0' } }) },
  },
  {
    rule: 'disk-on-san',
    fails: {
      sourceVios: (vios) => ({ disks: vios.disks.map((disk) => ({ ...disk, lun: null })) }),
    },
    says: /hdisk1: a disk inside P770-A/,
    border: {
      targetVios: (vios) => ({ disks: [...vios.disks, { name: 'hdisk0', lun: null, driver: 'aix-mpio' }] }),
    },
  },
  {
    rule: 'disk-not-lv-or-file',
    fails: { sourceVios: devices({ name: 'vt0', backing: { is: 'logical-volume', volume: 'lv_app01' } }) },
    says: /vt0 of vios1, a disk of app01, stands on the logical volume lv_app01/,
    border: {
      sourceVioses: {
        cluster: 'c1',
      },
      sourceVios: devices({ name: 'vt0', backing: { is: 'pool-unit', cluster: 'c1', unit: 'u1' } }),
      targetVioses: { cluster: 'c1' },
    },
  },
  {
    rule: 'reserve-policy-src',
    fails: {
      sourceVios: ({ disks }) => ({ disks: disks.map((d) => ({ ...d, reservePolicy: 'single_path' })) }),
    },
    says: /hdisk1 of vios1 on P770-A has the reserve policy single_path/,
    border: {
      sourceVios: ({ disks }) => ({
        disks: [...disks, { name: 'hdisk0', lun: null, reservePolicy: 'single_path', driver: 'aix-mpio' }],
      }),
    },
  },
  {
    rule: 'reserve-policy-tgt',
    fails: {
      targetVios: ({ disks }) => ({ disks: disks.map((d) => ({ ...d, reservePolicy: 'PR_exclusive' })) }),
    },
    says: /hdisk1 of vios1 on P780-B has the reserve policy PR_exclusive/,
    border: {
      sourceVios: ({ disks }) => ({ disks: disks.map((d) => ({ ...d, reservePolicy: 'PR_exclusive' })) }),
    },
  },
  {
    rule: 'lun-visible-target',
    fails: {
      world: (world) => ({
        ...world,
        luns: world.luns.map((lun) => ({ ...lun, visibleTo: ['P770-A/vios1', 'P770-A/vios2'] })),
      }),
    },
    says: /No VIOS of P780-B sees the disk app01-rootvg/,
    border: {
      world: (world) => ({
        ...world,
        luns: world.luns.map((lun) => ({ ...lun, visibleTo: ['P770-A/vios1', 'P780-B/vios2'] })),
      }),
    },
  },
  {
    rule: 'lun-identity-match',
    fails: {
      targetVioses: ({ disks }) => ({ disks: disks.map((disk) => ({ ...disk, driver: 'sddpcm' })) }),
    },
    says: /driven by aix-mpio on vios1 of P770-A and by sddpcm on vios1 of P780-B/,
    border: {
      targetVios: ({ disks }) => ({ disks: disks.map((disk) => ({ ...disk, driver: 'sddpcm' })) }),
    },
  },
  {
    rule: 'ssp-same-cluster',
    fails: {
      sourceVios: devices({ name: 'vt0', backing: { is: 'pool-unit', cluster: 'c1', unit: 'u1' } }),
    },
    says: /no VIOS of P780-B is in it/,
    severity: 'warning',
    border: {
      sourceVios: devices({ name: 'vt0', backing: { is: 'pool-unit', cluster: 'c1', unit: 'u1' } }),
      targetVios: { cluster: 'c1' },
    },
  },
  ...fibreChannel(),
  {
    rule: 'suspend-storage-src',
    type: 'suspended',
    fails: { source: { reservedStorage: [] } },
    says: /not in the reserved storage pool of P770-A/,
    border: { source: { reservedStorage: ['app01-memory'] } },
  },
  {
    rule: 'suspend-storage-tgt',
    type: 'suspended',
    fails: { target: { reservedStorage: null } },
    says: /P780-B has no reserved storage pool/,
    border: { target: { reservedStorage: ['app01-memory'] } },
  },
  {
    rule: 'protected-storage',
    fails: { lpar: { suspendedOn: 'lun9' }, target: { reservedStorage: [] } },
    says: /lun9 is reserved for suspending app01/,
    border: {
      lpar: { suspendedOn: 'lun9' },
      target: { reservedStorage: [] },
      options: { protectStorage: 2 },
    },
    at: 'warning',
  },
];

function fibreChannel(): Trial[] {
  const npiv = { described: { storage: 'npiv' as const } };
  const ports =
    (values: Partial<Vios['fcPorts'][0]>) =>
    ({ fcPorts }: Vios): Partial<Vios> => ({ fcPorts: fcPorts.map((port) => ({ ...port, ...values })) });
  return [
    {
      rule: 'npiv-fabric-capable',
      passes: npiv,
      fails: { ...npiv, targetVioses: ports({ fabric: false }) },
      says: /no port of P780-B is ready for NPIV/,
      border: {
        ...npiv,
        targetVioses: ports({ fabric: false }),
        targetVios: ({ fcPorts: [first, second] }) => ({ fcPorts: [{ ...first!, fabric: true }, second!] }),
      },
    },
    {
      rule: 'npiv-port-capacity',
      passes: npiv,
      fails: {
        ...npiv,
        targetVioses: ports({ freeSlots: 0 }),
        targetVios: ({ fcPorts: [first, second] }) => ({ fcPorts: [{ ...first!, freeSlots: 1 }, second!] }),
      },
      says: /2 virtual Fibre Channel adapters, and the ports of P780-B have 1 places/,
      border: {
        ...npiv,
        targetVioses: ports({ freeSlots: 0 }),
        targetVios: ({ fcPorts: [first, second] }) => ({ fcPorts: [{ ...first!, freeSlots: 2 }, second!] }),
      },
    },
    {
      rule: 'npiv-both-wwpns-zoned',
      passes: npiv,
      fails: {
        ...npiv,
        lpar: ({ fc }) => ({
          fc: fc.map((each) => ({
            ...each,
            grants: [
              each.grants![0],
              { ...each.grants![1], storagePorts: [each.grants![0].storagePorts[0]!] },
            ],
          })),
        }),
      },
      says: /is not zoned to 50050768010000a2/,
      border: {
        ...npiv,
        lpar: ({ fc }) => ({
          fc: fc.map((each) => ({
            ...each,
            grants: [
              { ...each.grants![0], storagePorts: [each.grants![0].storagePorts[0]!] },
              each.grants![1],
            ],
          })),
        }),
      },
    },
    {
      rule: 'npiv-target-ports-match',
      passes: npiv,
      fails: { ...npiv, targetVioses: ports({ storagePorts: ['50050768010000a1'] }) },
      says: /does not reach 50050768010000a2/,
      border: {
        ...npiv,
        targetVioses: ports({ storagePorts: ['50050768010000a1'] }),
        options: { npivPorts: 'warn' },
      },
      at: 'warning',
    },
    {
      rule: 'npiv-lun-masking',
      passes: { ...npiv, options: { npivValidation: 'portdisk' } },
      fails: { ...npiv, lpar: withoutDisks, options: { npivValidation: 'portdisk' } },
      says: /does not show app01-rootvg to the second name/,
      border: { ...npiv, lpar: withoutDisks, options: { npivValidation: 'port' } },
    },
    {
      rule: 'npiv-wwpn-not-in-use',
      passes: npiv,
      fails: { ...npiv, lpar: ({ fc }) => ({ fc: fc.map((each) => ({ ...each, secondInUseBy: TARGET })) }) },
      says: /is logged in at P780-B/,
      severity: 'warning',
      border: npiv,
    },
    {
      rule: 'npiv-ibmi-both-mapped',
      passes: { described: { storage: 'npiv', env: 'os400' } },
      fails: { described: { storage: 'npiv', env: 'os400' }, lpar: withoutDisks },
      says: /does not show app01-rootvg/,
      border: { ...npiv, lpar: withoutDisks },
    },
  ];
}

function withoutDisks({
  fc,
}: {
  fc: readonly import('../../../../web/platforms/powervm/objects/storage.ts').FcClient[];
}) {
  return {
    fc: fc.map((each) => ({ ...each, grants: [each.grants![0], { ...each.grants![1], luns: [] }] as const })),
  };
}
