/** A move as the command line that asks the console for it. */
import type { MoveOrder } from '../mobility/order.ts';
import type { Lpar } from '../objects/lpar.ts';
import { consoleOf, lparOf, type PowerWorld, systemOf } from '../objects/world.ts';
import { DEFAULT_OPTIONS, type Options } from '../rules/request.ts';
import { SWITCHES } from '../rules/switches.ts';

/** What the command does: validate, migrate, stop, recover. */
export type Operation = 'v' | 'm' | 's' | 'r';

/** Whether the move can be asked for in one line: a rate has no switch, and neither has what this simulator adds. */
export function migrlparOf(
  operation: Operation,
  order: MoveOrder,
  world: PowerWorld,
  { force = false }: { force?: boolean } = {},
): string {
  const words = ['migrlpar', '-o', operation, '-m', word(order.source)];
  if (operation === 's' || operation === 'r') {
    const forced = operation === 'r' && force ? ['--force'] : [];
    return [
      ...words,
      '-p',
      word(order.lpar),
      ...(operation === 'r' ? remote(order, world) : []),
      ...forced,
    ].join(' ');
  }
  const options = { ...DEFAULT_OPTIONS, ...order.options };
  const given = SWITCHES.filter(
    ([, option]) => options[option] !== DEFAULT_OPTIONS[option] && options[option] !== null,
  );
  const attributes = attributesOf(order, options, lparOf(world, order.source, order.lpar));
  return [
    ...words,
    ...['-t', word(order.target), '-p', word(order.lpar)],
    ...remote(order, world),
    ...(options.profileName === null ? [] : ['-n', word(options.profileName)]),
    ...given.flatMap(([name, option]) => [name, String(options[option])]),
    ...(options.affinity ? ['--affinity'] : []),
    ...(attributes.length > 0 ? ['-i', `"${attributes.join(',').replaceAll('"', '\\"')}"`] : []),
    ...(order.waitMinutes === undefined ? [] : ['-w', String(order.waitMinutes)]),
  ].join(' ');
}

const word = (text: string): string =>
  /^[\w.:/*-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

/** The console of the target, where it is another one. */
function remote({ source, target, options }: MoveOrder, world: PowerWorld): string[] {
  const [here, there] = [source, target].map((name) => {
    const system = systemOf(world, name);
    return system && consoleOf(world, system);
  });
  if (!here || !there || here.name === there.name) return [];
  const user = options?.remoteUser ?? (there.user === here.user ? null : there.user);
  return ['--ip', word(there.address || there.name), ...(user === null ? [] : ['-u', word(user)])];
}

/** Lists of mappings contain commas, and are quoted as a whole. */
function attributesOf(
  { mappings = [], vlans = [] }: MoveOrder,
  options: Options,
  lpar: Lpar | undefined,
): string[] {
  const lists = (['scsi', 'fc'] as const).flatMap((kind) => {
    const of = mappings.filter(({ is }) => is === kind);
    const list = of.map(({ slot, vios, viosSlot, port }) =>
      [slot, vios, '', viosSlot ?? '', ...(kind === 'fc' ? [port ?? ''] : [])].join('/').replace(/\/+$/, '/'),
    );
    return of.length === 0 ? [] : [listed(`virtual_${kind}_mappings=${list.join(',')}`)];
  });
  const networks = vlans.flatMap(({ slot, pvid, vlans: further }) => {
    const mac = lpar?.eth.find((each) => each.slot === slot)?.mac;
    return mac ? [[mac, pvid, ...(further.length > 0 ? [further.join(' ')] : [])].join('/')] : [];
  });
  if (networks.length > 0) lists.push(listed(`vlan_mappings=${networks.join(',')}`));
  const single: [name: string, value: string | number | null][] = [
    ['source_msp_name', options.sourceMsp],
    ['dest_msp_name', options.destMsp],
    ['shared_proc_pool_name', options.procPool],
    ['dest_lpar_id', options.destLparId],
  ];
  return [...lists, ...single.flatMap(([name, value]) => (value === null ? [] : [`${name}=${value}`]))];
}

const listed = (attribute: string): string => (attribute.includes(',') ? `"${attribute}"` : attribute);
