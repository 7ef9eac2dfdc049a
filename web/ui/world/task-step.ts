/** A step of a task: its time against what was planned, and opened, its command, what it printed, what it found. */
import { html, nothing } from 'lit';
import type { StepView } from '../../model/activity.ts';
import type { VirtualNs } from '../../model/units.ts';
import { clock, span } from '../../studio/format.ts';
import { toneMark } from './state-word.ts';
import { STEP_TONES, STEP_WORDS } from './task-words.ts';

interface StepActions {
  turn(): void;
  go(at: VirtualNs): void;
}

export function taskStep(step: StepView, at: VirtualNs, open: boolean, { turn, go }: StepActions) {
  return html`<li class="step" data-status=${step.status}>
    <button class="row" aria-expanded=${open} @click=${turn}>
      ${toneMark(step.hangs ? 'warn' : STEP_TONES[step.status])}
      <span class="name">${step.name}${step.undo ? html` <span class="small">takes back</span>` : nothing}<span class="offstage">, ${STEP_WORDS[step.status]}</span></span>
      <span class="took small num">${step.hangs ? 'no answer · ' : ''}${took(step, at)}</span>
    </button>
    ${open ? details(step, go) : nothing}
  </li>`;
}

function took({ startNs, endNs, plannedNs, status }: StepView, at: VirtualNs): string {
  if (startNs === null)
    return status === 'waiting' && plannedNs > 0 ? `planned ${span(plannedNs)}` : STEP_WORDS[status];
  return span(Math.round(((endNs ?? at) - startNs) / 1e8) * 1e8);
}

function details(step: StepView, go: (at: VirtualNs) => void) {
  const { startNs, endNs, command, lines, findings, constants, on, plannedNs, returnCode, carries } = step;
  const facts: [name: string, text: string][] = [
    ['On', on],
    ['From', startNs === null ? '' : `${clock(startNs)}${endNs === null ? '' : ` to ${clock(endNs)}`}`],
    ['Planned', plannedNs > 0 ? span(plannedNs) : ''],
    ['Its time from', constants.join(', ')],
    ['Carries', carries ? `the memory of ${carries}` : ''],
    ['Returned', returnCode === null ? '' : `${returnCode}`],
  ];
  return html`<div class="details">
    ${command ? html`<pre class="command" tabindex="0" aria-label="Command">$ ${command}</pre>` : nothing}
    ${
      lines.length > 0
        ? html`<pre class="lines" tabindex="0" aria-label="What it printed">${lines.map(
            (
              line,
            ) => html`<span class=${line.stream}>${line.stream === 'err' ? html`<span class="offstage">Error: </span>` : nothing}${line.text}
</span>`,
          )}</pre>`
        : nothing
    }
    ${findings.map((f) => html`<p class="found" data-severity=${f.severity}><b>${f.message}</b> ${f.remedy}</p>`)}
    <dl>${facts.filter(([, text]) => text !== '').map(([name, text]) => html`<div><dt>${name}</dt><dd>${text}</dd></div>`)}</dl>
    ${startNs !== null ? html`<button class="go" @click=${() => go(startNs)}>Go to its start</button>` : nothing}
  </div>`;
}
