/** Names, ids and slots: what the partition needs to be itself on the target. */
import { freeSlots } from '../../objects/vios.ts';
import { lparsOf, partitionsOf } from '../../objects/world.ts';
import { implied, sourced } from '../ground.ts';
import { act, type Failure, fix, type Rule, spot, TYPES } from '../rule.ts';

const room: Rule = {
  id: 'tgt-lpar-slot-free',
  types: TYPES.AIS,
  looks: ['T.partitions', 'T.maxLpars'],
  severity: 'error',
  about: 'The target can have one more partition.',
  reason: 'Each server has a largest number of partitions, which implies that one id must be left.',
  ground: implied('output'),
  *check({ world, target }) {
    const count = partitionsOf(world, target.name).length;
    if (count < target.maxLpars) return;
    yield {
      on: [spot(target, 'maxLpars'), spot(target, 'partitions')],
      message: `${target.name} has ${count} partitions and allows ${target.maxLpars}.`,
      remedy: `Delete partitions that nobody uses on ${target.name}.`,
    };
  },
};

const adapterSlots: Rule = {
  id: 'tgt-vslots-vios',
  types: TYPES.AIS,
  looks: ['TV.maxVirtualSlots', 'L.scsi', 'L.fc'],
  severity: 'error',
  about: 'The VIOS of the target have free virtual slots for the new server adapters.',
  reason: 'Every client adapter gets a server adapter on a VIOS of the target.',
  ground: sourced('article', 'process'),
  restsOnAll: true,
  *check({ lpar, target, targetVioses, scsi, fc }) {
    const running = targetVioses.filter(({ state }) => state === 'Running');
    const first = running[0];
    const need = scsi.length + fc.length;
    const free = running.reduce((sum, vios) => sum + freeSlots(vios), 0);
    if (!first || free >= need) return;
    const names = running.map(({ name }) => name).join(', ');
    yield {
      on: [
        spot(first, 'maxVirtualSlots'),
        spot(target, 'partitions'),
        ...running.slice(1).map((vios) => spot(vios, 'maxVirtualSlots')),
      ],
      message: `${lpar.name} needs ${need} server ${need === 1 ? 'adapter' : 'adapters'} on ${target.name}, and ${names} ${running.length === 1 ? 'has' : 'have'} ${free} free ${free === 1 ? 'slot' : 'slots'}.`,
      remedy: `Raise max_virtual_slots in the profile of ${first.name} and activate it again, or remove adapters that nobody uses.`,
      fix: fix(`Give ${first.name} ${need} slots more and activate it again`, act(first, 'addSlots', need), [
        first.name,
      ]),
    };
  },
};

const name: Rule = {
  id: 'tgt-lpar-name-unique',
  types: TYPES.AIS,
  looks: ['L.name', 'TL.name', 'TV.name'],
  severity: 'error',
  about: 'No other partition of either server has the name.',
  reason: 'The console finds partitions by their names.',
  ground: sourced('article'),
  *check({ world, source, target, lpar }): Iterable<Failure> {
    if (source.name === target.name) return;
    const twin = partitionsOf(world, target.name).find((each) => each.name === lpar.name);
    if (!twin) return;
    const other = lparsOf(world, target.name).find((each) => each.name === lpar.name);
    const spare = `${lpar.name}-${target.name}`.slice(0, 31);
    const isFree = !partitionsOf(world, target.name).some((each) => each.name === spare);
    yield {
      on: [spot(lpar, 'name'), spot(twin, 'name')],
      message: `There is a partition ${lpar.name} on ${target.name} already.`,
      remedy: 'Rename one of the two.',
      ...(other &&
        isFree && {
          fix: fix(`Rename the one on ${target.name} to ${spare}`, act(other, 'rename', spare)),
        }),
    };
  },
};

const id: Rule = {
  id: 'tgt-lpar-id-free',
  types: TYPES.AIS,
  looks: ['L.id', 'TL.id', 'TV.id'],
  severity: 'warning',
  about: 'The partition’s id is free on the target.',
  reason: 'The id is kept where it is free; else the partition gets another one.',
  ground: sourced('attributes', 'migrlpar'),
  *check({ world, source, target, lpar, options }) {
    if (source.name === target.name) return;
    const wanted = options.destLparId ?? lpar.id;
    const holder = partitionsOf(world, target.name).find((each) => each.id === wanted);
    if (!holder) return;
    yield {
      on: [spot(lpar, 'id'), spot(holder, 'id')],
      message: `The id ${wanted} belongs to ${holder.name} on ${target.name}${options.destLparId === null ? `: ${lpar.name} will get another one` : ''}.`,
      remedy: 'Name a free id with dest_lpar_id, where the id matters to you.',
      severity: options.destLparId === null ? 'warning' : 'error',
    };
  },
};

const uuid: Rule = {
  id: 'lpar-uuid-unique',
  types: TYPES.AIS,
  looks: ['L.uuid', 'TL.uuid'],
  severity: 'error',
  about: 'No partition of the target has the same UUID.',
  reason: 'Tools tell partitions apart by it.',
  ground: sourced('migrlpar'),
  relaxed: ({ uuid }) => uuid === 2,
  *check({ world, target, lpar }) {
    if (lpar.uuid === '' || lpar.system === target.name) return;
    const twin = lparsOf(world, target.name).find((each) => each.uuid === lpar.uuid);
    if (!twin) return;
    yield {
      on: [spot(lpar, 'uuid'), spot(twin, 'uuid')],
      message: `${twin.name} on ${target.name} has the same UUID as ${lpar.name}.`,
      remedy: 'Move with --uuid 2, so that another one may be given.',
    };
  },
};

export const IDENTITY_RULES: readonly Rule[] = [room, adapterSlots, name, id, uuid];
