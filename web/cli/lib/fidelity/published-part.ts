/** Migrations that others published: measured, predicted, and what was missing. */

import type { Fidelity } from './fidelity.ts';
import { code, errorCell, megabytes, milliseconds, pair, seconds, table } from './markdown.ts';

export function publishedPart({ replays, notReplayed }: Fidelity): string {
  const assumptions = [...new Set(replays.flatMap(({ run }) => run.assumed))];
  const letter = (assumption: string) => String.fromCharCode(97 + assumptions.indexOf(assumption));
  const rows = replays.map(({ run, predicted }) => {
    const { total_time_s: totalS, transferred_bytes: bytes, downtime_s: downtimeS } = run.measured;
    const error = (value: number | null, truth: number | undefined) =>
      truth === undefined || value === null ? null : (value - truth) / truth;
    return [
      code(run.id),
      run.title,
      pair(seconds(totalS), seconds(predicted.total_time_s)),
      errorCell(error(predicted.total_time_s, totalS)),
      bytes === undefined ? '–' : pair(megabytes(bytes), megabytes(predicted.transferred_bytes)),
      errorCell(error(predicted.transferred_bytes, bytes)),
      downtimeS === undefined ? '–' : pair(milliseconds(downtimeS), milliseconds(predicted.downtime_s)),
      run.assumed.map(letter).sort().join(' '),
    ];
  });
  const listOf = (missing: string) =>
    `(${notReplayed
      .filter((each) => each.missing === missing)
      .map(({ id, title }) => `${code(id)}: ${title}`)
      .join('; ')})`;
  return `${table(
    ['id', 'what', 'total, s', 'error', 'bytes, MB', 'error', 'downtime, ms', 'not given'],
    rows,
  )}
What the sources do not say, and what stands in for it:

${assumptions.map((assumption) => `* ${letter(assumption)}: ${assumption}`).join('\n')}

Not replayed, and what was missing:

${[...new Set(notReplayed.map(({ missing }) => missing))].map((missing) => `* ${missing} ${listOf(missing)}`).join('\n')}

Sources: ${[...new Set([...replays.map(({ run }) => run), ...notReplayed].map(({ source }) => source))].join('; ')}.
`;
}
