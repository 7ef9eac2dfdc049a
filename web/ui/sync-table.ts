/** The chart's twin: the syncs of a move as a table, and what the chart shows beside them. */
import { html, nothing } from 'lit';
import type { MoveRecord } from '../model/recording.ts';
import { bytes, count, digits, span } from '../studio/format.ts';
import { waitsUpTo } from '../studio/postcopy.ts';
import { longRows } from './long-rows.ts';

export const syncTable = (move: MoveRecord) => html`<table>
  <caption class="offstage">Bitmap synchronisations of ${move.partition}, times since the move began</caption>
  <thead>
    <tr>
      <th scope="col">Sync</th><th scope="col">At</th><th scope="col">Unsent</th><th scope="col">Dirtied anew</th>
      <th scope="col">Left</th><th scope="col">Limit</th><th scope="col">Sent</th>
    </tr>
  </thead>
  <tbody>
    ${longRows(
      move.syncs,
      7,
      'syncs',
      (s) => html`<tr>
        <td>${s.number}${s.stopped ? ' (pause)' : ''}</td>
        <td>${span(s.at - move.startNs)}</td>
        <td>${bytes(s.unsentPages * move.pageBytes)}</td>
        <td>${bytes(s.newDirtyPages * move.pageBytes)}</td>
        <td>${bytes(s.remainingBytes)}</td>
        <td>${s.thresholdBytes > 0 ? bytes(s.thresholdBytes) : '–'}</td>
        <td>${bytes(s.sentBytes)}</td>
      </tr>`,
    )}
  </tbody>
</table>`;

/** Throttle steps, and the waits of post-copy. */
export const beside = (move: MoveRecord) => html`${
  move.throttle?.length
    ? html`<table>
        <caption class="offstage">Throttle steps of ${move.partition}</caption>
        <thead><tr><th scope="col">Throttled</th><th scope="col">At</th></tr></thead>
        <tbody>${longRows(
          move.throttle,
          2,
          'steps',
          ({ at, percent }) =>
            html`<tr><td>${percent > 0 ? `by ${digits(percent)} %` : 'no longer'}</td><td>${span(at - move.startNs)}</td></tr>`,
        )}</tbody>
      </table>`
    : nothing
}
${move.outcome.postcopy ? html`<p class="small">${besideText(move)}</p>` : nothing}`;

/** The same in words. */
export function besideText(move: MoveRecord): string {
  const { throttle = [], outcome } = move;
  const most = Math.max(0, ...throttle.map(({ percent }) => percent));
  const slowed = most > 0 ? ` ${move.partition} is throttled by up to ${digits(most)} %.` : '';
  if (!outcome.postcopy) return slowed;
  const { count: times, meanNs, longestNs } = waitsUpTo(move, move.endNs);
  const waits =
    times > 0
      ? `${count(times)} waits for missing pages, ${span(meanNs)} on average, ${span(longestNs)} at most`
      : 'no wait for a page';
  return `${slowed} In post-copy ${bytes(outcome.postcopy.bytes)} follow: ${waits}.`;
}
