import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hmcOutput, type OutputOptions } from '../../../web/platforms/powervm/export/hmc-output.ts';
import { importPastes } from '../../../web/platforms/powervm/import/import.ts';
import type { Paste } from '../../../web/platforms/powervm/import/paste.ts';
import { questionInWords } from '../../../web/platforms/powervm/import/report.ts';
import { shownFields } from '../../../web/platforms/powervm/objects/fields.ts';
import type { PowerObject, PowerWorld } from '../../../web/platforms/powervm/objects/world.ts';
import { examine } from '../../../web/platforms/powervm/rules/validate.ts';
import { anyWorld } from './any-world.ts';

const KEEP = { keepIdentifiers: true };
const pasted = (text: string, name = 'paste.txt') => importPastes([{ name, text }], KEEP);

/** What no command shows of what stands in lists. */
const HIDDEN = new Set(['sea', 'port', 'grants', 'storagePorts', 'vsi', 'secondInUseBy']);
const shown = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, each) => (HIDDEN.has(key) ? undefined : each)));

const everything = (world: PowerWorld): PowerObject[] => [
  ...world.consoles,
  ...world.systems,
  ...world.vioses,
  ...world.lpars,
];
const keyOf = (object: PowerObject) =>
  `${object.kind} ${'system' in object ? object.system : ''} ${object.name}`;

/** Holds whatever an import knows against the world that was exported. */
function expectSame(imported: PowerWorld, original: PowerWorld): void {
  const originals = new Map(
    everything(original).map((each) => [each.kind === 'console' ? 'console  HMC' : keyOf(each), each]),
  );
  expect(everything(imported).map(keyOf).sort()).toEqual([...originals.keys()].sort());
  for (const object of everything(imported)) {
    const twin = originals.get(keyOf(object)) as unknown as Record<string, unknown>;
    const known = Object.keys(object).filter((key) => key !== 'unknown' && !object.unknown?.includes(key));
    const pick = (from: Record<string, unknown>) =>
      shown(
        Object.fromEntries(
          known.filter((key) => object.kind !== 'console' || key !== 'name').map((key) => [key, from[key]]),
        ),
      );
    expect(pick(object as unknown as Record<string, unknown>)).toEqual(pick(twin));
  }
}

/** Commands that the export answers. */
const NOT_EXPORTED = /lslic|lsmemopt|mempool|sriov|vnic|lsmap -all -net|lsdev|viosecure|mkauthkeys/;

