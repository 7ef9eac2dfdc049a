/** Files a person brings: a button, and a drop anywhere on the page. */
import { html } from 'lit';
import type { Studio } from '../studio/studio.ts';
import { icons } from './icons.ts';

export const MOST_BYTES = 256 * 1024 * 1024;

async function take(studio: Studio, file: File): Promise<void> {
  if (file.size > MOST_BYTES) {
    studio.refusal.set({
      cause: 'file',
      diagnostics: [
        {
          where: file.name,
          what: `It has ${Math.ceil(file.size / 1024 / 1024)} MiB; at most 256 MiB can be opened.`,
        },
      ],
    });
    return;
  }
  const content = await file.arrayBuffer().catch(() => null);
  if (content) await studio.open(file.name, new Uint8Array(content));
  else
    studio.refusal.set({
      cause: 'file',
      diagnostics: [
        { where: file.name, what: 'The browser could not read it.', fix: 'Choose a file, not a folder.' },
      ],
    });
}

export const openButton = (studio: Studio) => {
  const choose = (event: Event) => {
    const input = (event.currentTarget as HTMLElement).nextElementSibling as HTMLInputElement;
    input.click();
  };
  const chosen = (event: Event) => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    input.value = '';
    if (file) void take(studio, file);
  };
  return html`<span><button class="open" @click=${choose}>${icons.file} Open a trace or case file…</button><input type="file" hidden accept=".gz,.trace,.json" @change=${chosen} /></span>`;
};

/** Takes files dropped anywhere; `hover` hears whether one is over the page. Returns the way to stop. */
export function acceptDrops(studio: Studio, hover: (over: boolean) => void, opened: () => void): () => void {
  const brings = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
  const over = (event: DragEvent) => {
    if (!brings(event)) return;
    event.preventDefault();
    hover(true);
  };
  const leave = (event: DragEvent) => {
    if (event.relatedTarget === null) hover(false);
  };
  const drop = (event: DragEvent) => {
    if (!brings(event)) return;
    event.preventDefault();
    hover(false);
    const file = event.dataTransfer?.files[0];
    if (file) void take(studio, file).then(opened);
  };
  window.addEventListener('dragover', over);
  window.addEventListener('dragleave', leave);
  window.addEventListener('drop', drop);
  return () => {
    window.removeEventListener('dragover', over);
    window.removeEventListener('dragleave', leave);
    window.removeEventListener('drop', drop);
  };
}
