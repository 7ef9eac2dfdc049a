/** Whether what a person gave can be, before anything is computed; and a value in words. */
import { misfitOf } from '../../model/parameters/values.ts';
import type { Diagnostic } from '../../model/result.ts';
import type { Scenario } from '../../model/scenario.ts';
import type { TraceFacts } from '../traces.ts';
import type { Field, NumberField, Setting } from './field.ts';
import { spoken } from './quantity.ts';

/** `1 ms to 33 min`, `4 KiB to 4 PiB, a power of two` */
export function rangeText({ value, special, ...field }: NumberField): string {
  const { min, max, whole, powerOfTwo } = value;
  const text = `${spoken(min, field)} to ${spoken(max, field)}`;
  const kind = powerOfTwo ? ', a power of two' : whole && field.unit === '' ? ', whole' : '';
  const zero = value.zero && special?.value !== 0 ? `; 0: ${value.zero}` : '';
  return `${text}${kind}${zero}`;
}

export function refusalOf(field: Field, scenario: Scenario, value: Setting): Diagnostic | null {
  if (field.kind === 'number' && typeof value === 'number') {
    const misfit = misfitOf(field.value, value, scenario.tuning.era);
    const asked = spoken(value, field);
    if (misfit) {
      const what =
        value < field.value.min
          ? `${asked} is too small.`
          : value > field.value.max
            ? `${asked} is too large.`
            : misfit.what;
      return { what, fix: `Give ${rangeText(field)}.` };
    }
  }
  return field.refuses?.(scenario, value) ?? null;
}

/** With its unit. */
export function valueText(
  field: Field,
  value: Setting | undefined,
  scenario: Scenario,
  traces: readonly TraceFacts[],
): string {
  if (value === undefined) return '';
  if (field.kind === 'flag') return value ? 'on' : 'off';
  if (field.kind === 'choice')
    return field.options(scenario, traces).find((option) => option.value === value)?.label ?? String(value);
  if (value === field.special?.value) return field.special.label;
  return typeof value === 'number' ? spoken(value, field) : 'none';
}
