/** What `lswpar -c` printed, brought by a person: a world that can be opened, and in which partitions can move. */
import { describe, expect, it } from 'vitest';
import type { Environment } from '../../web/model/environment.ts';
import { seconds } from '../../web/model/units.ts';
import { defined } from '../../web/platforms/wpar/objects/scene.ts';
import { command } from '../../web/platforms/wpar/terminal/terminal.ts';
import { readEnvironment } from '../../web/simulation/environments.ts';
import { run } from '../platforms/wpar/courses.ts';
import { sceneWith, standing } from '../platforms/wpar/worlds.ts';
import { logged, reported } from './script.ts';

const SECTIONS = ['G', 'R', 'M', 'N', 'D', 'S'];
const course = run(
  sceneWith(
    standing('Active', { group: null }, 'x150'),
    standing('Defined', { ...defined('x151', { group: null, storage: { kind: 'local' } }) }, 'x151'),
  ),
  [],
  1,
);
/** As somebody copies it from a terminal. */
const TEXT = SECTIONS.map((letter) =>
  [
    `x203:/ # lswpar -c -${letter}`,
    ...command(course, seconds(1), `lswpar -c -${letter}`).lines.map(({ text }) => text),
  ].join('\n'),
).join('\n');

function read(text: string, keepIdentifiers = false): Environment {
  const result = readEnvironment({
    pieces: [{ name: 'Pasted text', text }],
    keepIdentifiers,
    answers: {},
  });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.value;
}

describe('workload partitions that somebody brings', () => {
  it('are counted, with what was read and what is assumed', () => {
    const found = read(TEXT);
    expect(found.obstacle).toBeNull();
    expect(found.title).toBe('Your workload partitions: x203');
    expect([found.servers.length, found.partitions]).toEqual([1, 2]);
    // Security sections have no part in this world.
    expect(found.unread.first.map(({ text }) => text.split(':')[2])).toEqual(
      Array(2).fill(expect.stringMatching(/^PV_/)),
    );
    expect(found.read).toMatchObject([{ command: 'lswpar -c', server: 'x203', used: true }]);
    expect(found.unclear).toContain('Memory, threads and load of the partitions are those of idle ones.');
  });

  it('are laid out by the script that is opened, and have a place to go to', async () => {
    const { source } = read(TEXT);
    const report = await reported(
      `${source}
const x150 = lab.wpar.partition('x150');
log(x150.state, x150.host?.name ?? 'nowhere', lab.wpar.partition('x151').state);
const moved = await x150.relocate(lab.wpar.system('arrival'));
log(moved.status, moved.message ?? '', x150.host?.name ?? 'nowhere');`,
    );
    expect(report.diagnostics).toEqual([]);
    expect(logged(report).slice(-2)).toEqual(['Active x203 Defined', 'done  arrival']);
  });

  it('have other addresses in the script, on networks that are told apart, unless they are kept', () => {
    const address = /192\.168\.129\.150/;
    expect(TEXT).toMatch(address);
    const hidden = read(TEXT);
    expect(hidden.source).not.toMatch(address);
    expect(hidden.source).toMatch(/192\.168\.1\.150/);
    expect(read(TEXT, true).source).toMatch(address);
    expect(hidden.replacements).toContainEqual(['192.168.129.150', '192.168.1.150']);
  });

  it('may come with lines of which nothing can be made: each is said, with why', () => {
    const found = read(`${TEXT}\nx152:A\nsome words`);
    expect(found.partitions).toBe(2);
    const left = found.unread.first.filter(({ text }) => !text.includes('PV_'));
    expect(left.map(({ text }) => text)).toEqual(['x152:A', 'some words']);
    expect(left[0]?.why).toMatch(/2 fields/);
  });

  it('with nothing but a head are none, and that is said', () => {
    expect(read('#name:state:type').obstacle?.what).toBe('No partition could be made of it.');
  });

  it('survive signs that mean something in a script', async () => {
    const { source } = read(`${TEXT}\n\`\${lab}\\ */`);
    expect((await reported(source)).diagnostics).toEqual([]);
  });
});