describe('a world that was exported as output of the console', () => {
  it('and parsed again is the same world', () => {
    fc.assert(
      fc.property(
        anyWorld,
        fc.constantFrom<OutputOptions>(
          {},
          { commands: true, form: 'columns' },
          { form: 'columns', commands: false },
        ),
        (world, options) => {
          const { world: back, report } = importPastes(hmcOutput(world, options), KEEP);
          expectSame(back, world);
          expect([
            report.unread,
            report.messages.map(({ text }) => text).filter((text) => !text.startsWith('No results')),
          ]).toEqual([[], []]);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('shows everything that its commands can show', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const { world: back, report } = importPastes(hmcOutput(world), KEEP);
        const missing = report.missing
          .filter(({ command }) => command !== '' && !NOT_EXPORTED.test(command))
          // A clock is compared with others.
          .filter(({ fields }) => world.systems.length > 1 || fields[0]?.field !== 'sys_time');
        expect(missing).toEqual([]);
        for (const object of everything(back)) expect(shownFields(object.kind).length).toBeGreaterThan(0);
      }),
      { numRuns: 10 },
    );
  });
});

describe('output of which a part is missing', () => {
  it('never refuses a move that the whole of it would not', () => {
    fc.assert(
      fc.property(anyWorld, fc.infiniteStream(fc.boolean()), (world, keep) => {
        const pastes = hmcOutput(world);
        const part = pastes.filter(() => keep.next().value);
        const [whole, less] = [importPastes(pastes, KEEP).world, importPastes(part, KEEP).world];
        const isPartition = (name: string) => whole.lpars.some((each) => each.name === name);
        for (const lpar of less.lpars.filter(({ name }) => isPartition(name)))
          for (const { name: target } of less.systems) {
            const request = { lpar: lpar.name, source: lpar.system, target, type: 'active' as const };
            const errors = (of: PowerWorld) =>
              examine(of, request).findings.flatMap(({ id, severity }) => (severity === 'error' ? [id] : []));
            const all = errors(whole);
            expect(errors(less).filter((id) => !all.includes(id))).toEqual([]);
          }
      }),
      { numRuns: 25 },
    );
  });
});

const physicalLines = (text: string): number => text.split(/\r\n|\n|\r/).length;
const wrapped = (text: string, width: number): string =>
  text
    .split('\n')
    .map((line) => line.match(new RegExp(`.{1,${width}}`, 'g'))?.join('\n') ?? '')
    .join('\n');

describe('what terminals and people do to output', () => {
  const same = (change: (pastes: Paste[]) => Paste[], options: OutputOptions = {}) =>
    fc.assert(
      fc.property(anyWorld, (world) => {
        const pastes = change(hmcOutput(world, options));
        const { world: back, report } = importPastes(pastes, KEEP);
        expectSame(back, world);
        expect([report.questions, report.unclear]).toEqual([[], []]);
      }),
      { numRuns: 12 },
    );
  const each = (change: (text: string) => string) => (pastes: Paste[]) =>
    pastes.map(({ name, text }) => ({ name, text: change(text) }));

  it('lines that end as on Windows', () => same(each((text) => text.replaceAll('\n', '\r\n'))));
  it('lines that end as on old Macs', () => same(each((text) => text.replaceAll('\n', '\r'))));
  it('colours, and a mark at the beginning', () =>
    same(each((text) => `\ufeff${text.replaceAll('name=', '\u001b[1mname=\u001b[0m')}`)));
  it('names of files, and no folders', () =>
    same((pastes) => pastes.map(({ text }, i) => ({ name: `${i}`, text }))));
  it('everything in one paste', () =>
    same((pastes) => [{ name: 'all.txt', text: pastes.map(({ text }) => text).join('\n') }]));
  it('everything in one paste, with columns', () =>
    same((pastes) => [{ name: 'all.txt', text: pastes.map(({ text }) => text).join('') }], {
      form: 'columns',
    }));
  it('prompts before commands, and after them', () =>
    same((pastes) => [
      {
        name: 'session.txt',
        text: `Last login: Mon Oct 14 19:45:21 2017 from 10.1.0.9\n${pastes
          .map(({ text }) => `hscroot@hmc1:~> ${text}`)
          .join('')}hscroot@hmc1:~> exit\nConnection to hmc1 closed.\n`,
      },
    ]));
  it.each([80, 100, 132])('lines that are wrapped at %i', (width) =>
    same(each((text) => wrapped(text, width))),
  );
  it.each([80, 100, 132])('columns that are wrapped at %i', (width) =>
    same(
      each((text) => wrapped(text, width)),
      { form: 'columns' },
    ),
  );
  it('tables in another order', () => same((pastes) => [...pastes].reverse()));
});

describe('whatever somebody pastes', () => {
  const fragment = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(
      ...[
        'name=',
        'lpar_name=a,lpar_id=3,curr_mem=',
        '"virtual_scsi_adapters=1/client,"',
        '""',
        '"',
        ',',
        '=',
      ],
      ...[
        '\n',
        '\r\n',
        '\r',
        '\n\n',
        'name,lpar_id,state\n',
        'lssyscfg -r lpar -m X\n',
        'lshwres -r',
        '$ ',
        '-F name',
      ],
      ...[
        'HSCL8003 no',
        'No results were found.\n',
        'vhost0  U9117.MMB.06F-V1-C16  0x00000007\n',
        'VTD  a\n',
      ],
      ...[
        'vfchost0:a:b',
        'fcs0 U5 1 64 43 2048 1967\n',
        '2.2.3.1\n',
        'lpar_env=vioserver',
        'lpar_id=99999999999999999999',
      ],
      ...[
        '__proto__=1,',
        'constructor=x,lpar_env=aixlinux\n',
        'slot_num=1,is_trunk=1,port_vlan_id=9999,',
        'curr_mem=-3',
      ],
      ...['name=sys,type_model=1,serial_num=', 'mem_region_size=0\n', 'desired_mem=1,', 'io_slots="""'],
    ),
  );
  const text = fc.array(fragment, { maxLength: 25 }).map((parts) => parts.join(''));
  const name = fc.constantFrom(
    'a.txt',
    'P770-A/a.txt',
    'P770-A/vios1/x',
    '../../etc',
    '',
    '/',
    '__proto__/x',
  );

  it('becomes a world, and every line of it is accounted for', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ name, text }), { maxLength: 4 }), fc.boolean(), (pastes, keep) => {
        const { world, report } = importPastes(pastes, { keepIdentifiers: keep });
        const { lines } = report;
        const all = Object.values(lines).reduce((sum, each) => sum + each, 0);
        expect(all).toBe(pastes.reduce((sum, paste) => sum + physicalLines(paste.text), 0));
        expect(report.unread).toHaveLength(lines.unread);
        for (const lpar of world.lpars)
          for (const { name: target } of world.systems)
            examine(world, { lpar: lpar.name, source: lpar.system, target });
      }),
      { numRuns: 300 },
    );
  });

  it('is said with its line and a reason when nothing can be made of it', () => {
    const { report } = pasted('hello\nname=a,lpar_id=3,lpar_env=aixlinux,state=Running\nfoo=1,bar=2\n');
    expect(report.unread.map(({ line, text: found, why }) => [line, found, why])).toEqual([
      [1, 'hello', expect.stringMatching(/--header/)],
      [3, 'foo=1,bar=2', expect.stringMatching(/No command/)],
    ]);
  });
});

