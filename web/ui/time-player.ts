/**
 * Time at the bottom, like a player. The bands are the phases to scale, darker the more was dirtied again;
 * the pause is the ink piece. Over them lies a native range.
 */
import { html, LitElement, nothing } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import type { Recording } from '../model/recording.ts';
import { type Band, bandsOf } from '../studio/bands.ts';
import { SPEEDS } from '../studio/clock.ts';
import { clock, digits, span, timeStep } from '../studio/format.ts';
import { moveAt, phaseAt } from '../studio/moment.ts';
import { type Phase, phaseName } from '../studio/phases.ts';
import { taskMarks } from '../studio/task-marks.ts';
import { BoxSize } from './box-size.ts';
import { Connection, write } from './connection.ts';
import { icons } from './icons.ts';
import { playerStyles } from './player-styles.ts';
import { roundLabel } from './round-label.ts';
import { base, selects } from './styles.ts';

/** Rounds too short to be seen alone share a band. */
const LEAST_PX = 3;
/** A name with less room says nothing. */
const LEAST_WORD_PX = 44;
/** More of them are too flat to be written on. */
const LABELLED_LANES = 2;

@customElement('time-player')
export class TimePlayer extends LitElement {
  @query('.cursor', true) private cursor!: HTMLElement;
  @query('input', true) private range!: HTMLInputElement;
  @query('#clock', true) private readout!: HTMLElement;
  readonly #connection = new Connection(this, {
    watch: ({ studio }) => [studio.run.shown, studio.clock.playing, studio.clock.speed, studio.run.status],
    text: () => this.#words(),
    paint: () => this.#follow(),
  });
  readonly #size = new BoxSize(this, '.line');

  static override styles = [base, selects, playerStyles];

  /** To the one obvious thing to press. */
  focusPlay(): void {
    this.renderRoot.querySelector<HTMLElement>('.play')?.focus({ preventScroll: true });
  }

  override render() {
    const { studio } = this.#connection;
    const playing = studio.clock.playing.get();
    const shown = studio.run.shown.get();
    const button = (label: string, picture: unknown, act: () => void) =>
      html`<button aria-label=${label} title=${label} ?disabled=${!shown} @click=${act}>${picture}</button>`;
    return html`<div class="transport" role="toolbar" aria-label="Time">
        ${button('To the start', icons.start, () => studio.clock.seek(0))}
        ${button('Previous round', icons.previous, () => studio.clock.step(-1))}
        <button class="play" aria-label=${playing ? 'Pause' : 'Play'} title=${playing ? 'Pause' : 'Play'} ?disabled=${!shown}
          @click=${() => (playing ? studio.clock.pause() : studio.clock.play())}>${playing ? icons.pause : icons.play}</button>
        ${button('Next round', icons.next, () => studio.clock.step(1))}
        ${button('To the end', icons.end, () => studio.clock.seek(studio.clock.duration))}
      </div>
      <div class="line">
        ${shown ? this.#bands(shown.recording) : nothing}
        <input type="range" min="0" max=${studio.clock.duration / 1e9} step="any" aria-label="Moment" ?disabled=${!shown}
          @input=${(e: Event) => studio.clock.seek((e.target as HTMLInputElement).valueAsNumber * 1e9)} />
        <i class="cursor" aria-hidden="true"></i>
        ${this.#busy()}
      </div>
      <div class="readout num">
        <div class="clock"><b id="clock"></b><span class="small"> / ${clock(studio.clock.duration)}</span></div>
        <div class="small">
          <span class="word" aria-hidden="true">speed</span>
          <select aria-label="Speed" .value=${String(studio.clock.speed.get())}
            @change=${(e: Event) => studio.clock.speed.set(Number((e.target as HTMLSelectElement).value))}>
            ${SPEEDS.map((s) => html`<option value=${s} ?selected=${s === studio.clock.speed.get()}>${s}×</option>`)}
          </select>
          <span class="print" title="A hash over all events and bitmaps: equal wherever the same run is computed">fingerprint <span data-fingerprint>${shown?.recording.fingerprint ?? ''}</span></span>
        </div>
      </div>`;
  }

  #busy() {
    const status = this.#connection.studio.run.status.get();
    if (status.state === 'ready') return nothing;
    return html`<div class="busy" role="progressbar" aria-label="Computing the run" aria-valuemin="0" aria-valuemax="100"
      aria-valuenow=${Math.round(status.progress * 100)}><i style=${styleMap({ width: `${status.progress * 100}%` })}></i></div>`;
  }

  #bands(recording: Recording) {
    const part = (at: number) => (at / recording.durationNs) * 100;
    const narrowest = (recording.durationNs / this.#size.width) * LEAST_PX;
    const phases = bandsOf(recording, narrowest);
    const place = (p: Band) => ({
      '--lane': p.lane,
      left: `${part(p.fromNs)}%`,
      width: `calc(${part(p.toNs - p.fromNs)}% - 2px)`,
    });
    const lanes = 1 + Math.max(0, ...phases.map(({ lane }) => lane));
    const wide = (p: Phase) => ((p.toNs - p.fromNs) / recording.durationNs) * this.#size.width;
    const label = (p: Phase) => {
      if (lanes > LABELLED_LANES) return '';
      if (p.kind === 'postcopy') return wide(p) > 62 ? 'post-copy' : '';
      return p.kind === 'round' ? roundLabel(p.number, wide(p)) : '';
    };
    const shade = (p: Phase) =>
      Math.round(10 + 62 * Math.min(1, p.redirtiedBytes / Math.max(1, p.leftAtStart)));
    return html`<div class="bands" aria-hidden="true" ?data-lanes=${lanes > 1} style=${styleMap({ '--lanes': lanes })}>
      <i class="track"></i>
      ${this.#tasks(recording)}
      ${phases.map(
        (phase) => html`<span class="band num ${phase.kind}" data-from=${phase.fromNs} data-to=${phase.toNs}
        style=${styleMap({ ...place(phase), '--a': `${shade(phase)}%` })}>${label(phase)}</span>`,
      )}
      ${this.#ticks(recording, phases)}
    </div>`;
  }

  /** Where tasks do the work: each above the line. */
  #tasks({ tasks = [], scripted, durationNs }: Recording) {
    if (!scripted?.world) return nothing;
    const part = (at: number) => (at / durationNs) * 100;
    const least = (LEAST_WORD_PX / this.#size.width) * durationNs;
    return taskMarks(tasks, durationNs, least).map(
      ({ fromNs, untilNs, title, label }) => html`<span class="task"
        title=${[...(label?.others ?? []), title].join('\n')}
        style=${styleMap({ left: `${part(fromNs)}%`, width: `calc(${part(untilNs - fromNs)}% - 3px)` })}>${
          label
            ? html`<span class="called">${label.name}</span>${label.others.length > 0 ? html`<span>+${label.others.length}</span>` : nothing}`
            : nothing
        }</span>`,
    );
  }

  /** Seconds along the line, but none under the words for a pause; of two pauses side by side the longer one speaks. */
  #ticks(recording: Recording, phases: readonly Phase[]) {
    const { width } = this.#size;
    const total = recording.durationNs / 1e9;
    const every = timeStep(total / Math.max(2, Math.floor(width / 130)));
    const px = (ns: number) => (ns / recording.durationNs) * width;
    const place = (p: Phase) => Math.min(Math.max(px((p.fromNs + p.toNs) / 2), 44), width - 44);
    const length = (p: Phase) => p.toNs - p.fromNs;
    const told: Phase[] = [];
    for (const pause of phases.filter(({ kind }) => kind === 'pause').sort((a, b) => length(b) - length(a)))
      if (told.every((other) => Math.abs(place(other) - place(pause)) > 100)) told.push(pause);
    const marks: number[] = [];
    for (let t = 0; t <= total + 1e-9; t += every)
      if (told.every((pause) => Math.abs(px(t * 1e9) - place(pause)) > 70)) marks.push(t);
    return html`${marks.map(
      (
        t,
      ) => html`<span class="tick num" data-edge=${t === 0 ? 'start' : px(t * 1e9) > width - 14 ? 'end' : nothing}
        style=${styleMap({ left: `${px(t * 1e9)}px` })}>${t === 0 ? '0 s' : span(Math.round(t * 1e9))}</span>`,
    )}
      ${told.map((pause) => html`<span class="tick ink num" style=${styleMap({ left: `${place(pause)}px` })}>pause ${span(length(pause))}</span>`)}`;
  }

  protected override updated(): void {
    this.#follow();
    this.#words();
  }

  /** The cursor glides; what takes layout follows with the words. */
  #follow(): void {
    const { at, duration } = this.#connection.studio.clock;
    const x = duration > 0 ? (at / duration) * this.#size.width : 0;
    this.cursor.style.transform = `translateX(${x}px)`;
  }

  #words(): void {
    const { studio } = this.#connection;
    const recording = studio.run.shown.get()?.recording;
    const { range } = this;
    range.value = `${studio.clock.at / 1e9}`;
    write(this.readout, clock(studio.clock.at));
    if (!recording) return;
    const move = moveAt(recording, studio.clock.at);
    const phase = move && phaseAt(move, studio.clock.at);
    const text = `${digits(studio.clock.at / 1e9, 1)} s${phase ? `, ${phaseName(phase)}` : ''}`;
    if (range.ariaValueText !== text) range.ariaValueText = text;
    this.renderRoot
      .querySelector('.play')
      ?.toggleAttribute('data-first', studio.clock.at === 0 && !studio.clock.playing.get());
    for (const band of this.renderRoot.querySelectorAll<HTMLElement>('.band'))
      band.toggleAttribute(
        'data-now',
        Number(band.dataset.from) <= studio.clock.at && studio.clock.at < Number(band.dataset.to),
      );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'time-player': TimePlayer;
  }
}
