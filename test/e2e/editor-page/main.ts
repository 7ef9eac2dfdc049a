/** The real shell, studio and editor, with a script whose runs are made up. */
import openingTrace from '../../../scenarios/traces/redis-ycsb-a-zipf.trace.gz?url';
import '../../../web/editor/script-editor.ts';
import { keptDrafts } from '../../../web/share/drafts.ts';
import { Drafting } from '../../../web/studio/drafting.ts';
import { OPENING_TRACE, openingJob } from '../../../web/studio/opening.ts';
import { preferences } from '../../../web/studio/preferences.ts';
import { Studio } from '../../../web/studio/studio.ts';
import { followPage, surroundings } from '../../../web/studio/surroundings.ts';
import '../../../web/ui/app-shell.ts';
import { connect } from '../../../web/worker/connect.ts';
import { FakeScripting } from './fake-scripting.ts';

const SOURCE = `import { expect, lab, log, param, sleep } from 'switchover';

// A link that can be turned, and a guest that writes faster than it carries.
const link = param('link', { default: '10 Gbit/s', min: '1 Gbit/s', max: '100 Gbit/s' });
lab.network({ bandwidth: link });
const alpha = lab.kvm.host('alpha', { memory: '64 GiB' });
const beta = lab.kvm.host('beta', { memory: '64 GiB' });
const db = lab.kvm.guest('db', {
  host: alpha,
  memory: '8 GiB',
  workload: { kind: 'uniform', pages: '1 GiB', writesPerSecond: 20_000 },
});

await sleep('1 s');
const run = await db.migrate(beta, { parameters: { 'max-bandwidth': 0, 'downtime-limit': '300 ms' } });
log('pause', run.downtime, 'after', run.rounds, 'rounds');
expect(run.downtime, 'the pause').toBeAtMost('350 ms');
`;

const scripting = new FakeScripting({ id: 'busy-database', title: 'A busy database', source: SOURCE });
const studio = new Studio(
  connect(),
  openingJob(new URL(openingTrace, document.baseURI).href),
  [OPENING_TRACE],
  requestAnimationFrame.bind(window),
);
const shell = document.querySelector('app-shell');
const editor = document.createElement('script-editor');
editor.slot = 'editor';
editor.start(scripting);
shell?.append(editor);
const drafting = new Drafting(scripting, keptDrafts(), surroundings());
followPage(drafting);
shell?.start({ studio, preferences: preferences(() => localStorage), scripting, drafting });
Object.assign(window, { scripting });
