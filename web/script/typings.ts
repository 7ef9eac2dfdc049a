/** The API's typings, made from its description: what an editor shows, and what scenario files are checked against. */

import { type Dimension, UNITS } from '../model/quantities.ts';
import { CONSTANTS, ERRORS, FUNCTIONS, RESULTS, SHAPES, THINGS } from './api/module.ts';
import { CAPABILITY, PRESET_NAMES } from './api/qemu.ts';
import { HELPERS, QUANTITY_CLASSES } from './api/quantity-classes.ts';
import { ROWS, WORKLOADS } from './api/workloads.ts';
import type { Any, Shape, Thing, Verb } from './define.ts';
import { resultType } from './kinds.ts';

const LINE = 100;

/** A comment in front of something, `about` broken into lines. */
function comment(about: string, indent: string, ...tags: string[]): string {
  const lines = [...wrapped(about, LINE - indent.length - 3), ...tags];
  if (lines.length === 0) return '';
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}\n`).join('')}${indent} */\n`;
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ').filter(Boolean)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

const key = (name: string): string => (/^\w+$/.test(name) ? name : `'${name}'`);

function fieldsOf({ fields }: Shape<Any>, readonly: string): string {
  return Object.entries(fields)
    .map(([name, { kind, about, optional }]) => {
      const missing = optional ? '?' : '';
      return `${comment(about, '    ')}    ${readonly}${key(name)}${missing}: ${readonly ? resultType(kind) : kind.type};\n`;
    })
    .join('');
}

const interfaceOf = (each: Shape<Any>, readonly = ''): string =>
  `${comment(each.about, '  ')}  export interface ${each.type} {\n${fieldsOf(each, readonly)}  }\n`;

function signaturesOf(name: string, { args, gives, waits, signatures }: Verb): string[] {
  if (signatures) return signatures.map((each) => (each.startsWith('(') ? `${name}${each}` : each));
  const list = args.map(({ name: arg, kind, optional, rest }) =>
    rest ? `...${arg}: ${kind.type}[]` : `${arg}${optional ? '?' : ''}: ${kind.type}`,
  );
  const plain = gives ? resultType(gives) : 'void';
  return [`${name}(${list.join(', ')}): ${waits ? `Promise<${plain}>` : plain}`];
}

const tagsOf = ({ args, example }: Verb): string[] => [
  ...args.flatMap(({ name, about }) => (about ? [`@param ${name} ${about}`] : [])),
  ...(example ? [`@example ${example}`] : []),
];

function thingOf(name: string, { about, has, can, awaits }: Thing): string {
  const generic = name === 'Expectation' ? '<V>' : '';
  const head = `  export interface ${name}${generic}${awaits ? ` extends PromiseLike<${awaits.gives.type}>` : ''} {\n`;
  const properties = Object.entries(has).map(
    ([property, each]) =>
      `${comment(each.about, '    ')}    readonly ${property}: ${each.gives.type === name ? name + generic : resultType(each.gives)};\n`,
  );
  const verbs = Object.entries(can).flatMap(([verb, each]) =>
    signaturesOf(verb, each).map(
      (signature) => `${comment(each.about, '    ', ...tagsOf(each))}    ${signature};\n`,
    ),
  );
  return `${comment(about, '  ')}${head}    readonly [kind]: '${name}';\n${properties.join('')}${verbs.join('')}  }\n`;
}

function functionOf(name: string, each: Verb): string {
  return signaturesOf(name, each)
    .map((signature) => `${comment(each.about, '  ', ...tagsOf(each))}  export function ${signature};\n`)
    .join('');
}

function quantityOf(dimension: Dimension): string {
  const { name, about, base, as } = QUANTITY_CLASSES[dimension];
  const units = Object.keys(UNITS[dimension]).map((unit) => `'${unit}'`);
  const properties = Object.entries(as).map(
    ([property, unit]) => `    /** As a number, in ${unit}. */\n    readonly ${property}: number;\n`,
  );
  return `${comment(about, '  ')}  export interface ${name} {
${properties.join('')}    /** In ${base}. */
    valueOf(): number;
    toString(): string;
  }
  /** Written out, with a space before the unit. */
  export type ${name}Text = \`\${number} \${${units.join(' | ')}}\`;
`;
}

const union = (names: readonly string[]): string => names.map((name) => `\n    | '${name}'`).join('');

export function typings(): string {
  const dimensions = Object.keys(UNITS) as Dimension[];
  return `/** What a scenario can import. Made from the API's description by \`node tools/cli.mjs api\`; do not edit. */
declare module 'switchover' {
  export {};
  /** Things of different kinds are no substitute for each other, however alike they look. */
  const kind: unique symbol;

${[
  ...Object.entries(CONSTANTS).map(
    ([name, thing]) => `${comment(THINGS[thing].about, '  ')}  export const ${name}: ${thing};\n`,
  ),
  ...Object.entries(FUNCTIONS).map(([name, verb]) => functionOf(name, verb)),
  ...Object.entries(HELPERS).map(([name, { dimension, unit }]) => {
    const type = QUANTITY_CLASSES[dimension].name;
    return `  /** \`${name}(3)\` is \`'3 ${unit}'\`. */\n  export function ${name}(amount: number): ${type};\n`;
  }),
  ...dimensions.map(quantityOf),
  `  /** What can be checked, and what a knob can hold. */
  export type Value = number | string | boolean | null | Size | Rate | Duration;
  /** What a value can be held against. */
  export type Comparable<V> = V extends Duration
    ? Duration | DurationText
    : V extends Size
      ? Size | SizeText
      : V extends Rate
        ? Rate | RateText
        : V extends number
          ? number
          : V;
`,
  ...Object.entries(THINGS as Record<string, Thing>).map(([name, thing]) => thingOf(name, thing)),
  ...SHAPES.map((each) => interfaceOf(each as Shape<Any>, RESULTS.includes(each.type) ? 'readonly ' : '')),
  `  /** How a guest writes its memory. */
  export type Workload =${WORKLOADS.map(({ shape }) => `\n    | ${shape.type}`).join('')};
`,
  ...WORKLOADS.map(({ shape }) => interfaceOf(shape)),
  ...ROWS.map((shape) => interfaceOf(shape)),
  `  /** QEMU’s capabilities (docs/parameters.md). */\n  export type Capability =${union(CAPABILITY.type.split(' | ').map((each) => each.slice(1, -1)))};\n`,
  `  /** Products’ ways to migrate (docs/parameters.md). */\n  export type Preset =${union(PRESET_NAMES)};\n`,
  `  /** Why something was refused. */
  export interface Finding {
    readonly what: string;
    readonly where?: string;
    readonly fix?: string;
  }
`,
  ...Object.entries(ERRORS).map(
    ([name, about]) => `${comment(about, '  ')}  export class ${name} extends Error {
    readonly findings: readonly Finding[];
  }
`,
  ),
].join('\n')}}
`;
}
