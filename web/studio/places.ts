/** Where in a console an object is to be found: the row that bears its name. */
import type { Panel, WorldView } from '../model/world-view.ts';

export interface Place {
  panel: string;
  row: string;
}

export function placeOf({ panels }: Pick<WorldView, 'panels'>, object: string): Place | null {
  return find(panels, (id) => id === object) ?? find(panels, (id) => lastName(id) === lastName(object));
}

function find(panels: readonly Panel[], fits: (id: string) => boolean): Place | null {
  for (const panel of panels) {
    const row = panel.rows.find(({ id }) => fits(id));
    if (row) return { panel: panel.id, row: row.id };
  }
  return null;
}

/** Of `p770-1/vios1` the last part: names are given with or without what they belong to. */
const lastName = (id: string): string => id.split('/').at(-1) ?? id;
