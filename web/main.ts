/** Composition root of the page: the opening job, the simulation behind its thread, the studio, the shell. */
import openingTrace from '../scenarios/traces/redis-ycsb-a-zipf.trace.gz?url';
import { registerOffline } from './studio/offline.ts';
import { OPENING_TRACE, openingJob } from './studio/opening.ts';
import { preferences } from './studio/preferences.ts';
import { RunWorld } from './studio/run-world.ts';
import { ScriptBench } from './studio/script-bench.ts';
import { Studio } from './studio/studio.ts';
import './ui/app-shell.ts';
import { connect } from './worker/connect.ts';

const traceUrl = new URL(openingTrace, document.baseURI).href;
const port = connect();
const studio = new Studio(port, openingJob(traceUrl), [OPENING_TRACE], requestAnimationFrame.bind(window));

function after(ms: number, call: () => void): () => void {
  const timer = setTimeout(call, ms);
  return () => clearTimeout(timer);
}

const shell = document.querySelector('app-shell');
shell?.start({
  studio,
  preferences: preferences(() => localStorage),
  scripting: new ScriptBench(studio, after),
  world: new RunWorld(studio, port),
  gallery: {
    items: async () => (await import('./gallery.ts')).galleryItems([{ id: OPENING_TRACE.id, url: traceUrl }]),
  },
});
registerOffline([openingTrace]);
