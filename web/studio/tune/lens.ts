/** Values at a place in plain data, read and replaced; what is not concerned stays the very same object. */
type Node = Readonly<Record<string, unknown>> | readonly unknown[] | null | undefined;

/** @param path `pause.2.fixedMs`; undefined where it leads nowhere */
export function at(node: unknown, path: string): unknown {
  let found = node;
  for (const key of path.split('.')) found = (found as Record<string, unknown> | null | undefined)?.[key];
  return found;
}

/** Undefined takes the key away. */
export function put<T>(node: T, path: string, value: unknown): T {
  const [key = '', ...rest] = path.split('.');
  const inner = rest.length > 0 ? put(at(node, key) ?? {}, rest.join('.'), value) : value;
  if (Array.isArray(node)) return node.map((item, i) => (String(i) === key ? inner : item)) as T;
  const { [key]: _, ...others } = (node ?? {}) as Record<string, unknown>;
  if (inner === undefined) return others as T;
  return { ...(node as object), [key]: inner } as T;
}

/** Equal in all their parts, in whatever order these stand. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [Object.entries(a), Object.keys(b)];
  return left.length === right.length && left.every(([key, value]) => same(value, at(b as Node, key)));
}
