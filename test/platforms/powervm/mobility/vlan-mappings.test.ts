/** An Ethernet adapter comes to another VLAN on the way: `vlan_mappings`, which only NovaLink has. */
import { describe, expect, it } from 'vitest';
import { seconds } from '../../../../web/model/units.ts';
import { migrlparOf } from '../../../../web/platforms/powervm/export/migrlpar.ts';
import { orderOfCall } from '../../../../web/platforms/powervm/mobility/asked.ts';
import type { VlanMapping } from '../../../../web/platforms/powervm/rules/vlan-mapping.ts';
import { command } from '../../../../web/platforms/powervm/terminal/command.ts';
import { viewOf } from '../../../../web/platforms/powervm/view/view.ts';
import { Time, worldOf } from './worlds.ts';

const MAC = '02004000000a';
const eth = (pvid: number, vlans: number[] = []) => ({
  slot: 10,
  pvid,
  vlans,
  vswitch: 'ETHERNET0',
  mac: MAC,
});
const trunk = (vlans: number[]) => [
  { slot: 3, pvid: 1, vlans, vswitch: 'ETHERNET0', priority: 1, sea: 'ent6' },
];

/** A partition on VLAN 100, which is called 200 on the other server. */
const world = (novalink: boolean) =>
  worldOf({
    systems: ['a', 'b'].map((name) => ({ name, novalink })),
    vioses: [
      { name: 'vios1', system: 'a', trunks: trunk([100]) },
      { name: 'vios1', system: 'b', trunks: trunk([200, 201]) },
    ],
    lpars: [{ name: 'app01', system: 'a', eth: [eth(100)] }],
  });
const move = (vlans?: readonly VlanMapping[]) => ({
  lpar: 'app01',
  source: 'a',
  target: 'b',
  ...(vlans && { vlans }),
});
const to200 = [{ slot: 10, pvid: 200, vlans: [201] }];
const errors = (time: Time, order: ReturnType<typeof move>) =>
  time.conductor
    .examine(order)
    .findings.flatMap(({ id, severity, message }) => (severity === 'error' ? [`${id}: ${message}`] : []));

describe('with NovaLink', () => {
  it('an adapter whose VLAN the target does not have comes to one that it has', () => {
    const time = new Time(world(true));
    expect(errors(time, move())).toEqual([
      'tgt-vlan-bridged: VLAN 100 of app01 on ETHERNET0 is bridged by no VIOS of b.',
    ]);
    expect(errors(time, move(to200))).toEqual([]);
    expect(time.conductor.migrate(move(to200)).ok).toBe(true);
    time.end();
    expect(time.world.lpars[0]).toMatchObject({ system: 'b', eth: [eth(200, [201])] });
  });

  it('stays on its VLANs where the move is taken back', () => {
    const time = new Time(world(true));
    time.conductor.migrate(move(to200));
    time.for(10);
    expect(time.conductor.stop('app01')).toBeNull();
    time.end();
    expect(time.world.lpars[0]).toMatchObject({ system: 'a', eth: [eth(100)] });
  });

  it.each([
    [
      'a VLAN that the target does not bridge',
      [{ slot: 10, pvid: 300, vlans: [] }],
      /VLAN 300 .* bridged by no VIOS of b/,
    ],
    [
      'an adapter that is not there',
      [{ slot: 11, pvid: 200, vlans: [] }],
      /no virtual Ethernet adapter in slot 11/,
    ],
    ['a number that no VLAN has', [{ slot: 10, pvid: 4095, vlans: [] }], /There is no VLAN 4095/],
  ])('%s is refused', (_, vlans, words) => {
    expect(errors(new Time(world(true)), move(vlans)).join('\n')).toMatch(words);
  });

  it('is offered in the dialog, asked for at the terminal, and written as its command line', () => {
    const time = new Time(world(true));
    const form = viewOf(time.conductor, seconds(0))
      .hosts.flatMap(({ partitions }) => partitions)
      .find(({ id }) => id === 'app01')
      ?.offers.find(({ id }) => id === 'migrate')?.form;
    const field = form?.fields.find(({ path }) => path === '1.vlans.10');
    const { input } = field ?? {};
    const labels =
      input?.kind === 'choice' ? input.choices.map(({ label, refused }) => [label, refused]) : [];
    expect(labels).toEqual([1, 200, 201].map((vlan) => [`VLAN ${vlan}`, null]));
    const line = 'migrlpar -o m -m a -t b -p app01 -i "vlan_mappings=02:00:40:00:00:0A/200/201"';
    const { call } = command(time.conductor, time.now, line);
    const order = call && orderOfCall(time.conductor.scene, call);
    expect(order?.vlans).toEqual(to200);
    expect(migrlparOf('m', move(to200), time.world)).toBe(
      `migrlpar -o m -m a -t b -p app01 -i "vlan_mappings=${MAC}/200/201"`,
    );
  });
});

describe('without NovaLink', () => {
  it('no adapter changes its VLAN, and the reason is given', () => {
    const time = new Time(world(false));
    expect(errors(time, move(to200))).toEqual([
      'mapping-possible: b is not managed with NovaLink: its console keeps every adapter on its VLANs.',
    ]);
  });
});
