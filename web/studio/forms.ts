/** A form of the console: what was filled in becomes the arguments of its call, and what is missing is said. */
import type { Call, CallValue } from '../model/call.ts';
import type { Form, FormField } from '../model/world-view.ts';

/** What stands in the fields, by path; null where nothing is given. */
export type Filled = ReadonlyMap<string, CallValue>;

export const begun = (form: Form): Map<string, CallValue> =>
  new Map(form.fields.map((field) => [field.path, field.value]));

/** A field that is empty is not given, so that the call's default counts. */
export function callOf(form: Form, filled: Filled): Call {
  const args: CallValue[] = [...form.call.args];
  for (const { path } of form.fields) put(args, path.split('.'), filled.get(path) ?? null);
  while (args.length > 0 && args.at(-1) === null) args.pop();
  return { ...form.call, args };
}

const isDraft = (value: CallValue | undefined): value is Record<string, CallValue> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !('$ref' in value);

function put(args: CallValue[], [index = '', ...names]: readonly string[], value: CallValue): void {
  const at = Number(index);
  while (args.length <= at) args.push(null);
  args[at] = names.length === 0 ? value : within(args[at] ?? null, names, value);
}

/** The object with the value at its path; without it where nothing is given. */
function within(place: CallValue, [name = '', ...rest]: readonly string[], value: CallValue): CallValue {
  const { [name]: inner = null, ...others } = isDraft(place) ? place : {};
  const put = rest.length === 0 ? value : within(inner, rest, value);
  const all = put === null ? others : { ...others, [name]: put };
  return Object.keys(all).length > 0 ? all : null;
}

/** Why it cannot be sent as it is, by path; empty: it can. */
export function lacks(form: Form, filled: Filled): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const field of form.fields) {
    const reason = lack(field, filled.get(field.path) ?? null);
    if (reason) found.set(field.path, reason);
  }
  return found;
}

function lack({ label, input, required }: FormField, value: CallValue): string | null {
  if (value === null || value === '') return required ? `${label} is needed.` : null;
  if (input.kind === 'number' && typeof value === 'number') {
    const { min, max, unit } = input;
    const within = value >= min && value <= max;
    return within ? null : `${label} is between ${min} and ${max}${unit ? ` ${unit}` : ''}.`;
  }
  if (input.kind === 'choice') {
    const choice = input.choices.find((each) => same(each.value, value));
    return choice?.refused ?? null;
  }
  return null;
}

export const same = (a: CallValue, b: CallValue): boolean => JSON.stringify(a) === JSON.stringify(b);
