import { expect, it } from 'vitest';
import type { Knob } from '../../web/model/script.ts';
import { fieldOfKnob, numberOf } from '../../web/studio/knobs.ts';
import { amountOf } from '../../web/studio/tune/quantity.ts';

const knob = (usual: string): Knob => ({
  name: 'k',
  about: '',
  kind: 'rate',
  value: usual,
  default: usual,
});

it('the knob of a rate speaks in bits where its script does, and in bytes where that does', () => {
  for (const text of ['2 Gbit/s', '800 MiB/s']) {
    const field = fieldOfKnob(knob(text))!;
    const { text: number, unit } = amountOf(numberOf(knob(text), text), field);
    expect(`${number} ${unit}`).toBe(text);
  }
});
