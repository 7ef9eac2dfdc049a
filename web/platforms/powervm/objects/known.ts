/**
 * What a world knows and what it assumes. A world that somebody described knows everything about itself. One that
 * was put together from command output does not: where the output says nothing a default stands in, and the
 * object names that field in `unknown`, so that no rule ever refuses a move because of a value nobody has seen.
 */
export interface Known {
  /** Names of fields whose values are defaults that stand in; absent: none. */
  readonly unknown?: readonly string[];
}

export const knows = (object: Known, key: string): boolean => !object.unknown?.includes(key);

/** The object with other values. What is set is known from then on. */
export function withValues<T extends Known>(object: T, values: Partial<T>): T {
  if (!object.unknown && !values.unknown) return { ...object, ...values };
  const unknown = object.unknown?.filter((key) => !Object.hasOwn(values, key));
  const { unknown: _, ...rest } = { ...object, ...values };
  return (unknown && unknown.length > 0 ? { ...rest, unknown } : rest) as T;
}
