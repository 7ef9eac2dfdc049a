/** What the editor asks of the thread that knows the language. Places are offsets in the script's text. */

export interface Span {
  start: number;
  length: number;
}

export interface TextEdit extends Span {
  text: string;
}

export interface Fault extends Span {
  severity: 'error' | 'warning' | 'hint';
  code: number;
  message: string;
  unnecessary: boolean;
  deprecated: boolean;
}

export interface Suggestion {
  name: string;
  /** As TypeScript names it: `method`, `property`, `const`. */
  kind: string;
  sortText: string;
  insertText: string;
  replace: Span | null;
  deprecated: boolean;
  /** The module that it has to be imported from. */
  source: string | null;
  /** Handed back when it is explained. */
  data: unknown;
}

/** Code and prose about a name; the prose is Markdown. */
export interface Explanation {
  code: string;
  prose: string;
}

export interface Signature extends Explanation {
  parameters: { label: string; prose: string }[];
}

export interface Fix {
  title: string;
  edits: TextEdit[];
}

export interface LanguageService {
  faults(file: string): Promise<Fault[]>;
  suggest(file: string, offset: number): Promise<Suggestion[]>;
  /** `edits`: what else changes when it is taken. */
  explain(
    file: string,
    offset: number,
    of: Pick<Suggestion, 'name' | 'source' | 'data'>,
  ): Promise<(Explanation & { edits: TextEdit[] }) | null>;
  hover(file: string, offset: number): Promise<(Explanation & { span: Span }) | null>;
  signatures(
    file: string,
    offset: number,
  ): Promise<{ signatures: Signature[]; chosen: number; argument: number } | null>;
  fixes(file: string, span: Span, codes: number[]): Promise<Fix[]>;
}
