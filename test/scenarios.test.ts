/** Every scenario is an example, a lesson and a test: it ends well, what it expects holds, and it goes as it went before. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { eventLog } from '../web/cli/lib/scenario/event-log.ts';
import { siteTraces } from '../web/cli/lib/scenario/scenario.ts';
import { galleryItem } from '../web/studio/gallery.ts';
import { played } from './simulation/script.ts';

const FOLDER = 'test/golden';
/** `npm run golden` writes them anew; the difference is to be read as prose. */
const ANEW = process.env.GOLDEN === 'write';
const ids = readdirSync('scenarios')
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.slice(0, -3));

describe.each(ids)('%s', (id) => {
  const source = readFileSync(`scenarios/${id}.ts`, 'utf8');

  it('says what it is called and what it teaches', () => {
    const { title, lesson, platform } = galleryItem(id, source, []);
    expect(title.length).toBeGreaterThan(8);
    expect(title.length).toBeLessThan(70);
    expect(lesson.join(' ').length).toBeGreaterThan(60);
    expect(platform).not.toBe('Others');
  });

  it('ends well, with all that it expects, as it did before', async () => {
    const recording = await played(source, { attachments: siteTraces(source) });
    const { report } = recording.scripted!;
    expect(report.diagnostics).toEqual([]);
    expect(report.expectations.filter(({ held }) => !held)).toEqual([]);
    expect(report.expectations.length).toBeGreaterThan(1);
    expect(report.status).toBe('done');
    const [log, path] = [eventLog(recording), `${FOLDER}/${id}.txt`];
    if (ANEW) {
      mkdirSync(FOLDER, { recursive: true });
      writeFileSync(path, log);
    }
    expect(existsSync(path), `${path}: npm run golden writes it`).toBe(true);
    expect(log).toBe(readFileSync(path, 'utf8'));
  });
});

it('no log is kept of a scenario that is gone', () => {
  const kept = readdirSync(FOLDER).map((name) => name.replace(/\.txt$/, ''));
  expect(kept.filter((name) => !ids.includes(name))).toEqual([]);
});
