/** docs/fidelity.md, from the comparisons. */
import { boundsTables, summary } from './bounds-part.ts';
import { caseTables, deltaTable, disturbedTable } from './cases-part.ts';
import type { Fidelity } from './fidelity.ts';
import { groupTable, knifeEdges, noiseTable, paceTable } from './groups-part.ts';
import { isUndisturbed } from './measured.ts';
import { outsidePart } from './outside-part.ts';
import { programsPart } from './programs-part.ts';
import { publishedPart } from './published-part.ts';

export function report(fidelity: Fidelity): string {
  const { comparisons, replays, notReplayed, programs } = fidelity;
  const undisturbed = comparisons.filter(({ run }) => isUndisturbed(run)).length;
  return `# Fidelity: predicted and measured

${comparisons.length} live migrations were carried out with QEMU 7.2 and timed: software emulation, both ends on one machine of two cores,
some of them through an emulated link. Here each stands against what this engine predicts from its inputs alone, and against
two formulas. Every constant of the engine is the same for all runs; nothing is fitted to single ones.

A few constants of this one machine were estimated from these same runs: the pace of its guest, how fast its two cores compress pages, and
what the guest loses beside sending threads. For those the errors below say how well the model describes the runs, and not how well it would
foretell others; everything else is QEMU's algorithm, or was measured apart.

This file is generated: \`npm run fidelity\` runs every case of \`qemu-cases.json\`, \`linux-cases.json\` and \`published.json\` in
\`test/fixtures\` and writes it anew. A test holds the bounds, and that the file is up to date.

* **Series**: the geometric series of the textbooks. Each round sends what was written during the one before, every write another page.
* **Saturating**: the same with the pages that were written more than once counted once, W(1 − e^(−wt/W)) of a set of W pages. It knows how many pages are
  dirty, and not which. Both formulas know plain pre-copy alone; in other sections they show what leaving the rest out costs.
* Runs that were disturbed (${comparisons.length - undisturbed} of ${comparisons.length}) are listed with their reason and not held to bounds.

## In short

Median errors of the undisturbed runs.

${summary(fidelity)}
* What the formulas lack is not only which pages are dirty: they know no windows, no carried-over rest, no capabilities. The saturating one
  comes near the bytes of plain runs; whether and when a busy guest's run ends takes the pages.
* The largest part of what is left is the guest's pace: it lost timer ticks while it migrated, because it shared two cores with both ends,
  and nobody could know beforehand how many. [How much that is](#the-guests-pace).
* Pauses of some milliseconds depend on how fast the two ends copy at that moment. [What lies outside](#what-lies-outside-and-why) says so run by run.

## The bounds

*Holds* may say *within the noise*: repetitions of these very cases differ by more than the bound allows, and by no less than the
prediction errs. The column *repetitions* has the median of their differences; for a share of runs, that share when each run
may be off by as much as its repetitions differ.

Total time is compared for runs that were measured to completion; one that is predicted to go on counts as outside. A formula is told when a run was
given up, too, and then has sent what fits into that time.

${boundsTables(fidelity)}
## What knowing the pages buys

Median errors by group. The series sends a page as often as it is written. The saturating formula counts it once a round, and still
lacks that a page written before its turn is sent once in all, that a sync comes before the round is finished, and that the last pages go out without the limit.

${groupTable(fidelity)}
## How much measurements differ

Repetitions have the same inputs but for the tick rate and the ticks that the guest had when the migration began. (Largest less smallest) ÷ mean,
of undisturbed runs; sweeps are left out, because where the sweep stands at the start is an input that differs.

${noiseTable(fidelity)}
## The guest's pace

The measured guest's writes come from a generator whose sequence is known, so they are followed one by one; nothing depends on
a seed. What nobody knew is how many timer ticks the guest would lose: what it saw
in the second before says next to nothing (a correlation of 0.1), so that the usual 976 ticks a second are predicted, and of the difference
from them the 7 % that came again; both numbers were computed from the runs below. Told the pace that it had on average while it migrated, which is no
prediction, the engine's errors in the plain runs become:

${paceTable(fidelity)}
## On the knife-edge

In these runs the guest dirtied within 10 % of what could be sent, in a time as long as the downtime limit: the rounds settle
about where the threshold is. Whether and when they end is up to chance, in measurements too. A scale (⚖) marks them below.

${knifeEdges(fidelity)}
## What lies outside, and why

${outsidePart(fidelity)}
## Programs in a Linux guest

${programs.length} migrations of a guest of 512 MiB with Linux and one program, on the same machine and with the same QEMU as above. How these programs write nobody
knows to the page. What is given is what one can ask before a move: how many pages hold data, and what \`calc-dirty-rate\` said of one, two and
four seconds, in whole MiB/s. The engine takes it for a curve of distinct pages; nothing is fitted. *Series* is the textbook's at the rate of one second.

${programsPart(programs)}
What lies outside, and why:

* \`stress\`: much of what it writes are zeros again when it is sent, and costs nine bytes. No tool that counts dirty pages shows that.
* \`gengc\`: a generational collector writes 16 MiB/s into fresh memory and goes through all of it now and then, more seldom than any tool looks. What four
  seconds showed is too little for ten.
* Rounds much shorter than one second, with little downtime allowed (\`compile_link64_dl10_d1\`, \`redis_uni_link48_dl10_d1\`): a curve that begins at one second does
  not say what is written within 50 ms. For a moment these programs write faster than on the average of a second.
* Post-copy: the client's gap. Linux needs its timer, its scheduler and its stacks before it gives a sign of life, one page after the other from
  across the link; a curve holds pages of the program, and the engine lets the guest wait for the first of these alone.

## Published measurements

${replays.length} of ${replays.length + notReplayed.length} migrations that others published with all or nearly all inputs, predicted with the defaults of the era
\`qemu-10.2-kvm\` and nothing fitted. The bytes follow from the pages that were counted and check no more than the
wire format. Where the sources do not say how fast the host copies (see the last column), the total says how far it was from a typical server.

${publishedPart(fidelity)}
## All runs

Two tables for each group; *measured / predicted* where a cell holds two values.

${caseTables(fidelity)}
#### The counters of delta compression

Pages that were found in the cache, bytes of their changes, pages that were not found, changes that were larger than a page.

${deltaTable(fidelity)}
### Disturbed runs

These are not held to bounds: something else than the migration shaped them. Most were repeated.

${disturbedTable(fidelity)}`;
}
