/** The part of TypeScript's services, as the editor brings them along without typings, that is used here. */
declare module 'monaco-editor/languages/features/typescript/lib/typescriptServices.js' {
  interface Part {
    text: string;
    kind: string;
  }
  interface Span {
    start: number;
    length: number;
  }
  interface Tag {
    name: string;
    text?: Part[];
  }
  interface Chain {
    messageText: string;
    next?: Chain[];
  }
  interface Diagnostic {
    start?: number;
    length?: number;
    category: number;
    code: number;
    messageText: string | Chain;
    reportsUnnecessary?: object;
    reportsDeprecated?: object;
  }
  interface TextChange {
    span: Span;
    newText: string;
  }
  interface Edits {
    fileName: string;
    textChanges: TextChange[];
  }
  interface Entry {
    name: string;
    kind: string;
    kindModifiers?: string;
    sortText: string;
    insertText?: string;
    replacementSpan?: Span;
    source?: string;
    data?: unknown;
  }
  interface Details {
    displayParts: Part[];
    documentation?: Part[];
    tags?: Tag[];
    codeActions?: { changes: Edits[] }[];
  }
  interface Signature {
    prefixDisplayParts: Part[];
    suffixDisplayParts: Part[];
    separatorDisplayParts: Part[];
    parameters: { displayParts: Part[]; documentation: Part[] }[];
    documentation: Part[];
    tags: Tag[];
  }
  interface Service {
    getSyntacticDiagnostics(file: string): Diagnostic[];
    getSemanticDiagnostics(file: string): Diagnostic[];
    getSuggestionDiagnostics(file: string): Diagnostic[];
    getCompletionsAtPosition(
      file: string,
      offset: number,
      preferences: object,
    ): { entries: Entry[] } | undefined;
    getCompletionEntryDetails(
      file: string,
      offset: number,
      name: string,
      format: object,
      source: string | undefined,
      preferences: object,
      data: unknown,
    ): Details | undefined;
    getQuickInfoAtPosition(
      file: string,
      offset: number,
    ): { textSpan: Span; displayParts?: Part[]; documentation?: Part[]; tags?: Tag[] } | undefined;
    getSignatureHelpItems(
      file: string,
      offset: number,
      options: object,
    ): { items: Signature[]; selectedItemIndex: number; argumentIndex: number } | undefined;
    getCodeFixesAtPosition(
      file: string,
      start: number,
      end: number,
      codes: number[],
      format: object,
      preferences: object,
    ): { fixName: string; description: string; changes: Edits[] }[];
  }
  interface Host {
    getCompilationSettings(): object;
    getScriptFileNames(): string[];
    getScriptVersion(file: string): string;
    getScriptSnapshot(
      file: string,
    ):
      | { getText(start: number, end: number): string; getLength(): number; getChangeRange(): undefined }
      | undefined;
    getCurrentDirectory(): string;
    getDefaultLibFileName(): string;
    fileExists(file: string): boolean;
    readFile(file: string): string | undefined;
  }
  export function createLanguageService(host: Host): Service;
}

declare module 'monaco-editor/languages/features/typescript/lib/lib.js' {
  /** The text of TypeScript's own libraries, by file name. */
  export const libFileMap: Record<string, string>;
}

declare module 'monaco-editor/editor/editor.worker.start.js' {
  /** Serves what `create` returns, with copies of the models that the editor has. */
  export function start(
    create: (context: {
      getMirrorModels(): { uri: { toString(): string }; version: number; getValue(): string }[];
    }) => object,
  ): void;
}
