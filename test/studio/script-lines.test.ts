import { expect, it } from 'vitest';
import { call, thingName } from '../../web/model/call.ts';
import { scriptLine } from '../../web/studio/script-lines.ts';

const cancel = { kind: 'cancel', partition: 'db' } as const;
const script = { source: '', seed: 1, parameters: {} } as never;

it('what was done in the run of a script can be said as a line of it', () => {
  expect(scriptLine(cancel, { script })).toBe("lab.kvm.guest('db').move!.cancel()");
  expect(scriptLine({ kind: 'answer', question: 'q', answer: 'yes' }, { script })).toBe(
    "lab.setup({ answers: { q: 'yes' } })",
  );
});

it('a run without a script has lines for what was called by name alone', () => {
  const asked = call(thingName('Guest', 'db'), 'shutdown');
  expect(scriptLine(cancel, {})).toBe('');
  expect(scriptLine({ kind: 'call', call: asked }, {})).toBe("lab.kvm.guest('db').shutdown()");
  expect(scriptLine({ kind: 'call', call: call(thingName('Nobody', 'x'), 'go') }, { script })).toBe('');
});
