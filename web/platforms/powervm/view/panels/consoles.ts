/** Management consoles. */
import type { Panel, Row } from '../../../../model/world-view.ts';
import { isConsoleDown } from '../../mobility/outages.ts';
import type { Scene } from '../../mobility/scene.ts';
import { consoleOffers } from '../offers.ts';
import { cell, count } from '../words.ts';
import { column } from './column.ts';

export const consolesPanel = (scene: Scene): Panel => ({
  id: 'consoles',
  title: 'Consoles',
  about: 'Management consoles. Between two of them moves are remote: both have to trust one another.',
  columns: [
    column('name', 'Name'),
    column('product', 'Kind'),
    column('version', 'Version'),
    column('state', 'State', 'state'),
    column('systems', 'Systems', 'number'),
  ],
  rows: scene.world.consoles.map((console): Row => {
    const down = isConsoleDown(scene, console.name);
    const managed = scene.world.systems.filter((system) => system.console === console.name);
    return {
      id: console.name,
      cells: {
        name: cell(console.name),
        product: cell(console.product),
        version: cell(console.version),
        state: cell(down ? 'Down' : 'Running', down ? 'bad' : 'good'),
        systems: cell(String(managed.length)),
      },
      offers: consoleOffers(scene, console),
      details: [
        ['Manages', managed.map(({ name }) => name).join(', ') || count(0, 'system')],
        ['User', console.user],
        ['Reaches', console.reaches?.join(', ') ?? 'every other console'],
        ['Keys exchanged with', console.trusts?.join(', ') ?? 'every other console'],
      ],
    };
  }),
  offers: [],
});
