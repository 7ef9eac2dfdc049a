/** Composition root of the page: the opening job, the simulation behind its thread, the studio, the shell. */
import openingTrace from '../scenarios/traces/redis-ycsb-a-zipf.trace.gz?url';
import './editor/script-editor.ts';
import { keptDrafts } from './share/drafts.ts';
import { asked, followAddress } from './studio/address.ts';
import { Drafting } from './studio/drafting.ts';
import type { Gallery } from './studio/gallery.ts';
import { registerOffline } from './studio/offline.ts';
import { OPENING_TRACE, openingJob } from './studio/opening.ts';
import { ownScripts } from './studio/own-scripts.ts';
import { preferences } from './studio/preferences.ts';
import { RunWorld } from './studio/run-world.ts';
import { ScriptBench } from './studio/script-bench.ts';
import { Studio } from './studio/studio.ts';
import { followPage, surroundings } from './studio/surroundings.ts';
import './ui/app-shell.ts';
import { connect } from './worker/connect.ts';

const traceUrl = new URL(openingTrace, document.baseURI).href;
const port = connect();
const studio = new Studio(
  port,
  openingJob(traceUrl),
  [OPENING_TRACE],
  requestAnimationFrame.bind(window),
  asked() === null,
);
const page = surroundings();
const scripting = new ScriptBench(studio, page.after);
const drafts = keptDrafts();
const drafting = new Drafting(scripting, drafts, page);
const own = ownScripts(drafts, page.now);
followPage(drafting);

const gallery: Gallery = {
  items: async () => {
    const [yours, { galleryItems }] = await Promise.all([own.items(), import('./gallery.ts')]);
    return [...yours, ...galleryItems([{ id: OPENING_TRACE.id, url: traceUrl }])];
  },
  discard: (id) => own.discard(id),
};
followAddress(studio, gallery);

const shell = document.querySelector('app-shell');
shell?.start({
  studio,
  preferences: preferences(() => localStorage),
  scripting,
  drafting,
  world: new RunWorld(studio, port),
  gallery,
  bringing: { platforms: ['PowerVM', 'AIX'], read: (reading) => port.read(reading), own, after: page.after },
});
// In the document itself, and handed down to its panel: Monaco is only half there in a shadow root.
const editor = document.createElement('script-editor');
editor.slot = 'editor';
editor.start(scripting);
shell?.append(editor);
registerOffline([openingTrace]);
