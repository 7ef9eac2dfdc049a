import { describe, expect, it } from 'vitest';
import { applyFix } from '../../../../web/platforms/powervm/edits/apply.ts';
import { orderOfCall } from '../../../../web/platforms/powervm/mobility/asked.ts';
import { command } from '../../../../web/platforms/powervm/terminal/command.ts';
import { attributesOf, wordsOf } from '../../../../web/platforms/powervm/terminal/line.ts';
import { Time, two } from '../mobility/worlds.ts';

const said = (time: Time, line: string) => {
  const { lines, returnCode } = command(time.conductor, time.now, line);
  return { text: lines.map(({ text }) => text), returnCode };
};

describe('the console’s shell', () => {
  it('answers nothing to nothing, and says so of what it does not know', () => {
    const time = new Time(two());
    expect(said(time, '')).toEqual({ text: [], returnCode: 0 });
    expect(said(time, 'ls')).toEqual({
      text: ['ls: command not found', 'help lists the commands.'],
      returnCode: 127,
    });
    expect(said(time, 'help').text).toHaveLength(7);
  });
  it('lists systems and partitions by attribute, or bare', () => {
    const time = new Time(two());
    expect(said(time, 'lssyscfg -r sys -F name,state --header').text).toEqual([
      'name,state',
      'p770-a,Operating',
      'p770-b,Operating',
    ]);
    expect(said(time, 'lssyscfg -r lpar -m p770-a -F name,lpar_env,state').text).toEqual([
      'vios1,vioserver,Running',
      'vios2,vioserver,Running',
      'app01,aixlinux,Running',
    ]);
    const [row] = said(time, 'lssyscfg -r lpar -m p770-a --filter lpar_names=app01').text;
    expect(row).toMatch(/^name=app01,lpar_id=3,lpar_env=aixlinux,state=Running,resource_config=1,/);
    expect(said(time, 'lssyscfg -r lpar -m nowhere')).toMatchObject({ returnCode: 1 });
    expect(said(time, 'lssyscfg -r lpar -m p770-a -F colour').text[0]).toBe('There is no attribute colour.');
  });
  it('refuses options and filters that would change nothing', () => {
    const time = new Time(two());
    expect(said(time, 'lssyscfg -r lpar -m p770-a --all').text[0]).toBe('--all is not known.');
    expect(said(time, 'lssyscfg -r lpar -m p770-a --filter "lpar_ids=3,states=Running"').text).toEqual([
      'There is no filter states. Filters: lpar_names, names, lpar_ids.',
    ]);
  });
  it('puts a value with commas in quotes', () => {
    const time = new Time(two());
    expect(said(time, 'lslparmigr -r virtualio -m p770-a -t p770-b --filter lpar_names=app01').text).toEqual([
      '"possible_virtual_scsi_mappings=12/vios1/1,12/vios2/2,13/vios1/1,13/vios2/2","suggested_virtual_scsi_mappings=12/vios1/1,13/vios2/2",possible_virtual_fc_mappings=none,suggested_virtual_fc_mappings=none',
    ]);
  });
  it('lists resources', () => {
    const time = new Time(two());
    expect(
      said(time, 'lshwres -r mem -m p770-a --level sys -F configurable_sys_mem,mem_region_size').text,
    ).toEqual(['262144,256']);
    expect(
      said(time, 'lshwres -r virtualio --rsubtype scsi -m p770-a -F lpar_name,adapter_type,remote_lpar_name')
        .text,
    ).toContain('app01,client,vios1');
  });
  it('follows a move', () => {
    const time = new Time(two());
    const state = 'lslparmigr -r lpar -m p770-a --filter "lpar_names=app01" -F migration_state';
    expect(said(time, state).text).toEqual(['Not Migrating']);
    const move = command(time.conductor, time.now, 'migrlpar -o m -m p770-a -t p770-b -p app01');
    expect(move).toMatchObject({
      returnCode: 0,
      call: { on: { $ref: 'Lpar', name: 'app01' }, verb: 'migrate', args: [{ name: 'p770-b' }, {}] },
    });
    time.conductor.migrate(
      orderOfCall(time.conductor.scene, move.call as NonNullable<typeof move.call>) ?? {
        lpar: '',
        source: '',
        target: '',
      },
    );
    time.until('Copy memory');
    expect(said(time, state).text).toEqual(['Migration In Progress']);
    expect(said(time, 'lssyscfg -r lpar -m p770-b --filter lpar_names=app01 -F state').text).toEqual([
      'Migrating - Running',
    ]);
    expect(said(time, 'lslparmigr -r sys -m p770-a -F num_active_migrations_in_progress').text).toEqual([
      '1',
    ]);
    expect(command(time.conductor, time.now, 'migrlpar -o s -m p770-a -p app01').call).toMatchObject({
      verb: 'stop',
    });
    expect(said(time, 'migrlpar -o s -m p770-b -p app01')).toEqual({
      text: ['Stop it at its source, p770-a.'],
      returnCode: 1,
    });
    expect(said(time, 'migrlpar -o r -m p770-a -p app01').returnCode).toBe(1);
    time.end();
    expect(said(time, 'lssyscfg -r lpar -m p770-a -F name').text).toEqual(['vios1', 'vios2']);
  });
  it('validates: errors first, each with its code, and a return code', () => {
    const time = new Time(two({ lpars: [{ name: 'app01', system: 'p770-a', bsrArrays: 1 }] }));
    const line = 'migrlpar -o v -m p770-a -t p770-b -p app01';
    expect(said(time, line)).toEqual({
      text: ['Errors:', 'bsr-active app01 has 1 BSR array.'],
      returnCode: 1,
    });
    expect(command(time.conductor, time.now, line.replace('-o v', '-o m')).call).toBeNull();
    const inactive = new Time(two());
    expect(said(inactive, line)).toEqual({ text: [], returnCode: 0 });
  });
  it('takes switches and attributes as the command has them', () => {
    const time = new Time(two());
    const { call } = command(
      time.conductor,
      time.now,
      'migrlpar -o m -m p770-a -t p770-b --id 3 --mpio 2 -n after -i "source_msp_name=vios2,dest_msp_name=vios1,dest_lpar_id=9,\\"virtual_scsi_mappings=12/vios2//20,13/vios1/1\\""',
    );
    expect(call?.args[1]).toEqual({
      mpio: 2,
      profileName: 'after',
      sourceMsp: 'vios2',
      destMsp: 'vios1',
      destLparId: 9,
      servedBy: { 12: 'vios2/20', 13: 'vios1' },
    });
    const order = call && orderOfCall(time.conductor.scene, call);
    expect(order?.mappings).toEqual([
      { is: 'scsi', slot: 12, vios: 'vios2', viosSlot: 20, port: null },
      { is: 'scsi', slot: 13, vios: 'vios1', viosSlot: null, port: null },
    ]);
    if (order) time.conductor.migrate(order);
    const app = time.end().world.lpars[0];
    expect(app).toMatchObject({ system: 'p770-b', id: 9, currentProfile: 'after' });
    expect(app?.scsi.map(({ vios, viosSlot }) => [vios, viosSlot])).toEqual([
      ['vios2', 20],
      ['vios1', 2 + 1],
    ]);
  });
});

