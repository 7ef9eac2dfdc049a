/**
 * Sending differences: where it helps, and where not
 *
 * XBZRLE keeps the pages that it sent in a cache, and sends of a page that was written again only what has changed. That saves much
 * where writes change little of a page and the cache holds the working set, and costs a look for nothing where it does not.
 */
import { expect, lab, log, note, param, sleep } from 'switchover';

lab.setup({ title: 'Sending differences: where it helps, and where not', horizon: '5 min' });
lab.network({ bandwidth: '1 Gbit/s' });
const cache = param('cache', {
  default: '512 MiB',
  min: '64 MiB',
  max: '1 GiB',
  about: 'Size of the cache.',
});
lab.kvm.defaults({
  capabilities: ['xbzrle'],
  parameters: { 'max-bandwidth': 0, 'downtime-limit': '300 ms', 'xbzrle-cache-size': cache },
});
const alpha = lab.kvm.host('alpha', { memory: '16 GiB' });
const beta = lab.kvm.host('beta', { memory: '16 GiB' });
const counters = lab.kvm.guest('counters', {
  host: alpha,
  memory: '384 MiB',
  about: 'Counters: each write changes eight bytes of its page',
  writeSize: '8 B',
  workload: { kind: 'uniform', pages: '96 MiB', writesPerSecond: 60_000 },
});
const video = lab.kvm.guest('video', {
  host: alpha,
  memory: '384 MiB',
  about: 'Frames of video: each write fills its page anew',
  writeSize: '4 KiB',
  workload: { kind: 'uniform', pages: '96 MiB', writesPerSecond: 60_000 },
});
counters.client();

await sleep('1 s');
note('Counters first: what is written again crosses as a few bytes.');
const helped = await counters.migrate(beta);
log(
  'Counters:',
  helped.status,
  'after',
  helped.total,
  '–',
  helped.deltaPages,
  'pages went as their difference.',
);
expect(helped.status, 'counters').toBe('completed');
expect(helped.deltaPages, 'pages that went as a difference').toBeGreaterThan(10_000);

await sleep('1 s');
note('Now video: as many writes, but nothing of a page stays the same.');
const move = video.migrate(beta);
await sleep('12 s');
move.cancel();
const wasted = await move;
log(
  'Video:',
  wasted.status,
  '–',
  wasted.deltaOverflows,
  'differences were larger than their page, which went whole.',
);
expect(wasted.status, 'video').toBe('cancelled');
expect(wasted.deltaOverflows, 'differences that were larger').toBeGreaterThan(50_000);
