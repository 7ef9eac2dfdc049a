import { describe, expect, it } from 'vitest';
import { seconds } from '../../../web/model/units.ts';
import { doingOf } from '../../../web/platforms/wpar/calls/doing.ts';
import { worldAt } from '../../../web/platforms/wpar/course/course.ts';
import { defined, SCENE } from '../../../web/platforms/wpar/objects/scene.ts';
import { command } from '../../../web/platforms/wpar/terminal/terminal.ts';
import { ask, edit, type Ran, run } from './courses.ts';
import { sceneWith, standing } from './worlds.ts';

const active = run(sceneWith(standing('Active')), [], 10);
const type = (line: string, course: Ran = active, atS = 5) => command(course, seconds(atS), line);
const texts = (line: string, course?: Ran, atS?: number) =>
  type(line, course, atS).lines.map(({ text }) => text);
const asks = (line: string, course: Ran = active, atS = 5) => {
  const { call } = type(line, course, atS);
  const doing = call && doingOf(worldAt(course, seconds(atS)), call);
  return doing?.ok ? doing.value : null;
};

describe('lswpar', () => {
  it('lists the partitions of the system on which one is', () => {
    expect(texts('lswpar')).toEqual([
      'Name  State  Type  Hostname  Directory    RootVG WPAR',
      '-----------------------------------------------------',
      'x150  A      S     x150      /wpars/x150  no',
    ]);
    expect(texts('x103$ lswpar')).toEqual([]);
  });

  it('knows states by their letters only, and says when what is under way began', () => {
    expect(texts('lswpar -s z')[0]).toBe('lswpar: z is no state.');
    const busy = run(sceneWith(standing('Active')), [ask(60, { action: 'stop', wpar: 'x150' })]);
    expect(texts('lswpar -L', busy, 63)).toContain('Start Time:              Mon Mar  3 09:01:01 CET 2008');
  });

  it('shows what is mounted from where', () => {
    expect(texts('lswpar -M x150')).toEqual([
      'Name  MountPoint        Device              Vfs     Nodename  Options',
      '---------------------------------------------------------------------',
      'x150  /wpars/x150       /backup/wpars/x150  nfs     x054      bg,intr',
      'x150  /wpars/x150/opt   /opt                namefs            ro',
      'x150  /wpars/x150/proc  /proc               namefs            rw',
      'x150  /wpars/x150/usr   /usr                namefs            ro',
    ]);
  });

  it('writes fields between colons with -c, under a line that names them', () => {
    const [head, row] = texts('lswpar -c -G');
    expect(head).toBe(
      '#name:state:type:rootvgwpar:hostname:routing:vipwpar:directory:owner:script:auto:privateusr:checkpointable:application:ostype:xwparipc:architecture:uuid',
    );
    expect(row?.split(':').slice(0, 9)).toEqual([
      'x150',
      'A',
      'S',
      'no',
      'x150',
      'no',
      '',
      '/wpars/x150',
      'root',
    ]);
    expect(texts('lswpar -c -R')[1]).toContain(':0%-100%,100%:');
    expect(texts('lswpar -c -N')[1]).toBe('x150:en0:192.168.129.150:255.255.255.0:192.168.129.255');
    expect(texts('lswpar -d , -N')[1]).toBe('x150,en0,192.168.129.150,255.255.255.0,192.168.129.255');
  });

  it('answers what scripts ask it', () => {
    expect(texts('lswpar -q -c -a name')).toEqual(['x150']);
    expect(texts('lswpar -q -c -a directory x150')).toEqual(['/wpars/x150']);
    expect(texts('lswpar -q -s D -a name')).toEqual([]);
    expect(texts('lswpar -q -s A -a name')).toEqual(['x150']);
  });

  it('has a long layout in blocks under rulers of 65', () => {
    const lines = texts('lswpar -L');
    expect(lines.slice(0, 10)).toEqual([
      '='.repeat(65),
      'x150 - Active',
      '='.repeat(65),
      'GENERAL',
      'Type:                    S',
      'RootVG WPAR:             no',
      'Owner:                   root',
      'Hostname:                x150',
      'WPAR-Specific Routing:   no',
      'Virtual IP WPAR:',
    ]);
    expect(lines).toContain('/wpars/x150              /backup/wpars... nfs     x054       bg,intr');
    expect(lines.filter((line) => /^[A-Z ]+$/.test(line))).toEqual([
      ...['GENERAL', 'NETWORK', 'USER-SPECIFIED ROUTES', 'FILE SYSTEMS', 'RESOURCE CONTROLS'].filter(
        (name) => !name.includes('-'),
      ),
      ...['OPERATION', 'SECURITY SETTINGS', 'DEVICE EXPORTS'],
    ]);
    const resources = lines.slice(lines.indexOf('RESOURCE CONTROLS') + 1, lines.indexOf('OPERATION') - 1);
    expect(resources).toHaveLength(16);
    expect(resources[0]).toBe('Active:                  yes');
  });

  it('says which name it does not find, and which flag it does not know', () => {
    expect(type('lswpar x999')).toMatchObject({
      returnCode: 1,
      lines: [{ stream: 'err', text: 'lswpar: x999 could not be found.' }],
    });
    expect(texts('lswpar -z')[0]).toBe('lswpar: Not a recognized flag: z');
    expect(texts('lswpar -c -a nonsense')[0]).toContain('nonsense is no field here');
  });

  it('shows during an asynchronous relocation that it is on two systems', () => {
    const course = run(sceneWith(standing('Active')), [
      ask(0, { action: 'relocate-live', wpar: 'x150', to: 'x103', mode: 'asynchronous' }),
    ]);
    expect(texts('x203$ lswpar -q -a state', course, 12)).toEqual(['M']);
    expect(texts('x103$ lswpar -q -a state', course, 12)).toEqual(['A']);
    expect(texts('x203$ lswpar', course, 60)).toEqual([]);
  });
});

