/** The reference page of the API (docs/scripts.md), made from its description behind a written introduction. */

import { type Dimension, UNITS } from '../model/quantities.ts';
import { ERRORS, FUNCTIONS, RESULTS, SHAPES, THINGS } from './api/module.ts';
import { HELPERS, QUANTITY_CLASSES } from './api/quantity-classes.ts';
import { ROWS, WORKLOADS } from './api/workloads.ts';
import type { Any, Shape, Thing, Verb } from './define.ts';
import { INTRODUCTION } from './introduction.ts';
import { resultType } from './kinds.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');

function callOf(name: string, { args, gives, waits }: Verb): string {
  const list = args.map(({ name: arg, optional, rest }) => (rest ? `…${arg}` : optional ? `${arg}?` : arg));
  const result = gives ? ` → ${waits ? 'later ' : ''}${resultType(gives)}` : '';
  return `\`${name}(${list.join(', ')})${result}\``;
}

const examplesOf = (verbs: readonly Verb[]): string => {
  const examples = verbs.flatMap(({ example }) => example ?? []);
  return examples.length > 0 ? `\n\n\`\`\`ts\n${examples.join('\n')}\n\`\`\`` : '';
};

function thingPart([name, { about, has, can, awaits }]: [string, Thing]): string {
  const rows = [
    ...Object.entries(has).map(([property, each]) => [
      `\`${property}\`: ${resultType(each.gives)}`,
      each.about,
    ]),
    ...Object.entries(can).map(([verb, each]) => [callOf(verb, each), each.about]),
    ...(awaits ? [[`\`await\` → ${awaits.gives.type}`, awaits.about]] : []),
  ];
  return `### ${name}\n\n${about}\n\n${table(['', ''], rows)}${examplesOf(Object.values(can))}`;
}

function shapePart({ type, about, fields }: Shape<Any>): string {
  const got = RESULTS.includes(type);
  const rows = Object.entries(fields).map(([name, { kind, about: meaning, optional }]) => [
    `\`${name}\`${optional || got ? '' : ' *'}`,
    got ? resultType(kind) : kind.type,
    meaning,
  ]);
  return `### ${type}\n\n${about}\n\n${table(['field', 'type', 'meaning'], rows)}`;
}

const quantityRows = (Object.keys(UNITS) as Dimension[]).map((dimension) => {
  const { name, as } = QUANTITY_CLASSES[dimension];
  const helpers = Object.entries(HELPERS).filter(([, helper]) => helper.dimension === dimension);
  return [
    `\`${name}\``,
    Object.keys(UNITS[dimension])
      .map((unit) => `\`${unit}\``)
      .join(', '),
    helpers.map(([helper]) => `\`${helper}(…)\``).join(', '),
    Object.keys(as)
      .map((property) => `\`.${property}\``)
      .join(', '),
  ];
});

export const reference = (): string => `${INTRODUCTION}
## Quantities

${table(['', 'units', 'from a number', 'as a number'], quantityRows)}

## Functions

${table(
  ['', ''],
  Object.entries(FUNCTIONS).map(([name, verb]) => [callOf(name, verb), verb.about]),
)}${examplesOf(Object.values(FUNCTIONS))}

## Things

${Object.entries(THINGS as Record<string, Thing>)
  .map(thingPart)
  .join('\n\n')}

## Options and results

What has a star has to be given.

${SHAPES.filter(({ type }) => type !== 'QemuParameters')
  .map((each) => shapePart(each as Shape<Any>))
  .join('\n\n')}

\`QemuParameters\` are all those of [parameters.md](parameters.md), by QEMU's own names and in its own units; sizes, rates and
times may be written out as well.

## Workloads

${[...WORKLOADS.map(({ shape }) => shape), ...ROWS].map(shapePart).join('\n\n')}

## Errors

${table(
  ['', ''],
  Object.entries(ERRORS).map(([name, about]) => [`\`${name}\``, about]),
)}
`;