describe('output as it is', () => {
  const system =
    'name=P770-A,type_model=9117-MMB,serial_num=06F17A0,state=Operating,active_lpar_mobility_capable=1\n';

  it('tells partitions apart by the serial number of their server', () => {
    const { world } = pasted(
      `${system}name=P780-B,type_model=9179-MHD,serial_num=1003EFP,state=Operating\n\nname=app01,lpar_id=7,lpar_env=aixlinux,state=Running,logical_serial_num=06F17A07\n\nname=db,lpar_id=7,lpar_env=aixlinux,state=Running,logical_serial_num=1003EFP7\n`,
    );
    expect(world.lpars.map(({ system: at, name }) => `${at}/${name}`)).toEqual(['P770-A/app01', 'P780-B/db']);
  });

  it('asks where nothing tells which server it is about, and uses none of it', () => {
    const two = `${system}name=P780-B,type_model=9179-MHD,serial_num=1003EFP,state=Operating\n`;
    const { world, report } = pasted(`${two}\nmem_region_size=128,configurable_sys_mem=1024\n`);
    expect(report.questions.map(questionInWords)).toEqual([
      expect.stringMatching(/Which server the 1 rows of lshwres -r mem --level sys/),
    ]);
    expect(world.systems.every(({ unknown }) => unknown?.includes('lmbMb'))).toBe(true);
  });

  it('does not take rows for the output of a command that prints others', () => {
    const text = `${system}name=P780-B,type_model=9179-MHD,serial_num=1003EFP,state=Operating
lshwres -r mem -m P780-B --level sys
mem_region_size=64
name=app01,lpar_id=7,lpar_env=aixlinux,state=Running,logical_serial_num=06F17A07
`;
    const { world } = pasted(text);
    expect(
      world.systems.map(({ name, lmbMb, unknown }) => [name, unknown?.includes('lmbMb') ? null : lmbMb]),
    ).toEqual([
      ['P770-A', null],
      ['P780-B', 64],
    ]);
    expect(world.lpars.map(({ system: at, name }) => `${at}/${name}`)).toEqual(['P770-A/app01']);
  });

  const VIOSES = ['P770-A', 'P780-B']
    .map(
      (at) => `lssyscfg -r lpar -m ${at}
name=va1,lpar_id=1,lpar_env=vioserver,state=Running
name=va2,lpar_id=2,lpar_env=vioserver,state=Running
lshwres -r virtualio --rsubtype scsi --level lpar -m ${at}
lpar_name=va1,lpar_id=1,slot_num=16,adapter_type=server,remote_lpar_id=7,remote_lpar_name=app01,remote_slot_num=12
lpar_name=va2,lpar_id=2,slot_num=16,adapter_type=server,remote_lpar_id=7,remote_lpar_name=app01,remote_slot_num=13
`,
    )
    .join('');
  const TWO = `${system}name=P780-B,type_model=9179-MHD,serial_num=1003EFP,state=Operating\n\n${VIOSES}`;

  it('tells VIOS apart by the locations of their adapters', () => {
    const map = (serial: string, id: number) =>
      `vhost0 U9117.MMB.${serial}-V${id}-C16 0x00000007\nVTD disk-${serial}-${id}\nBacking device hdisk4\n`;
    const { world, report } = pasted(`${TWO}${map('06F17A0', 2)}${map('1003EFP', 1)}`);
    expect(report.questions).toEqual([]);
    const disks = world.vioses.map(({ system: at, name, scsiServers: [server] }) => [
      `${at}/${name}`,
      server?.devices?.map((device) => device.name).join(),
    ]);
    expect(disks.filter(([, disk]) => disk)).toEqual([
      ['P770-A/va2', 'disk-06F17A0-2'],
      ['P780-B/va1', 'disk-1003EFP-1'],
    ]);
  });

  it('asks which VIOS it is about where nothing tells, and uses the answer', () => {
    const text = `${TWO}ioslevel\n3.1.4.10\n`;
    const [question] = pasted(text).report.questions;
    expect(question).toMatchObject({ about: 'vios', command: 'ioslevel', rows: 1, sample: 'level=3.1.4.10' });
    const pastes = [{ name: 'paste.txt', text }];
    const answers = { [question?.id ?? '']: 'P780-B/va2' };
    const { world, report, vioses } = importPastes(pastes, { ...KEEP, answers });
    expect(report.questions).toMatchObject([{ answer: 'P780-B/va2' }]);
    expect(vioses.map(({ name }) => name)).toContain('P780-B/va2');
    const known = world.vioses.filter(({ unknown }) => !unknown?.includes('level'));
    expect(known.map(({ system: at, name, level }) => [at, name, level])).toEqual([
      ['P780-B', 'va2', '3.1.4.10'],
    ]);
    expect(report.read.filter(({ command }) => command === 'ioslevel')).toHaveLength(1);
    expect(pasted(text).report.read.filter(({ command }) => command === 'ioslevel')).toEqual([]);
  });

  it('says of a table that it is known and not used', () => {
    const { report } = pasted(`${system}lshwres -r mempool -m P770-A\ncurr_pool_mem=1024,lpar_names=app01\n`);
    expect(report.read.map(({ command, used }) => [command, used])).toEqual([
      ['lssyscfg -r sys', true],
      ['lshwres -r mempool', false],
    ]);
  });

  it('finds the folders of servers within one that somebody put around them', () => {
    const memory = 'mem_region_size=128,configurable_sys_mem=1024';
    const { world } = importPastes([
      { name: 'hmc-output/A/mem.txt', text: memory },
      { name: 'hmc-output/B/mem.txt', text: memory },
      { name: 'hmc-output/B/va1/level.txt', text: '3.1.4.10' },
    ]);
    expect(world.systems.map(({ name }) => name)).toEqual(['A', 'B']);
    expect(world.vioses.map(({ system: at, name }) => `${at}/${name}`)).toEqual(['B/va1']);
  });

  it('needs no telling where there is one server', () => {
    const { world } = pasted(`${system}mem_region_size=128,configurable_sys_mem=1024\n`);
    expect(world.systems[0]?.lmbMb).toBe(128);
  });

  it('finds a server by machine type and serial number', () => {
    const { world } = pasted(`${system}lshwres -r mem -m 9117-MMB*06F17A0 --level sys\nmem_region_size=64\n`);
    expect(world.systems.map(({ name, lmbMb }) => [name, lmbMb])).toEqual([['P770-A', 64]]);
  });

  it('reads a list of capabilities', () => {
    const { world } = pasted(
      'lssyscfg -r sys -m P770-A -F capabilities\n"active_lpar_mobility_capable,inactive_lpar_mobility_capable,os400_lpar_mobility_capable"\n',
    );
    expect(world.systems[0]).toMatchObject({
      activeCapable: true,
      edition: 'enterprise',
      suspendCapable: false,
    });
  });

  it('reads columns that somebody chose', () => {
    const { world } = pasted(
      'lssyscfg -r lpar -m P770-A -F lpar_id,state,rmc_state,rmc_ipaddr,os_version,dlpar_mem_capable\n11,Running,active,192.168.1.3,AIX 7.1 7100-03-04-1441,0\n',
    );
    expect(world.lpars[0]).toMatchObject({ id: 11, rmcState: 'active', dlparMemory: false });
  });

  it('reads columns apart by another sign', () => {
    const { world } = pasted(
      'lssyscfg -r lpar -m P770-A -F name:lpar_id:lpar_env:state\na:4:aixlinux:Running\n',
    );
    expect(world.lpars[0]).toMatchObject({ name: 'a', id: 4, state: 'Running' });
  });

  it('leaves out rows that do not fit their columns', () => {
    const { report, world } = pasted(
      'lshwres -r mem -m A --level lpar\nlpar_name,lpar_id,curr_mem\na,3,1024\nb,4\n',
    );
    expect(world.lpars).toHaveLength(1);
    expect(report.unread).toMatchObject([{ line: 4, why: 'It has 2 values, and there are 3 columns.' }]);
  });

  it('knows a partition that was never activated', () => {
    const { world } = pasted(
      'lssyscfg -r lpar -m A\nname=new,lpar_id=9,lpar_env=aixlinux,state=Not Activated,resource_config=0,curr_profile=,rmc_state=inactive\n',
    );
    expect(world.lpars[0]).toMatchObject({ activatedOnce: false, currentProfile: null });
  });

  it('reads quotes within quotes, and any client', () => {
    const { world } = pasted(
      `lssyscfg -r prof -m A\nname=p,lpar_name=app01,lpar_id=7,lpar_env=aixlinux,desired_mem=1024,"virtual_scsi_adapters=12/client/1/va1/16/0,13/client/2/va2/any/1","virtual_fc_adapters=""4/client/1/va1/14/c050760431670010,c050760431670011/0"",""5/client/2/va2/14/c050760431670012,c050760431670013/1"""\nname=p,lpar_name=va1,lpar_id=1,lpar_env=vioserver,desired_mem=1024,virtual_scsi_adapters=2/server/any//any/0\nlssyscfg -r lpar -m A\nname=va1,lpar_id=1,lpar_env=vioserver,state=Running\n`,
    );
    expect(world.lpars[0]?.scsi).toEqual([
      { slot: 12, vios: 'va1', viosSlot: 16, required: false },
      { slot: 13, vios: 'va2', viosSlot: 'any', required: true },
    ]);
    expect(world.lpars[0]?.fc[1]).toEqual({
      ...{ slot: 5, vios: 'va2', viosSlot: 14, required: true },
      wwpns: ['c050760431670012', 'c050760431670013'],
    });
    expect(world.vioses[0]?.scsiServers).toEqual([
      { slot: 2, client: { lparId: 'any', lparName: '', slot: 'any' }, required: false },
    ]);
  });

  it('reads a quote that is never closed as far as its line', () => {
    const { world } = pasted(
      'lssyscfg -r lpar -m A\nname=a,lpar_id=3,lpar_env=aixlinux,"os_version=AIX 7.1\n\nname=b,lpar_id=4,lpar_env=aixlinux,state=Running\n',
    );
    expect(world.lpars.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it('leaves words of other languages unknown, and says so', () => {
    const { world, report } = pasted(
      'lssyscfg -r lpar -m A\nname=a,lpar_id=3,lpar_env=aixlinux,state=Uruchomiona,rmc_state=Nieznane\n',
    );
    expect(world.lpars[0]?.unknown).toContain('state');
    expect(report.unclear).toEqual(['What the state of a, “Uruchomiona”, means.']);
  });

  it('hears what the console had to say', () => {
    const { report } = pasted('HSCL8003 The managed system was not found.\n');
    expect(report.messages).toHaveLength(1);
    expect(report.lines.messages).toBe(1);
  });

  it('knows the level of the console', () => {
    const text =
      '"version= Version: 7\n Release: 7.9.0\n Service Pack: 3\nHMC Build level 20140302.1\n","base_version=V7R7.9.0\n"\n';
    expect(pasted(text).world.consoles[0]?.version).toBe('7.7.9.0');
  });

  it('knows what stands behind the adapters of a VIOS', () => {
    const text = `SVSA            Physloc                                      Client Partition ID
--------------- -------------------------------------------- ------------------
vhost0          U9117.MMB.06F17A0-V1-C16                     0x00000007

VTD                   app01_root
Status                Available
LUN                   0x8100000000000000
Backing device        hdisk4
Physloc               U78C0.001.DBJN321-P2-C5-T1-W500507680C110A01-L1000000000000
Mirrored              false

VTD                   vtopt0
Status                Available
LUN                   0x8200000000000000
Backing device        /var/vio/VMLibrary/aix71.iso
Physloc
Mirrored              N/A
`;
    const scsi =
      'lshwres -r virtualio -m P770-A --rsubtype scsi\nlpar_name=va1,lpar_id=1,slot_num=16,adapter_type=server,remote_lpar_id=7,remote_lpar_name=app01,remote_slot_num=12\n';
    const { world, report } = importPastes(
      [
        { name: 'scsi.txt', text: scsi },
        { name: 'P770-A/va1/lsmap.txt', text },
      ],
      KEEP,
    );
    expect(report.lines.unread).toBe(0);
    expect(world.vioses[0]).toMatchObject({
      name: 'va1',
      scsiServers: [
        {
          slot: 16,
          devices: [
            { name: 'app01_root', backing: { is: 'disk', disk: 'hdisk4' } },
            { name: 'vtopt0', backing: { is: 'optical', media: '/var/vio/VMLibrary/aix71.iso' } },
          ],
        },
      ],
    });
  });
});

describe('output about one thing alone', () => {
  const SERVERS =
    'name=P770-A,type_model=9117-MMB,serial_num=06F17A0,state=Operating\nname=P780-B,type_model=9179-MHD,serial_num=1003EFP,state=Operating\n\n';

  it('tells the firmware of a server, by its machine type and serial number', () => {
    const level = (mtms: string, family: string, level: string) =>
      `lic_type=Managed System,management_status=Enabled,ecnumber=${family},activated_level=${level},installed_level=99,mtms=${mtms}\nlic_type=Power,ecnumber=,activated_level=3,mtms=${mtms}\n`;
    const { world } = pasted(
      `${SERVERS}${level('9179-MHD*1003EFP', '01AM770', '32')}${level('9117-MMB*06F17A0', '01AM720', '101')}`,
    );
    expect(world.systems.map(({ name, firmware }) => `${name} ${firmware}`)).toEqual([
      'P770-A 01AM720_101',
      'P780-B 01AM770_032',
    ]);
  });

  it('tells that the optimizer runs', () => {
    const { world } = pasted(`${SERVERS}lsmemopt -m P780-B\nin_progress=1,status=In Progress,type=dpo\n`);
    expect(
      world.systems.map(({ dpoRunning, unknown }) => [dpoRunning, unknown?.includes('dpoRunning')]),
    ).toEqual([
      [false, true],
      [true, false],
    ]);
  });

  const device = (name: string, text: string) =>
    pasted(`viosvrcmd -m P770-A -p va1 -c "lsdev -dev ${name}"\n${text}`).world.vioses[0];

  it('tells who may use a disk, asked for that alone or for all of it', () => {
    const alone = device('hdisk4 -attr reserve_policy', 'value\n\nsingle_path\n');
    const table = `attribute       value            description            user_settable

PCM             PCM/friend/fcpother Path Control Module    False
reserve_policy  no_reserve       Reserve Policy         True+
`;
    expect([alone?.disks, device('hdisk5 -attr', table)?.disks]).toMatchObject([
      [{ name: 'hdisk4', reservePolicy: 'single_path' }],
      [{ name: 'hdisk5', reservePolicy: 'no_reserve' }],
    ]);
    expect(alone?.disks[0]).not.toHaveProperty('lun');
  });

  it('leaves open which LUN a disk is of which only the reservation was shown', () => {
    const { world } = pasted(`${SERVERS}lssyscfg -r lpar -m P770-A
name=va1,lpar_id=1,lpar_env=vioserver,state=Running
name=app01,lpar_id=7,lpar_env=aixlinux,state=Running
lssyscfg -r lpar -m P780-B
name=vb1,lpar_id=1,lpar_env=vioserver,state=Running
lshwres -r virtualio -m P770-A --rsubtype scsi
lpar_name=va1,lpar_id=1,slot_num=16,adapter_type=server,remote_lpar_id=7,remote_lpar_name=app01,remote_slot_num=12
lpar_name=app01,lpar_id=7,slot_num=12,adapter_type=client,remote_lpar_id=1,remote_lpar_name=va1,remote_slot_num=16
viosvrcmd -m P770-A -p va1 -c "lsmap -all"
vhost0          U9117.MMB.06F17A0-V1-C16                     0x00000007
VTD                   app01_root
Backing device        hdisk4
viosvrcmd -m P770-A -p va1 -c "lsdev -dev hdisk4 -attr reserve_policy"
value

single_path
`);
    const { findings, unseen } = examine(world, { lpar: 'app01', source: 'P770-A', target: 'P780-B' });
    const storage = findings.filter(({ group }) => group === 'Storage').map(({ id }) => id);
    expect(storage).toEqual(['reserve-policy-src']);
    expect(unseen.find(({ field }) => field === 'LUNs behind its disks')).toMatchObject({
      object: 'va1',
      rules: ['disk-on-san', 'reserve-policy-tgt', 'lun-visible-target', 'lun-identity-match'],
    });
  });

  it('tells the tunables of a mover', () => {
    const text = `attribute        value description                                 user_settable

cfg_msp_lpm_ops  4     Configured MSP LPM operations               True
dest_lun_val     on    Enable destination LUN validation           True
`;
    expect(device('vioslpm0 -attr', text)?.tunables).toMatchObject({
      movesAtOnce: 4,
      lunValidation: true,
      concurrencyLevel: 4,
    });
  });

  it('tells the adapters of a virtual NIC', () => {
    const { world } = pasted(
      'lshwres -r virtualio -m P770-A --rsubtype vnic --level lpar\nlpar_name=app01,lpar_id=7,slot_num=3,desired_mode=ded,"backing_devices=sriov/va1/1/1/0/2700c003/2.0,sriov/va2/2/2/1/2700c004/2.0"\n',
    );
    expect(world.lpars[0]?.vnics).toEqual([
      {
        slot: 3,
        capacityPercent: 2,
        required: false,
        backing: [
          { vios: 'va1', adapter: 1, port: 0 },
          { vios: 'va2', adapter: 2, port: 1 },
        ],
      },
    ]);
  });

  it('tells how many moves each mover serves', () => {
    const { world } = pasted(`${SERVERS}lslparmigr -r lpar -m P770-A
name=x1,lpar_id=8,migration_state=Migration In Progress,dest_sys_name=P780-B,source_msp_name=va1,dest_msp_name=vb1
name=x2,lpar_id=9,migration_state=Migration Starting,dest_sys_name=P780-B,source_msp_name=va2,dest_msp_name=vb1
name=x3,lpar_id=10,migration_state=Not Migrating
lslparmigr -r lpar -m P780-B
name=x1,lpar_id=8,migration_state=Migration In Progress,dest_sys_name=P780-B,source_msp_name=va1,dest_msp_name=vb1
name=db,lpar_id=10,migration_state=Not Migrating
`);
    expect(world.vioses.map(({ name, movesInProgress }) => `${name} ${movesInProgress}`)).toEqual([
      'va1 1',
      'va2 1',
      'vb1 2',
    ]);
  });

  it('tells that a VIOS has no slot left', () => {
    const slots = (next: string | number) =>
      pasted(
        `${SERVERS}lshwres -r virtualio -m P780-B --rsubtype slot --level lpar\nlpar_name=vb1,lpar_id=1,curr_max_virtual_slots=20,next_avail_virtual_slot=${next}\nlssyscfg -r lpar -m P780-B\nname=vb1,lpar_id=1,lpar_env=vioserver\n`,
      ).world.vioses[0]?.nextFreeSlot;
    expect([slots(19), slots(20), slots('none')]).toEqual([19, null, null]);
  });

  it('does not say which pool of a server is which, where only the default one is listed', () => {
    const { report } = pasted(`${SERVERS}name=DefaultPool,shared_proc_pool_id=0\n`);
    expect(report.unread).toEqual([]);
    expect(report.questions.map(questionInWords)).toEqual([expect.stringMatching(/lshwres -r procpool/)]);
  });
});

describe('what identifies a data centre', () => {
  const SECRETS = /06F17A\d|10\.1\.\d|c05076000|0200400|[0-9a-f]{8}-[0-9a-f]{4}-[1-5]/i;

  it('is replaced, so that equal ones stay equal', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const pastes = hmcOutput(world);
        const hidden = importPastes(pastes);
        const kept = importPastes(pastes, KEEP);
        expect(JSON.stringify(kept.world)).toMatch(SECRETS);
        expect(JSON.stringify(hidden.world).replaceAll('00000000-0000-4000-8000', '')).not.toMatch(SECRETS);
        for (const lpar of world.lpars)
          for (const { name } of world.systems) {
            const request = { lpar: lpar.name, source: lpar.system, target: name };
            const ids = (of: PowerWorld) => examine(of, request).findings.map(({ id }) => id);
            expect(ids(hidden.world)).toEqual(ids(kept.world));
          }
      }),
      { numRuns: 12 },
    );
  });

  it('is replaced in names as well, and the name that was can be looked up', () => {
    const text =
      'name=9117-MMB-SN06F17A0,type_model=9117-MMB,serial_num=06F17A0,state=Operating,ipaddr=10.1.0.21\n';
    const { world, nameOf } = importPastes([{ name: 'sys.txt', text }]);
    expect(world.systems[0]?.name).toBe('9117-MMB-SNX000001');
    expect(nameOf('9117-MMB-SN06F17A0')).toBe('9117-MMB-SNX000001');
    expect(world.systems[0]?.address).toBe('198.18.0.1');
  });

  it('is replaced where only the level of the firmware tells it, and levels of VIOS are no addresses', () => {
    const { report } = importPastes([
      {
        name: 'P770-A/lic',
        text: 'lic_type=Managed System,ecnumber=01AM720,activated_level=101,mtms=9117-MMB*06F17A0\nabout 06F17A0 with VIOS 2.2.3.1\n',
      },
    ]);
    expect(report.unread[0]?.text).toBe('about X000001 with VIOS 2.2.3.1');
  });

  it('is replaced in lines that could not be read', () => {
    const { report } = importPastes([
      { name: 'a', text: 'my server is 10.1.0.21, its card c050760431670010\n' },
    ]);
    expect(report.unread[0]?.text).toBe('my server is 198.18.0.1, its card c050769900000001');
  });
});