describe('commands that act', () => {
  it('give the call that does it, and say what becomes of it', () => {
    expect(asks('stopwpar -h x150')).toEqual({
      kind: 'request',
      request: { action: 'hard-stop', wpar: 'x150', by: 'shell' },
    });
    expect(texts('stopwpar x150')[0]).toBe('Stopping x150.');
    expect(asks('stopwpar -F x150')).toMatchObject({ request: { action: 'force-stop', confirmed: true } });
    expect(asks('chkptwpar -p x150')).toMatchObject({ request: { action: 'pause' } });
    expect(asks('/opt/mcr/bin/chkptwpar x150')).toMatchObject({ request: { action: 'checkpoint' } });
    expect(asks('savewpar -f /export/f x150')).toMatchObject({
      request: { action: 'backup', file: '/export/f' },
    });
    expect(asks('chwpar -A x150')).toMatchObject({ request: { action: 'change', set: { auto: true } } });
  });

  it('are refused with the reason, and then act on nothing', () => {
    expect(type('startwpar x150')).toMatchObject({ returnCode: 1, call: null });
    expect(texts('startwpar x150')[0]).toBe('startwpar: x150 runs already. Nothing needs to be done.');
    expect(texts('startwpar x999')).toEqual(['startwpar: x999 could not be found.']);
    expect(texts('x103$ stopwpar x150')).toEqual(['stopwpar: x150 could not be found.']);
    expect(type('rmwpar x150').call).toBeNull();
  });

  it('create a partition as the article does', () => {
    const empty = run(SCENE, [], 10);
    const line =
      'mkwpar -c -n x150 -h x150 -N interface=en0 address=192.168.129.150 netmask=255.255.255.0 -M directory=/ vfs=nfs host=x054 dev=/backup/wpars/x150 -M directory=/var vfs=directory -M directory=/tmp vfs=directory -M directory=/home vfs=directory';
    expect(asks(line, empty)).toMatchObject({
      request: {
        action: 'deploy',
        wpar: 'x150',
        system: 'x203',
        by: 'shell',
        definition: { ...defined('x150'), group: null },
      },
    });
    expect(asks('mkwpar -n x151 -R CPU=10%-50%,80% shares_memory=20', empty)).toMatchObject({
      request: {
        definition: {
          checkpointable: false,
          storage: { kind: 'local' },
          address: { address: '192.168.129.151' },
          resources: { processorLimits: { min: 10, soft: 50, hard: 80 }, memoryShares: 20 },
        },
      },
    });
    expect(texts('mkwpar -n x151 -I rtdest=10.0.0.0', empty).at(-1)).toBe(
      'mkwpar: -I has no effect in this simulator.',
    );
    expect(texts('mkwpar -c', empty)[0]).toBe('mkwpar: A name is needed: -n name.');
  });

  it('work while the agent is silent, which the console does not', () => {
    const silent = run(sceneWith(standing('Active')), [
      edit(1, { kind: 'system', system: 'x203', set: { agentUp: false } }),
    ]);
    expect(type('stopwpar x150', silent).call).not.toBeNull();
  });
});

