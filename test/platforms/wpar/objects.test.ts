import { describe, expect, it } from 'vitest';
import { sentence } from '../../../web/model/result.ts';
import { GIB } from '../../../web/model/units.ts';
import { broadcastOf, maskOf, prefixOf, sameSubnet } from '../../../web/platforms/wpar/objects/address.ts';
import { type Edit, edited } from '../../../web/platforms/wpar/objects/edit.ts';
import { fileSystemsOf } from '../../../web/platforms/wpar/objects/file-systems.ts';
import { filesetLevel, levelOf, movesAsynchronously } from '../../../web/platforms/wpar/objects/level.ts';
import { makeSystem, makeWorld } from '../../../web/platforms/wpar/objects/make.ts';
import { areaBlocks, exportedTo, rootKeptFor } from '../../../web/platforms/wpar/objects/nfs.ts';
import { effectOn, limitsOf, USUAL_CONTROLS } from '../../../web/platforms/wpar/objects/resources.ts';
import { defined, SCENE } from '../../../web/platforms/wpar/objects/scene.ts';
import { undeployed } from '../../../web/platforms/wpar/objects/wpar.ts';
import { changed, deepFreeze, sceneWith, standing } from './worlds.ts';

const wrong = (parts: Parameters<typeof makeWorld>[0]): string[] => {
  const made = makeWorld({ ...SCENE, ...parts });
  return made.ok ? [] : made.diagnostics.map(sentence);
};
const refusedEdit = (edit: Edit): string[] => {
  const made = edited(sceneWith(standing('Active')), edit);
  return made.ok ? [] : made.diagnostics.map(sentence);
};

describe('the opening scene', () => {
  it('can be', () => {
    expect(wrong({})).toEqual([]);
  });

  it('has an NFS area as it is before anything is deployed', () => {
    const [server] = SCENE.servers;
    expect(server?.area).toMatchObject({
      path: '/backup/wpars',
      mode: 0o700,
      owner: 'root',
      group: 'system',
    });
    expect(server?.area.directories.map(({ path }) => path)).toContain('/backup/wpars/x159');
    expect(server?.area.directories.every(({ entries }) => entries.length === 0)).toBe(true);
    expect(areaBlocks(server!.area)).toBe(16);
  });

  it('lets every system that may host, and the partition itself, mount with root kept', () => {
    const [server] = SCENE.servers;
    for (const host of ['x203', 'x103', 'x150']) {
      expect(exportedTo(server!, '/backup/wpars/x150', host)).toBe(true);
      expect(rootKeptFor(server!, '/backup/wpars/x150', host)).toBe(true);
    }
    expect(exportedTo(server!, '/backup/wpars/x150', 'x151')).toBe(false);
  });
});

describe('an impossible world is refused, with the name of what cannot be:', () => {
  const x203 = makeSystem('x203');
  it.each<[string, Parameters<typeof makeWorld>[0], RegExp]>([
    ['two systems of a name', { systems: [x203, x203] }, /^system x203: There are two/],
    [
      'no memory',
      { systems: [makeSystem('x203', { memoryBytes: 0 })] },
      /^x203: 0 is not possible as its memory/,
    ],
    ['half a level', { systems: [makeSystem('x203', { level: '6.1' })] }, /^x203: 6.1 is no AIX level/],
    ['a partition nowhere', { systems: [], wpars: [standing('Active')] }, /^x150: There is no system x203/],
    ['a lost server', { servers: [], wpars: [standing('Active')] }, /^x150: There is no NFS server x054/],
    [
      'a bad name',
      { wpars: [undeployed({ ...defined('x150'), name: 'a b' })] },
      /^a b: The name a b contains white space/,
    ],
    [
      'a long name',
      { wpars: [undeployed({ ...defined('x150'), name: 'a'.repeat(26) })] },
      /longer than 25 bytes/,
    ],
    ['a lost group', { groups: [], wpars: [standing('Active')] }, /^x150: There is no group default/],
    [
      'processes on two systems',
      {
        wpars: [
          standing('Active', {
            copies: [...standing('Active').copies, { ...standing('Active').copies[0]!, system: 'x103' }],
          }),
        ],
      },
      /^x150: Its processes run on two systems/,
    ],
    [
      'one address for two',
      {
        wpars: [standing('Active'), standing('Active', { address: defined('x150').address }, 'x151')],
      },
      /^address 192.168.129.150: There are two/,
    ],
  ])('%s', (_, parts, sentence) => {
    expect(wrong(parts)).toContainEqual(expect.stringMatching(sentence));
  });

  it('and a change that would leave one is refused, too', () => {
    expect(refusedEdit({ kind: 'system', system: 'x103', set: { processors: -1 } })).toEqual([
      'x103: -1 is not possible as its number of processors. Give a number above 0.',
    ]);
    expect(refusedEdit({ kind: 'power', system: 'x999', up: false })).toEqual([
      'There is no system x999. Name one that is there.',
    ]);
    expect(refusedEdit({ kind: 'make-directory', server: 'x054', path: '/elsewhere' })).toEqual([
      'x054: /elsewhere is not below /backup/wpars. Put one directory for each partition there.',
    ]);
  });
});

