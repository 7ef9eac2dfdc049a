/** A long list cut to its beginning and its end, with what was left out counted. */
export interface Excerpt<T> {
  head: { item: T; index: number }[];
  omitted: number;
  tail: { item: T; index: number }[];
}

export function excerpt<T>(list: readonly T[], most = 60, last = 10): Excerpt<T> {
  const all = list.map((item, index) => ({ item, index }));
  if (all.length <= most) return { head: all, omitted: 0, tail: [] };
  return { head: all.slice(0, most - last), omitted: all.length - most, tail: all.slice(-last) };
}
