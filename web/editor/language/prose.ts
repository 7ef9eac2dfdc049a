/** What TypeScript says about a name, as text and Markdown, with its long unions named again. */
import type { Chain, Part, Tag } from 'monaco-editor/languages/features/typescript/lib/typescriptServices.js';

export const plain = (parts: readonly Part[] = []): string => parts.map(({ text }) => text).join('');

const tagged = ({ name, text }: Tag): string => {
  const said = plain(text);
  if (name === 'example') return `\`\`\`typescript\n${said}\n\`\`\``;
  const [, what, about] = name === 'param' ? (/^([\w.]+)\s*(.*)$/s.exec(said) ?? []) : [];
  if (what) return about ? `\`${what}\`: ${about}` : '';
  return `*${name}* ${said}`.trim();
};

/** Documentation and its tags. */
export const prose = (documentation: readonly Part[] = [], tags: readonly Tag[] = []): string =>
  [plain(documentation), ...tags.map(tagged)].filter(Boolean).join('\n\n');

/** Advice that only whoever set the compiler up could follow. */
const SET_UP =
  / (?:Do you need to (?:change your target library|install type definitions)|Try changing the).*$/s;

/** A message with its reasons, each further in. */
export function message(text: string | Chain, depth = 0): string {
  if (typeof text === 'string') return text.replace(SET_UP, '');
  const reasons = (text.next ?? []).map((each) => message(each, depth + 1));
  return ['  '.repeat(depth) + text.messageText.replace(SET_UP, ''), ...reasons].join('\n');
}

/** A kind of text that holds a quantity, as the typings declare it. */
interface Quantity {
  name: string;
  units: string[];
  /** As the compiler writes it out. */
  union: string;
}

export class Quantities {
  readonly #all: readonly Quantity[];

  constructor(typings: string) {
    const declared = typings.matchAll(/type (\w+) = `\$\{number\} \$\{([^}]*)\}`/g);
    this.#all = [...declared].map(([, name = '', list = '']) => {
      const units = [...list.matchAll(/'([^']*)'/g)].map(([, unit = '']) => unit);
      return { name, units, union: units.map((unit) => `\`\${number} ${unit}\``).join(' | ') };
    });
  }

  /** Says `SizeText` where the compiler lists every way to write a size. */
  named(text: string): string {
    return this.#all.reduce((said, { union, name }) => said.replaceAll(union, name), text);
  }

  /** For each kind of quantity that a text names: how it is written. */
  units(text: string): string[] {
    return this.#all
      .filter(({ name }) => new RegExp(`\\b${name}\\b`).test(text))
      .map(({ name, units }) => `${name}: a number, a space, and ${units.join(', ')}`);
  }
}
