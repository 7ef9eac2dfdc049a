/** Scripts that a person brought: kept in this browser, so that a reload or a link in this browser finds them again. */
import type { Replacement } from '../model/environment.ts';
import type { Drafts } from '../share/drafts.ts';
import { type GalleryItem, galleryItem, YOURS } from './gallery.ts';
import type { OpenScript } from './scripting.ts';

export interface OwnScripts {
  /** Rejects where the browser does not keep it. */
  keep(script: OpenScript): Promise<void>;
  /** Newest first; none where the browser does not say. */
  items(): Promise<GalleryItem[]>;
  /** With whatever was written of it. */
  discard(id: string): Promise<void>;
}

/** The name under which they lie among the drafts; no scenario is called so. */
const SHELF = 'own scripts';

interface Kept {
  source: string;
  replacements: readonly Replacement[];
}

export const ownScripts = (drafts: Drafts, now: () => number): OwnScripts => ({
  keep: ({ id, title, source, replacements = [] }) => {
    const text = JSON.stringify({ source, replacements } satisfies Kept);
    return drafts.keep(SHELF, { id, version: 1, text, title, savedAt: now(), from: null });
  },
  items: async () => {
    const kept = await drafts.of(SHELF).catch(() => ({ drafts: [] }));
    return kept.drafts.flatMap(({ id, title, text }) => {
      const script = keptIn(text);
      if (!script) return [];
      return [{ ...galleryItem(id, script.source, []), ...script, title, platform: YOURS }];
    });
  },
  discard: async (id) => {
    const { drafts: written } = await drafts.of(id);
    await drafts.remove(
      id,
      written.map((each) => each.id),
    );
    await drafts.remove(SHELF, [id]);
  },
});

/** Null: a later version wrote it, or nobody knows who. */
function keptIn(text: string): Kept | null {
  try {
    const { source, replacements } = JSON.parse(text) as Partial<Kept>;
    if (typeof source !== 'string' || !Array.isArray(replacements)) return null;
    return { source, replacements: replacements.filter(isReplacement) };
  } catch {
    return null;
  }
}

const isReplacement = (value: unknown): value is Replacement =>
  Array.isArray(value) && value.length === 2 && value.every((each) => typeof each === 'string');
