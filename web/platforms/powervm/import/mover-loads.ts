/** How many moves each mover serves: by the moves that the lists of its server show, each with its movers. */
import { wholeServer } from './adapters.ts';
import { type Draft, type Placed, partitionDraft } from './draft.ts';
import { textIn } from './values.ts';

const IN_PROGRESS = /^Migration (?:Starting|In Progress|Aborting|Canceling)$/;

export function readMoverLoads(draft: Draft, placed: readonly Placed[]): void {
  const lists = placed.filter(({ kind }) => kind === 'migr-lpar');
  for (const of of new Set(lists.filter(wholeServer).map((table) => table.of))) {
    const moves = lists
      .flatMap((table) => table.rows.map(({ values }) => ({ values, from: table.of })))
      .filter(({ values }) => IN_PROGRESS.test(textIn(values, 'migration_state') ?? ''))
      .filter(({ values, from }) => from === of || textIn(values, 'dest_sys_name') === of);
    const movers = moves.map(({ values }) => ({
      name: textIn(values, textIn(values, 'dest_sys_name') === of ? 'dest_msp_name' : 'source_msp_name'),
      lpar: textIn(values, 'name', 'lpar_name', 'lpar_id') ?? '',
    }));
    if (movers.some(({ name }) => name === undefined)) continue;
    for (const { name } of movers) {
      const mover = partitionDraft(draft, of, name, undefined);
      if (mover) mover.env ??= 'vioserver';
    }
    for (const partition of draft.partitions) {
      if (partition.system !== of) continue;
      const served = new Set(movers.filter(({ name }) => name === partition.name).map(({ lpar }) => lpar));
      partition.vios = { ...partition.vios, movesInProgress: served.size };
    }
  }
}
