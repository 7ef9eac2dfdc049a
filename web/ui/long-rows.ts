/** Table rows for a list that may be very long: its beginning, a line that counts the rest, its end. */
import { html, type TemplateResult } from 'lit';
import { excerpt } from '../studio/excerpt.ts';
import { count } from '../studio/format.ts';

export function longRows<T>(
  list: readonly T[],
  columns: number,
  what: string,
  row: (item: T, index: number) => TemplateResult,
): TemplateResult {
  const { head, omitted, tail } = excerpt(list);
  return html`${head.map(({ item, index }) => row(item, index))}
    ${omitted > 0 ? html`<tr><td class="small" colspan=${columns}>… ${count(omitted)} more ${what} …</td></tr>` : ''}
    ${tail.map(({ item, index }) => row(item, index))}`;
}
