/** Composition root of the page: the opening job, the simulation behind its thread, the studio, the shell. */
import openingTrace from '../scenarios/traces/redis-ycsb-a-zipf.trace.gz?url';
import { registerOffline } from './studio/offline.ts';
import { OPENING_TRACE, openingJob } from './studio/opening.ts';
import { preferences } from './studio/preferences.ts';
import { Studio } from './studio/studio.ts';
import './ui/app-shell.ts';
import { connect } from './worker/connect.ts';

const job = openingJob(new URL(openingTrace, document.baseURI).href);
const studio = new Studio(connect(), job, [OPENING_TRACE], requestAnimationFrame.bind(window));
const shell = document.querySelector('app-shell');
shell?.start(
  studio,
  preferences(() => localStorage),
);
registerOffline([openingTrace]);
