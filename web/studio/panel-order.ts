/** The rows of a panel as somebody wants to see them: those with certain words, in the order of a column. */
import type { Panel, Row } from '../model/world-view.ts';

export interface Order {
  column: string;
  down: boolean;
}

/** Up, down, and back to the order of the console. */
export function turned(order: Order | null, column: string): Order | null {
  if (order?.column !== column) return { column, down: false };
  return order.down ? null : { column, down: true };
}

const WORDS = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

export function ordered({ columns }: Pick<Panel, 'columns'>, rows: readonly Row[], order: Order | null) {
  if (!order) return rows;
  const bar = columns.find((c) => c.id === order.column)?.kind === 'bar';
  const sign = order.down ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [x, y] = [a.cells[order.column], b.cells[order.column]];
    if (bar) return sign * ((x?.share ?? -1) - (y?.share ?? -1));
    return sign * WORDS.compare(x?.text ?? '', y?.text ?? '');
  });
}

export function matching(rows: readonly Row[], filter: string): readonly Row[] {
  const wanted = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return rows;
  return rows.filter((row) => {
    const text = [row.id, ...Object.values(row.cells).map((cell) => cell.text)].join(' ').toLowerCase();
    return wanted.every((each) => text.includes(each));
  });
}
