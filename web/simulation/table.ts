/** Rows of numbers that come one by one and are handed out as columns. */
const FIRST_ROWS = 64;

export class Table<N extends string> {
  readonly #names: readonly N[];
  /** Row after row. */
  #cells: Float64Array<ArrayBuffer>;
  #rows = 0;

  constructor(names: readonly N[]) {
    this.#names = names;
    this.#cells = new Float64Array(FIRST_ROWS * names.length);
  }

  get rows(): number {
    return this.#rows;
  }

  /** @param row one number for each column, in their order */
  add(row: readonly number[]): void {
    const width = this.#names.length;
    const at = this.#rows * width;
    if (at === this.#cells.length) {
      const grown = new Float64Array(2 * at);
      grown.set(this.#cells);
      this.#cells = grown;
    }
    for (let i = 0; i < width; i++) this.#cells[at + i] = row[i] ?? 0;
    this.#rows++;
  }

  /** Of the last row; 0 where there is none. */
  last(name: N): number {
    const width = this.#names.length;
    return this.#rows === 0 ? 0 : (this.#cells[(this.#rows - 1) * width + this.#names.indexOf(name)] ?? 0);
  }

  /** @param startNs is added to the column `atNs` */
  columns(startNs = 0): Record<N, Float64Array> {
    const width = this.#names.length;
    return Object.fromEntries(
      this.#names.map((name, i) => {
        const offset = name === 'atNs' ? startNs : 0;
        const column = new Float64Array(this.#rows);
        for (let row = 0, at = i; row < column.length; row++, at += width)
          column[row] = (this.#cells[at] as number) + offset;
        return [name, column];
      }),
    ) as Record<N, Float64Array>;
  }
}