describe('migrlpar', () => {
  const time = new Time(
    two({
      systems: [
        { name: 'p770-a', procPools: [{ id: 0, name: 'DefaultPool' }] },
        {
          name: 'p770-b',
          procPools: [
            { id: 0, name: 'DefaultPool' },
            { id: 2, name: 'SPP2' },
          ],
        },
      ],
    }),
  );
  const move = 'migrlpar -o m -m p770-a -t p770-b -p app01';
  const asked = (line: string) => command(time.conductor, time.now, line).call?.args[1];
  const address = (system: string, name: string) =>
    time.world.vioses.find((vios) => vios.system === system && vios.name === name)?.addresses[0]?.address;

  it.each([
    ['source_msp_id=2,dest_msp_id=1', { sourceMsp: 'vios2', destMsp: 'vios1' }],
    [`source_msp_ipaddr=${address('p770-a', 'vios2')}`, { sourceMsp: 'vios2' }],
    ['source_msps=vios1/1/,dest_msps=/2/', { sourceMsp: 'vios1', destMsp: 'vios2' }],
    ['shared_proc_pool_id=2', { procPool: 'SPP2' }],
    ['virtual_scsi_mappings=12//2/16', { servedBy: { 12: 'vios2/16' } }],
  ])('finds by id or address what -i %s names', (attributes, options) => {
    expect(asked(`${move} -i "${attributes}"`)).toEqual(options);
  });

  it.each([
    ['--mpio 7', '--mpio takes 1 or 2.'],
    ['--redundantmsps yes', '--redundantmsps takes 0, 1 or 2.'],
    ['--npivval disk', '--npivval takes port or portdisk.'],
    ['-w soon', '-w takes a whole number from 1.'],
    [
      '-i redundant_msps=1/vios1',
      /^-i: redundant_msps cannot be given here\. What can: virtual_scsi_mappings,/,
    ],
    ['-i dest_lpar_id=next', '-i: dest_lpar_id: it takes a whole number.'],
    ['-i source_msp_id=9', '-i: source_msp_id: there is no such VIOS on p770-a: 9.'],
    ['-i shared_proc_pool_id=7', '-i: shared_proc_pool_id: p770-b has no shared processor pool 7.'],
    [
      '-i virtual_scsi_mappings=12/vios7/',
      '-i: virtual_scsi_mappings: there is no such VIOS on p770-b: 12/vios7/.',
    ],
    [
      '-i vlan_mappings=001122334455/12',
      '-i: vlan_mappings: app01 has no adapter with the address 001122334455.',
    ],
    ['--ip hmc9', 'p770-b is not managed by the console hmc9.'],
    ['-u hscroot', '-u goes with --ip.'],
    ['--force', '--force: not with -o m.'],
    ['-p app01,app02', /^One partition at a time/],
    ['--all --mpio 2', /^--mpio: with --all/],
  ])('refuses %s', (words, says) => {
    const { text, returnCode } = said(time, `${move} ${words}`);
    expect(returnCode).toBe(1);
    expect(text[0]).toMatch(says);
  });

  it('refuses switches of a move where one is stopped', () => {
    expect(said(time, 'migrlpar -o s -m p770-a -p app01 --mpio 2').text).toEqual(['--mpio: not with -o s.']);
  });

  it('says of what it takes that it has no effect here', () => {
    expect(said(time, `${move} -w 10 --steps 1`)).toEqual({
      text: ['-w, --steps: taken, and without effect here.'],
      returnCode: 0,
    });
  });

  it('sets what a server does with inactive moves, and how many a mover serves', () => {
    const set = (words: string) => command(time.conductor, time.now, `migrlpar -o set -m p770-a ${words}`);
    expect(set('-r sys -i inactive_prof_policy=prof').call).toMatchObject({
      on: { $ref: 'ManagedSystem', name: 'p770-a' },
      args: [{ inactivePolicy: 'prof' }],
    });
    const tuned = set(
      '-r lpar --id 2 -i "num_active_migrations_configured=3,concurr_migration_perf_level=5"',
    ).call;
    const next = tuned && applyFix(time.world, tuned);
    expect(next?.ok && next.value.vioses[1]?.tunables).toMatchObject({ movesAtOnce: 3, concurrencyLevel: 5 });
    for (const [words, says] of [
      ['-r sys -i inactive_prof_policy=never', /config or prof/],
      ['-r sys -i colour=red', /colour cannot be set. What can: inactive_prof_policy/],
      ['-r lpar -p app01 -i num_active_migrations_configured=3', /There is no VIOS app01/],
      ['-r lpar --id 1 -i num_active_migrations_configured=9', /moves at once/],
      ['-r lpar --id 1 -i num_active_migrations_configured=few', /moves at once/],
    ] as const) {
      const { lines, call, returnCode } = set(words);
      expect([returnCode, call, lines[0]?.text]).toEqual([1, null, expect.stringMatching(says)]);
    }
  });

  it('says what to do where details are wanted', () => {
    const stands = new Time(two({ lpars: [{ name: 'app01', system: 'p770-a', bsrArrays: 1 }] }));
    const line = 'migrlpar -o v -m p770-a -t p770-b -p app01 -v';
    expect(said(stands, line).text.slice(2)).toEqual(['Details:', expect.stringMatching(/^bsr-active /)]);
    expect(said(stands, `${line} --nodetails`).text).toHaveLength(2);
  });

  it('finds a server of another console only where that is named', () => {
    const far = new Time(
      two({
        consoles: [{ name: 'hmc1' }, { name: 'hmc2', address: 'hmc2.example' }],
        systems: [
          { name: 'p770-a', console: 'hmc1' },
          { name: 'p770-b', console: 'hmc2' },
        ],
      }),
    );
    expect(said(far, move).text).toEqual([
      'p770-b is not managed by hmc1: name its console with --ip hmc2.example.',
    ]);
    expect(said(far, `${move} --ip hmc2.example`).returnCode).toBe(0);
  });
});

describe('a line', () => {
  it('is cut at spaces, but not inside of quotes', () => {
    expect(wordsOf(`a "b c" 'd "e"' f\\ g "h\\"i"`)).toEqual(['a', 'b c', 'd "e"', 'f g', 'h"i']);
    expect(wordsOf('  ')).toEqual([]);
  });
  it('has attributes, of which lists stand in quotes', () => {
    expect([...attributesOf('"virtual_fc_mappings=4//1/14/fcs0,5//2/14/fcs1",dest_lpar_id=5')]).toEqual([
      ['virtual_fc_mappings', '4//1/14/fcs0,5//2/14/fcs1'],
      ['dest_lpar_id', '5'],
    ]);
  });
});
