/** Descriptions as Markdown tables. */
import { inWords } from '../../../model/parameters/conditions.ts';
import { ERA_IDS, type Kind, type Provenance, type Value } from '../../../model/parameters/described.ts';
import { EXAMPLE, type Field } from '../../../model/parameters/field.ts';
import { MACHINE_FIELDS } from '../../../model/parameters/machine.ts';
import type { Capability } from '../../../model/parameters/qemu/capabilities.ts';
import type { Combination } from '../../../model/parameters/qemu/combinations.ts';
import type { Parameter } from '../../../model/parameters/qemu/parameter.ts';
import type { StatusField } from '../../../model/parameters/qemu/status.ts';
import type { Era } from '../../../model/scenario.ts';

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

/** `sourced` needs no word: it is what one expects. */
export const remark = ({ certainty, source }: Provenance): string => {
  if (certainty === 'sourced') return source;
  const word = `*${certainty === 'typical' ? 'typical, unverified' : certainty}*`;
  return source === EXAMPLE ? word : `${word}: ${source}`;
};

export const code = (text: string): string => `\`${text}\``;

/** Short where a number is long: 2^40, 1e12; else in groups of three digits. */
export function number(value: number): string {
  if (value === Number.MAX_SAFE_INTEGER) return '2^53 − 1';
  const power = Math.log2(value);
  if (value >= 2 ** 31 && Number.isInteger(power)) return `2^${power}`;
  const short = value.toExponential().replace('+', '');
  if (value >= 1e9 && short.length <= 6) return short;
  const [whole = '', fraction] = String(value).split('.');
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction ? `.${fraction}` : '');
}

export function valueText(value: Value | undefined): string {
  if (value === undefined) return '–';
  if (typeof value === 'number') return number(value);
  if (typeof value === 'object') return value.length === 0 ? 'empty' : value.join(', ');
  return value === '' ? 'empty' : String(value);
}

export function rangeText(kind: Kind): string {
  switch (kind.kind) {
    case 'number':
      return (
        `${number(kind.min)} … ${number(kind.max)}${kind.powerOfTwo ? ', a power of two' : ''}` +
        (kind.zero ? `; 0 = ${kind.zero}` : '')
      );
    case 'boolean':
      return 'true, false';
    case 'choice': {
      const words = new Map<string, Era[]>();
      for (const era of ERA_IDS) {
        for (const word of kind.of[era] ?? []) words.set(word, [...(words.get(word) ?? []), era]);
      }
      const everywhere = Object.keys(kind.of).length;
      return [...words]
        .map(
          ([word, eras]) => code(word) + (eras.length < everywhere ? ` (${eras.map(short).join(', ')})` : ''),
        )
        .join(', ');
    }
    default:
      return kind.kind;
  }
}

const short = (era: Era): string => (era === 'qemu-7.2-tcg' ? '7.2' : '10.2');

export const parameterTable = (parameters: readonly Parameter[]): string =>
  table(
    ['name', 'unit', 'range', '7.2', '10.2', 'in a move', 'what it does'],
    parameters.map(({ name, label, unit, value, defaults, duringMove, about, needs }) => [
      code(name),
      unit,
      rangeText(value),
      ...ERA_IDS.map((era) => valueText(defaults[era])),
      duringMove ? 'yes' : '',
      `**${label}.** ${about}${needs.length > 0 ? ` Needs ${needs.map(inWords).join(' and ')}.` : ''}`,
    ]),
  );

export const capabilityTable = (capabilities: readonly Capability[]): string =>
  table(
    ['name', '7.2', '10.2', 'since', 'what it does'],
    capabilities.map(({ name, label, defaults, since, removed, about, needs }) => [
      code(name),
      ...ERA_IDS.map((era) => (Object.hasOwn(defaults, era) ? 'yes' : '–')),
      removed ? `${since} to ${removed}` : since,
      `**${label}.** ${about}${needs.length > 0 ? ` Needs ${needs.map(inWords).join(' and ')}.` : ''}`,
    ]),
  );

/** Those that differ in one part only, and are refused for the same reason, share a row. */
export function combinationTable(combinations: readonly Combination[]): string {
  const rows = new Map<
    string,
    { parts: string[]; first: string; eras: string; reason: string; fixes: string[] }
  >();
  for (const { when, eras, reason, fix } of combinations) {
    const [first = '', ...others] = when.map(inWords);
    const where = eras.map(short).join(', ');
    const key = [first, where, reason].join();
    const row = rows.get(key) ?? { first, eras: where, reason, parts: [], fixes: [] };
    row.parts.push(others.join(' and '));
    row.fixes.push(fix);
    rows.set(key, row);
  }
  return table(
    ['together', 'eras', 'why', 'what to do'],
    [...rows.values()].map(({ first, parts, eras, reason, fixes }) => [
      `${first}${parts[0] ? ` and ${parts.join(', or ')}` : ''}`,
      eras,
      reason,
      fixes.length === 1 ? (fixes[0] as string) : 'Turn off one of the two.',
    ]),
  );
}

export const statusTable = (fields: readonly StatusField[]): string =>
  table(
    ['field', 'unit', 'eras', 'when', 'meaning'],
    fields.map(({ name, label, unit, eras, when, about }) => [
      code(name),
      unit,
      ERA_IDS.filter((era) => Object.hasOwn(eras, era))
        .map(short)
        .join(', '),
      when,
      `**${label}.** ${about}`.trim(),
    ]),
  );

export const machineTable = (): string =>
  table(
    ['name', 'unit', 'range', '7.2', '10.2', 'what it is', 'ground'],
    MACHINE_FIELDS.map(({ name, label, unit, value, defaults, about, certainty, source }) => [
      code(name),
      unit,
      rangeText(value),
      ...ERA_IDS.map((era) =>
        defaults[era] === undefined ? '–' : `${valueText(defaults[era])} (${certainty[era]})`,
      ),
      `**${label}.** ${about}`,
      source,
    ]),
  );

export const fieldTable = (fields: readonly Field[]): string =>
  table(
    ['name', 'unit', 'range', 'usual', 'what it is', 'ground'],
    fields.map((field) => [
      code(field.name),
      field.unit,
      rangeText(field.value),
      valueText(field.default),
      `**${field.label}.** ${field.about}`,
      remark(field),
    ]),
  );
