/** Sizes as text that scripts take: `64 GiB`. Exactly the same bytes come back. */
const UNITS: readonly (readonly [unit: string, bytes: number])[] = [
  ['TiB', 2 ** 40],
  ['GiB', 2 ** 30],
  ['MiB', 2 ** 20],
  ['KiB', 2 ** 10],
  ['B', 1],
];

/** In the largest unit of which it is a whole number. */
export function sizeText(bytes: number): string {
  const [unit, each] = UNITS.find(([, size]) => bytes >= size && bytes % size === 0) ?? ['B', 1];
  return `${bytes / each} ${unit}`;
}

export function parseSize(text: string): number | null {
  const [, amount, unit] = /^(\d+(?:\.\d+)?) ?([KMGT]iB|B)$/.exec(text) ?? [];
  const each = UNITS.find(([name]) => name === unit)?.[1];
  return amount === undefined || each === undefined ? null : Math.round(Number(amount) * each);
}

/** For people, two digits: `12.5 GiB`. */
export function roughSize(bytes: number): string {
  const [unit, each] = UNITS.find(([, size]) => Math.abs(bytes) >= size) ?? ['B', 1];
  const amount = bytes / each;
  return `${Number(amount.toFixed(amount < 10 ? 2 : 1))} ${unit}`;
}
