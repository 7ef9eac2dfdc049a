import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seconds } from '../../../web/model/units.ts';
import { importLswpar } from '../../../web/platforms/wpar/import/lswpar.ts';
import { impossible } from '../../../web/platforms/wpar/objects/check.ts';
import { aliasOn } from '../../../web/platforms/wpar/objects/make.ts';
import { USUAL_CONTROLS } from '../../../web/platforms/wpar/objects/resources.ts';
import { defined, SCENE } from '../../../web/platforms/wpar/objects/scene.ts';
import { definitionOf } from '../../../web/platforms/wpar/objects/wpar.ts';
import { command } from '../../../web/platforms/wpar/terminal/terminal.ts';
import { run, whereabouts } from './courses.ts';
import { sceneWith, standing } from './worlds.ts';

const SECTIONS = ['G', 'R', 'M', 'N', 'D', 'S'];

/** What a real person would paste: prompts and all. */
function pasted(...wpars: Parameters<typeof sceneWith>): string {
  const course = run(sceneWith(...wpars), [], 1);
  return SECTIONS.map((letter) => {
    const { lines } = command(course, seconds(1), `lswpar -c -${letter}`);
    return [`x203:/ # lswpar -c -${letter}`, ...lines.map(({ text }) => text)].join('\n');
  }).join('\n');
}

describe('pasted output of lswpar -c', () => {
  const web = standing('Active', { group: null }, 'x150');
  const db = standing(
    'Defined',
    {
      ...defined('x151', {
        group: null,
        storage: { kind: 'local' },
        address: aliasOn('en1', '10.0.0.7', 28),
        auto: true,
        script: '/etc/rc.x151',
        resources: { ...USUAL_CONTROLS, processorLimits: { min: 5, soft: 20, hard: 50 }, memoryShares: 7 },
        devices: ['hdisk4'],
      }),
    },
    'x151',
  );

  it('gives the partitions as they stood', () => {
    const { world, partitions } = importLswpar(pasted(web, db));
    expect(partitions).toBe(2);
    expect(impossible(world)).toEqual([]);
    expect(world.wpars.map(definitionOf)).toEqual([definitionOf(web), definitionOf(db)]);
    expect(whereabouts(world, 'x150')).toBe('Active@x203');
    expect(whereabouts(world, 'x151')).toBe('Defined@x203');
    expect(world.servers.map(({ name, area }) => [name, area.path])).toEqual([['x054', '/backup/wpars']]);
  });

  it('is added to a world that has the systems already', () => {
    const { world } = importLswpar(pasted(web), SCENE);
    expect(world.systems).toEqual(SCENE.systems);
    expect(world.servers).toEqual(SCENE.servers);
  });

  it('says what it assumed', () => {
    const texts = importLswpar(pasted(web)).notes.map(({ text }) => text);
    expect(texts).toContain('x203: model, memory and level of the system are examples.');
    expect(texts).toContain('x054 exports /backup/wpars/x150 to x203 and x150, with root.');
    expect(texts).toContain('Memory, threads and load of the partitions are those of idle ones.');
  });

  it.each([
    ['x150:T:S', '#name:state:type', /Transitional.*taken as defined/],
    ['x150:A:L', '#name:state:type', /Type L becomes a system partition/],
    ['x150:Q:S', '#name:state:type', /There is no state Q/],
    ['x150:yes:yes', '#name:rootvgwpar:routing', /rootvgwpar = yes/],
    ['x150:whatever', '#name:colour', /colour = whatever/],
    [
      'x150:/wpars/x150/data:/data:namefs::ro',
      '#name:mountpoint:device:vfs:nodename:options',
      /mounted at \/data/,
    ],
    [
      'x150:en0:nonsense:255.0.255.0:',
      '#name:interface:address:mask_prefix:broadcast',
      /255.0.255.0 is no netmask/,
    ],
    ['x150:A', '#name:state:type', /2 fields, and the line above names 3/],
    ['x150:A:S', 'lswpar:', /No line #name/],
    ['a b:A:S', '#name:state:type', /contains white space/],
  ])('notes of %s what it does not take over', (row, head, says) => {
    expect(
      importLswpar(`${head}\n${row}`)
        .notes.map(({ text }) => text)
        .join('\n'),
    ).toMatch(says);
  });

  it('drops no line silently, whatever is pasted, and leaves a possible world', () => {
    const word = fc.constantFrom(
      'x150',
      'A',
      'S',
      '',
      'yes',
      '10.0.0.1',
      '/wpars/x150',
      '#name',
      ' ',
      'ü:\\:',
    );
    const text = fc
      .array(
        fc.array(word, { maxLength: 6 }).map((words) => words.join(':')),
        { maxLength: 8 },
      )
      .map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(
        text,
        fc.constantFrom('', '#name:state:type\n', '#name:interface:address:mask_prefix:broadcast\n'),
        (rows, head) => {
          const { world, notes, partitions } = importLswpar(head + rows);
          expect(impossible(world)).toEqual([]);
          expect(world.wpars).toHaveLength(partitions);
          const meant = (head + rows)
            .split('\n')
            .filter((line) => line.trim() !== '' && !line.startsWith('#name:'));
          expect(partitions > 0 || notes.length > 0 || meant.length === 0).toBe(true);
        },
      ),
    );
  });
});
