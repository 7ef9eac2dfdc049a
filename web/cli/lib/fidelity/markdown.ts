/** Numbers and tables as the report writes them. */

export function table(header: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return `${[line(header), `|${'---|'.repeat(header.length)}`, ...rows.map(line)].join('\n')}\n`;
}

type Value = number | null | undefined;

const isNumber = (value: Value): value is number =>
  value !== null && value !== undefined && Number.isFinite(value);

/** Digits as many as a reader can use: fewer, the larger the error. */
export function percent(value: Value, digits?: number): string {
  if (!isNumber(value)) return '–';
  const size = Math.abs(value * 100);
  const places = digits ?? (size < 1 ? 2 : size < 100 ? 1 : 0);
  return `${(value * 100).toFixed(places)} %`;
}

export const share = (value: Value): string => percent(value, 0);

export function signed(value: Value, text = percent(value)): string {
  if (!isNumber(value)) return text;
  return value >= 0 ? `+${text}` : text.replace('-', '−');
}

/** An error that a formula or a prediction may not have, because it says that the run never ends. */
export const errorCell = (error: Value): string => (error === Infinity ? 'never ends' : signed(error));
export const sizeCell = (size: Value): string => (size === Infinity ? 'never ends' : percent(size));

export const seconds = (value: Value): string => (isNumber(value) ? value.toFixed(2) : '–');
export const milliseconds = (value: Value): string => (isNumber(value) ? (value * 1000).toFixed(0) : '–');
export const megabytes = (value: Value): string => {
  if (!isNumber(value)) return '–';
  return (value / 1e6).toFixed(value >= 1e8 ? 0 : 1);
};
export const kilobytes = (value: Value): string => (isNumber(value) ? (value / 1e3).toFixed(0) : '–');
export const gigabytesPerSecond = (value: Value): string =>
  isNumber(value) ? (value / 1e9).toFixed(2) : '–';

/** Measured and predicted in one cell. */
export const pair = (measured: string, predicted: string): string =>
  measured === '–' && predicted === '–' ? '–' : `${measured} / ${predicted}`;

export const code = (text: string): string => `\`${text}\``;
