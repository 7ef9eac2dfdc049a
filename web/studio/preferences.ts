/** What a person prefers about the page itself. Kept where the browser allows, and only for them. */
import { Store } from './store.ts';

export type Theme = 'system' | 'light' | 'dark';
export const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

export interface Preferences {
  readonly theme: Store<Theme>;
  readonly singleKeys: Store<boolean>;
}

/** `storage` throws where a browser refuses it: then a preference lasts as long as the page. */
export function preferences(storage: () => Pick<Storage, 'getItem' | 'setItem'>): Preferences {
  const read = (key: string): string | null => {
    try {
      return storage().getItem(key);
    } catch {
      return null;
    }
  };
  const keep = <T>(store: Store<T>, key: string): Store<T> => {
    store.subscribe((value) => {
      try {
        storage().setItem(key, String(value));
      } catch {
        // Refused: the choice still holds for this visit.
      }
    });
    return store;
  };
  const theme = THEMES.find((t) => t === read('theme')) ?? 'system';
  return {
    theme: keep(new Store<Theme>(theme), 'theme'),
    singleKeys: keep(new Store(read('singleKeys') !== 'false'), 'singleKeys'),
  };
}
