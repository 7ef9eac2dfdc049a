/** The virtual I/O servers: that they are there, new enough, and can be talked to. */
import { isAtLeast, parseVersion } from '../../objects/version.ts';
import type { Vios } from '../../objects/vios.ts';
import type { Case } from '../case.ts';
import { sourced } from '../ground.ts';
import { keepsPaths } from '../placement.ts';
import { act, type Failure, fix, type Rule, set, spot, TYPES } from '../rule.ts';
import { abbreviation, type End, forBothEnds, letter } from '../server/ends.ts';

const FIRST_LEVEL = '1.5.2.1-FP11';
const FIRST_LEVEL_OF_TWO = '2.1';
const NEW_LEVEL = '3.1.4.10';

export const viosesAt = (c: Case, end: End): readonly Vios[] =>
  end === 'source' ? c.sourceVioses : c.targetVioses;

export const isRunning = ({ state }: Vios): boolean => state === 'Running';

/** VIOS of the source that serve the partition, and movers where one is needed. */
export function involvedAtSource({ sourceVioses, scsi, fc, type }: Case): Vios[] {
  const serving = new Set([...scsi, ...fc].map(({ vios }) => vios?.name));
  const involved = sourceVioses.filter(({ name }) => serving.has(name));
  const movers = sourceVioses.filter((vios) => vios.msp && isRunning(vios));
  const only = type === 'active' && movers.length === 1 && !involved.includes(movers[0] as Vios);
  return only ? [...involved, movers[0] as Vios] : involved;
}

const present = (end: End): Rule => ({
  id: `${abbreviation(end)}-vios-present`,
  types: TYPES.AIS,
  looks: [`${letter(end)}V.state`, `${letter(end)}.partitions`],
  severity: 'error',
  about: `A VIOS runs on the ${end}.`,
  reason: 'All input and output of a mobile partition goes through VIOS, and movers are VIOS.',
  ground: sourced('article', 'help'),
  *check(c): Iterable<Failure> {
    const vioses = viosesAt(c, end);
    if (vioses.some(isRunning)) return;
    const [first] = vioses;
    const { name } = c[end];
    yield {
      on: [spot(c[end], 'partitions'), ...vioses.map((vios) => spot(vios, 'state'))],
      message: first ? `No VIOS of ${name} is running.` : `${name} has no VIOS.`,
      remedy: first ? `Activate ${first.name} on ${name}.` : `Install a VIOS on ${name}.`,
      ...(first && {
        fix: fix(`Activate ${first.name} on ${name}`, act(first, 'activate')),
      }),
    };
  },
});

const level: Rule = {
  id: 'vios-min-level',
  types: TYPES.AIS,
  looks: ['SV.level', 'TV.level'],
  severity: 'error',
  about: `Every VIOS is at ${FIRST_LEVEL}, or at ${FIRST_LEVEL_OF_TWO} or later.`,
  reason: 'Mobility begins with these levels; newer servers need newer ones.',
  ground: sourced('article'),
  *check({ sourceVioses, targetVioses }) {
    for (const vios of [...sourceVioses, ...targetVioses]) {
      const numbers = parseVersion(vios.level);
      if (!numbers || isAtLeast(vios.level, (numbers[0] ?? 0) >= 2 ? FIRST_LEVEL_OF_TWO : FIRST_LEVEL))
        continue;
      yield {
        on: [spot(vios, 'level')],
        message: `${vios.name} of ${vios.system} is at ${vios.level}; mobility needs ${FIRST_LEVEL}, or ${FIRST_LEVEL_OF_TWO} or later.`,
        remedy: `Update ${vios.name} (updateios).`,
        fix: fix(
          `Update ${vios.name} to ${NEW_LEVEL} and restart it`,
          [set(vios, { level: NEW_LEVEL }), act(vios, 'restart')],
          [vios.name],
        ),
      };
    }
  },
};

const repair = (vios: Vios) => fix(`Repair the RMC connection of ${vios.name}`, act(vios, 'repairRmc'));

const rmc: Rule = {
  id: 'vios-rmc-active',
  types: TYPES.AIS,
  looks: ['SV.rmcState', 'TV.rmcState'],
  severity: 'error',
  about: 'The console reaches the VIOS involved over RMC.',
  reason: 'The console asks each VIOS which devices stand behind its adapters, and lets it create new ones.',
  ground: sourced('validation'),
  code: 'HSCL2957',
  *check(c): Iterable<Failure> {
    for (const vios of involvedAtSource(c)) if (isRunning(vios)) yield* silent(vios, 'error');
    const running = c.targetVioses.filter(isRunning);
    const needed = Math.max(1, new Set(c.placement.map(({ from }) => from)).size);
    const isEnough = running.filter(({ rmcState }) => rmcState === 'active').length >= needed;
    for (const vios of running) yield* silent(vios, isEnough ? 'warning' : 'error');
  },
};

function* silent(vios: Vios, severity: Failure['severity'] & string): Iterable<Failure> {
  if (vios.rmcState === 'active') return;
  yield {
    on: [spot(vios, 'rmcState')],
    message: `The RMC connection of ${vios.name} on ${vios.system} is ${vios.rmcState}.`,
    remedy: `Check the network and TCP port 657 between console and ${vios.name}, then restart RMC there.`,
    severity,
    fix: repair(vios),
  };
}

