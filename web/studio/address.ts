/**
 * The scenario that is open stands in the page's address, `?scenario=kvm-converges`: so it can be linked, and a reload
 * opens it again, with what was written of it.
 */
import { type Gallery, scriptOf } from './gallery.ts';
import type { Studio } from './studio.ts';

const NAME = 'scenario';
/** Scripts that did not come with the site. */
const OWN = 'own';

export function followAddress(studio: Studio, gallery: Gallery): void {
  const asked = new URLSearchParams(location.search).get(NAME);
  if (asked !== null) void openAsked(studio, gallery, asked);
  let known = asked;
  studio.experiment.subscribe(({ script }) => {
    // What was made here has no text that a link could find.
    const id = script && script.id !== OWN ? script.id : null;
    // What was asked for may still be on its way.
    if (id === known || (id === null && known === asked && asked !== null && !studio.changed)) return;
    known = id;
    const address = new URL(location.href);
    if (id === null) address.searchParams.delete(NAME);
    else address.searchParams.set(NAME, id);
    history.replaceState(null, '', address);
  });
}

async function openAsked(studio: Studio, gallery: Gallery, id: string): Promise<void> {
  const item = (await gallery.items()).find((each) => each.id === id);
  if (item) {
    await studio.openScript(scriptOf(item), [...item.attachments]);
    return;
  }
  const what = `There is no scenario ${id.slice(0, 60)}.`;
  studio.refusal.set({ cause: 'file', diagnostics: [{ what, fix: 'Choose one from Scenarios.' }] });
}
