import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CallValue, call, thingName } from '../../web/model/call.ts';
import type { Form, FormField } from '../../web/model/world-view.ts';
import { begun, callOf, lacks } from '../../web/studio/forms.ts';

const field = (path: string, more: Partial<FormField> = {}): FormField => ({
  path,
  label: path,
  about: '',
  input: { kind: 'text' },
  value: null,
  required: false,
  ...more,
});
const formOf = (fields: FormField[], ...args: CallValue[]): Form => ({
  title: '',
  about: '',
  submit: '',
  checked: false,
  call: call(thingName('Lpar', 'app01'), 'move', ...args),
  fields,
});
const argsOf = (form: Form, filled: [string, CallValue][]) =>
  callOf(form, new Map([...begun(form), ...filled])).args;

describe('a form', () => {
  const form = formOf([field('0'), field('1.type'), field('1.limits.rate'), field('2')]);

  it('puts what was filled in where its path says', () => {
    expect(
      argsOf(form, [
        ['0', 'p2'],
        ['1.type', 'active'],
        ['1.limits.rate', 80],
      ]),
    ).toEqual(['p2', { type: 'active', limits: { rate: 80 } }]);
  });

  it('does not give what is empty, so that defaults count', () => {
    expect(argsOf(form, [])).toEqual([]);
    expect(argsOf(form, [['0', 'p2']])).toEqual(['p2']);
    expect(argsOf(form, [['2', true]])).toEqual([null, null, true]);
  });

  it('keeps what its call has already, and leaves the form as it was', () => {
    const fixed = formOf([field('1.type', { value: 'active' })], thingName('System', 'p2'), {
      mover: 'vios1',
    });
    expect(argsOf(fixed, [])).toEqual([
      { $ref: 'System', name: 'p2' },
      { mover: 'vios1', type: 'active' },
    ]);
    expect(fixed.call.args[1]).toEqual({ mover: 'vios1' });
  });

  it('gives each value back from its path, whatever the values are', () => {
    const value = fc.oneof(fc.string({ minLength: 1 }), fc.integer(), fc.boolean());
    fc.assert(
      fc.property(value, value, value, (a, b, c) => {
        expect(
          argsOf(form, [
            ['0', a],
            ['1.type', b],
            ['1.limits.rate', c],
          ]),
        ).toEqual([a, { type: b, limits: { rate: c } }]);
      }),
    );
  });

  it('says what is missing, out of bounds or refused', () => {
    const strict = formOf([
      field('0', { label: 'Target', required: true }),
      field('1.atOnce', {
        label: 'At once',
        value: 9,
        input: { kind: 'number', min: 1, max: 8, unit: 'moves' },
      }),
      field('1.type', {
        label: 'Type',
        value: 'inactive',
        input: {
          kind: 'choice',
          choices: [
            { value: 'inactive', label: 'Inactive', about: '', suggested: false, refused: 'It is running.' },
          ],
        },
      }),
      field('2', { label: 'Note' }),
    ]);
    expect([...lacks(strict, begun(strict))]).toEqual([
      ['0', 'Target is needed.'],
      ['1.atOnce', 'At once is between 1 and 8 moves.'],
      ['1.type', 'It is running.'],
    ]);
    expect(
      lacks(
        strict,
        new Map<string, CallValue>([
          ['0', 'p2'],
          ['1.atOnce', 8],
        ]),
      ).size,
    ).toBe(0);
  });
});
