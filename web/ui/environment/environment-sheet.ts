/** Bring your own environment: the output of a console's commands on the one side, what could be made of it on the other. */
import { html, LitElement, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Environment } from '../../model/environment.ts';
import { sentence } from '../../model/result.ts';
import { Bringing } from '../../studio/bringing.ts';
import { count } from '../../studio/format.ts';
import { Connection } from '../connection.ts';
import { icons } from '../icons.ts';
import { base, dialogs } from '../styles.ts';
import type { Answered } from './environment-question.ts';
import './environment-report.ts';
import { chosenFiles, droppedFiles } from './handed-files.ts';
import { sheetStyles } from './sheet-styles.ts';
import { wantedCommands } from './wanted-commands.ts';

const PLACEHOLDER = `hscroot@hmc1:~> lssyscfg -r sys
name=P770-A,type_model=9117-MMB,serial_num=06F17A0,…
hscroot@hmc1:~> lssyscfg -r lpar -m P770-A
name=app01,lpar_id=7,lpar_env=aixlinux,state=Running,…`;

@customElement('environment-sheet')
export class EnvironmentSheet extends LitElement {
  @state() private over = false;
  /** It was opened, but a reload would lose it. */
  @state() private unkept = false;
  readonly #connection = new Connection(this);
  #bringing: Bringing | null = null;

  static override styles = [base, dialogs, sheetStyles];

  async open(): Promise<void> {
    const { bringing, studio } = this.#connection.workplace;
    if (!bringing) return;
    if (!this.#bringing) {
      this.#bringing = new Bringing(bringing, studio);
      this.#bringing.brought.subscribe(() => this.requestUpdate());
      this.requestUpdate();
    }
    this.unkept = false;
    await this.updateComplete;
    this.renderRoot.querySelector('dialog')?.showModal();
    this.renderRoot.querySelector('textarea')?.focus();
  }

  override render() {
    const bringing = this.#bringing;
    if (!bringing) return nothing;
    const { environment, reading } = bringing.brought.get();
    return html`<dialog class=${this.over ? 'over' : ''} aria-labelledby="title" @click=${(e: Event) => e.target === e.currentTarget && this.#close()}
      @dragover=${this.#hover} @dragleave=${this.#leave} @drop=${this.#drop}>
      <div class="head"><h2 id="title">Bring your own environment</h2><button class="close" aria-label="Close" @click=${() => this.#close()}>${icons.close}</button></div>
      <div class="body">
        <section class="give" aria-label="What you bring">${this.#give(bringing)}</section>
        <section class="found" aria-label="What was found" aria-busy=${reading} tabindex="0" @answered=${this.#answered}>${this.#found(bringing)}</section>
      </div>
      <div class="ends">
        <p role="status" aria-live="polite">${this.#status(bringing)}</p>
        <button class="main" aria-disabled=${!ready(environment) || reading} aria-describedby="title" @click=${this.#open}>Open this environment</button>
      </div>
    </dialog>`;
  }

