/** The report on what lies outside its bound. */
import type { Fidelity } from './fidelity.ts';
import {
  code,
  errorCell,
  gigabytesPerSecond,
  megabytes,
  milliseconds,
  pair,
  signed,
  table,
} from './markdown.ts';
import { isPause, missedBounds, type Outside, outside, stopPhase } from './outside.ts';
import { MISSED_BOUNDS, SYSTEMATIC } from './reasons.ts';

export function outsidePart(fidelity: Fidelity): string {
  const all = outside(fidelity);
  const missed = missedBounds(fidelity.sections).map((key) => `* **${key}**: ${MISSED_BOUNDS[key]}`);
  return `### Bounds that do not hold

${missed.length > 0 ? missed.join('\n') : 'None.'}

### Differences with one cause

${SYSTEMATIC.map((each) => `* ${each}`).join('\n')}

### Runs: time, bytes, syncs

${valueTable(all.filter((each) => !isPause(each)))}
### Runs: pause

Measured / predicted. The stop phase is what the source sends while the guest stands still.

${pauseTable(all.filter(isPause))}`;
}

const because = (why: readonly string[]): string => why.join('; ');

function valueTable(runs: readonly Outside[]): string {
  const rows = runs.map(({ comparison: { run }, measure, error, atRealPace, why }) => {
    const show = (value: number) => (measure.unit === '%' ? errorCell(value) : signed(value, `${value}`));
    return [
      code(run.id),
      measure.name,
      show(error),
      `${run.inputs.guest_tick_rate_hz.toFixed(0)} → ${run.outcome.tick_rate_during.toFixed(0)}`,
      atRealPace === null ? '–' : show(atRealPace),
      because(why),
    ];
  });
  return table(['case', 'value', 'error', 'ticks/s before → during', 'at that pace', 'why'], rows);
}

/** One row per run, though its downtime and its client's gap may both lie outside. */
function pauseTable(found: readonly Outside[]): string {
  const ids = [...new Set(found.map(({ comparison }) => comparison.run.id))];
  const rows = ids.map((id) => {
    const ofRun = found.filter(({ comparison }) => comparison.run.id === id);
    const { comparison } = ofRun[0]!;
    const { outcome: measured } = comparison.run;
    const { outcome: predicted } = comparison.predicted;
    const phase = stopPhase(comparison);
    return [
      code(id),
      pair(milliseconds(measured.downtime_s), milliseconds(predicted.downtime_s)),
      pair(milliseconds(measured.observed_heartbeat_gap_s), milliseconds(predicted.observed_heartbeat_gap_s)),
      phase ? pair(megabytes(phase.bytes.measured), megabytes(phase.bytes.predicted)) : '–',
      phase
        ? pair(
            gigabytesPerSecond(phase.bytesPerSecond.measured),
            gigabytesPerSecond(phase.bytesPerSecond.predicted),
          )
        : '–',
      because([...new Set(ofRun.flatMap(({ why }) => why))]),
    ];
  });
  return table(['case', 'downtime, ms', "client's gap, ms", 'stop phase, MB', 'at GB/s', 'why'], rows);
}
