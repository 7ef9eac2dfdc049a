/** A column of a table. */
import type { Column } from '../../../../model/world-view.ts';

export const column = (id: string, label: string, kind: Column['kind'] = 'text', minor = false): Column => ({
  id,
  label,
  kind,
  minor,
});