describe('the NFS server', () => {
  const on = (line: string, course?: Ran, atS?: number) => texts(`x054$ ${line}`, course, atS);
  const deployed = run(SCENE, [
    ask(0, { action: 'deploy', wpar: 'x150', system: 'x203', definition: defined('x150') }),
  ]);

  it('has 16 blocks in its area before anything is deployed, and a small system’s after', () => {
    expect(on('ls -l')[0]).toBe('total 16');
    expect(on('du -s /backup/wpars')).toEqual(['16      /backup/wpars']);
    const [blocks] = on('du -s /backup/wpars/x150', deployed, 3000)[0]!.split(' ');
    expect(Number(blocks)).toBeGreaterThan(10_000);
    expect(Number(blocks)).toBeLessThan(320 * 2048);
  });

  it('shows an ordinary AIX root after a deployment', () => {
    const lines = on('ls -l /backup/wpars/x150', deployed, 3000);
    expect(lines.some((line) => /^drwxr-xr-x .* etc$/.test(line))).toBe(true);
    expect(lines.some((line) => line.endsWith('bin -> /usr/bin'))).toBe(true);
    expect(lines.some((line) => /^drwxrwxrwt .* tmp$/.test(line))).toBe(true);
    expect(on('ls -l -d /backup/wpars')[0]).toMatch(/^drwx------ .* root +system .* \/backup\/wpars$/);
  });

  it('says what it exports to whom, and can be told otherwise', () => {
    expect(texts('showmount -e x054')).toContain('/backup/wpars/x150  x203,x103,x150');
    expect(on('exportfs')).toContain(
      '/backup/wpars/x150 -rw,access=x203:x103:x150,root=x203:x103:x150,vers=3',
    );
    expect(asks('x054$ exportfs -i -o access=x203,root=x203 /backup/wpars/x150')).toEqual({
      kind: 'edit',
      edit: {
        kind: 'export',
        server: 'x054',
        export: { path: '/backup/wpars/x150', access: ['x203'], root: ['x203'], versions: [3] },
      },
    });
    expect(asks('x054$ exportfs -u x151')).toMatchObject({
      edit: { kind: 'unexport', path: '/backup/wpars/x151' },
    });
    expect(asks('x054$ mkdir x160')).toMatchObject({
      edit: { kind: 'make-directory', path: '/backup/wpars/x160' },
    });
    expect(asks('x054$ chmod 755 /backup/wpars')).toMatchObject({
      edit: { kind: 'parent', set: { mode: 0o755 } },
    });
    expect(on('ls nowhere')[0]).toContain('does not exist');
    expect(on('cat /etc/exports')).toEqual(on('exportfs'));
  });

  it('takes a star for all that fits', () => {
    expect(on('du -s *')).toEqual(on('ls').map((name) => `0       ${name}`));
    expect(on('du -s /backup/wpars/x15[0]')[0]).toContain('Cannot find');
    expect(on('ls -d *2')).toEqual(['x152']);
    expect(on('ls x15*')).toEqual(on('ls').flatMap((name, i) => [...(i > 0 ? [''] : []), `${name}:`]));
  });

  it('does not answer while it is down', () => {
    const down = run(SCENE, [edit(1, { kind: 'server', server: 'x054', set: { up: false } })]);
    expect(texts('showmount -e x054', down)[0]).toContain('does not answer');
  });
});

describe('where one is', () => {
  it('is told by the prompt, and carried along', () => {
    expect(type('hostname').place).toBe('x203$');
    expect(type('x203$ ssh x054')).toMatchObject({ place: 'x054$', returnCode: 0 });
    expect(type('x203$ clogin x150')).toMatchObject({ place: 'x150#' });
    expect(texts('x150# hostname')).toEqual(['x150']);
    expect(texts('x150# uname -W')).toEqual(['1']);
    expect(type('x203$ clogin x150 uname -W')).toMatchObject({ lines: [{ text: '1' }], place: 'x203$' });
    expect(type('x150# exit').place).toBe('x203$');
    expect(asks('x150# shutdown')).toMatchObject({ request: { action: 'shutdown', by: 'shell' } });
    expect(texts('x150# lswpar')[0]).toContain('cannot be run inside');
  });

  it('is the host again when the partition is gone', () => {
    const stopped = run(sceneWith(standing('Active')), [ask(0, { action: 'stop', wpar: 'x150' })]);
    expect(type('x150# date', stopped, 200)).toMatchObject({ returnCode: 255, place: 'x203$' });
  });

  it('has a clock of its own', () => {
    const skewed = run(sceneWith(standing('Active')), [
      edit(1, { kind: 'system', system: 'x103', set: { clockOffsetMs: 60_000 } }),
    ]);
    expect(texts('x203$ date', skewed)).toEqual(['Mon Mar  3 09:00:05 CET 2008']);
    expect(texts('x103$ date', skewed)).toEqual(['Mon Mar  3 09:01:05 CET 2008']);
  });

  it('says what it does not know, and what there is', () => {
    expect(texts('frobnicate')[0]).toBe('ksh: frobnicate: not found. `help` lists what there is.');
    expect(texts('du -s')[0]).toContain('ssh x054');
    expect(texts('echo "open')[0]).toContain('quote');
    expect(type('help').lines.length).toBeGreaterThan(15);
    expect(texts('')).toEqual([]);
  });

  it('only looking leaves no trace', () => {
    for (const line of ['lswpar', 'x054$ ls -l', 'date', 'x054$ exportfs', 'help'])
      expect(type(line).call).toBeNull();
  });
});
