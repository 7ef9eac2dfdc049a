/** Joins the editor to the thread that knows the language: what that finds is shown the way Monaco shows it. */
import { editor, languages, MarkerSeverity, MarkerTag, Range } from 'monaco-editor/editor';
import type { LanguageService, Span, Suggestion, TextEdit } from '../language/protocol.ts';
import TypescriptWorker from '../monaco-typescript.worker.ts?worker';

const LANGUAGE = 'typescript';
const TYPES = 'types';
/** How long nobody has typed before a text is looked at. */
const QUIET_MS = 250;

type Model = editor.ITextModel;
type Client = editor.MonacoWebWorker<LanguageService>;

const rangeOf = (model: Model, { start, length }: Span): Range =>
  Range.fromPositions(model.getPositionAt(start), model.getPositionAt(start + length));
const editsOf = (model: Model, edits: readonly TextEdit[]): languages.TextEdit[] =>
  edits.map((edit) => ({ range: rangeOf(model, edit), text: edit.text }));
const code = (text: string) => ({ value: `\`\`\`typescript\n${text}\n\`\`\`` });

let registered = false;

/** Once for the page. */
export function registerLanguage(): void {
  if (registered) return;
  registered = true;
  const client: Client = editor.createWebWorker<LanguageService>({
    worker: new TypescriptWorker(),
    keepIdleModels: true,
  });
  /** The service, with the text as it is now; nothing once the model is gone. */
  const ask = async <T>(model: Model, question: (service: LanguageService, file: string) => Promise<T>) => {
    const service = await client.withSyncedResources([model.uri]);
    const answer = await question(service, model.uri.toString());
    return model.isDisposed() ? null : answer;
  };

  languages.registerCompletionItemProvider(LANGUAGE, {
    triggerCharacters: ['.', "'", '"', '`'],
    async provideCompletionItems(model, position) {
      const offset = model.getOffsetAt(position);
      const found = await ask(model, (service, file) => service.suggest(file, offset));
      const word = model.getWordUntilPosition(position);
      const here = new Range(position.lineNumber, word.startColumn, position.lineNumber, word.endColumn);
      const suggestions = (found ?? []).map(
        (suggestion): Item => ({
          label: suggestion.source
            ? { label: suggestion.name, description: suggestion.source }
            : suggestion.name,
          kind: kindOf(suggestion.kind),
          insertText: suggestion.insertText,
          sortText: suggestion.sortText,
          range: suggestion.replace ? rangeOf(model, suggestion.replace) : here,
          tags: suggestion.deprecated ? [languages.CompletionItemTag.Deprecated] : [],
          origin: { model, offset, suggestion },
        }),
      );
      return { suggestions };
    },
    async resolveCompletionItem(item) {
      const { model, offset, suggestion } = (item as Item).origin;
      const said = await ask(model, (service, file) => service.explain(file, offset, suggestion));
      if (!said) return item;
      return {
        ...item,
        detail: said.code,
        documentation: { value: said.prose },
        additionalTextEdits: editsOf(model, said.edits),
      };
    },
  });

  languages.registerHoverProvider(LANGUAGE, {
    async provideHover(model, position) {
      const offset = model.getOffsetAt(position);
      const said = await ask(model, (service, file) => service.hover(file, offset));
      if (!said) return null;
      return { range: rangeOf(model, said.span), contents: [code(said.code), { value: said.prose }] };
    },
  });

  languages.registerSignatureHelpProvider(LANGUAGE, {
    signatureHelpTriggerCharacters: ['(', ','],
    async provideSignatureHelp(model, position) {
      const offset = model.getOffsetAt(position);
      const help = await ask(model, (service, file) => service.signatures(file, offset));
      if (!help) return null;
      const signatures = help.signatures.map((signature) => ({
        label: signature.code,
        documentation: { value: signature.prose },
        parameters: signature.parameters.map(({ label, prose }) => ({
          label,
          documentation: { value: prose },
        })),
      }));
      const value = { signatures, activeSignature: help.chosen, activeParameter: help.argument };
      return { value, dispose: () => {} };
    },
  });

  languages.registerCodeActionProvider(LANGUAGE, {
    async provideCodeActions(model, range, { markers }) {
      const codes = markers.map((marker) => Number(marker.code)).filter(Number.isFinite);
      const [start, end] = [
        model.getOffsetAt(range.getStartPosition()),
        model.getOffsetAt(range.getEndPosition()),
      ];
      const span = { start, length: end - start };
      const fixes =
        codes.length > 0 ? await ask(model, (service, file) => service.fixes(file, span, codes)) : [];
      const actions = (fixes ?? []).map(({ title, edits }) => ({
        title,
        kind: 'quickfix',
        diagnostics: markers,
        edit: {
          edits: editsOf(model, edits).map((textEdit) => ({
            resource: model.uri,
            versionId: model.getVersionId(),
            textEdit,
          })),
        },
      }));
      return { actions, dispose: () => {} };
    },
  });

  const watch = (model: Model): void => {
    if (model.getLanguageId() !== LANGUAGE) return;
    let waiting = 0;
    const look = async (): Promise<void> => {
      const version = model.getVersionId();
      const faults = await ask(model, (service, file) => service.faults(file));
      if (!faults || model.getVersionId() !== version) return;
      editor.setModelMarkers(
        model,
        TYPES,
        faults.map((fault) => ({
          ...spread(rangeOf(model, fault)),
          severity: SEVERITY[fault.severity],
          message: fault.message,
          code: String(fault.code),
          tags: [
            ...(fault.unnecessary ? [MarkerTag.Unnecessary] : []),
            ...(fault.deprecated ? [MarkerTag.Deprecated] : []),
          ],
        })),
      );
    };
    model.onDidChangeContent(() => {
      clearTimeout(waiting);
      waiting = window.setTimeout(() => void look(), QUIET_MS);
    });
    void look();
  };
  editor.getModels().forEach(watch);
  editor.onDidCreateModel(watch);
}

interface Item extends languages.CompletionItem {
  origin: { model: Model; offset: number; suggestion: Suggestion };
}

const SEVERITY = {
  error: MarkerSeverity.Error,
  warning: MarkerSeverity.Warning,
  hint: MarkerSeverity.Hint,
} as const;

const spread = ({ startLineNumber, startColumn, endLineNumber, endColumn }: Range) => ({
  startLineNumber,
  startColumn,
  endLineNumber,
  endColumn,
});

const KINDS: Readonly<Record<string, languages.CompletionItemKind>> = {
  keyword: languages.CompletionItemKind.Keyword,
  function: languages.CompletionItemKind.Function,
  'local function': languages.CompletionItemKind.Function,
  method: languages.CompletionItemKind.Method,
  property: languages.CompletionItemKind.Field,
  getter: languages.CompletionItemKind.Field,
  var: languages.CompletionItemKind.Variable,
  let: languages.CompletionItemKind.Variable,
  'local var': languages.CompletionItemKind.Variable,
  parameter: languages.CompletionItemKind.Variable,
  const: languages.CompletionItemKind.Constant,
  alias: languages.CompletionItemKind.Variable,
  class: languages.CompletionItemKind.Class,
  interface: languages.CompletionItemKind.Interface,
  type: languages.CompletionItemKind.Interface,
  module: languages.CompletionItemKind.Module,
  'external module name': languages.CompletionItemKind.Module,
  string: languages.CompletionItemKind.Value,
};
const kindOf = (kind: string): languages.CompletionItemKind =>
  KINDS[kind] ?? languages.CompletionItemKind.Property;
