/** The inputs of a case as a Markdown table, made from the data that checks them. */
import { CHOICES, NUMBER_FIELDS, type NumberField } from '../../simulation/cases/fields.ts';

export function fieldTable(): string {
  const rows: string[][] = [['field', 'unit', 'range', 'missing', 'meaning']];
  for (const [name, field] of Object.entries(CHOICES)) {
    const range = field.of.map((word) => `\`${word}\``).join(', ');
    const missing = field.use === 'required' ? '**refused**' : 'otherwise' in field ? field.otherwise : '';
    rows.push([`\`${name}\``, '', range, missing, field.about + remark(field.use)]);
  }
  for (const [name, field] of Object.entries<NumberField>(NUMBER_FIELDS)) {
    rows.push([`\`${name}\``, field.unit, rangeOf(field), missingOf(field), field.about + remark(field.use)]);
  }
  const lines = rows.map((cells) => `| ${cells.join(' | ')} |`);
  lines.splice(1, 0, `|${'---|'.repeat(5)}`);
  return `${lines.join('\n')}\n`;
}

const remark = (use: string) => (use === 'checked' ? ' (checked, has no influence)' : '');

function rangeOf({ min, max, whole }: NumberField): string {
  return `${short(min)} … ${short(max)}${whole ? ', whole' : ''}`;
}

function missingOf({ use, requiredBy, otherwise }: NumberField): string {
  const refused =
    use === 'required' ? '**refused**' : requiredBy ? `**refused** with ${requiredBy.join(', ')}` : '';
  const assumed = otherwise === undefined ? '' : String(otherwise);
  return [refused, assumed].filter(Boolean).join('; else ');
}

/** Powers of two as such, from 4,096 on. */
function short(value: number): string {
  const power = Math.log2(value);
  return value >= 4096 && Number.isInteger(power) ? `2^${power}` : String(value);
}
