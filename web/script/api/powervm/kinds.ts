/** What crosses between a script and PowerVM's world: its things, attributes by name, and the console's numbers. */
import { isObject, type Kind, misfit, reference, spoken } from '../../kinds.ts';

export const SERVER = reference('ManagedSystem');
export const CONSOLE = reference('Console');
export const VIOS = reference('Vios');
export const LPAR = reference('Lpar');
export const MOVE = reference('LparMove');
export const SERIES = reference('LparMoves');

/** Attributes of an object by their own names: numbers, texts, flags, lists and objects of them. */
export type Values = Readonly<Record<string, unknown>>;

const isPlain = (raw: unknown): boolean => {
  if (!isObject(raw)) return true;
  if ('$ref' in raw || '$q' in raw || '$odd' in raw) return false;
  return Object.values(raw).every(isPlain);
};

export const VALUES: Kind<Values> = {
  type: '{ readonly [attribute: string]: unknown }',
  read: (raw, path) =>
    isObject(raw) && !Array.isArray(raw) && isPlain(raw)
      ? { ok: true, value: raw }
      : misfit(
          path,
          raw,
          `${spoken(raw)} is no object of attributes.`,
          'Give numbers, texts, flags and lists.',
        ),
  write: (value) => value,
};

/** A VIOS of the target by the partition's slot. */
export const SERVED_BY: Kind<Readonly<Record<string, string>>> = {
  type: '{ readonly [slot: number]: string }',
  read(raw, path) {
    if (
      !isObject(raw) ||
      Array.isArray(raw) ||
      Object.values(raw).some((each) => typeof each !== 'string' && each !== null)
    )
      return misfit(path, raw, `${spoken(raw)} does not say who serves which slot.`, "Give { 12: 'vios1' }.");
    const given = Object.entries(raw).filter(([, each]) => each !== null);
    return { ok: true, value: Object.fromEntries(given) as Record<string, string> };
  },
  write: (value) => value,
};

/** VLANs on the target by the partition's slot. */
export const VLANS: Kind<Readonly<Record<string, string | number>>> = {
  type: '{ readonly [slot: number]: string | number }',
  read(raw, path) {
    const wrong = (each: unknown) => each !== null && !/^\d+(\/\d+( \d+)*)?$/.test(String(each));
    if (!isObject(raw) || Array.isArray(raw) || Object.values(raw).some(wrong))
      return misfit(
        path,
        raw,
        `${spoken(raw)} does not say which slot comes to which VLAN.`,
        "Give { 10: 12 }, or with further VLANs { 10: '12/20 21' }.",
      );
    const given = Object.entries(raw).filter(([, each]) => each !== null);
    return { ok: true, value: Object.fromEntries(given) as Record<string, string | number> };
  },
  write: (value) => value,
};

/** The console's own numbers for how strict it is. */
const oneOf = <const N extends number>(...of: readonly N[]): Kind<N> => ({
  type: of.join(' | '),
  read: (raw, path) =>
    of.includes(raw as N)
      ? { ok: true, value: raw as N }
      : misfit(path, raw, `${spoken(raw)} is not possible.`, `Give ${of.join(', ')}.`),
  write: (value) => value,
});
export const STRICTNESS = oneOf(1, 2);
export const PRESENCE = oneOf(0, 1, 2);
