import { expect, it } from 'vitest';
import { call, thingName } from '../../web/model/call.ts';
import { FINDS, lineOf, withInterventions } from '../../web/model/lines.ts';
import { ns } from '../../web/model/units.ts';
import { CONSTANTS, THINGS } from '../../web/script/api/module.ts';

/** Things that only the script that made them can hold. */
const OWN = ['Client', 'Expectation', 'LparMove', 'LparMoves'];

it('every thing of the API that has a name can be found by it', () => {
  const kinds = Object.keys(THINGS).filter((kind) => !OWN.includes(kind));
  expect(kinds.filter((kind) => !Object.hasOwn(FINDS, kind))).toEqual([]);
  for (const constant of Object.keys(CONSTANTS))
    expect(Object.values(FINDS).some((f) => f('') === constant)).toBe(true);
});

it('a call is a line of script: things by name, options as an object, texts quoted', () => {
  const made = call(thingName('Guest', "o'db"), 'migrate', thingName('Host', 'beta'), {
    capabilities: ['auto-converge'],
    parameters: { 'downtime-limit': '300 ms' },
  });
  expect(lineOf(made)).toBe(
    "lab.kvm.guest('o\\'db').migrate(lab.kvm.host('beta'), { capabilities: ['auto-converge'], parameters: { 'downtime-limit': '300 ms' } })",
  );
});

it('what was done stands at the top of the script, by a name that it does not use', () => {
  const text = withInterventions('const hand = 1;\n', [
    { at: ns(1_500_000_000), action: { kind: 'cancel', partition: 'db' } },
  ]);
  expect(text).toContain("import * as hand2 from 'switchover';");
  expect(text).toContain(
    "await until(ns(1500000000), { byHand: true }); try { lab.kvm.guest('db').move!.cancel(); }",
  );
  expect(text).toContain('})(hand2);');
  expect(text.endsWith('const hand = 1;\n')).toBe(true);
});

it('what was typed stays as it was, whatever it looks like', () => {
  const typed = call(thingName('WparSession', 's1'), 'type', "cat lab.txt\r\n'\\");
  const text = withInterventions('', [{ at: ns(0), action: { kind: 'call', call: typed } }]);
  expect(text).toContain(String.raw`.type('cat lab.txt\r\n\'\\')`);
});