const redundancy: Rule = {
  id: 'tgt-vios-redundancy',
  types: TYPES.AIS,
  looks: ['L.scsi', 'L.fc', 'TV.state', 'T.partitions'],
  severity: 'error',
  about: 'Adapters that two VIOS serve now can be served by two on the target.',
  reason: 'Else the partition loses the path that survives the maintenance of one VIOS.',
  ground: sourced('migrlpar'),
  relaxed: ({ redundantVios }) => redundantVios === 2,
  *check({ lpar, target, targetVioses, placement, options }) {
    const serving = new Set(placement.map(({ from }) => from)).size;
    const running = targetVioses.filter(isRunning);
    if (options.redundantVios === 0 || serving < 2 || running.length === 0 || running.length >= 2) return;
    yield {
      on: [spot(target, 'partitions'), ...targetVioses.map((vios) => spot(vios, 'state'))],
      message: `${serving} VIOS serve ${lpar.name}, and on ${target.name} only ${running[0]?.name} runs.`,
      remedy: `Bring up a second VIOS on ${target.name}, or move with --redundantvios 2.`,
    };
  },
};

const paths: Rule = {
  id: 'mpio-config-preserved',
  types: TYPES.AIS,
  looks: ['L.scsi', 'L.fc', 'S.partitions', 'TV.maxVirtualSlots', 'TV.fcPorts', 'N.luns'],
  severity: 'error',
  about: 'Paths over different VIOS stay on different ones, and paths over one stay together.',
  reason: 'Multipath only helps where the paths do not share what may fail.',
  ground: sourced('remote'),
  code: 'HSCLA340',
  restsOnAll: true,
  relaxed: ({ mpio }) => mpio === 2,
  *check({ lpar, source, target, targetVioses, placement }) {
    const running = targetVioses.filter(isRunning);
    const sources = new Set(placement.map(({ from }) => from)).size;
    const impossible = sources > running.length || placement.some(({ to }) => to === null);
    if (placement.length === 0 || impossible || keepsPaths(placement)) return;
    const plan = placement.map(({ slot, from, to }) => `slot ${slot}: ${from} to ${to?.name}`).join('; ');
    yield {
      on: [
        spot(lpar, 'scsi'),
        spot(source, 'partitions'),
        spot(target, 'partitions'),
        ...running.flatMap((vios) => [spot(vios, 'maxVirtualSlots'), spot(vios, 'fcPorts')]),
      ],
      message: `The paths of ${lpar.name} would not be laid out as they are (${plan}).`,
      remedy:
        'Give the mappings yourself (virtual_scsi_mappings, virtual_fc_mappings), or move with --mpio 2.',
    };
  },
};

const orphans: Rule = {
  id: 'vios-orphan-mappings',
  types: TYPES.AIS,
  looks: ['TV.orphans'],
  severity: 'warning',
  about: 'No adapters of partitions that are gone are left on the VIOS of the target.',
  reason: 'Left-over adapters hold slots that the new ones are meant to get.',
  ground: sourced('nova'),
  *check({ targetVioses }) {
    for (const vios of targetVioses) {
      if (vios.orphans.length === 0) continue;
      yield {
        on: [spot(vios, 'orphans')],
        message: `${vios.orphans.join(', ')} on ${vios.name} of ${vios.system} ${vios.orphans.length === 1 ? 'belongs' : 'belong'} to no partition.`,
        remedy: 'Remove them (rmvdev, rmdev).',
        fix: fix(`Remove them from ${vios.name}`, act(vios, 'removeOrphans')),
      };
    }
  },
};

const notMobile: Rule = {
  id: 'vios-is-not-mobile',
  types: TYPES.AIS,
  looks: ['L.env'],
  severity: 'error',
  about: 'The partition is no VIOS.',
  reason: 'A VIOS owns hardware of its server, and that stays.',
  ground: sourced('pypowervm', 'lopar'),
  *check({ lpar }) {
    if (lpar.env !== 'vioserver') return;
    yield {
      on: [spot(lpar, 'env')],
      message: `${lpar.name} is a VIOS.`,
      remedy: 'VIOS are never moved: move its clients, or install another VIOS.',
    };
  },
};

const slots: Rule = {
  id: 'vscsi-tgt-slot',
  types: TYPES.AIS,
  looks: ['L.scsi', 'TV.maxVirtualSlots'],
  severity: 'error',
  about: 'A VIOS of the target can create each vSCSI server adapter.',
  reason: 'The server adapter takes a slot of a VIOS that sees the disk.',
  ground: sourced('process'),
  restsOnAll: true,
  *check(c) {
    const { lpar, target, placement, targetVioses } = c;
    const running = targetVioses.filter(isRunning);
    const lost = placement.filter(({ is, to }) => is === 'scsi' && to === null);
    const seen = running.filter((vios) => seesAll(c, vios));
    if (lost.length === 0 || seen.length === 0) return;
    yield {
      on: [
        spot(lpar, 'scsi'),
        spot(target, 'partitions'),
        ...running.map((vios) => spot(vios, 'maxVirtualSlots')),
      ],
      message: `No VIOS of ${target.name} that sees its disks has a slot for the vSCSI ${lost.length === 1 ? 'adapter' : 'adapters'} in slot ${lost.map(({ slot }) => slot).join(', ')} of ${lpar.name}.`,
      remedy: `Raise max_virtual_slots of ${seen.map(({ name }) => name).join(' or ')}.`,
    };
  },
};

function seesAll({ world, scsi }: Case, vios: Vios): boolean {
  const disks = scsi.flatMap(({ server, vios: host }) =>
    (server?.devices ?? []).flatMap(({ backing }) =>
      backing.is === 'disk' ? (host?.disks.find(({ name }) => name === backing.disk)?.lun ?? []) : [],
    ),
  );
  const key = `${vios.system}/${vios.name}`;
  return disks.every((lun) => world.luns.find(({ id }) => id === lun)?.visibleTo.includes(key) ?? true);
}

export const VIOS_RULES: readonly Rule[] = [
  ...forBothEnds(present),
  level,
  rmc,
  redundancy,
  paths,
  orphans,
  notMobile,
  slots,
];
