/** The syncs of a move as a table: the chart's twin. */
import { html } from 'lit';
import type { MoveRecord } from '../model/recording.ts';
import { bytes, span } from '../studio/format.ts';
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
