import { describe, expect, it } from 'vitest';
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
    expect(said(time, 'help').text).toHaveLength(6);
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
