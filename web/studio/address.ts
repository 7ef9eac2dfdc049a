/**
 * The scenario that is open stands in the page's address, `?scenario=kvm-converges`: so it can be linked, a reload opens it
 * again with what was written of it, and the browser's way back leads to the one before.
 */
import type { Experiment } from './experiment.ts';
import { type Gallery, scriptOf } from './gallery.ts';
import type { Studio } from './studio.ts';

const NAME = 'scenario';
/** Scripts that did not come with the site. */
const OWN = 'own';

export function followAddress(studio: Studio, gallery: Gallery): void {
  const first = studio.experiment.get();
  let known = asked();
  /** How much of what the address asked for is not open yet. */
  let onItsWay = 0;

  const follow = ({ script }: Experiment): void => {
    // What was made here has no text that a link could find.
    const id = script && script.id !== OWN ? script.id : null;
    if (id === known || onItsWay > 0) return;
    known = id;
    const address = new URL(location.href);
    if (id === null) address.searchParams.delete(NAME);
    else address.searchParams.set(NAME, id);
    history.pushState(null, '', address);
  };
  const open = async (id: string | null): Promise<void> => {
    onItsWay++;
    const wanted = () => known === id;
    const opened = await (id === null ? studio.begin(first) : openAsked(studio, gallery, id, wanted));
    onItsWay--;
    if (opened) follow(studio.experiment.get());
    else if (studio.waits.get() && wanted()) await beginAfterAll(studio);
  };

  if (known !== null) void open(known);
  studio.experiment.subscribe(follow);
  addEventListener('popstate', () => {
    const id = asked();
    if (id === known) return;
    known = id;
    void open(id);
  });
}

/** What cannot be opened leaves the page with what it begins with, and says why. */
async function beginAfterAll(studio: Studio): Promise<void> {
  const why = studio.refusal.get();
  await studio.start();
  studio.refusal.set(why);
}

/** The scenario that the address names. */
export const asked = (): string | null => new URLSearchParams(location.search).get(NAME);

/** @param wanted whether it still is, when its text has been loaded */
async function openAsked(
  studio: Studio,
  gallery: Gallery,
  id: string,
  wanted: () => boolean,
): Promise<boolean> {
  const items = await gallery.items().catch(() => null);
  if (!wanted()) return false;
  const item = items?.find((each) => each.id === id);
  if (item) return studio.openScript(scriptOf(item), [...item.attachments]);
  const why = items
    ? { what: `There is no scenario ${id.slice(0, 60)}.`, fix: 'Choose one from Scenarios.' }
    : { what: 'The scenarios could not be loaded.', fix: 'Load the page again.' };
  studio.refusal.set({ cause: 'file', diagnostics: [why] });
  return false;
}
