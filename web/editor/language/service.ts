/** TypeScript for scripts: one text, the module `switchover`, and the language itself. Nothing else exists. */
import { libFileMap } from 'monaco-editor/languages/features/typescript/lib/lib.js';
import {
  createLanguageService,
  type Edits,
} from 'monaco-editor/languages/features/typescript/lib/typescriptServices.js';
import { isAbsent, LIBRARY, libraries } from './libraries.ts';
import { message, plain, prose, Quantities } from './prose.ts';
import type { Explanation, Fault, LanguageService, Suggestion, TextEdit } from './protocol.ts';

/** The scripts that are open. */
export interface Documents {
  names(): string[];
  read(name: string): { text: string; version: number } | undefined;
}

const TYPINGS = 'switchover.d.ts';

/** As `tsconfig.json` has them, in the compiler's own numbers, so that editor and command line say the same. */
export const OPTIONS = {
  target: 9,
  module: 99,
  moduleResolution: 100,
  moduleDetection: 3,
  lib: [LIBRARY],
  types: [],
  strict: true,
  noEmit: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noImplicitOverride: true,
  erasableSyntaxOnly: true,
  useDefineForClassFields: false,
  skipLibCheck: true,
};

const PREFERENCES = {
  includeCompletionsForModuleExports: true,
  includeCompletionsForImportStatements: true,
  includeCompletionsWithInsertText: true,
  quotePreference: 'single',
};
const FORMAT = { indentSize: 2, tabSize: 2, convertTabsToSpaces: true, newLineCharacter: '\n' };

const SEVERITIES = ['warning', 'error', 'hint', 'hint'] as const;
/** Suggestions of another style are none of a script's business. */
const STYLE = new Set([80_001, 80_002, 80_003, 80_004, 80_005, 80_006, 80_008, 80_009, 80_010]);
/** Of what TypeScript would do by itself, what helps here. */
const FIXES = new Set(['import', 'spelling', 'addMissingAwait', 'unusedIdentifier']);

export function languageService(documents: Documents, typings: string): LanguageService {
  const known: Readonly<Record<string, string>> = { ...libraries(libFileMap), [TYPINGS]: typings };
  const textOf = (file: string): string | undefined => documents.read(file)?.text ?? known[file];
  const service = createLanguageService({
    // The project's own compiler, which is newer, does this unless it is told otherwise.
    getCompilationSettings: () => ({ ...OPTIONS, noUncheckedSideEffectImports: true }),
    getScriptFileNames: () => [TYPINGS, ...documents.names()],
    getScriptVersion: (file) => String(documents.read(file)?.version ?? 1),
    getScriptSnapshot: (file) => {
      const text = textOf(file);
      if (text === undefined) return undefined;
      return {
        getText: (start, end) => text.slice(start, end),
        getLength: () => text.length,
        getChangeRange: () => undefined,
      };
    },
    getCurrentDirectory: () => '',
    getDefaultLibFileName: () => LIBRARY,
    fileExists: (file) => textOf(file) !== undefined,
    readFile: textOf,
  });
  const quantities = new Quantities(typings);
  const explained = (code: string, about: string): Explanation => {
    const named = quantities.named(code);
    const units = quantities.units(named).map((line) => line.replace(/^\w+/, '`$&`'));
    return { code: named, prose: [about, ...units].filter(Boolean).join('\n\n') };
  };
  const said = (text: string): string => {
    const named = quantities.named(text);
    return [named, ...quantities.units(named)].join('\n');
  };
  /** Only a script can be edited. */
  const editsIn = (file: string, edits: readonly Edits[]): TextEdit[] =>
    edits
      .filter(({ fileName }) => fileName === file)
      .flatMap(({ textChanges }) => textChanges.map(({ span, newText }) => ({ ...span, text: newText })));

  return {
    async faults(file) {
      const found = [
        ...service.getSyntacticDiagnostics(file),
        ...service.getSemanticDiagnostics(file),
        ...service.getSuggestionDiagnostics(file).filter(({ code }) => !STYLE.has(code)),
      ];
      return found.map(
        (each): Fault => ({
          start: each.start ?? 0,
          length: each.length ?? 1,
          severity: SEVERITIES[each.category] ?? 'hint',
          code: each.code,
          message: said(message(each.messageText)),
          unnecessary: Boolean(each.reportsUnnecessary),
          deprecated: Boolean(each.reportsDeprecated),
        }),
      );
    },

    async suggest(file, offset) {
      const entries = service.getCompletionsAtPosition(file, offset, PREFERENCES)?.entries ?? [];
      return entries
        .filter(({ name, kind }) => !isAbsent(name) && kind !== 'warning')
        .map(
          (entry): Suggestion => ({
            name: entry.name,
            kind: entry.kind,
            sortText: entry.sortText,
            insertText: entry.insertText ?? entry.name,
            replace: entry.replacementSpan ?? null,
            deprecated: /\bdeprecated\b/.test(entry.kindModifiers ?? ''),
            source: entry.source ?? null,
            data: entry.data,
          }),
        );
    },

    async explain(file, offset, { name, source, data }) {
      const from = source ?? undefined;
      const details = service.getCompletionEntryDetails(file, offset, name, FORMAT, from, PREFERENCES, data);
      if (!details) return null;
      return {
        ...explained(plain(details.displayParts), prose(details.documentation, details.tags)),
        edits: editsIn(
          file,
          (details.codeActions ?? []).flatMap(({ changes }) => changes),
        ),
      };
    },

    async hover(file, offset) {
      const info = service.getQuickInfoAtPosition(file, offset);
      if (!info) return null;
      const { textSpan: span, displayParts, documentation, tags } = info;
      return { span, ...explained(plain(displayParts), prose(documentation, tags)) };
    },

    async signatures(file, offset) {
      const help = service.getSignatureHelpItems(file, offset, {});
      if (!help) return null;
      const signatures = help.items.map((item) => ({
        code:
          plain(item.prefixDisplayParts) +
          item.parameters.map((p) => plain(p.displayParts)).join(plain(item.separatorDisplayParts)) +
          plain(item.suffixDisplayParts),
        prose: prose(
          item.documentation,
          item.tags.filter(({ name }) => name !== 'param'),
        ),
        parameters: item.parameters.map((p) => ({
          label: plain(p.displayParts),
          prose: plain(p.documentation),
        })),
      }));
      return { signatures, chosen: help.selectedItemIndex, argument: help.argumentIndex };
    },

    async fixes(file, { start, length }, codes) {
      return service
        .getCodeFixesAtPosition(file, start, start + length, codes, FORMAT, PREFERENCES)
        .filter(({ fixName }) => FIXES.has(fixName))
        .map(({ description, changes }) => ({ title: description, edits: editsIn(file, changes) }))
        .filter(({ edits }) => edits.length > 0);
    },
  };
}
