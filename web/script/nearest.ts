/** The name that was probably meant: one or two letters away or swapped, or the same but for case and hyphens. */
export function nearest(name: string, names: Iterable<string>): string | null {
  const wanted = plain(name);
  let best: string | null = null;
  let least = Math.min(2, Math.floor(wanted.length / 3)) + 1;
  for (const each of names) {
    const away = plain(each) === wanted ? 0 : distance(wanted, plain(each), least);
    if (away < least) {
      best = each;
      least = away;
    }
  }
  return best;
}

const plain = (text: string): string =>
  text
    .slice(0, 60)
    .toLowerCase()
    .replaceAll(/[-_. ]/g, '');

/** Letters to insert, remove, replace, or swap with the next (Damerau); `tooFar` or more counts as that. */
function distance(a: string, b: string, tooFar: number): number {
  if (Math.abs(a.length - b.length) >= tooFar) return tooFar;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = swapped ? (before[j - 2] as number) + 1 : tooFar;
      next.push(Math.min(replaced, swap, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    before = row;
    row = next;
  }
  return row[b.length] as number;
}

/** ` Did you mean 'x'?`, or which ones there are. */
export function didYouMean(name: string, names: readonly string[]): string {
  const near = nearest(name, names);
  if (near) return `Did you mean '${near}'?`;
  return names.length > 0 ? `There are: ${names.slice(0, 30).join(', ')}.` : '';
}