  #give(bringing: Bringing) {
    const { text, files, keepIdentifiers, left } = bringing.brought.get();
    return html`<p class="quiet">Paste what HMC commands printed, or <code>lswpar -c</code> on AIX, one after the other, or bring the files
        it lies in: a folder per server says which one it is about. It stays in this browser.</p>
      ${wantedCommands()}
      <label class="for" for="text">Output of the commands</label>
      <textarea id="text" spellcheck="false" autocomplete="off" autocapitalize="off" wrap="off" placeholder=${PLACEHOLDER} .value=${text}
        @input=${(e: Event) => bringing.write((e.target as HTMLTextAreaElement).value)} @paste=${this.#paste}></textarea>
      <div class="choose">
        <button @click=${choose}>Choose files…</button><input type="file" multiple hidden aria-label="Files" @change=${this.#chosen} />
        <button @click=${choose}>Choose a folder…</button><input type="file" webkitdirectory hidden aria-label="Folder" @change=${this.#chosen} />
        <span class="small">or drop them here</span>
      </div>
      ${
        files.length > 0
          ? html`<ul class="files" aria-label="Files" tabindex="0">${files.map(
              ({ name }) =>
                html`<li><span title=${name}>${name}</span><button aria-label=${`Remove ${name}`} @click=${() => bringing.remove(name)}>${icons.close}</button></li>`,
            )}</ul>`
          : nothing
      }
      ${left.map((fault) => html`<p class="fault" role="alert">${icons.fail}<span>${sentence(fault)}</span></p>`)}
      <label class="keep"><input type="checkbox" .checked=${keepIdentifiers} @change=${(e: Event) => bringing.keep((e.target as HTMLInputElement).checked)} />
        <span>Keep addresses, serial numbers, MAC addresses and WWPNs</span>
        <span class="small">Otherwise they are replaced, equal ones by equal ones. What you copy or export from here has replaced ones in any case.</span></label>`;
  }

  #found(bringing: Bringing) {
    const { environment, refused } = bringing.brought.get();
    if (refused.length > 0)
      return refused.map(
        (fault) => html`<p class="fault" role="alert">${icons.fail}<span>${sentence(fault)}</span></p>`,
      );
    if (environment) return html`<environment-report .environment=${environment}></environment-report>`;
    return html`<div class="nothing">
      <p>Here it will say what was read, what is missing and what stands in its place, and which lines were left alone.</p>
      <p>Nothing on the page changes until you open it.</p>
    </div>`;
  }

  #status(bringing: Bringing) {
    const { environment, reading } = bringing.brought.get();
    if (this.unkept)
      return 'It is open, but this browser does not keep it: export the script before you leave the page.';
    if (reading) return 'Reading …';
    if (!environment) return 'Nothing is here yet.';
    if (environment.obstacle) return 'It cannot be opened yet.';
    const open = environment.questions.filter(({ answer }) => answer === null).length;
    return html`<b>${summary(environment)}</b>${open > 0 ? ` ${open === 1 ? 'One question is' : `${count(open)} questions are`} open; what they are about is left out.` : ''}`;
  }

  readonly #answered = (event: Answered): void => {
    this.#bringing?.answer(event.detail.question, event.detail.server);
  };

  readonly #paste = (event: ClipboardEvent): void => {
    if (this.#bringing?.takePaste(event.clipboardData?.getData('text/plain') ?? '')) event.preventDefault();
  };

  readonly #chosen = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const files = chosenFiles(input);
    input.value = '';
    void this.#bringing?.add(files);
  };

  /** The page takes dropped files, too: these are not for it. */
  readonly #hover = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    event.stopPropagation();
    this.over = true;
  };

  readonly #leave = (event: DragEvent): void => {
    if (!(event.currentTarget as HTMLElement).contains(event.relatedTarget as Node | null)) this.over = false;
  };

  readonly #drop = (event: DragEvent): void => {
    this.over = false;
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    event.stopPropagation();
    void droppedFiles(event.dataTransfer).then((files) => this.#bringing?.add(files));
  };

  readonly #open = async (): Promise<void> => {
    const bringing = this.#bringing;
    const title = bringing?.brought.get().environment?.title;
    const opened = await bringing?.open();
    if (!opened || opened === 'refused') return;
    this.#connection.workplace.announce(`Opened ${title}.`);
    this.unkept = opened === 'opened, not kept';
    if (this.unkept) return;
    this.#close();
    this.dispatchEvent(new Event('chosen'));
  };

  #close(): void {
    this.renderRoot.querySelector('dialog')?.close();
  }
}

const ready = (environment: Environment | null): boolean =>
  environment !== null && environment.obstacle === null;

const counted = (number: number, one: string, many: string): string =>
  `${count(number)} ${number === 1 ? one : many}`;

const summary = ({ servers, vioses, partitions }: Environment): string =>
  `${[
    counted(servers.length, 'server', 'servers'),
    ...(vioses > 0 ? [counted(vioses, 'VIOS', 'VIOS')] : []),
    counted(partitions, 'partition', 'partitions'),
  ].join(', ')}.`;

function choose(event: Event): void {
  ((event.currentTarget as HTMLElement).nextElementSibling as HTMLInputElement).click();
}

declare global {
  interface HTMLElementTagNameMap {
    'environment-sheet': EnvironmentSheet;
  }
}
