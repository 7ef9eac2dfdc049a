/**
 * The scenarios that come with the site. Each is a script whose first comment says what it is called and what it teaches:
 * its first line is the title, what follows the lesson. The page knows a scenario by the name of its file.
 */
import type { Attachment } from '../model/scenario.ts';
import type { OpenScript } from './scripting.ts';

export interface GalleryItem extends OpenScript {
  /** For people: `KVM`, `PowerVM`, `WPAR`. */
  platform: string;
  /** What it teaches, paragraphs. */
  lesson: readonly string[];
  /** Recorded traces that it replays. */
  attachments: readonly Attachment[];
}

export interface Gallery {
  /** All of them, in the order in which one may go through them. Loaded when they are asked for. */
  items(): Promise<readonly GalleryItem[]>;
  /** Throws one away that a person brought. */
  discard?(id: string): Promise<void>;
}

/** Of what a person brought: instead of a platform. */
export const YOURS = 'Yours';

export const scriptOf = ({ id, title, source, replacements = [] }: GalleryItem): OpenScript => ({
  id,
  title,
  source,
  ...(replacements.length > 0 && { replacements }),
});

const PLATFORMS: Readonly<Record<string, string>> = { kvm: 'KVM', powervm: 'PowerVM', wpar: 'WPAR' };

/** @param traces of the site; those that a script names are attached */
export function galleryItem(id: string, source: string, traces: readonly Attachment[]): GalleryItem {
  const [, comment = ''] = /^\s*\/\*\*([\s\S]*?)\*\//.exec(source) ?? [];
  const text = comment.replace(/^[ \t]*\*[ \t]?/gm, '').trim();
  const [title = id, ...lesson] = text.split(/\n\s*\n/).map((part) => part.replace(/\s+/g, ' ').trim());
  const platform = PLATFORMS[id.split('-')[0] ?? ''] ?? 'Others';
  return {
    id,
    title: title.replace(/\.$/, ''),
    source,
    platform,
    lesson,
    attachments: traces.filter((trace) => source.includes(trace.id)),
  };
}

/** As `order` has them; what it does not name comes last, by name. */
export function inOrder(items: readonly GalleryItem[], order: readonly string[]): GalleryItem[] {
  const place = ({ id }: GalleryItem) => (order.includes(id) ? order.indexOf(id) : order.length);
  return [...items].sort((a, b) => place(a) - place(b) || (a.id < b.id ? -1 : 1));
}