describe('worlds are immutable', () => {
  it('a change leaves the old one as it was, and shares what did not change', () => {
    const before = deepFreeze(sceneWith(standing('Active')));
    const next = changed(before, { kind: 'server', server: 'x054', set: { up: false } });
    expect(before.servers[0]?.up).toBe(true);
    expect(next.servers[0]?.up).toBe(false);
    expect(next.systems).toBe(before.systems);
  });

  it('a system that goes down takes its processes along, and comes back with nothing running', () => {
    const down = changed(sceneWith(standing('Active')), { kind: 'power', system: 'x203', up: false });
    expect(down.wpars[0]).toMatchObject({
      copies: [{ state: 'Active', processes: 'none' }],
      life: { ended: 'crash' },
    });
    const up = changed(down, { kind: 'power', system: 'x203', up: true });
    expect(up.wpars[0]).toMatchObject({ copies: [{ state: 'Defined', processes: 'none', mounted: false }] });
  });
});

describe('a system partition on NFS', () => {
  it('has one directory on the server, and borrows /usr and /opt from its host', () => {
    expect(
      fileSystemsOf(defined('x150')).map(
        ({ mount, vfs, node, options }) => `${mount} ${vfs} ${node} ${options}`,
      ),
    ).toEqual(['/ nfs x054 bg,intr', '/opt namefs  ro', '/proc namefs  rw', '/usr namefs  ro']);
  });

  it('has four file systems of 320 MB together on local disks', () => {
    const own = fileSystemsOf(defined('x150', { storage: { kind: 'local' } })).filter(
      ({ vfs }) => vfs === 'jfs2',
    );
    expect(own.map(({ mount }) => mount)).toEqual(['/', '/home', '/tmp', '/var']);
    expect(own.reduce((sum, { sizeBytes }) => sum + (sizeBytes ?? 0), 0)).toBe(320 * 1024 * 1024);
  });
});

describe('levels, limits and addresses', () => {
  it('a level is version, technology level and service pack', () => {
    expect(levelOf('6100-02-01')).toEqual({ version: 6100, technologyLevel: 2, servicePack: 1 });
    expect(levelOf('6.1')).toBeNull();
    expect(filesetLevel('6100-02-01')).toBe('6.1.2.1');
    expect(['6100-01-05', '6100-02-00', '7100-00-00'].map(movesAsynchronously)).toEqual([false, true, true]);
  });

  it('a percentage is of whatever system hosts the partition', () => {
    const limits = limitsOf('10%-50%,50%')!;
    const controls = { ...USUAL_CONTROLS, processorLimits: limits };
    expect(effectOn(controls, { name: 'x103', processors: 4, memoryBytes: 8 * GIB })).toEqual([
      '50 % of x103 is 2 of its 4 processors',
    ]);
    expect(effectOn(USUAL_CONTROLS, { name: 'x103', processors: 4, memoryBytes: 8 * GIB })).toEqual([]);
    expect(limitsOf('half')).toBeNull();
  });

  it('masks and prefixes are two ways to say the same', () => {
    for (let prefix = 0; prefix <= 32; prefix++) expect(prefixOf(maskOf(prefix))).toBe(prefix);
    expect(prefixOf('255.0.255.0')).toBeNull();
    expect(broadcastOf({ address: '192.168.129.150', prefix: 24 })).toBe('192.168.129.255');
    expect(sameSubnet({ address: '10.0.1.1', prefix: 24 }, { address: '10.0.2.1', prefix: 24 })).toBe(false);
  });
});
