/** `lslparmigr`: what may move, what moves, and by which movers, pools and VIOS it could. */
import type { VirtualNs } from '../../../model/units.ts';
import type { Course } from '../course/course.ts';
import { possibleFor } from '../mobility/mappings.ts';
import { candidates } from '../mobility/movers.ts';
import { labelOf, moveOf, type Scene } from '../mobility/scene.ts';
import { lparsOf, systemOf } from '../objects/world.ts';
import { caseOf } from '../rules/case.ts';
import { type CarriedAt, progressOf } from '../view/progress.ts';
import type { Attribute, Rows } from './answer.ts';

export const systemMigrationRows = ({ world }: Scene, name: string | undefined): Rows =>
  world.systems
    .filter((system) => name === undefined || system.name === name)
    .map((system) => [
      ['name', system.name],
      ['inactive_lpar_mobility_capable', system.inactiveCapable ? 1 : 0],
      ['num_inactive_migrations_supported', system.inactiveMovesSupported],
      ['num_inactive_migrations_in_progress', system.inactiveMovesInProgress],
      ['active_lpar_mobility_capable', system.activeCapable ? 1 : 0],
      ['num_active_migrations_supported', system.activeMovesSupported],
      ['num_active_migrations_in_progress', system.activeMovesInProgress],
      ['inactive_prof_policy', system.inactivePolicy],
    ]);

export const lparMigrationRows = (
  course: Course,
  scene: Scene,
  system: string,
  at: VirtualNs,
  carried: CarriedAt,
): Rows =>
  lparsOf(scene.world, system).map((lpar): readonly Attribute[] => {
    const move = moveOf(scene, lpar);
    const common: Attribute[] = [
      ['name', lpar.name],
      ['lpar_id', lpar.id],
      ['migration_state', lpar.migrationState],
    ];
    if (!move) return common;
    const progress = progressOf(course, move, labelOf(scene, lpar), at, carried);
    const pair = move.pairs[move.failedOver ? 1 : 0];
    return [
      ...common,
      ['migration_type', move.type],
      ['dest_sys_name', move.order.target],
      ['dest_lpar_id', move.reserved?.lparId ?? 'unavailable'],
      ['source_msp_name', pair?.source ?? 'none'],
      ['dest_msp_name', pair?.target ?? 'none'],
      ['bytes_transmitted', progress.sentBytes ?? 0],
      ['bytes_remaining', progress.remainingBytes ?? 0],
    ];
  });

export function moverRows(
  scene: Scene,
  { constants }: Pick<Course, 'constants'>,
  source: string,
  target: string,
): Rows {
  const [from, to] = [systemOf(scene.world, source), systemOf(scene.world, target)];
  if (!from || !to) return [];
  const pairs = candidates(scene, from, to, constants).filter(({ refused }) => refused === null);
  const sources = [...new Set(pairs.map((pair) => pair.source))];
  return sources.map((vios) => {
    const targets = pairs.filter((pair) => pair.source === vios).map((pair) => pair.target);
    const [own] = vios.addresses;
    return [
      ['source_msp_name', vios.name],
      ['source_msp_id', vios.id],
      ['dest_msp_names', targets.map(({ name }) => name).join(',')],
      ['dest_msp_ids', targets.map(({ id }) => id).join(',')],
      [
        'ipaddr_mappings',
        targets
          .map(({ id, addresses }) => `${own?.address ?? ''}//${id}/${addresses[0]?.address ?? ''}`)
          .join(','),
      ],
    ];
  });
}

export const poolRows = ({ world }: Scene, target: string): Rows => {
  const pools = systemOf(world, target)?.procPools ?? [];
  return [
    [
      ['shared_proc_pool_ids', pools.map(({ id }) => id).join(',')],
      ['shared_proc_pool_names', pools.map(({ name }) => name).join(',')],
    ],
  ];
};

/** `12/vios1/1`: the partition's slot, and who could serve it. */
export function virtualioRows(
  { world }: Scene,
  source: string,
  target: string,
  names: ReadonlySet<string> | null,
): Rows {
  return lparsOf(world, source)
    .filter(({ name }) => names === null || names.has(name))
    .map((lpar) => {
      const c = caseOf(world, { lpar: lpar.name, source, target });
      const ids = new Map(c?.targetVioses.map(({ name, id }) => [name, id]));
      const mapped = (is: 'scsi' | 'fc', suggestedOnly: boolean) =>
        (c ? (is === 'scsi' ? lpar.scsi : lpar.fc) : [])
          .flatMap(({ slot }) =>
            possibleFor(c as NonNullable<typeof c>, is, slot)
              .filter(({ refused, suggested }) => refused === null && (suggested || !suggestedOnly))
              .map(({ vios }) => `${slot}/${vios}/${ids.get(vios) ?? ''}`),
          )
          .join(',') || 'none';
      return [
        ['possible_virtual_scsi_mappings', mapped('scsi', false)],
        ['suggested_virtual_scsi_mappings', mapped('scsi', true)],
        ['possible_virtual_fc_mappings', mapped('fc', false)],
        ['suggested_virtual_fc_mappings', mapped('fc', true)],
      ];
    });
}
